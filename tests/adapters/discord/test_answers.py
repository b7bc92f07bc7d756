"""Answers to interactions while Discord limits, fails, or forbids: the reader has them once, in place."""

import asyncio
import datetime as dt
import time

import pytest
from discordbot import Listening, listening
from discordrules import nested
from discordserver import DiscordServer, until
from discordwords import CHANNEL, PUBLIC_THREAD, USER, Fault, Json

from analysis.errors import UnknownRepositoryError
from bot.errors import StoreUnreachableError
from bot.posting import Patience
from bot.subscriptions import Channel

CALLBACK = r"/interactions/\d+/[^/]+/callback"
EDIT = r"/webhooks/\d+/[^/]+/messages/@original"
FOLLOW_UP = r"/webhooks/\d+/[^/]+"
POST = r"/channels/\d+/messages"
THREAD = r"/channels/\d+/messages/\d+/threads"
VIA = {"Via": "1.1 google"}
DAY = "2026-02-04"


def said(messages: list[Json]) -> str:
    """Return what messages say, without escapes."""
    texts = (str(one["content"]) for each in messages for one in nested(each) if "content" in one)
    return "\n".join(texts).replace("\\", "")


async def digest_stands_once(server: DiscordServer) -> None:
    """Ask for a digest, and wait for its parent and the two messages of its thread."""
    await server.command("digest", repo="acme/api", date=DAY)
    await until(lambda: server.posted() and len(server.posted(server.posted()[0]["id"])) == 2, 12)
    (parent,) = server.posted()
    assert "2 landed." in said([parent])
    assert [bool(one["files"]) for one in server.posted(parent["id"])] == [False, True]


@pytest.mark.parametrize("everywhere", [False, True])
@pytest.mark.parametrize(("method", "path"), [("POST", CALLBACK), ("PATCH", EDIT), ("POST", POST)])
async def test_a_short_limit_is_waited_for(
    server: DiscordServer, method: str, path: str, *, everywhere: bool
) -> None:
    """Of one route, or of the whole bot; nothing is said twice for it."""
    body = {"retry_after": 0.2, "global": everywhere}
    head = VIA | ({"X-RateLimit-Global": "true"} if everywhere else {"X-RateLimit-Bucket": "b"})
    server.faults.append(Fault(method, path, 429, headers=head, body=body))
    began = time.monotonic()
    async with listening(server):
        await digest_stands_once(server)

    assert time.monotonic() - began >= 0.2
    assert not server.faults


async def test_an_empty_bucket_of_edits_is_waited_for(server: DiscordServer) -> None:
    """The headers say until when, and the answer comes after the words about progress."""
    head = {"X-RateLimit-Bucket": "e", "X-RateLimit-Limit": "1", "X-RateLimit-Remaining": "0"}
    head |= {"X-RateLimit-Reset-After": "0.4", "X-RateLimit-Reset": "1"}
    server.faults.append(Fault("PATCH", EDIT, 200, stored=True, headers=head, body={"id": "1"}))
    began = time.monotonic()
    async with listening(server):
        await digest_stands_once(server)

    assert time.monotonic() - began >= 0.4


async def test_a_limit_at_the_door_of_discord_costs_the_first_response_alone(server: DiscordServer) -> None:
    """Cloudflare's has no `Via`, and may be longer than an interaction waits: the channel has its answer."""
    server.faults.append(Fault("POST", CALLBACK, 429, headers={"Retry-After": "600"}))
    async with listening(server):
        await digest_stands_once(server)

    assert server.count("PATCH", EDIT) == 0


async def test_a_limit_at_the_door_is_waited_for_where_it_is_short(server: DiscordServer) -> None:
    """An edit can come a little later."""
    server.faults.append(Fault("PATCH", EDIT, 429, headers={"Retry-After": "0.1"}))
    async with listening(server):
        await digest_stands_once(server)

    assert server.count("PATCH", EDIT) == 3


@pytest.mark.parametrize("stored", [False, True])
@pytest.mark.parametrize("status", [None, 503])
async def test_a_first_response_is_given_again_where_its_answer_was_lost(
    server: DiscordServer, status: int | None, *, stored: bool
) -> None:
    """If it was heard, the second one is refused with 40060, and nothing is late."""
    server.faults.append(Fault("POST", CALLBACK, status, stored=stored))
    async with listening(server):
        await digest_stands_once(server)

    assert server.count("POST", CALLBACK) == 2
    assert server.count("PATCH", EDIT) == 2


@pytest.mark.parametrize("stored", [False, True])
async def test_a_first_response_that_hangs_holds_nothing_up(server: DiscordServer, *, stored: bool) -> None:
    """After three seconds it is void anyway."""
    server.faults.append(Fault("POST", CALLBACK, silent=True, stored=stored))
    began = time.monotonic()
    async with listening(server):
        await digest_stands_once(server)

    assert time.monotonic() - began < 10


@pytest.mark.parametrize(
    ("command", "options", "private"),
    [
        ("digest", {"repo": "acme/api", "date": DAY}, False),
        ("digest", {"repo": "acme/api", "date": DAY, "private": True}, True),
        ("explain", {"sha": "abc1234", "repo": "acme/api"}, False),
        ("following", {}, True),
        ("help", {}, True),
    ],
)
async def test_a_store_that_is_held_keeps_nobody_waiting_for_the_first_response(
    server: DiscordServer, command: str, options: dict[str, str], *, private: bool
) -> None:
    """Who may read the answer is known without it."""
    free = asyncio.Event()
    async with listening(server) as it:
        of_channel = it.stores.subscriptions.of_channel

        async def held(channel: Channel) -> object:
            await free.wait()
            return await of_channel(channel)

        object.__setattr__(it.stores.subscriptions, "of_channel", held)
        began = time.monotonic()
        one = await server.command(command, **options)
        await until(lambda: one.acknowledged is not None)
        assert time.monotonic() - began < 2.5
        free.set()
        await until(lambda: server.posted() or one.followups)

    assert one.ephemeral == private
    assert server.count("POST", CALLBACK) == 1


