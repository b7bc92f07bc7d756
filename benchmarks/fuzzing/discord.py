"""The Discord renderer: every part within Discord's limits, all words kept, no mark but our own."""

import json

import discordtext
from contracts.rendering import kept_in_order
from discordrules import complaints, units

from adapters.discord.limits import THREAD_NAME
from adapters.discord.marks import carries, marked
from adapters.discord.render import parts_of
from adapters.discord.titles import title_of
from benchmarks.fuzzing.rendering import MESSAGES, PACE, size_of
from bot.messages import Message
from bot.ports import Part

INPUTS = MESSAGES
OURS = {"text", "line", "strong", "code", "link", "fence"}


def check(message: Message) -> None:
    """Fail where Discord would refuse `message`, lose some of it, call somebody or read marks in it."""
    parts = PACE.keep(lambda: parts_of(message), size_of(message))
    assert parts
    assert kept_in_order(message, discordtext.words_of(parts))
    for part in parts:
        _check_part(part)


def _check_part(part: Part) -> None:
    sent = marked(part.payload, "s1:2026-02-04:1")
    assert not complaints(part.payload)
    assert not complaints(sent)
    assert carries(sent, "s1:2026-02-04:1")
    assert part.payload["allowed_mentions"] == {"parse": []}
    assert json.loads(json.dumps(part.payload)) == part.payload
    assert 0 < units(title_of(part.payload)) <= THREAD_NAME
    for text in discordtext.contents(part):
        marks = list(discordtext.marks(text))
        assert {mark.kind for mark in marks} <= OURS, {mark.kind for mark in marks} - OURS
        assert all(mark.url.startswith("https://github.com/") for mark in marks if mark.kind == "link")
