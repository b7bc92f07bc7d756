"""A digest of Slack that is put right: the same messages with other words, and a new file below them."""

from typing import cast

from blockkit import check_payload, words_of_blocks
from healed import Healed
from slackserver import Json, SlackServer

from adapters.slack.platform import SlackPlatform
from bot.subscriptions import Channel

HERE = Channel("slack", "C1")


async def test_a_day_from_facts_is_edited_where_it_stands(
    slack: SlackServer, platform: SlackPlatform
) -> None:
    """What is new comes at the end of the thread; the parent keeps its place and its key."""
    healed = Healed(platform, HERE)
    await healed.tell()
    before = [one["ts"] for one in slack.messages["C1"]]
    told = await healed.heal()
    (parent,) = slack.parents()
    after = slack.messages["C1"]
    said = "".join(words_of_blocks(one["blocks"]) for one in after if "files" not in one)

    assert not told.redo
    assert [one["ts"] for one in after][: len(before)] == before
    assert "edited" in parent
    assert "Written by model." in said
    assert "Written by facts." not in said
    assert all(one.get("thread_ts") == parent["ts"] for one in after[1:])
    assert cast("Json", parent["metadata"])["event_payload"] == {"key": "s1:2026-02-04:1:0"}
    for update in slack.said("chat.update"):
        check_payload({name: update[name] for name in ("text", "blocks")})


async def test_a_report_that_cannot_be_replaced_gets_a_newer_one_by_name(
    slack: SlackServer, platform: SlackPlatform
) -> None:
    """Slack keeps the old file; the new one says that it is newer, and comes once."""
    healed = Healed(platform, HERE)
    await healed.tell()
    await healed.heal()
    await healed.heal()
    names = [
        file["name"] for one in slack.messages["C1"] for file in cast("list[Json]", one.get("files", []))
    ]

    assert len(names) == 2
    assert [str(name).endswith("-updated.md") for name in names] == [False, True]


async def test_what_somebody_deleted_is_not_posted_again(slack: SlackServer, platform: SlackPlatform) -> None:
    """The others are put right all the same."""
    healed = Healed(platform, HERE)
    await healed.tell()
    gone = slack.messages["C1"].pop(1)
    told = await healed.heal()

    assert not told.redo
    assert gone["ts"] not in {one["ts"] for one in slack.messages["C1"]}
