"""Reading the diffs that git tells, one file at a time, so that none is too large to read past."""

import asyncio
from collections.abc import Sequence
from typing import NamedTuple

from adapters.git.process import BUFFER
from analysis.errors import SourceUnreadableError
from analysis.models import Diff, FileChange, FileStatus, Submodule, Withheld

END = b"end of commits\n"
"""What git is told last, and repeats when everything before it is said."""

MOST_FILES = 10_000  # of a commit that are listed; the rest is counted
MOST_TOGETHER = 16 * BUFFER
"""Bytes of patches that are kept of one commit; what comes after is withheld, but counted.

One file's patch may take `BUFFER`, twice as much as facts are read from (`analysis.diff`).
"""

_STATUSES = {
    "A": FileStatus.ADDED,
    "D": FileStatus.DELETED,
    "M": FileStatus.MODIFIED,
    "R": FileStatus.RENAMED,
    "C": FileStatus.COPIED,
    "T": FileStatus.TYPE_CHANGED,
}
_SECTION = b"\ndiff --git "  # begins a file: within hunks every line begins with a sign
_HUNK = b"\n@@ "
_BINARY = b"\nBinary files "
_MOVED = (FileStatus.RENAMED, FileStatus.COPIED)
_ABSENT = "000000"
_SUBMODULE = "160000"


class _Entry(NamedTuple):
    """One changed file as git lists it before the patches (git-diff-tree(1), "raw output format")."""

    old_mode: str
    new_mode: str
    old_sha: str
    new_sha: str
    status: FileStatus
    paths: tuple[str, ...]  # the old one first, where there are two


class _Section(NamedTuple):
    """What the patch says of a file: counted always, `hunks` only where they are kept."""

    additions: int
    deletions: int
    hunks: bytes = b""
    withheld: Withheld | None = None


class PatchReader:
    """Reads diff after diff; what breaks the form is a `SourceUnreadableError`."""

    def __init__(self, repo: str, told: asyncio.StreamReader) -> None:
        self._repo = repo
        self._told = told
        self._read_on = b""  # the next commit's SHA, where the end of a diff was found by it
        self._kept = 0

    async def diff(self, sha: str, following: str | None) -> Diff:
        """Return the diff of `sha`, which the one of `following` comes after (`None`: the end)."""
        if (self._read_on or await self._field()) != sha.encode():
            raise SourceUnreadableError(self._repo, f"git did not tell the diff of {sha}")
        entries, not_listed = await self._entries()
        if not entries:
            return Diff()
        self._kept = 0
        self._read_on = following.encode() if following else b""
        end = b"\n" + (self._read_on + b"\0" if following else END)
        last = len(entries) - 1
        files = [
            await self._file(entry, end if number == last and not not_listed else _SECTION)
            for number, entry in enumerate(entries)
        ]
        if not_listed:
            await self._skipped(end)
        return Diff(tuple(files), not_listed)

    async def _field(self) -> bytes:
        return (await self._told.readuntil(b"\0"))[:-1]

    async def _entries(self) -> tuple[list[_Entry], int]:
        """Return the changed files, as many as are listed, and how many more there are."""
        entries: list[_Entry] = []
        count = 0
        while (head := await self._head()).startswith(b":"):
            moved = head.rpartition(b" ")[2][:1] in b"RC"
            paths = [await self._field() for _ in range(1 + moved)]
            count += 1
            if count <= MOST_FILES:
                entries.append(self._entry(head, paths))
        if not entries:
            self._read_on = head
        return entries, count - len(entries)

    def _entry(self, head: bytes, paths: Sequence[bytes]) -> _Entry:
        try:
            return _entry(head, paths)
        except ValueError as error:
            raise SourceUnreadableError(self._repo, "git told a changed file in a form of its own") from error

    async def _head(self) -> bytes:
        """Return what stands before the next NUL; nothing is wrong if that is the end."""
        try:
            return await self._field()
        except asyncio.IncompleteReadError as error:
            if error.partial != END:
                raise
            return b""

    async def _file(self, entry: _Entry, end: bytes) -> FileChange:
        ends = [_SECTION, end] if entry.status is FileStatus.TYPE_CHANGED else [end]
        return _change(entry, [await self._section(it) for it in ends])

    async def _section(self, end: bytes) -> _Section:
        try:
            text = (await self._told.readuntil(end))[: -len(end)]
        except asyncio.LimitOverrunError:
            return await self._skipped(end)
        start = text.find(_HUNK)
        if start < 0:
            return _Section(0, 0, withheld=Withheld.BINARY if _BINARY in text else None)
        hunks = text[start + 1 :]
        self._kept += len(hunks)
        kept = self._kept <= MOST_TOGETHER
        return _Section(
            hunks.count(b"\n+"),
            hunks.count(b"\n-"),
            hunks if kept else b"",
            None if kept else Withheld.TOO_LARGE,
        )

    async def _skipped(self, end: bytes) -> _Section:
        """Read past a patch without holding it, and count its lines."""
        additions = deletions = 0
        in_hunks, carried, more = False, b"", True
        while more:
            try:
                piece, more = await self._told.readuntil(end), False
            except asyncio.LimitOverrunError as error:
                piece = await self._told.readexactly(error.consumed)
            text = carried + piece
            if not in_hunks:
                start = text.find(_HUNK)
                in_hunks, text = start >= 0, text[max(start, 0) :]
            if in_hunks:
                additions += text.count(b"\n+")
                deletions += text.count(b"\n-")
            carried = text[-1:]
        return _Section(additions, deletions, withheld=Withheld.TOO_LARGE)


def _entry(head: bytes, paths: Sequence[bytes]) -> _Entry:
    old_mode, new_mode, old_sha, new_sha, letter = head[1:].decode("ascii").split(" ")
    status = _STATUSES.get(letter[:1], FileStatus.MODIFIED)
    return _Entry(
        old_mode, new_mode, old_sha, new_sha, status, tuple(path.decode("utf-8", "replace") for path in paths)
    )


def _change(entry: _Entry, sections: Sequence[_Section]) -> FileChange:
    withheld = next((section.withheld for section in sections if section.withheld), None)
    hunks = b"" if withheld else b"\n".join(section.hunks for section in sections if section.hunks)
    other_mode = entry.old_mode != entry.new_mode and _ABSENT not in (entry.old_mode, entry.new_mode)
    return FileChange(
        path=entry.paths[-1],
        status=entry.status,
        additions=sum(section.additions for section in sections),
        deletions=sum(section.deletions for section in sections),
        patch=hunks.decode("utf-8", "replace"),
        old_path=entry.paths[0] if entry.status in _MOVED else None,
        old_mode=entry.old_mode if other_mode else None,
        new_mode=entry.new_mode if other_mode else None,
        submodule=_submodule(entry),
        withheld=withheld,
    )


def _submodule(entry: _Entry) -> Submodule | None:
    if _SUBMODULE not in (entry.old_mode, entry.new_mode):
        return None
    return Submodule(
        before=entry.old_sha if entry.old_mode == _SUBMODULE else None,
        after=entry.new_sha if entry.new_mode == _SUBMODULE else None,
    )
