"""A database of any earlier release is brought up to date, whole or not at all."""

import asyncio
import re
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial
from pathlib import Path

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from contracts.records import CHANNEL, NOON, digest, edition, run, stored_analysis, subscription
from sqlalchemy import Column, Connection, MetaData, inspect, select, text, types
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.store import migrating
from adapters.store.database import Database, make_engine
from adapters.store.migrating import config_of, migrate
from adapters.store.opening import stores_in
from bot.errors import StoreNewerError, StoreUnknownError
from bot.settings import normalised_database_url

STEPS = Path(migrating.__file__).parent / "migrations"
OLD_RUN = (
    "INSERT INTO runs (id, kind, repo, subject, channel, state, started_at) VALUES ("
    "'r1', 'digest', 'acme/api', '2026-02-04', 'slack:C1', 'running', '2026-02-04 12:00:00.123456+00:00')"
)
OLD_EDITION = (
    "INSERT INTO editions (key, platform, channel, repo, date, frozen_at, state) VALUES ("
    "'s1:2026-02-04:1', 'slack', 'C1', 'acme/api', '2026-02-04', '2026-02-04 12:00:00.123456', 'frozen')"
)
VERSION_TABLE = "alembic_version"
FOREIGN = text("CREATE TABLE workflow_status (id INTEGER PRIMARY KEY, name TEXT)")


def revisions() -> list[str]:
    """Return the revisions of all releases, oldest first."""
    scripts = ScriptDirectory(str(STEPS))
    return [script.revision for script in reversed(list(scripts.walk_revisions()))]


@pytest.fixture
async def engine(new_url: str) -> AsyncIterator[AsyncEngine]:
    """Open a database without tables."""
    opened = make_engine(normalised_database_url(new_url))
    yield opened
    await opened.dispose()


@pytest.fixture
def steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a copy of the steps, to which a test may add a later release's."""
    copy = tmp_path / "migrations"
    shutil.copytree(STEPS, copy)
    monkeypatch.setattr(migrating, "SCRIPTS", str(copy))
    return copy / "versions"


def add_step(steps: Path, body: str) -> None:
    """Write the step of a release to come."""
    newest = revisions()[-1]
    (steps / "r9999_later.py").write_text(
        "import sqlalchemy as sa\nfrom alembic import op\n"
        f"revision = '9999'\ndown_revision = '{newest}'\n"
        "def upgrade():\n" + "".join(f"    {line}\n" for line in body.splitlines())
    )


async def tables(engine: AsyncEngine) -> set[str]:
    """Return the names of all tables."""
    async with engine.connect() as connection:
        return set(await connection.run_sync(lambda sync: inspect(sync).get_table_names()))


async def execute(engine: AsyncEngine, statement: str) -> None:
    """Change the database behind the stores' back."""
    async with engine.begin() as connection:
        await connection.execute(text(statement))


async def test_the_steps_give_exactly_the_tables_of_the_code(engine: AsyncEngine) -> None:
    await migrate(engine)
    async with engine.begin() as connection:
        await connection.run_sync(lambda sync: command.check(config_of(sync)))


async def test_tables_of_others_are_left_alone(engine: AsyncEngine) -> None:
    async with engine.begin() as connection:
        await connection.execute(FOREIGN)
    await migrate(engine)
    async with engine.begin() as connection:
        await connection.run_sync(lambda sync: command.check(config_of(sync)))
    assert "workflow_status" in await tables(engine)


async def test_migrating_again_changes_nothing(engine: AsyncEngine) -> None:
    await migrate(engine)
    before = await tables(engine)
    await migrate(engine)
    assert await tables(engine) == before


async def test_processes_that_start_together_migrate_once(engine: AsyncEngine) -> None:
    await asyncio.gather(*(migrate(engine) for _ in range(4)))
    assert "postings" in await tables(engine)


async def test_a_step_that_fails_leaves_the_database_as_it_was(engine: AsyncEngine, steps: Path) -> None:
    add_step(steps, "op.create_table('half', sa.Column('id', sa.Integer()))\nraise ZeroDivisionError")
    with pytest.raises(ZeroDivisionError):
        await migrate(engine)
    assert await tables(engine) == set()


async def test_a_rebuilt_table_keeps_the_rows_that_refer_to_it(engine: AsyncEngine, steps: Path) -> None:
    await migrate(engine, revisions()[-1])
    await stores_in(Database(engine)).editions.freeze(edition())
    add_step(
        steps,
        "with op.batch_alter_table('editions') as batch:\n    batch.alter_column('repo', nullable=True)",
    )
    await migrate(engine)
    assert await stores_in(Database(engine)).editions.get(edition().key) == edition()


@pytest.mark.parametrize("new_url", ["sqlite"], indirect=True)  # PostgreSQL checks by itself
async def test_a_step_that_orphans_rows_is_refused(engine: AsyncEngine, steps: Path) -> None:
    await migrate(engine, revisions()[-1])
    await stores_in(Database(engine)).editions.freeze(edition())
    add_step(steps, "op.execute('DELETE FROM editions')")
    with pytest.raises(RuntimeError, match="edition_parts"):
        await migrate(engine)
    assert await stores_in(Database(engine)).editions.get(edition().key) == edition()


async def test_a_database_of_a_later_release_is_not_touched(engine: AsyncEngine) -> None:
    await migrate(engine)
    await execute(engine, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreNewerError) as caught:
        await migrate(engine)
    assert caught.value.revision == "9999"


