"""Posting on Discord through the real client: once, in its thread, found again, its errors told as ours."""

import datetime as dt
import json
from dataclasses import replace

import discord
import pytest
from discordserver import DiscordServer
from discordwords import CHANNEL, FORUM, TOKEN, Fault

from adapters.discord.opening import open_bot
from adapters.discord.platform import DiscordPlatform
from bot.errors import (
    CannotLookError,
    CredentialRefusedError,
    OutcomeUnknownError,
    PlatformUnreachableError,
    RefusedError,
)
from bot.messages import Attachment, Menu, MenuOption, Message, Paragraph, Text
from bot.ports import Part, Target

KEY = "s1:2026-02-04:1:0"
POST = r"/channels/\d+/messages"
LONG_AGO = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
PARENT = Message("acme/api · 2026-02-04", (Paragraph((Text("hello"),)),))
MENU = Menu("Explain", "explain", (MenuOption("abc Change", "acme/api@abc"),))


def part(platform: DiscordPlatform, message: Message = PARENT) -> Part:
    """Return the only part of a message."""
    (only,) = platform.render(message)
    return only


async def test_a_message_is_posted_and_found_by_its_key(
    server: DiscordServer, platform: DiscordPlatform
) -> None:
    """Also by another process, for ever, and by no other key."""
    sent = await platform.send(Target(CHANNEL), part(platform), KEY)

    assert [one["id"] for one in server.posted()] == [sent]
    assert await platform.find(Target(CHANNEL), KEY, LONG_AGO) == sent
    assert await platform.find(Target(CHANNEL), KEY + "x", LONG_AGO) is None
    assert await platform.find(Target(CHANNEL), KEY, dt.datetime(2100, 1, 1, tzinfo=dt.UTC)) is None


async def test_a_menu_carries_the_key_in_its_custom_id(
    server: DiscordServer, platform: DiscordPlatform
) -> None:
    """Where numbers of components were lost, it is found all the same."""
    sent = await platform.send(Target(CHANNEL), part(platform, Message("T", controls=(MENU,))), KEY)
    for component in (
        server.posted()[0]["components"][0],
        *server.posted()[0]["components"][0]["components"],
    ):
        component.pop("id", None)

    assert await platform.find(Target(CHANNEL), KEY, LONG_AGO) == sent


async def test_the_same_key_posts_once_within_minutes(
    server: DiscordServer, platform: DiscordPlatform
) -> None:
    """Discord knows the nonce, which is short enough."""
    first = await platform.send(Target(CHANNEL), part(platform), KEY)

    assert await platform.send(Target(CHANNEL), part(platform), KEY) == first
    assert len(server.posted()) == 1


async def test_a_message_of_somebody_else_is_not_ours(
    server: DiscordServer, platform: DiscordPlatform
) -> None:
    """Whoever copies a message copies its mark."""
    await platform.send(Target(CHANNEL), part(platform), KEY)
    server.posted()[0]["author"] = {"id": "999", "username": "mallory"}

    assert await platform.find(Target(CHANNEL), KEY, LONG_AGO) is None


async def test_a_message_is_found_behind_many_others(
    server: DiscordServer, platform: DiscordPlatform
) -> None:
    """Page by page, oldest first."""
    first = await platform.send(Target(CHANNEL), part(platform), KEY)
    server.messages[CHANNEL] = [
        {**server.posted()[0], "id": str(number), "components": []} for number in range(1, 251)
    ] + server.messages[CHANNEL]

    assert await platform.find(Target(CHANNEL), KEY, dt.datetime(2015, 1, 1, tzinfo=dt.UTC)) == first
    assert server.count("GET", POST) == 3


async def test_a_reply_starts_the_thread_under_its_parents_name(
    server: DiscordServer, platform: DiscordPlatform
) -> None:
    """Once; the next reply stands in the same."""
    parent = await platform.send(Target(CHANNEL), part(platform), KEY)
    for number in (1, 2):
        await platform.send(Target(CHANNEL, parent), part(platform), f"{KEY}:{number}")

    assert server.channels[parent]["name"] == "acme/api · 2026-02-04"
    assert len(server.posted(parent)) == 2
    assert server.count("POST", r".*/threads") == 1


async def test_a_thread_that_is_there_is_taken(server: DiscordServer, platform: DiscordPlatform) -> None:
    """Code 160004 says that an earlier process started it."""
    parent = await platform.send(Target(CHANNEL), part(platform), KEY)
    await platform.send(Target(CHANNEL, parent), part(platform), "k1")
    async with open_bot(TOKEN, f"{server.address}/api") as other:
        second = await other.platform.send(Target(CHANNEL, parent), part(platform), "k2")

        assert await other.platform.find(Target(CHANNEL, parent), "k2", LONG_AGO) == second
    assert len(server.posted(parent)) == 2


