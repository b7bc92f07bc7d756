"""Files that change the shape of stored data, whether there is a way back, and whether data is lost."""

import re
from collections.abc import Callable, Sequence

from analysis.diff import Line, Patch
from analysis.facts.evidence import evidence
from analysis.facts.models import FileClass, FileFacts, Migration
from analysis.models import FileStatus

_PLACES = re.compile(
    r"(?:.*/)?(?:"
    r"migrations/\d{4}_[^/]+\.py"  # Django
    r"|db/(?:post_)?migrate/[^/]+\.rb"  # Rails
    r"|(?:migrations?|migrate)/(?:.*/)?[^/]+\.sql"  # plain SQL, Prisma, Diesel, goose, golang-migrate
    r"|V\d[\w.]*__[^/]+\.(?:sql|java)"  # Flyway
    r")",
    re.DOTALL,
)
_ALEMBIC_PLACE = re.compile(r"(?:.*/)?versions/[^/]+\.py", re.DOTALL)
_ALEMBIC = re.compile(r"\bdown_revision\b|\bdef upgrade\(|\bop\.[a-z_]+\(")

_WAY_BACK = re.compile(
    r"\s*(?:def (?:downgrade|down)\b|-- *(?:\+goose Down|migrate:down|\+migrate Down|rollback\b|undo\b))",
    re.IGNORECASE,
)
_NOTHING = re.compile(r"\s*+(?:pass|\.\.\.|raise\b.*|end|#.*|--.*|\"\"\".*|)\s*+", re.IGNORECASE)
_REFUSES = re.compile(r"IrreversibleMigration|NotImplementedError|irreversible", re.IGNORECASE)
_ONE_WAY_IN_DJANGO = re.compile(r"\bRun(?:Python|SQL)\(")
_ITS_WAY_BACK = re.compile(r"reverse_|\.noop\b|\bRunPython\([^()]*,")
_BACK_FILE = re.compile(r".*(?:[._/-]down\.sql|/U\d[\w.]*__[^/]+)", re.DOTALL)

_DESTRUCTIVE = re.compile(
    r"\bDROP +(?:TABLE|COLUMN|SCHEMA|DATABASE|TYPE)\b|\bTRUNCATE +(?:TABLE +)?\w|\bDELETE +FROM\b"
    r"|\bRENAME +(?:TO|COLUMN)\b|\bALTER +COLUMN +\S+ +(?:SET +DATA +)?TYPE\b|\bMODIFY +COLUMN\b"
    r"|\b(?:drop_table|drop_column|rename_table|remove_columns?|rename_column|change_column)\b"
    r"|\b(?:RemoveField|DeleteModel|RenameField|RenameModel|AlterField)\("
    r"|\b(?:type_|new_column_name) *=",
    re.IGNORECASE,
)


def migrations(file: FileFacts, patch: Patch) -> tuple[Migration, ...]:
    """Return the migration that `file` is, if it is one and `patch` shows lines of it.

    What stands on the way back (a downgrade drops what the upgrade made) does not count as destructive.
    """
    if file.file_class in (FileClass.TEST, FileClass.DOCS) or not _is_migration(file.path, patch):
        return ()
    lines = patch.added or patch.removed
    if not lines:
        return ()
    way = _before_way_back(patch.added)
    loss = next((line for line in way if _DESTRUCTIVE.search(line.text)), None)
    if _BACK_FILE.fullmatch(file.path):
        loss = None
    found = evidence(file.path, loss or lines[0])
    return (Migration(file.path, found, _is_reversible(file, patch.added), destructive=loss is not None),)


def _is_migration(path: str, patch: Patch) -> bool:
    if _PLACES.fullmatch(path):
        return True
    return bool(_ALEMBIC_PLACE.fullmatch(path) and _ALEMBIC.search(patch.text))


def _before_way_back(lines: Sequence[Line]) -> Sequence[Line]:
    for index, line in enumerate(lines):
        if _WAY_BACK.match(line.text):
            return lines[:index]
    return lines


def _is_reversible(file: FileFacts, added: Sequence[Line]) -> bool | None:
    if any(_REFUSES.search(line.text) for line in added):
        return False
    back = added[len(_before_way_back(added)) + 1 :]
    if len(_before_way_back(added)) < len(added):
        return any(not _NOTHING.fullmatch(line.text) for line in back)
    if file.change.status is not FileStatus.ADDED:
        return None
    judge = _JUDGES.get(file.path.rpartition(".")[2])
    return judge(file.path, "\n".join(line.text for line in added)) if judge else None


def _judge_python(path: str, text: str) -> bool:
    """Django turns its own operations round; Alembic needs a `downgrade`, which was not there."""
    if _ALEMBIC_PLACE.fullmatch(path):
        return False
    return not _ONE_WAY_IN_DJANGO.search(text) or _ITS_WAY_BACK.search(text) is not None


def _judge_ruby(_: str, text: str) -> bool:
    return "def change" in text


def _judge_sql(path: str, _: str) -> bool | None:
    return True if _BACK_FILE.fullmatch(path) else None


_JUDGES: dict[str, Callable[[str, str], bool | None]] = {
    "py": _judge_python,
    "rb": _judge_ruby,
    "sql": _judge_sql,
}
