"""Reading one file's unified hunks: what was added and removed, and on which line; junk never raises."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from io import StringIO
from typing import Literal, NamedTuple

from unidiff import patch as unidiff
from unidiff.errors import UnidiffParseError

from analysis.models import FileChange

MAX_CHARACTERS = 500_000
"""How much of one file's patch is read: some 10,000 lines, far above any that people wrote by hand.

unidiff and the facts take 1-3 us a line; a generated file of 200,000 lines would cost half a second.
"""

Sign = Literal["+", "-", " "]

_FILE_HEADERS = "--- a/file\n+++ b/file\n"  # unidiff refuses hunks without them
_HEADER_LINES = 2
_SIGNS: dict[str, Sign] = {"+": "+", "-": "-"}  # every other line of a hunk is context
_HEADS_HUNK = re.compile(r"@@ -\d+(?:,\d+)? \+\d+(?:,\d+)? @@")  # as unidiff has it
_HEADER = re.compile(r"@@ -(\d{1,9})(?:,\d{1,9})? \+(\d{1,9})(?:,\d{1,9})? @@ ?(.*)")
_IN_HUNK = re.compile(r"[-+ ]|\\ No newline at end of file")


class Line(NamedTuple):
    """One line of a hunk, without its sign and line feed; `old` and `new` are its numbers, from 1."""

    sign: Sign
    text: str
    old: int | None
    new: int | None

    @property
    def number(self) -> int | None:
        """The number in the new file, or in the old one for a removed line."""
        return self.old if self.sign == "-" else self.new


@dataclass(frozen=True, slots=True)
class Hunk:
    """A stretch of changed lines; `heading` is what git says stands above it, often a function."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, eq=False)
class Patch:
    """The hunks of one file, taken apart when first asked for: most facts need a few lines or none.

    `cut` says that `text` is only the beginning of the patch.
    """

    text: str
    cut: bool = False

    @property
    def hunks(self) -> tuple[Hunk, ...]:
        """The hunks in order; those of a broken patch as far as they can be read."""
        return self._read.hunks

    @property
    def partial(self) -> bool:
        """Whether lines are missing, because the patch was cut off or is no patch."""
        return self.cut or self._read.broken

    @cached_property
    def added(self) -> Sequence[Line]:
        """All added lines, in order."""
        return tuple(line for hunk in self.hunks for line in hunk.lines if line.sign == "+")

    @cached_property
    def removed(self) -> Sequence[Line]:
        """All removed lines, in order."""
        return tuple(line for hunk in self.hunks for line in hunk.lines if line.sign == "-")

    def search(self, pattern: re.Pattern[str]) -> Iterator[tuple[Line, re.Match[str]]]:
        r"""Yield every match in an added or removed line, with that line.

        The whole text is searched at once, many times faster than line by line. A match belongs to the line
        it begins in; a pattern may begin with a line feed: `\n[+-]def` is the quickest "at the start".
        """
        text, start, end, number = self.text, 0, -1, 1
        for match in pattern.finditer(text):
            position = match.start() + (text[match.start() : match.start() + 1] == "\n")
            if position > end:
                line_start = text.rfind("\n", start, position) + 1 or start
                number += text.count("\n", start, line_start)
                start, end = line_start, text.find("\n", position)
                end = len(text) if end < 0 else end
            if text[start : start + 1] in ("+", "-"):
                yield self._line(number, text[start:end]), match

    def _line(self, number: int, raw: str) -> Line:
        unread = Line(_SIGNS.get(raw[:1], " "), raw[1:], None, None)
        return self._read.by_number.get(number, unread)

    @cached_property
    def _read(self) -> "_Read":
        try:
            read = _taken_apart(_FILE_HEADERS + self.text)
        except (UnidiffParseError, ValueError):  # the latter for a line number of 5,000 digits
            read = None
        if read is None or not _is_whole(read, self.text):
            return _taken_apart(_mended(self.text))._replace(broken=True)
        return read


class _Read(NamedTuple):
    hunks: tuple[Hunk, ...]
    by_number: Mapping[int, Line]  # which line stands where in the text, from 1
    broken: bool = False


def parse(change: FileChange) -> Patch:
    """Return the patch of `change`; one longer than `MAX_CHARACTERS` is cut after a whole line."""
    text = change.patch
    if len(text) <= MAX_CHARACTERS:
        return Patch(text if text.endswith("\n") or not text else text + "\n")
    return Patch(text[: text.rfind("\n", 0, MAX_CHARACTERS) + 1], cut=True)


def _is_whole(read: _Read, text: str) -> bool:
    """Whether all of `text` was read: unidiff passes over lines that no header counts."""
    other = len(read.hunks) + text.count("\n\\")
    return text.count("\n") == len(read.by_number) + other


def _taken_apart(text: str) -> _Read:
    """Let unidiff check `text` and find its hunks, then cut out their lines: twice as fast as its objects."""
    files = unidiff.PatchSet(StringIO(text), metadata_only=True)
    raw = text.split("\n")
    headers = (index for index, line in enumerate(raw) if line.startswith("@@") and _HEADS_HUNK.match(line))
    hunks: list[Hunk] = []
    by_number: dict[int, Line] = {}
    for hunk, header in zip((hunk for file in files for hunk in file), headers, strict=True):
        lines = _lines(hunk, raw, header + 1)
        hunks.append(Hunk(hunk.section_header, tuple(lines.values())))
        by_number |= lines
    return _Read(tuple(hunks), by_number)


def _lines(hunk: unidiff.Hunk, raw: Sequence[str], index: int) -> dict[int, Line]:
    r"""Return the lines of `hunk`, from `raw[index]` on, by number, without `\ No newline at end of file`."""
    lines: dict[int, Line] = {}
    old, new = hunk.source_start, hunk.target_start
    old_end, new_end = old + hunk.source_length, new + hunk.target_length
    while old < old_end or new < new_end:
        text = raw[index]
        index += 1
        sign = text[:1]
        if sign == "+":
            lines[index - _HEADER_LINES] = Line("+", text[1:], None, new)
            new += 1
        elif sign == "-":
            lines[index - _HEADER_LINES] = Line("-", text[1:], old, None)
            old += 1
        elif sign != "\\":
            lines[index - _HEADER_LINES] = Line(" ", text[1:], old, new)
            old, new = old + 1, new + 1
    return lines


def _mended(text: str) -> str:
    """Return `text` line for line, with headers that count the lines below them: what unidiff accepts."""
    preface = 0
    hunks: list[tuple[re.Match[str], list[str]]] = []
    lines = text.removesuffix("\n").split("\n")
    for line, following in zip(lines, [*lines[1:], "@@"], strict=True):
        header = _HEADER.match(line)
        if header and not following.startswith(("@@", "\\")):
            hunks.append((header, []))
        elif hunks:
            hunks[-1][1].append(line if _IN_HUNK.match(line) else f" {line}")
        else:
            preface += 1
    return "#\n" * preface + _FILE_HEADERS + "".join(_counted(*hunk) for hunk in hunks)


def _counted(header: re.Match[str], lines: list[str]) -> str:
    signs = Counter(line[0] for line in lines)
    old, new = (signs[" "] + signs[sign] for sign in "-+")
    counts = f"@@ -{header[1]},{old} +{header[2]},{new} @@ {header[3]}"
    return "\n".join([counts, *lines]) + "\n"
