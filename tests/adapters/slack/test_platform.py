"""Posting to Slack over the real client: once, findable, and every failure for what it is."""

import datetime as dt
from typing import cast

import pytest
from blockkit import words_of_blocks
from slackserver import Fault, Json, Place, SlackServer

from adapters.slack.platform import SlackPlatform
from bot.errors import CannotLookError, OutcomeUnknownError, RefusedError
from bot.messages import Attachment, Message, Paragraph, Text
from bot.ports import Part, Target

HERE = Target("C1")


def part_(title: str = "Hello") -> Part:
    """Return a small part."""
    return Part(
        {"text": title, "blocks": [{"type": "header", "text": {"type": "plain_text", "text": title}}]}
    )


def since() -> dt.datetime:
    """Return a moment ago."""
    return dt.datetime.now(dt.UTC) - dt.timedelta(seconds=5)


async def test_a_part_is_posted_once_with_its_key(slack: SlackServer, platform: SlackPlatform) -> None:
    """The metadata carries the key; nothing unfurls and nothing is read as markup."""
    ts = await platform.send(HERE, part_(), "k:0")
    (asked,) = slack.said("chat.postMessage")

    assert [one["ts"] for one in slack.parents()] == [ts]
    assert asked["metadata"] == {"event_type": "commit_digest", "event_payload": {"key": "k:0"}}
    assert (asked["unfurl_links"], asked["unfurl_media"], asked["link_names"]) == (False, False, False)
    assert asked["parse"] == "none"


async def test_a_reply_hangs_on_its_parent(slack: SlackServer, platform: SlackPlatform) -> None:
    """The thread is the parent's timestamp."""
    parent = await platform.send(HERE, part_(), "k:0")
    reply = await platform.send(Target("C1", parent), part_("Reply"), "k:1")

    assert [one["ts"] for one in slack.replies(parent)] == [reply]


@pytest.mark.parametrize("thread", [False, True])
async def test_what_was_posted_is_found_by_its_key(
    slack: SlackServer, platform: SlackPlatform, *, thread: bool
) -> None:
    """In the channel and in a thread, also on a later page."""
    parent = await platform.send(HERE, part_(), "parent")
    where = Target("C1", parent) if thread else HERE
    sent = await platform.send(where, part_(), "wanted")
    for number in range(20):
        await platform.send(where, part_(), f"other:{number}")

    assert await platform.find(where, "wanted", since()) == sent
    assert await platform.find(where, "unwanted", since()) is None
    assert len(slack.said(f"conversations.{'replies' if thread else 'history'}")) > 2


async def test_without_a_connection_nothing_was_sent(slack: SlackServer, platform: SlackPlatform) -> None:
    """A connection that never stood is a refusal to be tried again."""
    platform._client.base_url = "http://127.0.0.1:9/api/"

    with pytest.raises(RefusedError) as caught:
        await platform.send(HERE, part_(), "k")

    assert caught.value.retry_after
    assert not slack.calls


@pytest.mark.parametrize("scope", ["channels:history", "groups:history"])
async def test_without_permission_to_read_nobody_posts_blind(
    slack: SlackServer, platform: SlackPlatform, scope: str
) -> None:
    """The reason names what Slack answered."""
    slack.scopes.discard(scope)
    slack.places["C1"].private = scope.startswith("groups")

    with pytest.raises(CannotLookError) as caught:
        await platform.find(HERE, "k", since())

    assert caught.value.reason == "missing_scope"


async def test_a_channel_that_the_bot_left_cannot_be_searched(
    slack: SlackServer, platform: SlackPlatform
) -> None:
    """Somebody removed the bot meanwhile."""
    slack.places["C1"] = Place("C1", member=False)

    with pytest.raises(CannotLookError):
        await platform.find(HERE, "k", since())


async def test_a_limited_search_waits_for_its_turn(slack: SlackServer, platform: SlackPlatform) -> None:
    """Looking is what makes posting safe: it is worth a wait."""
    slack.faults["conversations.history"].append(Fault("ratelimited", 429, headers={"Retry-After": "0"}))

    assert await platform.find(HERE, "k", since()) is None
    assert len(slack.said("conversations.history")) == 2