async def test_nothing_stands_in_a_thread_that_was_never_started(
    server: DiscordServer, platform: DiscordPlatform
) -> None:
    """That is certain, not unknown."""
    parent = await platform.send(Target(CHANNEL), part(platform), KEY)

    assert await platform.find(Target(CHANNEL, parent), "k1", LONG_AGO) is None
    assert server.count("POST", r".*/threads") == 0


async def test_a_forum_has_a_post_for_each_digest_with_its_tag(
    server: DiscordServer, platform: DiscordPlatform
) -> None:
    """Its replies stand in the post, and it is found among the posts."""
    parent = await platform.send(Target(FORUM), part(platform), KEY)
    await platform.send(Target(FORUM, parent), part(platform), "k1")

    assert server.channels[parent]["name"] == "acme/api · 2026-02-04"
    assert server.channels[parent]["applied_tags"] == ["901"]
    assert len(server.posted(parent)) == 2
    assert await platform.find(Target(FORUM), KEY, LONG_AGO) == parent
    assert await platform.find(Target(FORUM), "other", LONG_AGO) is None
    assert await platform.find(Target(FORUM, parent), "k1", LONG_AGO) is not None


async def test_replies_within_a_thread_stand_in_it(server: DiscordServer, platform: DiscordPlatform) -> None:
    """A thread has no threads."""
    server.add_channel("77", 11, parent_id=CHANNEL)
    parent = await platform.send(Target("77"), part(platform), KEY)
    reply = await platform.send(Target("77", parent), part(platform), "k1")

    assert [one["id"] for one in server.posted("77")] == [parent, reply]
    assert await platform.find(Target("77", parent), "k1", LONG_AGO) == reply


async def test_a_file_goes_along(server: DiscordServer, platform: DiscordPlatform) -> None:
    """In one request, in a channel and in a forum."""
    message = Message("acme/api", attachment=Attachment("acme-api.md", "# 报告", "Report"))
    await platform.send(Target(CHANNEL), part(platform, message), KEY)
    post = await platform.send(Target(FORUM), part(platform, message), KEY)

    assert server.posted()[0]["files"] == ["acme-api.md"]
    assert server.posted(post)[0]["files"] == ["acme-api.md"]


async def test_a_message_can_be_replaced(server: DiscordServer, platform: DiscordPlatform) -> None:
    """In the channel and in a thread, archived or not."""
    parent = await platform.send(Target(CHANNEL), part(platform), KEY)
    reply = await platform.send(Target(CHANNEL, parent), part(platform), "k1")
    server.channels[parent]["thread_metadata"]["archived"] = True

    await platform.edit(Target(CHANNEL), parent, part(platform, Message("new")))
    await platform.edit(Target(CHANNEL, parent), reply, part(platform, Message("newer")), "k1")

    assert "new" in server.texts()[0]
    assert "newer" in server.texts(parent)[0]
    assert await platform.find(Target(CHANNEL, parent), "k1", LONG_AGO) == reply
    assert server.channels[parent]["thread_metadata"]["archived"]


async def test_a_part_that_wakes_nobody_says_so(server: DiscordServer, platform: DiscordPlatform) -> None:
    """Discord knows a flag for it; all else is posted as ever."""
    await platform.send(Target(CHANNEL), part(platform), KEY)
    await platform.send(Target(CHANNEL), replace(part(platform), silent=True), "other")

    assert [one["flags"] & 1 << 12 for one in server.posted()] == [0, 1 << 12]


@pytest.mark.parametrize("code", [50001, 50013])
async def test_a_channel_that_is_closed_to_the_bot_refuses(
    server: DiscordServer, platform: DiscordPlatform, code: int
) -> None:
    """For certain; and nobody can look there."""
    server.closed[CHANNEL] = code

    with pytest.raises(RefusedError) as refused:
        await platform.send(Target(CHANNEL), part(platform), KEY)
    with pytest.raises(CannotLookError):
        await platform.find(Target(CHANNEL), KEY, LONG_AGO)
    assert (refused.value.reason, refused.value.retry_after) == (str(code), None)


async def test_a_channel_that_shows_no_history_does_not_tell(
    server: DiscordServer, platform: DiscordPlatform
) -> None:
    """Discord answers with nothing, which must not be taken for certain; an empty channel is."""
    assert await platform.find(Target(CHANNEL), KEY, LONG_AGO) is None
    await platform.send(Target(CHANNEL), part(platform), KEY)
    server.permissions = 0

    with pytest.raises(CannotLookError, match="50013"):
        await platform.find(Target(CHANNEL), KEY, LONG_AGO)


