"""Discord's markdown read as its client reads it: which words show, and which marks have a meaning.

Written after the rules of simple-markdown, which the client uses; knows nothing of how the bot writes.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from discordrules import nested

from bot.ports import Part

_FENCE = re.compile(r"```(?:([a-z0-9_+\-.#]+?)\n)?\n*([^\n].*?)\n*```", re.IGNORECASE | re.DOTALL)
_RULES = (
    ("escape", re.compile(r"\\([^0-9A-Za-z\s])")),
    ("autolink", re.compile(r"<(https?://[^>\s]+)>")),
    (
        "ping",
        re.compile(r"<(?:@[!&]?\d+|#\d+|a?:\w+:\d+|t:-?\d+(?::\w)?|/[^:>]+:\d+|id:\w+)>|@everyone|@here"),
    ),
    ("address", re.compile(r"(?:https?|steam|discord)://[^\s<]+[^<.,:;\"')\]\s]")),
    ("link", re.compile(r"\[((?:\\.|[^\[\]\\])*)\]\(<([^<> ]*)>\)")),
    ("strong", re.compile(r"\*\*((?:\\.|[^\\])+?)\*\*(?!\*)", re.DOTALL)),
    ("underline", re.compile(r"__((?:\\.|[^\\])+?)__(?!_)", re.DOTALL)),
    (
        "emphasis",
        re.compile(r"\b_((?:__|\\.|[^\\_])+?)_\b|\*(?=\S)((?:\*\*|\\.|[^*\\])+?)\*(?!\*)", re.DOTALL),
    ),
    ("strike", re.compile(r"~~(?=\S)(.+?)~~", re.DOTALL)),
    ("spoiler", re.compile(r"\|\|(.+?)\|\|", re.DOTALL)),
    ("code", re.compile(r"(`+)(.*?[^`])\1(?!`)", re.DOTALL)),
)
_LINE = re.compile(r"(?P<mark>#{1,3} |-# |>>> |> | *(?:[-*]|\d+\.) )")


@dataclass(frozen=True)
class Mark:
    """Something that the client would not show as plain words."""

    kind: str
    text: str
    url: str = ""


def marks(content: str) -> Iterator[Mark]:
    """Yield everything that `content` says, in order; plain words are marks of the kind `text`."""
    for piece in _blocks(content):
        if isinstance(piece, Mark):
            yield piece
            continue
        for row in piece.split("\n"):
            found = _LINE.match(row)
            if found:
                yield Mark("line", found["mark"])
            yield from _inline(row[found.end() :] if found else row)
            yield Mark("text", "\n")


def words(content: str) -> str:
    """Return the words that the client shows."""
    return "".join(one.text for one in marks(content) if one.kind != "line")


def kinds(content: str) -> set[str]:
    """Return which kinds of marks have a meaning."""
    return {one.kind for one in marks(content)}


def contents(part: Part) -> list[str]:
    """Return the texts of a part without the number that it ends in."""
    shown = [str(one["content"]) for one in components(part) if one["type"] == 10]
    return shown[:-1] if len(shown) > 0 and re.fullmatch(r"-# \d+/\d+", shown[-1]) else shown


def words_of(parts: Sequence[Part]) -> str:
    """Return every word of the bodies of `parts`, without part numbers and controls."""
    return "\n".join(words(content) for part in parts for content in contents(part))


def components(part: Part) -> list[dict[str, Any]]:
    """Return every component of a part, the ones inside others too."""
    return list(nested(part.payload))


def _blocks(content: str) -> Iterator[str | Mark]:
    at = 0
    for found in _FENCE.finditer(content):
        if _is_inside_code(content[at : found.start()]):
            continue
        yield content[at : found.start()]
        yield Mark("fence", found[2], found[1] or "")
        at = found.end()
    yield content[at:]


def _is_inside_code(before: str) -> bool:
    """Whether what looks like a fence is escaped."""
    return len(before) - len(before.rstrip("\\")) > 0


def _inline(text: str) -> Iterator[Mark]:
    while text:
        for kind, rule in _RULES:
            if found := rule.match(text):
                yield from _marks_of(kind, found)
                text = text[found.end() :]
                break
        else:
            yield Mark("text", text[0])
            text = text[1:]


def _marks_of(kind: str, found: re.Match[str]) -> Iterator[Mark]:
    match kind:
        case "escape":
            yield Mark("text", found[1])
        case "code":
            yield Mark("code", found[2].strip())
        case "link":
            yield Mark("link", "", found[2])
            yield from _inline(found[1])
        case "strong":
            yield Mark("strong", "")
            yield from _inline(found[1])
        case _:
            yield Mark(kind, found[0])