@pytest.mark.parametrize("lost", [0, 1, 2])
async def test_what_slack_finds_too_long_is_sent_in_halves(
    slack: SlackServer, platform: SlackPlatform, lost: int
) -> None:
    """However small the limit is today; an answer that is lost on the way doubles no half."""
    slack.budget = 500
    sentences = tuple(Paragraph((Text(f"Sentence {number}. " + "x" * 90),)) for number in range(8))
    (part,) = platform.render(Message("Long", sentences))
    slack.faults["chat.postMessage"].extend([*(None,) * lost, Fault(drop=True, stored=True)])
    try:
        shown = await platform.send(HERE, part, "k")
    except OutcomeUnknownError:
        shown = await platform.send(HERE, part, "k")

    (parent,) = slack.parents()
    said = "".join(words_of_blocks(one["blocks"]) for one in slack.messages["C1"])
    assert shown == parent["ts"]
    assert [said.count(f"Sentence {number}.") for number in range(8)] == [1] * 8
    assert said.index("Sentence 0.") < said.index("Sentence 7.")


async def test_a_message_is_replaced(slack: SlackServer, platform: SlackPlatform) -> None:
    """An edit keeps the message's place and key."""
    ts = await platform.send(HERE, part_(), "k")
    await platform.edit(HERE, ts, part_("Better"), "k")

    metadata = cast("Json", slack.said("chat.update")[-1]["metadata"])
    assert metadata["event_payload"] == {"key": "k"}
    assert [one["text"] for one in slack.parents()] == ["Better"]
    assert await platform.find(HERE, "k", since()) == ts


async def test_a_file_is_stored_first_and_shown_later(slack: SlackServer, platform: SlackPlatform) -> None:
    """Nobody sees it before it is sent; then it is found by its key like any message."""
    (part,) = platform.render(Message("Report", attachment=Attachment("日报.md", "# 标题\n", "Report")))
    parent = await platform.send(HERE, part_(), "parent")
    file_id = await platform.upload(part)

    assert slack.replies(parent) == []
    shown = await platform.send(Target("C1", parent), Part(part.payload, file_id), "k:file")

    assert (shown, slack.files[shown]["content"]) == (file_id, "# 标题\n")
    (reply,) = slack.replies(parent)
    assert file_of(reply)["name"] == "日报.md"
    assert await platform.find(Target("C1", parent), "k:file", since()) == reply["ts"]
    assert await platform.find(Target("C1", parent), "k:other", since()) is None


async def test_an_empty_file_is_no_failure(slack: SlackServer, platform: SlackPlatform) -> None:
    """Slack takes no file without a byte."""
    (part,) = platform.render(Message("Report", attachment=Attachment("a.md", "", "Report")))

    assert await platform.upload(part) in slack.files


async def test_what_has_no_file_needs_no_upload(slack: SlackServer, platform: SlackPlatform) -> None:
    """Only parts with a file take two steps."""
    assert await platform.upload(part_()) is None
    assert not slack.calls


@pytest.mark.parametrize("step", ["files.getUploadURLExternal", "files.completeUploadExternal"])
async def test_a_file_that_slack_refuses_is_a_refusal(
    slack: SlackServer, platform: SlackPlatform, step: str
) -> None:
    """The reason says which permission is missing."""
    (part,) = platform.render(Message("Report", attachment=Attachment("a.md", "x", "Report")))
    slack.faults[step].append(Fault("missing_scope"))

    with pytest.raises(RefusedError):
        await platform.send(HERE, Part(part.payload, await platform.upload(part)), "k")


@pytest.mark.parametrize("scope", ["files:write", "chat:write"])
async def test_a_missing_permission_is_named(slack: SlackServer, platform: SlackPlatform, scope: str) -> None:
    """An operator reads in the log what to add."""
    slack.scopes.discard(scope)
    (part, *_) = platform.render(
        Message(
            "Report",
            (Paragraph((Text("x"),)),) if scope == "chat:write" else (),
            attachment=Attachment("a", "x", "R"),
        )
    )
    with pytest.raises(RefusedError) as caught:
        await platform.send(HERE, Part(part.payload, await platform.upload(part)), "k")

    assert caught.value.reason == f"missing_scope: {scope}"


def file_of(message: Json) -> Json:
    """Return the file of a message."""
    files = message["files"]
    assert isinstance(files, list)
    held: Json = files[0]
    return held