async def test_a_channel_that_is_not_there_refuses(platform: DiscordPlatform) -> None:
    """Somebody deleted it."""
    with pytest.raises(RefusedError, match="10003"):
        await platform.send(Target("999"), part(platform), KEY)


async def test_a_rate_limit_is_waited_for(server: DiscordServer, platform: DiscordPlatform) -> None:
    """By discord.py, as the server tells it, and the message comes once."""
    server.faults.append(
        Fault("POST", POST, 429, headers={"Via": "1.1 google"}, body={"retry_after": 0.01, "global": False})
    )

    await platform.send(Target(CHANNEL), part(platform), KEY)

    assert server.count("POST", POST) == 2
    assert len(server.posted()) == 1


async def test_a_long_rate_limit_says_when_to_come_back(
    server: DiscordServer, platform: DiscordPlatform
) -> None:
    """Nobody sleeps through it; nor through Cloudflare's, which has no `Via`."""
    server.faults.append(
        Fault("POST", POST, 429, headers={"Via": "1.1 google"}, body={"retry_after": 90.5, "global": False})
    )
    server.faults.append(Fault("POST", POST, 429, headers={"Retry-After": "7"}))
    server.faults.append(Fault("POST", POST, 429, body="<html>banned</html>"))

    for seconds in (90.5, 7.0, 60.0):
        with pytest.raises(RefusedError, match="429") as refused:
            await platform.send(Target(CHANNEL), part(platform), KEY)
        assert refused.value.retry_after == seconds
    assert not server.posted()


async def test_an_empty_bucket_is_waited_for(server: DiscordServer, platform: DiscordPlatform) -> None:
    """The headers of the last answer say until when."""
    head = {"X-RateLimit-Bucket": "b", "X-RateLimit-Limit": "5", "X-RateLimit-Remaining": "0"}
    head |= {"X-RateLimit-Reset-After": "0.3", "X-RateLimit-Reset": "1"}
    server.faults.append(
        Fault("POST", POST, 200, stored=True, headers=head, body={"id": "1", "channel_id": CHANNEL})
    )

    before = discord.utils.utcnow()
    await platform.send(Target(CHANNEL), part(platform), KEY)
    await platform.send(Target(CHANNEL), part(platform), "other")

    assert (discord.utils.utcnow() - before).total_seconds() > 0.2


@pytest.mark.parametrize(
    "fault",
    [
        Fault("POST", POST),
        Fault("POST", POST, stored=True),
        Fault("POST", POST, 503, body="<html>"),
        Fault("POST", POST, 503, stored=True),
    ],
)
async def test_a_lost_answer_is_unknown(
    server: DiscordServer, platform: DiscordPlatform, fault: Fault
) -> None:
    """And what it left is found, once."""
    server.faults.append(fault)

    with pytest.raises(OutcomeUnknownError):
        await platform.send(Target(CHANNEL), part(platform), KEY)

    found = await platform.find(Target(CHANNEL), KEY, LONG_AGO)
    assert (found is not None) == fault.stored
    assert len(server.posted()) == fault.stored


async def test_a_server_error_is_tried_again_under_the_same_nonce(
    server: DiscordServer, platform: DiscordPlatform
) -> None:
    """Stored, then 502: one message."""
    server.faults.append(Fault("POST", POST, 502, stored=True))

    await platform.send(Target(CHANNEL), part(platform), KEY)

    assert server.count("POST", POST) == 2
    assert len(server.posted()) == 1


async def test_a_service_that_is_down_does_not_tell(server: DiscordServer, platform: DiscordPlatform) -> None:
    """Whether a part is there stays open."""
    await platform.send(Target(CHANNEL), part(platform), KEY)
    server.faults.append(Fault("GET", POST, 503))

    with pytest.raises(CannotLookError, match="503"):
        await platform.find(Target(CHANNEL), KEY, LONG_AGO)


async def test_a_bad_token_is_told_at_once(server: DiscordServer) -> None:
    """Before anything is posted."""
    with pytest.raises(CredentialRefusedError, match="DISCORD_TOKEN"):
        async with open_bot("wrong", f"{server.address}/api"):
            pass


async def test_a_discord_that_is_down_is_told_at_once(server: DiscordServer) -> None:
    """It is no fault of the token."""
    server.faults.append(Fault("GET", "/users/@me", 503))

    with pytest.raises(PlatformUnreachableError):
        async with open_bot(TOKEN, f"{server.address}/api"):
            pass


def test_what_is_rendered_survives_the_store(platform: DiscordPlatform) -> None:
    """It is JSON and nothing else."""
    payload = part(platform).payload

    assert json.loads(json.dumps(payload)) == payload
