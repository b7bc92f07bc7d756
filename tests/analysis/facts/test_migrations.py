"""Which files change the shape of stored data, whether they lose some, and whether there is a way back."""

import pytest
from patches import lines

from analysis.facts.migrations import migrations
from analysis.models import FileStatus

ADDED, MODIFIED = FileStatus.ADDED, FileStatus.MODIFIED
ALEMBIC = ("+down_revision = 'a'", "+def upgrade():", "+    op.add_column('a', x)")


@pytest.mark.parametrize(
    ("path", "changes", "destructive", "reversible"),
    [
        ("app/migrations/0002_x.py", ("+    migrations.AddField('a', 'b')",), False, True),
        ("app/migrations/0002_x.py", ("+    migrations.RemoveField('a', 'b')",), True, True),
        ("app/migrations/0002_x.py", ("+    migrations.RunPython(fill)",), False, False),
        ("app/migrations/0002_x.py", ("+    migrations.RunPython(fill, undo)",), False, True),
        ("db/migrate/20260101_x.rb", ("+  def change", "+    add_column :a, :b"), False, True),
        (
            "db/migrate/20260101_x.rb",
            ("+  def up", "+    raise ActiveRecord::IrreversibleMigration"),
            False,
            False,
        ),
        ("migrations/0001.sql", ("+ALTER TABLE a DROP COLUMN b;",), True, None),
        ("migrations/0001.down.sql", ("+DROP TABLE a;",), False, True),
        ("migrations/1.sql", ("+CREATE TABLE a();", "+-- +goose Down", "+DROP TABLE a;"), False, True),
        ("sql/V2__x.sql", ("+create table a();",), False, None),
        (
            "alembic/versions/1_x.py",
            (*ALEMBIC, "+def downgrade():", "+    op.drop_column('a', 'x')"),
            False,
            True,
        ),
        ("alembic/versions/1_x.py", (*ALEMBIC, "+def downgrade():", "+    pass"), False, False),
        ("alembic/versions/1_x.py", ALEMBIC, False, False),
    ],
)
def test_a_migration_is_told_with_its_danger(
    path: str, changes: tuple[str, ...], *, destructive: bool, reversible: bool | None
) -> None:
    """What drops data on the way up is destructive; what undoes it on the way down is not."""
    (found,) = migrations(*lines(path, *changes, status=ADDED))
    assert (found.path, found.destructive, found.reversible) == (path, destructive, reversible)


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("src/versions/a.py", "x = 1"),
        ("tests/migrations/0001_a.py", "migrations.AddField()"),
        ("docs/migrations/a.sql", "drop table a;"),
        ("src/migrate.py", "drop_table('a')"),
        ("migrations/__init__.py", "x = 1"),
    ],
)
def test_other_files_are_no_migrations(path: str, line: str) -> None:
    """A name alone is not enough, and tests and documents change no data."""
    assert not migrations(*lines(path, f"+{line}", status=ADDED))


def test_the_evidence_is_the_line_that_loses_data() -> None:
    """A reader is led to the drop, not to the top of the file."""
    (found,) = migrations(*lines("migrations/1.sql", "+-- x", "+DROP TABLE a;", status=ADDED))
    assert (found.evidence.line, found.evidence.quote) == (2, "DROP TABLE a;")


def test_a_changed_migration_says_nothing_of_its_way_back() -> None:
    """The rest of the file is not in the diff."""
    (found,) = migrations(*lines("db/migrate/2_x.rb", "+    add_column :a, :b", status=MODIFIED))
    assert found.reversible is None


def test_a_moved_migration_is_none() -> None:
    """Without a changed line no data changes shape."""
    assert not migrations(*lines("migrations/1.sql", " x", status=FileStatus.RENAMED))
