"""An answer for the asker alone that takes longer than Discord waits: it reaches them, and nobody else."""

import datetime as dt
from collections.abc import Awaitable, Callable

import pytest
from discordbot import Listening, listening
from discordchannels import direct_channel
from discordrules import nested
from discordserver import DiscordServer, until
from discordwords import CHANNEL, USER, Fault, Interaction, Json

from analysis.results import DigestCommit
from bot.errors import BadRequestError
from bot.posting import Patience
from bot.presenters.words import private as words

DIRECTLY = direct_channel(USER)
EDIT = r"/webhooks/\d+/[^/]+/messages/@original"
FOLLOW_UP = r"/webhooks/\d+/[^/]+"
POST = r"/channels/\d+/messages"
LONG = 16 * 60  # seconds: a token lives for fifteen minutes


def said(messages: list[Json]) -> str:
    """Return what messages say, without escapes."""
    texts = (str(one["content"]) for each in messages for one in nested(each) if "content" in one)
    return "\n".join(texts).replace("\\", "")


def slowly(it: Listening, seconds: float = LONG, failure: Exception | None = None) -> None:
    """Let every explanation take so long, and end in `failure` if there is one."""
    explain: Callable[..., Awaitable[DigestCommit]] = it.digests.explain

    async def slow(*args: object, **more: object) -> DigestCommit:
        it.clock.move(seconds)
        if failure:
            raise failure
        return await explain(*args, **more)

    object.__setattr__(it.services, "explain", slow)


async def asked(server: DiscordServer, late: float = 0, user: str = USER) -> Interaction:
    """Ask for a private explanation."""
    return await server.command("explain", sha="abc1234", repo="acme/api", private=True, late=late, user=user)


async def test_it_comes_as_a_direct_message(server: DiscordServer) -> None:
    """All of it, once, and the channel hears nothing."""
    async with listening(server) as it:
        slowly(it)
        one = await asked(server)
        await until(lambda: server.posted(DIRECTLY))

    assert "About Fix the pool" in said(server.posted(DIRECTLY))
    assert len(server.posted(DIRECTLY)) == 1
    assert "About Fix the pool" not in said(one.followups)
    assert not server.posted()


async def test_who_takes_no_direct_messages_is_told_to_ask_again(server: DiscordServer) -> None:
    """The channel learns that an answer is ready: neither what it says, nor what was asked, nor by whom."""
    server.shy.add(USER)
    async with listening(server) as it:
        slowly(it)
        await asked(server)
        await until(server.posted)
        slowly(it, 0)
        again = await asked(server)
        await until(lambda: "About Fix the pool" in said(again.followups))

    assert said(server.posted()) == f"## {words.READY.en}\n{words.ASK_AGAIN.en}"


async def test_a_direct_message_whose_answer_was_lost_stands_once(server: DiscordServer) -> None:
    """It is looked for before it is sent again."""
    server.faults.append(Fault("POST", f"/channels/{DIRECTLY}/messages", stored=True))
    patience = Patience(dt.timedelta(seconds=1), dt.timedelta(0))
    async with listening(server, patience=patience) as it:
        slowly(it)
        await asked(server)
        await until(lambda: ("info", "request_answered") in [line[:2] for line in it.log.lines])

    assert len(server.posted(DIRECTLY)) == 1
    assert not server.posted()


async def test_a_refusal_comes_as_a_direct_message_too(server: DiscordServer) -> None:
    """With what to do; where none is taken, the channel hears that there is a reason."""
    async with listening(server) as it:
        slowly(it, failure=BadRequestError())
        await asked(server)
        await until(lambda: server.posted(DIRECTLY))
        server.shy.add(USER)
        await asked(server)
        await until(server.posted)

    assert words.NOT_ANSWERED.en in said(server.posted())
    assert len(server.posted(DIRECTLY)) == 1


async def test_a_public_question_that_fails_late_leaves_no_progress_behind(server: DiscordServer) -> None:
    """The word about progress is taken away as a message of ours; the asker alone learns why."""
    async with listening(server) as it:
        slowly(it, failure=BadRequestError())
        await server.command("explain", sha="abc1234", repo="acme/api")
        await until(lambda: server.posted(DIRECTLY))

    assert not server.posted()
    assert server.count("DELETE", f"/channels/{CHANNEL}/messages/\\d+") == 1


@pytest.mark.parametrize(("status", "code"), [(401, 50027), (404, 10015)])
async def test_a_token_that_discord_forgot_early_counts_as_expired(
    server: DiscordServer, status: int, code: int
) -> None:
    """Whatever our clock says; the two codes are both seen in the field."""
    async with listening(server) as it:
        slowly(it, 0)
        server.faults += [Fault("PATCH", EDIT, status, code), Fault("PATCH", EDIT, status, code)]
        await asked(server)
        await until(lambda: server.posted(DIRECTLY))

    assert "About Fix the pool" in said(server.posted(DIRECTLY))
    assert not server.posted()


async def test_a_first_response_that_came_too_late_is_made_up_for(server: DiscordServer) -> None:
    """10062: Discord has told the asker that nobody answered, so that the channel hears nothing of it."""
    async with listening(server):
        await asked(server, late=4)
        await until(lambda: server.posted(DIRECTLY))
        server.shy.add("401")
        await asked(server, late=4, user="401")
        await until(lambda: server.count("POST", "/users/@me/channels") == 2)
        help_ = await server.command("help")
        await until(lambda: help_.followups)

    assert "About Fix the pool" in said(server.posted(DIRECTLY))
    assert not server.posted()


async def test_a_whisper_that_meets_a_server_error_is_said_again(server: DiscordServer) -> None:
    """An edit can be repeated, and what follows is rather said twice than never."""
    async with listening(server) as it:
        it.clock.move(0)
        server.faults.append(Fault("PATCH", EDIT, 503))
        one = await asked(server)
        await until(lambda: "About Fix the pool" in said(one.followups))
        server.faults.append(Fault("POST", FOLLOW_UP, 503, body="<html>"))
        two = await server.command("digest", repo="acme/api", date="2026-02-04", private=True)
        await until(lambda: [each for each in two.followups if each["files"]])

    assert not server.posted()
    assert not server.posted(DIRECTLY)


async def test_a_direct_message_can_be_pressed_on(server: DiscordServer) -> None:
    """Its menu explains right there: no thread, no server, no permissions to look at."""
    async with listening(server) as it:
        build = it.services.build_digest

        async def slow(*args: object, **more: object) -> object:
            it.clock.move(LONG)
            return await build(*args, **more)  # type: ignore[arg-type] # passed through as they came

        object.__setattr__(it.services, "build_digest", slow)
        await server.command("digest", repo="acme/api", date="2026-02-04", private=True)
        await until(lambda: len(server.posted(DIRECTLY)) == 3)
        parent = server.posted(DIRECTLY)[0]
        menu = next(one for one in nested(parent) if one["type"] == 3)
        one = await server.press(parent, menu["custom_id"], menu["options"][0]["value"])
        await until(lambda: "About" in said(one.followups))
        follow = next(one for one in nested(parent) if str(one.get("custom_id")).startswith("follow:"))
        refused = await server.press(parent, follow["custom_id"])
        await until(lambda: "Manage Channels" in said(refused.followups))

    assert not await it.stores.subscriptions.every()
