"""Untrusted text on its way into Slack: as rich text elements, plain text objects, or escaped."""

import re
from collections.abc import Iterator
from typing import TypeAlias, assert_never

from adapters.slack.limits import BUTTON_URL
from bot.messages import Code, Link, Span, Spans, Strong, Text
from bot.safety import safe
from bot.typography import kept_together

Json: TypeAlias = dict[str, object]
"""A piece of a payload, as JSON."""

_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_BROADCAST = re.compile(r"@(?=channel\b|here\b|everyone\b)", re.IGNORECASE)


def plain_text(text: str) -> Json:
    """Return a text object in which nothing is markup; `:names:` stay as they are written."""
    return {"type": "plain_text", "text": text, "emoji": False}


def escaped(text: str) -> str:
    """Return `text` for a place that Slack reads as markup: no link, no mention, nobody called.

    The three escapes are all there are (https://docs.slack.dev/messaging/formatting-message-text).
    """
    return _BROADCAST.sub("＠", re.sub("[&<>]", lambda found: _ESCAPES[found[0]], text))


def elements(spans: Spans) -> tuple[Json, ...]:
    """Return rich text elements that show `spans`: they cannot hold markup, whatever they say."""
    return tuple(element for span in spans if span.text for element in _element(span))


def one_line(span_text: str) -> str:
    """Return running text made safe: a line feed in it is a blank like any other."""
    return kept_together(safe(span_text).replace("\n", " ").replace("\t", " "))


def is_address(url: str) -> bool:
    """Whether Slack can make a link of `url`."""
    return url.startswith(("https://", "http://")) and url.isprintable() and len(url) <= BUTTON_URL


def _element(span: Span) -> Iterator[Json]:
    text = one_line(span.text)
    if not text:
        return
    match span:
        case Text():
            yield {"type": "text", "text": text}
        case Strong():
            yield {"type": "text", "text": text, "style": {"bold": True}}
        case Code():
            yield {"type": "text", "text": text, "style": {"code": True}}
        case Link(_, url):
            yield (
                {"type": "link", "url": url, "text": text}
                if is_address(url)
                else {
                    "type": "text",
                    "text": text,
                }
            )
        case _:
            assert_never(span)
