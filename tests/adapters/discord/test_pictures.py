"""Pictures in Discord's messages: in a gallery below the first section, sent along with the message."""

import datetime as dt
from typing import cast

import pytest
from contracts.rendering import PNG
from discordrules import nested
from discordserver import DiscordServer
from discordwords import CHANNEL, FORUM

from adapters.discord.limits import FILE_DESCRIPTION
from adapters.discord.platform import DiscordPlatform
from adapters.discord.render import parts_of
from bot.messages import Attachment, Message, Paragraph, Picture, Text
from bot.ports import Target

LONG_AGO = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
PICTURE = Picture("day.png", PNG + b"...", "12 commits")
SECTIONS = (Paragraph((Text("What matters."),)), Paragraph((Text("More of it."),)))
MESSAGE = Message("A day", SECTIONS, picture=PICTURE)
REPORT = Attachment("report.md", "# All", "Report")


def shown(message: Message) -> list[object]:
    """Return the texts and pictures of the first part, in their order."""
    parts = [one for one in nested(parts_of(message)[0].payload) if one["type"] in (10, 12)]
    return [one.get("content") or one["items"] for one in parts]


def test_a_picture_stands_below_the_first_section() -> None:
    item = {"media": {"url": "attachment://day.png"}, "description": "12 commits"}
    assert shown(MESSAGE) == ["## A day\nWhat matters.", [item], "More of it."]


def test_a_picture_of_a_message_without_more_words_is_its_end() -> None:
    alone = Message("A day", SECTIONS[:1], picture=PICTURE)
    assert [type(one) for one in shown(alone)] == [str, list]


def test_the_first_part_of_a_long_message_has_the_picture() -> None:
    long = Message("A day", (*SECTIONS, Paragraph((Text("Word. " * 2_000),))), picture=PICTURE)
    parts = parts_of(long)
    assert len(parts) > 1
    assert ["picture" in part.payload for part in parts] == [True] + [False] * (len(parts) - 1)


def test_words_about_a_picture_are_as_long_as_discord_takes() -> None:
    (part,) = parts_of(Message("T", picture=Picture("a b/ü.png", PNG, "x" * 5_000)))
    (attachment,) = cast("list[dict[str, str]]", part.payload["attachments"])
    assert (attachment["filename"], len(attachment["description"])) == ("a_b.png", FILE_DESCRIPTION)


@pytest.mark.parametrize("channel", [CHANNEL, FORUM])
async def test_a_picture_goes_along_in_one_request(
    server: DiscordServer, platform: DiscordPlatform, channel: str
) -> None:
    (part,) = platform.render(MESSAGE)
    posted = await platform.send(Target(channel), part, "k")
    (message,) = server.posted(posted if channel == FORUM else CHANNEL)
    assert message["files"] == ["day.png"]
    assert await platform.find(Target(channel), "k", LONG_AGO) == posted


async def test_a_report_and_a_picture_go_along_together(
    server: DiscordServer, platform: DiscordPlatform
) -> None:
    (part,) = platform.render(Message("A day", SECTIONS, attachment=REPORT, picture=PICTURE))
    await platform.send(Target(CHANNEL), part, "k")
    assert server.posted()[0]["files"] == ["report.md", "day.png"]


async def test_a_message_can_be_replaced_by_one_with_a_picture(
    server: DiscordServer, platform: DiscordPlatform
) -> None:
    (plain,) = platform.render(Message("Progress"))
    (part,) = platform.render(MESSAGE)
    sent = await platform.send(Target(CHANNEL), plain, "k")
    await platform.edit(Target(CHANNEL), sent, part)
    assert server.posted()[0]["files"] == ["day.png"]
