"""Slack and Discord say the same of real days: what a reader reads in their payloads, word for word."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import blockkit
import discordtext
import pytest
from gitrepo import GitRepo
from realdays import DAYS, Both, RealDay

from bot.ports import Part

_PLACE = re.compile(r" ?\((\d+)/\d+\)$")


def on_slack(messages: Sequence[Sequence[Part]]) -> str:
    """Return what Slack says, without the numbers of parts and the title that they repeat."""
    return "\n".join(
        blockkit.words_of_blocks(list(_unnumbered(part, len(parts)))) for parts in messages for part in parts
    )


def _unnumbered(part: Part, count: int) -> Iterator[dict[str, object]]:
    blocks = part.payload["blocks"]
    assert isinstance(blocks, list)
    for block in blocks:
        place = _PLACE.search(block["text"]["text"]) if block["type"] == "header" and count > 1 else None
        if place is None:
            yield block
        elif place[1] == "1":
            text = {**block["text"], "text": block["text"]["text"][: place.start()]}
            yield {**block, "text": text}


def on_discord(messages: Sequence[Sequence[Part]]) -> str:
    """Return what Discord says."""
    return "\n".join(map(discordtext.words_of, messages))


def letters(text: str) -> str:
    """Return the letters and figures of a text: signs belong to a platform's form."""
    return "".join(filter(str.isalnum, text))


def files(messages: Sequence[Sequence[Part]]) -> list[object]:
    """Return what the files of `messages` hold."""
    found = [part.payload["file"] for parts in messages for part in parts if "file" in part.payload]
    return [one["content"] if isinstance(one, dict) else one for one in found]


@pytest.mark.parametrize("day", DAYS, ids=[day.name for day in DAYS])
async def test_a_real_day_says_the_same_on_both(day: RealDay, tmp_path: Path) -> None:
    """And what it was made for is among it."""
    both = Both(GitRepo.create(tmp_path / "app.git"), model=day.model() if day.model else None)
    await day.happens(both)
    told = await both.both_told(day.day, hours_late=day.hours_late, **day.told)
    slack, discord = on_slack(told["slack"]), on_discord(told["discord"])

    assert letters(day.shows) in letters(slack)
    assert letters(slack) == letters(discord)
    assert files(told["slack"]) == files(told["discord"])


def test_the_days_are_twenty_at_least_and_no_two_of_a_kind() -> None:
    """Quiet, unfinished, late, reverted, with a model and without, in both languages and all layouts."""
    assert len({day.name for day in DAYS}) == len(DAYS) >= 20
