"""A file's patch as hunks that may be sent: without secrets, without what nobody needs to read."""

import re
from dataclasses import dataclass

from analysis.diff import MAX_CHARACTERS
from analysis.facts.models import FileFacts
from analysis.facts.secrets import redact

DELETIONS_SHOWN = 3
"""Lines shown of a hunk that only deletes: what is gone is told by the count."""

LONGEST_LINE = 400
"""Characters of one line; a longer one is data or minified, and is cut visibly."""

_HEADER = re.compile(r"@@ -\d+(?:,\d+)? \+\d+(?:,\d+)? @@ ?")


@dataclass(frozen=True, slots=True)
class SentHunk:
    """One hunk of the file at `path`: its header without the heading, its heading and its lines."""

    path: str
    header: str
    heading: str
    lines: tuple[str, ...]
    hidden: int = 0  # lines of it that are not in `lines`

    @property
    def collapsed(self) -> "SentHunk":
        """The hunk, or its first lines where it only deletes."""
        only_deletes = all(line.startswith("-") for line in self.lines)
        return self.cut(DELETIONS_SHOWN) if only_deletes else self

    def cut(self, lines: int) -> "SentHunk":
        """Return the hunk with at most `lines` lines, the rest counted."""
        if len(self.lines) <= lines:
            return self
        hidden = self.hidden + len(self.lines) - lines
        return SentHunk(self.path, self.header, self.heading, self.lines[:lines], hidden)

    def text(self, number: int) -> str:
        """Return the hunk as it is sent, under its number."""
        head = f"[{number}] {one_line(self.path)} {self.header} {self.heading}".rstrip()
        more = (f"… {self.hidden} more lines",) if self.hidden else ()
        return "\n".join((head, *self.lines, *more))


def hunks_of(file: FileFacts) -> tuple[SentHunk, ...]:
    """Return the hunks of `file` in order, secrets redacted; junk before the first header is left out."""
    parts: list[tuple[str, list[str]]] = []
    for line in redact(file.change.patch[:MAX_CHARACTERS]).rstrip("\n").split("\n"):
        if line.startswith("@@"):
            parts.append((line, []))
        elif parts and not line.startswith("\\"):
            parts[-1][1].append(_short(line))
    return tuple(_hunk(file.path, header, lines) for header, lines in parts)


def one_line(text: str) -> str:
    """Return `text` redacted and on one line, such as a path or a subject in a list."""
    return " ".join(redact(text).split())


def _hunk(path: str, header: str, lines: list[str]) -> SentHunk:
    found = _HEADER.match(header)
    numbers = found[0].strip() if found else "@@"
    heading = header[found.end() :].strip() if found else header.strip("@ ")
    return SentHunk(path, numbers, _short(heading), tuple(lines))


def _short(line: str) -> str:
    return line if len(line) <= LONGEST_LINE else f"{line[:LONGEST_LINE]}…"
