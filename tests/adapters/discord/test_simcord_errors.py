"""Errors of Discord, put into simcord one by one: each leaves one whole answer.

Where they come from and what the client does before they reach the bot is held over the wire: see
`simcordstage.py`. What simcord does by itself (10062, 10003, 10008, 10015, 40060, 50013) is not injected.
"""

from typing import Any

import discord
import pytest
from simcordstage import DATE, Stage, Started, ids, said, staged
from simcordwaits import MINUTE

CALLBACK, ORIGINAL = "/interactions/*/callback", "/webhooks/*/messages/@original"
THREADS, MESSAGES, CHANNEL = "/channels/*/messages/*/threads", "/channels/*/messages", "/channels/*"
VALUE = f"acme/api@{'def5678'.ljust(40, '0')}"


async def asked(stage: Stage) -> None:
    """Have a digest asked for, and let every wait end."""
    await stage.alice.slash(stage.channel, "digest", repo="acme/api", date=DATE)
    for _ in range(3):
        await stage.wait(2 * MINUTE)


def whole(stage: Stage) -> bool:
    """Whether one parent stands there with one thread that has each part once, the file last."""
    threads = stage.channel.threads
    below = [len(one.attachments) for thread in threads for one in stage.everybody_sees(thread)]
    return (len(stage.everybody_sees()), len(threads), below) == (1, 1, [0, 1])


@pytest.mark.parametrize("status", [500, 502, 503])
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", CALLBACK),
        ("PATCH", ORIGINAL),
        ("GET", CHANNEL),
        ("POST", THREADS),
        ("POST", MESSAGES),
        ("GET", "/channels/*/messages/*"),
    ],
)
async def test_a_server_error_of_any_request_is_got_over(method: str, path: str, status: int) -> None:
    """Whatever failed is done once it works again, and nothing twice."""
    async with staged() as stage:
        stage.env.inject_error(method, path, status=status)
        await asked(stage)

        assert not stage.env.backend.faults
        assert whole(stage), stage.env.transcript()
        assert "2 landed." in said(*stage.everybody_sees())


@pytest.mark.parametrize(
    ("method", "path"), [("PATCH", ORIGINAL), ("POST", THREADS), ("POST", MESSAGES), ("GET", CHANNEL)]
)
async def test_too_many_requests_wait_their_turn(method: str, path: str) -> None:
    """429 as a bucket or Cloudflare gives it: nothing is hammered, and nothing is lost."""
    async with staged() as stage:
        stage.env.inject_error(method, path, status=429)
        await asked(stage)

        assert not stage.env.backend.faults
        assert whole(stage), stage.env.transcript()


async def test_a_bucket_that_is_empty_for_long_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """discord.py says so before it asks; the bot comes back when it is time, and not before."""
    async with staged() as stage:
        request, empty = stage.bot.http.request, [90.0]

        async def limited(route: discord.http.Route, **more: Any) -> object:  # noqa: ANN401 - as the client has it
            if route.method == "POST" and route.path.endswith("/messages") and empty:
                raise discord.RateLimited(empty.pop())
            return await request(route, **more)

        monkeypatch.setattr(stage.bot.http, "request", limited)
        await stage.alice.slash(stage.channel, "digest", repo="acme/api", date=DATE)
        await stage.wait(80)
        early = whole(stage)
        await stage.wait(20)

        assert (early, whole(stage), empty) == (False, True, [])


@pytest.mark.parametrize("code", [50001, 50013])
async def test_a_thread_that_was_refused_leaves_the_answer(code: int) -> None:
    """The parent stands; what belongs below it follows where it can."""
    async with staged() as stage:
        stage.env.inject_error("POST", THREADS, status=403, code=code)
        await asked(stage)

        assert "2 landed." in said(stage.everybody_sees()[0])
        assert [len(one.attachments) for one in stage.everybody_sees()] == [0, 0, 1]
        assert not stage.channel.threads


@pytest.mark.parametrize("code", [50001, 50013])
async def test_a_thread_that_takes_no_messages_leaves_the_answer(code: int) -> None:
    """Nothing of what it would have held is lost."""
    async with staged() as stage:
        stage.env.inject_error("POST", MESSAGES, status=403, code=code, times=None)
        await asked(stage)

        assert "Close the pool once" in said(*stage.everybody_sees()[1:])
        assert [len(one.attachments) for one in stage.everybody_sees()] == [0, 0, 1]


async def test_an_interaction_that_is_unknown_is_answered_as_a_message() -> None:
    """10062, although it came in time by our own clock."""
    async with staged() as stage:
        stage.env.inject_error("POST", CALLBACK, status=404, code=10062)
        await asked(stage)

        assert whole(stage)


class Hasty(Started):
    """A bot of which another process was quicker."""

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Give the first response before the bot does."""
        await interaction.response.defer()
        await super().on_interaction(interaction)


async def test_an_interaction_that_has_its_first_response_gets_its_answer() -> None:
    """40060: the answer takes the place of what is shown."""
    async with staged() as stage:
        await stage.env.restart_bot(Hasty(stage.services))
        told = await stage.alice.slash(stage.channel, "digest", repo="acme/api", date=DATE)

        assert stage.requests("POST", "/callback") == 2
        assert told.response
        assert "2 landed." in said(told.response)
        assert whole(stage)


async def test_a_thread_that_another_process_began_is_taken() -> None:
    """160004: the answer stands in it, and no other is begun."""
    async with staged() as stage:
        await asked(stage)
        (parent,) = stage.everybody_sees()
        await stage.env.restart_bot(Started(stage.services))
        stage.env.inject_error("POST", THREADS, status=400, code=160004)
        await stage.alice.select(parent, [VALUE], custom_id=next(ids(parent)))

        (thread,) = stage.channel.threads
        assert "About Close the pool once." in said(stage.everybody_sees(thread)[-1])
        assert len(stage.everybody_sees(thread)) == 3


async def test_a_commit_whose_thread_is_refused_is_explained_to_the_asker_alone() -> None:
    """What was worked out is not lost."""
    async with staged() as stage:
        await asked(stage)
        (parent,) = stage.everybody_sees()
        await stage.env.restart_bot(Started(stage.services))
        stage.env.inject_error("POST", THREADS, status=403, code=50013)
        told = await stage.alice.select(parent, [VALUE], custom_id=next(ids(parent)))

        assert told.response
        assert told.response.ephemeral
        assert "About Close the pool once." in said(told.response)


async def test_a_mistake_is_told_although_the_progress_cannot_be_taken_away() -> None:
    """Somebody deleted it."""
    async with staged() as stage:
        stage.env.inject_error("DELETE", ORIGINAL, status=404, code=10008)
        await stage.alice.slash(stage.channel, "digest", repo="acme/apj")

        assert "acme/api" in said(*stage.alone_sees(stage.alice))


async def test_nothing_of_an_error_is_shown_or_raised() -> None:
    """Not even where everything fails."""
    async with staged() as stage:
        for method in ("POST", "PATCH", "DELETE", "GET"):
            stage.env.inject_error(method, "/[cw]*", status=403, code=50001, message="secret", times=None)
        await asked(stage)

        assert "secret" not in said(*stage.channel.history(viewer=stage.alice))
        assert stage.env.errors == []