async def test_a_mistake_that_is_found_late_leaves_nothing_in_the_channel(server: DiscordServer) -> None:
    """The first response was public by then: it is taken away, and the asker alone is told."""
    async with listening(server) as it:

        async def slow(repo: str) -> object:
            await asyncio.sleep(2)
            raise UnknownRepositoryError(repo)

        it.services.sources.find = slow  # type: ignore[method-assign, assignment] # slower than the fake
        one = await server.command("digest", repo="acme/apj", date=DAY)
        await until(lambda: "acme/api" in said(one.followups))

    assert not server.posted()


async def test_a_database_that_is_down_is_told_in_words(server: DiscordServer) -> None:
    """In the bot's own language: the channel's is not known."""
    async with listening(server) as it:

        async def down(_: Channel) -> object:
            raise StoreUnreachableError("db.example")

        object.__setattr__(it.stores.subscriptions, "of_channel", down)
        one = await server.command("digest", repo="acme/api", date=DAY)
        await until(lambda: one.followups)
        told = said(one.followups)

    assert one.ephemeral
    assert told
    assert not [line for line in it.log.lines if line[1] == "discord_event_failed"]


@pytest.mark.parametrize("stored", [False, True])
@pytest.mark.parametrize("status", [None, 500, 502, 503, 504])
async def test_an_edit_that_fails_is_made_again(
    server: DiscordServer, status: int | None, *, stored: bool
) -> None:
    """The same edit twice is one answer."""
    server.faults.append(Fault("PATCH", EDIT, status, stored=stored, body="<html>bad gateway</html>"))
    async with listening(server):
        await digest_stands_once(server)


@pytest.mark.parametrize("stored", [False, True])
async def test_a_reply_that_is_lost_is_looked_for(server: DiscordServer, *, stored: bool) -> None:
    """In the thread, before it is posted again."""
    server.faults.append(Fault("POST", POST, stored=stored))
    async with listening(server, patience=Patience(dt.timedelta(seconds=1), dt.timedelta(0))):
        await digest_stands_once(server)


async def test_a_thread_that_somebody_else_began_is_taken(server: DiscordServer) -> None:
    """160004: whoever was faster, the replies stand in it."""
    server.faults.append(Fault("POST", THREAD, 502, stored=True))
    async with listening(server):
        await digest_stands_once(server)

    assert server.count("POST", THREAD) == 2


@pytest.mark.parametrize("code", [50001, 50013])
async def test_what_may_not_be_posted_below_follows_the_answer(server: DiscordServer, code: int) -> None:
    """Where the bot may begin no thread, its answer is whole all the same, the file included."""
    server.faults.append(Fault("POST", THREAD, 403, code))
    async with listening(server):
        await server.command("digest", repo="acme/api", date=DAY)
        await until(lambda: len(server.posted()) == 3)

    assert "2 landed." in said(server.posted()[:1])
    assert [bool(one["files"]) for one in server.posted()] == [False, False, True]


async def test_what_cannot_follow_any_more_reaches_the_asker(server: DiscordServer) -> None:
    """The channel has the parent; the rest is not lost where the token has expired too."""
    server.faults.append(Fault("POST", THREAD, 403, 50013))
    async with listening(server) as it:
        _slowly(it)
        await server.command("digest", repo="acme/api", date=DAY)
        await until(lambda: len(server.posted(f"9{USER}")) == 2)

    assert "2 landed." in said(server.posted())
    assert [bool(one["files"]) for one in server.posted(f"9{USER}")] == [False, True]


async def test_an_answer_in_a_thread_that_was_archived_meanwhile(server: DiscordServer) -> None:
    """50083: it is taken out, changed, and put back; after the token expired, as a message of the bot's."""
    server.add_channel("77", PUBLIC_THREAD, parent_id=CHANNEL)
    async with listening(server) as it:
        _slowly(it, archives=server.channels["77"]["thread_metadata"])
        await server.command("digest", repo="acme/api", date=DAY, channel="77")
        await until(lambda: len(server.posted("77")) == 3)

    assert "2 landed." in said(server.posted("77")[:1])
    assert server.count("PATCH", "/channels/77") == 2


async def test_a_message_that_was_deleted_meanwhile_is_said_anew(server: DiscordServer) -> None:
    """Somebody took the word about progress away before the answer came."""
    async with listening(server) as it:
        _slowly(it, deletes=server)
        await digest_stands_once(server)


def _slowly(it: Listening, archives: Json | None = None, deletes: DiscordServer | None = None) -> None:
    """Let a digest take longer than a token lives, with something that happens meanwhile."""
    build = it.digests.build

    async def slow(*args: object, **more: object) -> object:
        it.clock.move(16 * 60)
        if archives is not None:
            archives["archived"] = True
        if deletes is not None:
            deletes.messages[CHANNEL].clear()
        return await build(*args, **more)  # type: ignore[arg-type] # passed through as they came

    object.__setattr__(it.services, "build_digest", slow)
