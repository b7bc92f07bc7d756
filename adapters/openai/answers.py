"""From the text of an answer to its complete fields, whatever a server put around or left out of them."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from pydantic_core import from_json

LONGEST = 200_000
"""Characters of an answer that are read: several times what the longest one may take."""

_END_OF_THOUGHT = re.compile(r"</think(?:ing)?>", re.IGNORECASE)
_OPEN_THOUGHT = re.compile(r"<think(?:ing)?>", re.IGNORECASE)
_STRING = re.compile(r'"(?:[^"\\]|\\.)*(?:"|\Z)', re.DOTALL)
_CONTROL = re.compile(r"[\x00-\x1f]")
_START = re.compile(r"\{(?=\s*(?:[\"}]|\Z))")
_MOST_STARTS, _MOST_PARTS = 20, 3  # braces of prose before the answer, of a whole one and of a part
_DECODER = json.JSONDecoder(strict=False)  # raw line breaks inside strings are common


@dataclass(frozen=True, slots=True)
class Parsed:
    """The fields of an answer; `cut` where its end is missing, and with it the field that was open."""

    fields: Mapping[str, object]
    cut: bool = False


def parsed(text: str, known: Mapping[str, object]) -> Parsed | None:
    """Return the fields in `text` of which at least one is `known`; `None` where there are none.

    A string that breaks off is left out whole: nobody shall read half a sentence.
    """
    for found in _candidates(text):
        if any(name in known for name in found.fields):
            return found
    return None


def _candidates(text: str) -> Iterator[Parsed]:
    text = text[:LONGEST]
    starts: list[str] = []
    for one in dict.fromkeys((text if text.lstrip().startswith("{") else "", spoken(text))):
        starts += [one[match.start() :] for match in islice(_START.finditer(one), _MOST_STARTS)]
    for start in starts:
        if (whole := _whole(start)) is not None:
            yield Parsed(whole)
    for start in starts[:_MOST_PARTS]:
        if (part := _part(start)) is not None:
            yield Parsed(part, cut=True)


def spoken(text: str) -> str:
    """Return what is said after all thinking; nothing where the thinking never ended.

    Many servers leave out the mark that opens it.
    """
    ends = [match.end() for match in _END_OF_THOUGHT.finditer(text)]
    rest = text[ends[-1] :] if ends else text
    return _OPEN_THOUGHT.split(rest, maxsplit=1)[0]


def _whole(text: str) -> dict[str, object] | None:
    try:
        value, _ = _DECODER.raw_decode(text)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _part(text: str) -> dict[str, object] | None:
    escaped = _STRING.sub(lambda match: _CONTROL.sub(_escape, match[0]), text)
    try:
        value = from_json(escaped, allow_partial=True)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"
