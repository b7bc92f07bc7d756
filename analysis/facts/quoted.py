"""Which lines inside program text are no code: docstrings, long strings and comments over many lines."""

import re
from collections.abc import Iterator, Sequence

from analysis.diff import Hunk, Line, Sign

_STRINGS = frozenset({"Python"})
_COMMENTS = frozenset(
    ["C", "C++", "CUDA", "Rust", "Go", "JavaScript", "TypeScript", "Java", "C#", "Kotlin", "Swift", "PHP"]
)
_DELIMITER = re.compile(r"\"\"\"|'''")
_OPENS_WITH_TEXT = re.compile(r"[rbfuRBFU]{0,2}(?:\"\"\"|''')\S")
_BEFORE_VALUE = ("=", "(", "[", "{", ",", ":", "return", "+")
_PREFIXES = "rbfuRBFU"
_MARKUP = re.compile(
    r"\s*(?:\.\. [\w-]+::|:(?:param|return|returns|raises?|type|rtype)\b[^:]*:|>>> |::$)|[^:#\"'].*[\w)]::$"
)
_PROSE_READ = 200
_PROSE = re.compile(r"[\w'’“\"`*(:~-][\w'’”\"`*.,:;!?/~-]*(?:[ ]+[\w'’“”\"`*.,:;!?/()~—–-]+){3,}")
_STATEMENT = re.compile(
    r"(?:return|raise|if|elif|else|for|while|from|import|assert|yield|with|del|not|lambda|case|pub|let|fn|use"
    r"|struct|impl|static|const|void|int|char|unsigned|await|async|def|class|function|export|type|go|defer|throw"
    r"|break|continue|pass|except|try)\b"
)
_HEAD = re.compile(r"\s*(?:async\s+def|def|class)\s.*:\s*(?:#.*)?$")


def quoted(hunk: Hunk, language: str) -> frozenset[int]:
    """Return the positions of the lines of `hunk` that words or strings over several lines hold.

    A hunk may begin inside of one: its first delimiter tells, else the markup of documentation. A line
    that stands on both sides counts where either side holds it.
    """
    if language in _STRINGS:
        if not may_quote("\n".join([line.text for line in hunk.lines])):
            return frozenset()
        is_middle = not _is_at_top(hunk)
        return frozenset(at for side in _sides(hunk) for at in _in_strings(side, begins_inside=is_middle))
    if language in _COMMENTS and _may_comment("\n".join([line.text for line in hunk.lines])):
        return frozenset(at for side in _sides(hunk) for at in _in_comments(side))
    return frozenset()


def reads_like_prose(text: str) -> bool:
    """Whether a line is rather a piece of a sentence than code: several words, none of code's signs."""
    return bool(_PROSE.fullmatch(text[:_PROSE_READ].strip())) and not _STATEMENT.match(text.strip())


_Side = Sequence[tuple[int, str]]


def _may_comment(text: str) -> bool:
    return "*/" in text or "/*" in text


def may_quote(text: str) -> bool:
    """Whether Python text has a sign of a docstring: far quicker to look for than to read lines."""
    return '"""' in text or "'''" in text or "::" in text or ":param" in text or ">>> " in text


def _is_at_top(hunk: Hunk) -> bool:
    """Whether the hunk begins with the first line of its file, where no string can be open."""
    return any(line.old == 1 or line.new == 1 for line in hunk.lines[:1])


def _sides(hunk: Hunk) -> tuple[_Side, _Side]:
    return _side(hunk.lines, "-"), _side(hunk.lines, "+")


def _side(lines: Sequence[Line], sign: Sign) -> _Side:
    return [(at, line.text) for at, line in enumerate(lines) if line.sign in (sign, " ")]


def _in_strings(side: _Side, *, begins_inside: bool) -> Iterator[int]:
    delimiter = _open_at_first(side, begins_inside=begins_inside)
    for position, text in side:
        marks = _DELIMITER.findall(text)
        if delimiter or (marks and text.lstrip().lstrip(_PREFIXES).startswith(('"""', "'''"))):
            yield position
        for mark in marks:
            if delimiter is None:
                delimiter = mark
            elif mark == delimiter:
                delimiter = None


def _open_at_first(side: _Side, *, begins_inside: bool) -> str | None:
    """Return the delimiter of the string that a side begins in, or `None` where it begins in code."""
    if not begins_inside:
        return None
    for at, (_, text) in enumerate(side):
        marks = _DELIMITER.findall(text)
        if marks:
            return marks[0] if len(marks) % 2 and _closes(side, at, marks[0]) else None
        if _HEAD.match(text) and at + 1 < len(side) and _DELIMITER.search(side[at + 1][1]):
            return None
    return '"""' if any(_MARKUP.match(text) for _, text in side) else None


def _closes(side: _Side, at: int, mark: str) -> bool:
    """Whether the only delimiter of a line ends the string that the lines above are part of."""
    text = side[at][1].strip()
    if _OPENS_WITH_TEXT.match(text):
        return text.startswith(mark) and text[len(mark) :].startswith((")", ",", "."))
    before = text.partition(mark)[0].rstrip(_PREFIXES).rstrip()
    if before:
        return not before.endswith(_BEFORE_VALUE)
    above = next((text for _, text in reversed(side[:at]) if text.strip()), None)
    if above is None:
        return at + 1 >= len(side) or not reads_like_prose(side[at + 1][1])
    return not above.rstrip().endswith((*_BEFORE_VALUE, ")"))


def _in_comments(side: _Side) -> Iterator[int]:
    is_open = _begins_in_comment(side)
    for position, text in side:
        body = text.lstrip()
        if is_open or body.startswith("/*"):
            yield position
        if is_open:
            is_open = "*/" not in text
        elif body.startswith("/*") or " /* " in text:
            is_open = "*/" not in text.rpartition("/*")[2]


def _begins_in_comment(side: _Side) -> bool:
    for _, text in side:
        body = text.strip()
        if body.startswith("/*") or " /* " in text:
            return False
        if body.endswith("*/") and "/*" not in body:
            return True
    return False
