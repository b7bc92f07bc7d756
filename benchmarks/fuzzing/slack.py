"""The Slack renderer: every part within Slack's limits, all words kept, nothing that could be markup."""

import json
import re

from blockkit import check_blocks, check_payload, words_of, words_of_blocks
from contracts.rendering import bare, kept_in_order

from adapters.slack.halving import halves
from adapters.slack.render import parts_of
from adapters.slack.texts import Json
from benchmarks.fuzzing.rendering import MESSAGES, PACE, size_of
from bot.messages import Message

INPUTS = MESSAGES
_CALLS = re.compile(r"[<>]|@(?:channel|here|everyone)\b", re.IGNORECASE)


def check(message: Message) -> None:
    """Fail where Slack would refuse `message`, lose some of it, or call somebody."""
    parts = PACE.keep(lambda: parts_of(message), size_of(message))
    assert parts
    assert kept_in_order(message, words_of(parts))
    for part in parts:
        check_payload(part.payload)
        json.dumps(part.payload).encode()
        assert not _CALLS.search(str(part.payload["text"]))
        blocks = part.payload["blocks"]
        assert isinstance(blocks, list)
        _check_halves(blocks)


def _check_halves(blocks: list[Json]) -> None:
    """Fail where blocks that Slack finds too long cannot be parted without loss, down to the last."""
    two = halves(blocks)
    if two is None:
        return
    assert bare(words_of_blocks(blocks)) == bare("".join(map(words_of_blocks, two)))
    for half in two:
        check_blocks(half, most=10_000)