@pytest.mark.parametrize("revision", revisions())
async def test_a_database_of_an_earlier_release_keeps_its_rows(engine: AsyncEngine, revision: str) -> None:
    await migrate(engine, revision)
    stores, whole = stores_in(Database(engine)), edition(parts=0)
    await stores.analyses.put([stored_analysis()])
    await stores.subscriptions.follow(subscription())
    await execute(engine, OLD_EDITION)
    await stores.postings.begin(f"{whole.key}:0", CHANNEL, None, NOON)
    await execute(engine, OLD_RUN)
    await migrate(engine)
    assert await stores.analyses.get([stored_analysis().key]) == {stored_analysis().key: stored_analysis()}
    assert await stores.subscriptions.every() == [subscription()]
    assert await stores.editions.get(whole.key) == whole
    assert (await stores.postings.read(f"{whole.key}:0")).channel == CHANNEL
    assert await stores.runs.latest(9) == [run()]
    await stores.digests.put(digest())
    assert await stores.digests.get(digest().edition) == digest()


def test_steps_are_named_by_revision_and_words() -> None:
    names = sorted(path.name for path in (STEPS / "versions").glob("r*.py"))
    assert all(re.fullmatch(r"r\d{4}(_[a-z0-9]+)+\.py", name) for name in names)
    assert [name[1:5] for name in names] == revisions() == [f"{n + 1:04}" for n in range(len(names))]


def test_steps_import_nothing_of_ours() -> None:
    for path in (STEPS / "versions").glob("r*.py"):
        imports = re.findall(r"^(?:from|import) (\S+)", path.read_text(), re.MULTILINE)
        assert set(imports) == {"alembic", "sqlalchemy"}


async def test_the_next_step_is_written_from_what_changed(engine: AsyncEngine, steps: Path) -> None:
    from adapters.store.migrations.__main__ import _write  # noqa: PLC0415 - a program, not a module

    def write(connection: Connection) -> None:
        _write(connection, "words of it")

    await migrate(engine)
    await execute(engine, "DROP TABLE abilities")
    async with engine.begin() as connection:
        await connection.run_sync(write)
    written = (steps / f"r{len(revisions()) + 1:04}_words_of_it.py").read_text()
    assert 'op.create_table("abilities"' in written.replace("'", '"')
    assert "sa.Text()" in written


Row = dict[str, object]


def sample(column: Column[object], number: int) -> object:  # noqa: PLR0911 - one for each kind of column
    """Return a value for a column of row `number`, of the kind that it holds."""
    if column.foreign_keys:
        (key,) = column.foreign_keys
        return sample(key.column, number)
    match column.type:
        case types.Boolean():
            return True
        case types.Integer() | types.Float() | types.Numeric():
            return number
        case types.DateTime():
            return NOON if column.type.timezone else NOON.replace(tzinfo=None)
        case types.Date():
            return NOON.date()
        case types.Time():
            return NOON.time()
        case types.LargeBinary():
            return bytes([number])
        case _:
            return f"{column.name} {number} 第"


def filled(connection: Connection) -> dict[str, list[Row]]:
    """Put three rows into every table that there is, and return them as they are read."""
    found = MetaData()
    found.reflect(connection)
    for table in found.sorted_tables:
        if table.name != VERSION_TABLE:
            rows = [{one.name: sample(one, number) for one in table.columns} for number in range(3)]
            connection.execute(table.insert(), rows)
    return contents(connection)


def contents(connection: Connection) -> dict[str, list[Row]]:
    """Return all rows of every table."""
    found = MetaData()
    found.reflect(connection)
    return {
        table.name: [dict(row) for row in connection.execute(select(table)).mappings()]
        for table in found.sorted_tables
        if table.name != VERSION_TABLE
    }


@pytest.mark.parametrize("revision", revisions())
async def test_every_row_of_every_table_of_an_earlier_release_outlives_the_upgrade(
    engine: AsyncEngine, revision: str
) -> None:
    """With each value that it had; what came later is added beside it."""
    await migrate(engine, revision)
    async with engine.begin() as connection:
        before = await connection.run_sync(filled)
    await migrate(engine)
    async with engine.begin() as connection:
        after = await connection.run_sync(contents)

    assert before
    for table, rows in before.items():
        kept = [{name: row[name] for name in rows[0] if name in row} for row in after[table]]
        assert sorted(map(str, kept)) == sorted(map(str, rows)), table


@pytest.mark.parametrize(
    ("table", "column"),
    [("subscriptions", "layout"), ("runs", "state"), ("editions", "state"), ("digests", "status")],
)
async def test_a_row_of_a_form_to_come_is_said_to_be_of_another_release(
    engine: AsyncEngine, table: str, column: str
) -> None:
    """As after a downgrade; nothing is changed, and no class of ours is named."""
    await migrate(engine)
    stores = stores_in(Database(engine))
    await stores.subscriptions.follow(subscription())
    await stores.runs.begin(run())
    await stores.editions.freeze(edition())
    await stores.digests.put(digest())
    await execute(engine, f"UPDATE {table} SET {column} = 'hologram'")  # noqa: S608 - names of ours
    reads: dict[str, Callable[[], Awaitable[object]]] = {
        "subscriptions": stores.subscriptions.every,
        "runs": partial(stores.runs.get, run().id),
        "editions": partial(stores.editions.get, edition().key),
        "digests": partial(stores.digests.get, digest().edition),
    }
    with pytest.raises(StoreUnknownError):
        await reads[table]()
