"""What a definition promises its callers: its line with the lines that continue it, without the body."""

import re
from collections.abc import Sequence

from analysis.diff import Line

MAX_LINES = 60
"""A parameter list longer than this is cut; none of that length was seen in seven repositories."""

MAX_WIDTH = 1_000
"""What stands further right on a line is not read."""

MAX_SHOWN = 300
"""How many characters of a signature are kept for showing."""

_STRUCTURE = re.compile(r"[()\[\]{:;=]")
_ENDS = {"Python": ":", "Ruby": ";", "Kotlin": "{="}
_ENDS_ELSEWHERE = "{;="

_OPENED = re.compile(r"(?<=[(\[])\s+")
_CLOSED = re.compile(r"(?:,\s*|(?<!\s)\s+)(?=[)\]])")
_COMMENT = re.compile(r"(?:^|\s)#[^\"']*$")
_BINDING = re.compile(r"(?<=[(,])\s*mut\s+(?=\w)")  # Rust: how the body holds a parameter, no caller sees
_MODULE = re.compile(r"\b(?:typing|t)\.(?=[A-Z])")
_COLLECTION = re.compile(r"\b(Dict|List|Set|FrozenSet|Tuple|Type)(?=\[)")
_OPTIONAL = re.compile(r"\bOptional\[((?:[^\[\]]|\[[^\[\]]*\]){1,200})\]")


def signature(lines: Sequence[Line], start: int, side: str, language: str) -> str:
    """Return the head of the definition at `lines[start]` as it stands on one `side` (`+` or `-`)."""
    parts: list[str] = []
    depth = 0
    for line in lines[start : start + MAX_LINES]:
        if line.sign not in (side, " "):
            continue
        text = line.text[:MAX_WIDTH]
        if language == "Python" and "#" in text:
            text = _COMMENT.sub("", text)
        parts.append(text.strip())
        depth += _depth(text)
        if depth <= 0:
            break
    return _tidy(_head(" ".join(parts), _ENDS.get(language, _ENDS_ELSEWHERE)))


def continues(text: str) -> bool:
    """Whether a definition line leaves a bracket open for the lines below it."""
    return _depth(text) > 0


def same(one: str, other: str) -> bool:
    """Whether two signatures differ in nothing but layout and quotation marks."""
    return one == other or _bare(one) == _bare(other)


def _depth(text: str) -> int:
    return text.count("(") + text.count("[") - text.count(")") - text.count("]")


def _head(text: str, ends: str) -> str:
    depth = 0
    for found in _STRUCTURE.finditer(text):
        sign = found.group()
        if sign in "([":
            depth += 1
        elif sign in ")]":
            depth -= 1
        elif depth <= 0 and sign in ends:
            return text[: found.start()]
    return text


def _tidy(text: str) -> str:
    text = _OPENED.sub("", _CLOSED.sub("", text)).rstrip()
    return text if len(text) <= MAX_SHOWN else text[: MAX_SHOWN - 1] + "…"


def _bare(text: str) -> str:
    """Return the text without layout, and with Python's older spellings of types in their newer form."""
    bare = "".join(_BINDING.sub("", text).split()).replace("'", '"')
    if "[" in bare:
        bare = _OPTIONAL.sub(
            r"\1|None", _COLLECTION.sub(lambda found: found[1].lower(), _MODULE.sub("", bare))
        )
    return bare
