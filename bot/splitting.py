"""Long text in pieces that a platform accepts: broken where a reader would pause, and nothing lost."""

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.messages import Span, Spans

_PAUSES = (
    re.compile(r"\n+"),
    re.compile(r"[。！？；…]+[”’）」』]*|[.!?;][)\"']*\s+"),
    re.compile(r"[，、：]|[,:]\s+"),
    re.compile(r"\s+"),
)
"""From the best place for a break to the least good one; a break stands after the match."""
FULL_ENOUGH = 3  # a pause is passed over where a piece would hold less than a third of what it may


def split_text(text: str, limit: int) -> Iterator[str]:
    """Yield `text` in pieces of at most `limit` characters, which together are exactly `text`."""
    while len(text) > limit:
        at = _break(text, limit)
        yield text[:at]
        text = text[at:]
    if text:
        yield text


def split_lines(text: str, limit: int) -> Iterator[str]:
    """Yield `text` in pieces of whole lines; only a line longer than `limit` is broken."""
    held = ""
    for line in text.splitlines(keepends=True):
        if held and len(held) + len(line) > limit:
            yield held
            held = ""
        *full, rest = (*split_text(held + line, limit),) or ("",)
        yield from full
        held = rest
    if held:
        yield held


def split_spans(spans: Spans, limit: int) -> Iterator[Spans]:
    """Yield `spans` in groups of at most `limit` characters; a span that does not fit is broken."""
    group, room = list[Span](), limit
    for span in spans:
        rest = span.text
        while len(rest) > room:
            at = _break(rest, room) if room > limit // FULL_ENOUGH else 0
            if at:
                group.append(replace(span, text=rest[:at]))
            yield tuple(group)
            group, room, rest = [], limit, rest[at:]
        if rest:
            group.append(replace(span, text=rest))
            room -= len(rest)
    if group:
        yield tuple(group)


def shortened(text: str, limit: int) -> str:
    """Return `text`, with a sign at its end where it was cut to `limit` characters."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def _break(text: str, limit: int) -> int:
    """Return where to break `text` so that the first piece has at most `limit` characters."""
    for pause in _PAUSES:
        ends = [match.end() for match in pause.finditer(text, 0, limit)]
        if ends and ends[-1] * FULL_ENOUGH >= limit:
            return ends[-1]
    return limit
