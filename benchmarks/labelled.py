"""Labelled commits: lines of JSON with a message, file counts and a patch, turned into commits and diffs."""

import datetime as dt
import gzip
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from analysis.models import Commit, Diff, FileChange, FileStatus, Person, Submodule, Withheld

_FILE = re.compile(r"^diff --git ", re.MULTILINE)
_NEW_PATH = re.compile(r"^(?:\+\+\+ b/|rename to |copy to )(.+?)\t?$", re.MULTILINE)
_OLD_PATH = re.compile(r"^(?:--- a/|rename from |copy from )(.+?)\t?$", re.MULTILINE)
_SUBMODULE = re.compile(r"^([-+])Subproject commit ([0-9a-f]{40})", re.MULTILINE)
_STATUSES = (
    ("\nnew file mode ", FileStatus.ADDED),
    ("\ndeleted file mode ", FileStatus.DELETED),
    ("\nrename from ", FileStatus.RENAMED),
    ("\ncopy from ", FileStatus.COPIED),
)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A commit of the data with its diff; `sha` is the abbreviated one that names it there."""

    repo: str
    sha: str
    commit: Commit
    diff: Diff


def rows(path: Path) -> Iterator[str]:
    """Yield the lines of a file, which may be packed (`.gz`), one for each commit."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8", newline="\n") as lines:
        yield from (line for line in lines if line.strip())


def labelled(row: Mapping[str, Any]) -> Labelled:
    """Turn one row into a commit and its diff; its label is never looked at."""
    landed = dt.datetime.fromisoformat(row["date"])
    author = Person("update[bot]" if row["is_bot"] else str(row["author_id"]), "")
    commit = Commit(
        repo=row["repo"],
        sha=row["sha"],
        parents=("0" * 40,),
        author=author,
        committer=author,
        authored_at=landed,
        landed_at=landed,
        message=f"{row['subject']}\n\n{row['body']}".replace("\r\n", "\n"),
    )
    return Labelled(row["repo"], row["sha"], commit, diff_of(row["files"], row["patch"]))


def diff_of(files: Sequence[tuple[str, int, int]], patch: str) -> Diff:
    """Join the counts of `files` with their parts of `patch`, which may end before the last file."""
    shown = {change.path: change for change in map(_change, _FILE.split(patch)[1:])}
    return Diff(tuple(_counted(shown.get(path), path, added, deleted) for path, added, deleted in files))


def _counted(shown: FileChange | None, path: str, added: int, deleted: int) -> FileChange:
    withheld = None
    if added < 0:
        withheld = Withheld.BINARY
    elif not (shown and (shown.patch or not added + deleted)):
        withheld = Withheld.NOT_GIVEN
    known = shown or FileChange(path, FileStatus.MODIFIED)
    return replace(known, path=path, additions=max(added, 0), deletions=max(deleted, 0), withheld=withheld)


def _change(part: str) -> FileChange:
    headers, mark, hunks = part.partition("\n@@")
    status = next((status for sign, status in _STATUSES if sign in headers), FileStatus.MODIFIED)
    new, old = _NEW_PATH.search(headers), _OLD_PATH.search(headers)
    named = new or old
    moved = dict(_SUBMODULE.findall(hunks))
    return FileChange(
        path=named[1] if named else headers.partition("\n")[0].rpartition(" b/")[2],
        status=status,
        patch=mark[1:] + hunks,
        old_path=old[1] if old and status in (FileStatus.RENAMED, FileStatus.COPIED) else None,
        submodule=Submodule(moved.get("-"), moved.get("+")) if moved else None,
    )
