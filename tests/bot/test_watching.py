"""A process that is watched, put together by the composition root and asked over a real socket."""

import json
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

import aiohttp
import pytest
from fakes import FakeLog
from meters import samples_of

from adapters.durable import Engine as RealEngine
from bot import bootstrap
from bot.bootstrap import Memory, Watch
from bot.chats import Chat
from bot.grip import Grip
from bot.meter import UNMETERED, Load
from bot.settings import read_settings


@dataclass
class Engine:
    """An engine with some work."""

    grip: Grip = field(default_factory=lambda: Grip(60))

    async def loads(self) -> Sequence[Load]:
        """Return it."""
        return [Load("digest", 1, 7)]


@dataclass
class Ears:
    """A chat that hears, or does not."""

    heard: bool | None = True

    async def hears(self) -> bool | None:
        """Say so."""
        return self.heard


def chats(*ears: Ears) -> Mapping[str, Chat]:
    """Return chats as far as they are watched."""
    return cast("Mapping[str, Chat]", dict(zip(("slack", "discord"), ears, strict=False)))


@asynccontextmanager
async def watched() -> AsyncIterator[Watch]:
    """Put an application together as `run` does."""
    settings = read_settings()
    meter = bootstrap.meter_of(settings)
    async with AsyncExitStack() as stack:
        opening = bootstrap.application(
            settings, FakeLog(), at_terminal=False, memory=Memory.NEEDED, meter=meter
        )
        app = await stack.enter_async_context(opening)
        assert app.stores
        yield await stack.enter_async_context(bootstrap.watching(app, app.stores))


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, unused_tcp_port: int) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'bot.db'}")
    monkeypatch.setenv("HTTP_PORT", str(unused_tcp_port))


async def get(port: int, path: str) -> tuple[int, str]:
    """Return what is answered."""
    async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}{path}") as answer:
        return answer.status, await answer.text()


async def checks(port: int) -> tuple[int, dict[str, str]]:
    """Return the health."""
    status, told = await get(port, "/healthz")
    return status, json.loads(told)["checks"]


async def test_a_bot_is_well_once_its_first_round_came(unused_tcp_port: int) -> None:
    async with watched() as watch:
        watch.started(cast("RealEngine", Engine()), chats(Ears(), Ears(None)), rounds=True)
        before = await checks(unused_tcp_port)
        watch.pulse.beat()
        after = await checks(unused_tcp_port)

    assert before[0] == 503
    assert before[1]["schedule"] == "not yet"
    assert after == (
        200,
        dict.fromkeys(("database", "engine", "slack", "discord", "schedule"), "ok"),
    )


async def test_a_worker_has_no_round(unused_tcp_port: int) -> None:
    async with watched() as watch:
        watch.started(cast("RealEngine", Engine()), chats(), rounds=False)
        assert await checks(unused_tcp_port) == (200, {"database": "ok", "engine": "ok"})


async def test_an_engine_that_is_lost_and_a_chat_that_is_deaf_are_named(unused_tcp_port: int) -> None:
    engine = Engine()
    engine.grip.lost.set()
    async with watched() as watch:
        watch.started(cast("RealEngine", engine), chats(Ears(heard=False)), rounds=False)
        status, found = await checks(unused_tcp_port)

    assert status == 503
    assert (found["slack"], found["engine"]) == ("not connected", "another process has taken its place")


async def test_what_waits_is_told_by_the_engine(unused_tcp_port: int) -> None:
    async with watched() as watch:
        watch.started(cast("RealEngine", Engine()), chats(), rounds=False)
        _, page = await get(unused_tcp_port, "/metrics")

    assert samples_of(page)["runs_waiting['digest']"] == 7


async def test_a_bot_that_is_still_starting_is_not_well(unused_tcp_port: int) -> None:
    async with watched():
        assert (await get(unused_tcp_port, "/healthz"))[0] == 503


async def test_without_a_port_nothing_is_counted_or_served(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HTTP_PORT")
    async with watched() as watch:
        assert watch.site is None
    assert bootstrap.meter_of(read_settings()) is UNMETERED


async def test_http_mode_of_slack_is_served_also_where_no_port_is_set(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Not over Socket Mode, which needs no port."""
    monkeypatch.delenv("HTTP_PORT")
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1")
    monkeypatch.setenv("SLACK_SIGNING_SECRET", "s")
    assert bootstrap.meter_of(read_settings()) is not UNMETERED

    monkeypatch.setenv("SLACK_APP_TOKEN", "xapp-1")
    assert bootstrap.meter_of(read_settings()) is UNMETERED
