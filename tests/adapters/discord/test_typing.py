"""Choices while somebody types: in time, whatever is slow or broken, and nothing rather than an error."""

import asyncio
import datetime as dt
import time
from collections.abc import Callable

import pytest
from discordbot import ZONE, Listening, listening
from discordserver import DiscordServer, until
from discordwords import CHANNEL, Fault, Json
from fakes import FakeSource, commit_

from analysis.errors import SourceLimitedError, SourceUnreadableError
from analysis.language import Language
from bot.errors import StoreBusyError
from bot.subscriptions import Channel, Subscription

DISCORD_WAITS = 3.0  # seconds


async def typing(server: DiscordServer, focus: str, **values: str) -> list[Json]:
    """Type into the option `focus`, and return the choices that came while Discord waits."""
    options = [
        {"name": name, "type": 3, "value": value, **({"focused": True} if name == focus else {})}
        for name, value in values.items()
    ]
    command = "explain" if "sha" in values else "digest"
    began = time.monotonic()
    one = await server.interact(4, {"id": "1", "name": command, "type": 1, "options": options})
    await until(lambda: one.choices is not None)
    assert time.monotonic() - began < DISCORD_WAITS
    return one.choices or []


async def _hang(*_: object, **__: object) -> object:
    await asyncio.sleep(30)
    raise AssertionError


def _raiser(error: Exception) -> Callable[..., object]:
    async def fail(*_: object, **__: object) -> object:
        raise error

    return fail


def store_fails(it: Listening, how: Callable[..., object]) -> None:
    """Let nothing be read of what is followed."""
    object.__setattr__(it.stores.subscriptions, "of_channel", how)


async def test_days_come_with_their_counts_and_commits_with_their_subjects(server: DiscordServer) -> None:
    """The newest first, the value being what would be typed."""
    async with listening(server) as it:
        it.source.commits += (commit_("0123abc", "Newer than the others"),)
        days = await typing(server, "date", repo="acme/api", date="")
        shas = await typing(server, "sha", repo="acme/api", sha="")
        by_subject = await typing(server, "sha", repo="acme/api", sha="CLOSE THE")

    assert days[:2] == [
        {"name": "Wed 2026-02-04: 3 commits", "value": "2026-02-04"},
        {"name": "Tue 2026-02-03: 0 commits", "value": "2026-02-03"},
    ]
    assert {one["name"] for one in shas} == {
        "0123abc Newer than the others",
        "def5678 Close the `pool` once",
        "abc1234 Fix the pool",
    }
    assert [one["value"] for one in by_subject] == ["def567800000"]


@pytest.mark.parametrize("focus", ["date", "sha"])
async def test_a_slow_source_offers_nothing_in_time(
    server: DiscordServer, monkeypatch: pytest.MonkeyPatch, focus: str
) -> None:
    """GitHub answers when it likes; what it says late is there for the next letter."""
    landed, free = FakeSource.landed, asyncio.Event()

    async def slow(self: FakeSource, *args: object) -> object:
        await free.wait()
        return await landed(self, *args)  # type: ignore[arg-type] # passed through as they came

    monkeypatch.setattr(FakeSource, "landed", slow)
    async with listening(server) as it:
        nothing = await typing(server, focus, **{"repo": "acme/api", focus: ""})
        free.set()
        something = await typing(server, focus, **{"repo": "acme/api", focus: ""})

    assert nothing == []
    assert something
    assert not [line for line in it.log.lines if line[0] == "exception"]


@pytest.mark.parametrize(
    "error", [SourceUnreadableError("acme/api"), SourceLimitedError("acme/api", 60.0), RuntimeError("new")]
)
async def test_a_source_that_fails_offers_nothing(server: DiscordServer, error: Exception) -> None:
    """What nobody foresaw too, which the log tells of."""
    async with listening(server) as it:
        it.source.failure = error

        assert await typing(server, "date", repo="acme/api", date="") == []
        assert await typing(server, "sha", repo="acme/api", sha="a") == []
        told = [line[1] for line in it.log.lines if line[0] == "exception"]

    assert told == (["suggestion_failed"] * 2 if isinstance(error, RuntimeError) else [])


@pytest.mark.parametrize("how", [_hang, _raiser(StoreBusyError("x.db")), _raiser(OSError("disk"))])
async def test_a_store_that_is_slow_or_broken_offers_no_repository(
    server: DiscordServer, how: Callable[..., object]
) -> None:
    """Nothing is known of what is followed; a command says so in words."""
    async with listening(server) as it:
        store_fails(it, how)

        assert await typing(server, "repo", repo="a") == []


async def test_days_of_a_named_repository_need_no_store(server: DiscordServer) -> None:
    """It is down, and the repository is not."""
    async with listening(server) as it:
        store_fails(it, _raiser(StoreBusyError("x.db")))

        assert len(await typing(server, "date", repo="acme/api", date="")) == 7


async def test_choices_that_discord_does_not_take_any_more_are_nobodys_trouble(server: DiscordServer) -> None:
    """Whoever types asks again with the next letter."""
    server.faults.append(Fault("POST", r"/interactions/.*", 404, 10062))
    async with listening(server) as it:
        data = {"id": "1", "name": "digest", "type": 1}
        await server.interact(4, {**data, "options": [{"name": "repo", "value": "", "focused": True}]})
        await until(lambda: server.count("POST", r"/interactions/.*") == 1)
        assert await typing(server, "repo", repo="a")
        assert not [line for line in it.log.lines if line[0] == "exception"]


async def test_what_is_followed_here_is_offered_first(server: DiscordServer) -> None:
    """Then what the bot knows anyway; twenty-five at most."""
    async with listening(server) as it:
        for number in range(30):
            repo = f"acme/repo-{number:02}"
            it.services.sources.sources[repo] = FakeSource(repo)  # type: ignore[attr-defined] # the fake's
            followed = Subscription(repo, Channel("discord", CHANNEL), repo, dt.time(9), ZONE, Language.EN)
            await it.stores.subscriptions.follow(followed)
        offered = await typing(server, "repo", repo="")

    assert len(offered) == 25
    assert offered[0]["value"] == "acme/repo-00"
