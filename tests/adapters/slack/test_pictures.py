"""Pictures in Slack's messages: uploaded first, shown when Slack has looked at them."""

import pytest
from contracts.rendering import PNG
from slackserver import BOT_TOKEN, Fault, Json, SlackServer

from adapters.slack.client import open_client
from adapters.slack.platform import SlackPlatform
from adapters.slack.render import parts_of
from bot.clock import SystemClock
from bot.errors import RefusedError
from bot.memory import MemoryEditions, MemoryPostings
from bot.messages import Message, Paragraph, Picture, Text
from bot.ports import Part, Target
from bot.posting import Patience, Poster

HERE = Target("C1")
PICTURE = Picture("day.png", PNG + b"...", "12 commits")
MESSAGE = Message(
    "A day",
    (Paragraph((Text("What matters."),)), Paragraph((Text("More of it."),))),
    picture=PICTURE,
)


@pytest.fixture
def part() -> Part:
    """Return the one part of a message with a picture."""
    (only,) = parts_of(MESSAGE)
    return only


def kinds(message: Json) -> list[str]:
    blocks = message["blocks"]
    assert isinstance(blocks, list)
    return [block["type"] for block in blocks]


async def quick(slack: SlackServer, part: Part, pauses: tuple[float, ...] = (0, 0, 0)) -> str:
    """Post `part` with an empty history and little patience."""
    async with open_client(BOT_TOKEN, f"{slack.url}/api", 2) as client:
        platform = SlackPlatform(client, pauses)
        poster = Poster(platform, MemoryPostings(MemoryEditions()), SystemClock(), Patience())
        return await poster.post("k:0", HERE, part)


async def test_a_picture_stands_below_the_first_section(slack: SlackServer, part: Part) -> None:
    await quick(slack, part)
    (message,) = slack.parents()
    assert kinds(message) == ["header", "rich_text", "image", "rich_text"]
    blocks = message["blocks"]
    assert isinstance(blocks, list)
    assert blocks[2] == {"type": "image", "slack_file": {"id": "F1"}, "alt_text": "12 commits"}
    assert slack.files["F1"]["content"] == PICTURE.content


async def test_a_message_waits_until_slack_has_looked_at_its_picture(slack: SlackServer, part: Part) -> None:
    slack.slow_looks = 2
    await quick(slack, part)
    (message,) = slack.parents()
    assert "image" in kinds(message)
    assert len(slack.said("files.getUploadURLExternal")) == 1


async def test_a_message_goes_without_a_picture_that_slack_never_looks_at(
    slack: SlackServer, part: Part
) -> None:
    slack.slow_looks = 99
    await quick(slack, part)
    (message,) = slack.parents()
    assert kinds(message) == ["header", "rich_text", "rich_text"]


@pytest.mark.parametrize("method", ["files.getUploadURLExternal", "files.completeUploadExternal"])
@pytest.mark.parametrize("fault", [Fault("missing_scope"), Fault("internal_error"), Fault(drop=True)])
async def test_a_message_goes_without_a_picture_that_slack_will_not_have(
    slack: SlackServer, part: Part, method: str, fault: Fault
) -> None:
    slack.faults[method].append(fault)
    await quick(slack, part)
    (message,) = slack.parents()
    assert "image" not in kinds(message)


async def test_an_upload_that_comes_too_often_is_tried_again_later(
    slack: SlackServer, platform: SlackPlatform, part: Part
) -> None:
    slack.faults["files.getUploadURLExternal"].append(Fault("ratelimited", 429, headers={"Retry-After": "3"}))
    with pytest.raises(RefusedError) as caught:
        await platform.upload(part)
    assert caught.value.retry_after == 3


async def test_what_is_wrong_with_other_blocks_is_told_all_the_same(slack: SlackServer, part: Part) -> None:
    slack.faults["chat.postMessage"].extend([Fault("invalid_blocks")] * 4)
    with pytest.raises(RefusedError, match="invalid_blocks"):
        await quick(slack, part)
    assert slack.parents() == []


async def test_a_message_that_is_too_long_goes_in_halves_without_its_picture(
    slack: SlackServer, part: Part
) -> None:
    slack.faults["chat.postMessage"].append(Fault("msg_blocks_too_long"))
    await quick(slack, part)
    shown = [kind for message in slack.messages["C1"] for kind in kinds(message)]
    assert shown.count("rich_text") == 2
    assert "image" not in shown


async def test_a_message_can_be_replaced_by_one_with_a_picture(
    slack: SlackServer, platform: SlackPlatform, part: Part
) -> None:
    (plain,) = parts_of(Message("Progress"))
    ts = await platform.send(HERE, plain, "k:0")
    await platform.edit(HERE, ts, part)
    (message,) = slack.parents()
    assert "image" in kinds(message)


async def test_nobody_is_whispered_a_picture(slack: SlackServer, platform: SlackPlatform, part: Part) -> None:
    await platform.whisper(HERE, "U1", part)
    (message,) = slack.ephemeral
    assert "image" not in kinds(message)


def test_a_picture_without_words_gets_some() -> None:
    (part,) = parts_of(Message("T", picture=Picture("", PNG, "")))
    assert part.payload["picture"] == {
        "name": "picture.png",
        "content": "iVBORw0KGgo=",
        "alternative": "…",
        "at": 1,
    }
