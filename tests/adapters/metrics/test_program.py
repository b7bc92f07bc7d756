"""The installed program as those see it who watch it: its health, its metrics, a port that is taken."""

import asyncio
import json
import os
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import aiohttp
import pytest
from dailybot import PATIENCE, PROGRAM, DailyBot, daily_bot
from meters import Samples, samples_of
from slackpeople import until
from slackserver import APP_TOKEN, BOT_TOKEN, SlackServer, slack_server

from bot.subscriptions import Channel

HERE = Channel("slack", "C1")
PAUSE = 0.05  # seconds between two looks

Seen = TypeVar("Seen")


@pytest.fixture
async def slack() -> AsyncIterator[SlackServer]:
    """Return a Slack."""
    async with slack_server() as server:
        yield server


@pytest.fixture
def bot(slack: SlackServer, tmp_path: Path, unused_tcp_port: int) -> DailyBot:
    """Return a bot that is set up for Slack, and watched."""
    return daily_bot(
        tmp_path,
        SLACK_BOT_TOKEN=BOT_TOKEN,
        SLACK_APP_TOKEN=APP_TOKEN,
        SLACK_API_URL=f"{slack.url}/api",
        HTTP_PORT=str(unused_tcp_port),
        DIGEST_LANGUAGE="en",
    )


class Watcher:
    """Somebody who asks a process over HTTP."""

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self._session = session

    async def health(self) -> tuple[int, dict[str, str]]:
        """Return the status and the checks; nothing while nobody serves."""
        try:
            async with self._session.get("/healthz") as answer:
                return answer.status, json.loads(await answer.text())["checks"]
        except aiohttp.ClientConnectionError:
            return 0, {}

    async def metrics(self) -> Samples:
        """Return what is counted."""
        async with self._session.get("/metrics") as answer:
            return samples_of(await answer.text())


@pytest.fixture
async def watcher(unused_tcp_port: int) -> AsyncIterator[Watcher]:
    """Return somebody who watches the bot."""
    async with aiohttp.ClientSession(f"http://127.0.0.1:{unused_tcp_port}") as session:
        yield Watcher(session)


async def eventually(look: Callable[[], Awaitable[Seen]], true: Callable[[Seen], bool]) -> Seen:
    """Return what is seen once it is as it shall be."""
    for _ in range(int(PATIENCE / PAUSE)):
        if true(seen := await look()):
            return seen
        await asyncio.sleep(PAUSE)
    raise AssertionError(await look())


async def healthy(watcher: Watcher) -> dict[str, str]:
    """Return the checks once all of them are there and pass."""
    status, checks = await eventually(watcher.health, lambda seen: seen[0] == 200 and "schedule" in seen[1])
    assert status == 200
    return checks


def _has_told(seen: Mapping[str, float]) -> bool:
    """Whether the run is counted, and the success with it: silences are read now and then only."""
    return seen["runs_total['digest', 'done']"] == 1 and seen["seconds_since_success['sC1']"] < 86_400


async def test_a_bot_at_work_tells_its_health_and_counts_what_it_does(
    slack: SlackServer, bot: DailyBot, watcher: Watcher
) -> None:
    """From the first digest that a channel was told."""
    await bot.follow(HERE)
    async with bot.running():
        checks = await healthy(watcher)
        await until(lambda: any("files" in one for one in slack.messages[HERE.id]), PATIENCE)
        samples = await eventually(watcher.metrics, _has_told)

    assert set(checks) == {"database", "engine", "schedule", "slack"}
    assert samples["parts_posted_total['slack']"] == len(slack.messages[HERE.id])
    assert samples["platform_errors_total['refused', 'slack']"] == 0
    assert samples["process_resident_memory_bytes[]"] > 0


async def test_a_chat_that_is_gone_is_named(slack: SlackServer, bot: DailyBot, watcher: Watcher) -> None:
    """By the name of the platform, and by nothing else."""
    async with bot.running():
        await healthy(watcher)
        slack.bad_tokens.add(APP_TOKEN)  # so that it does not come back
        await slack.sockets.close()
        status, checks = await eventually(watcher.health, lambda seen: seen[0] != 200)

    assert (status, checks["slack"]) == (503, "not connected")


async def test_a_port_that_is_taken_ends_the_start_with_a_sentence(bot: DailyBot) -> None:
    """Before anybody is connected; it says which setting to change."""
    with socket.create_server(("127.0.0.1", int(bot.environment["HTTP_PORT"]))):
        process = await asyncio.create_subprocess_exec(
            PROGRAM, "run", cwd=bot.folder, env=bot.environment, stderr=asyncio.subprocess.PIPE
        )
        _, said = await asyncio.wait_for(process.communicate(), PATIENCE)

    assert process.returncode == 1
    assert "HTTP_PORT" in said.decode()
    assert "Traceback" not in said.decode()


async def test_without_a_port_nobody_can_ask(slack: SlackServer, bot: DailyBot, watcher: Watcher) -> None:
    """And the bot does its work all the same."""
    environment = {name: value for name, value in bot.environment.items() if name != "HTTP_PORT"}
    await bot.follow(HERE)
    async with replace(bot, environment=environment).running():
        await until(lambda: any("files" in one for one in slack.messages[HERE.id]), PATIENCE)
        assert await watcher.health() == (0, {})


async def test_a_worker_is_watched_on_a_port_of_its_own(
    postgres_url: str, tmp_path: Path, watcher: Watcher, unused_tcp_port: int
) -> None:
    """It has no round of its own, and no chat here."""
    environment = {
        "PATH": os.environ["PATH"],
        "DATABASE_URL": postgres_url,
        "HTTP_PORT": str(unused_tcp_port),
    }
    process = await asyncio.create_subprocess_exec(
        PROGRAM, "worker", cwd=tmp_path, env=environment, stderr=asyncio.subprocess.PIPE
    )
    try:
        found = await eventually(watcher.health, lambda seen: "engine" in seen[1])
        samples = await watcher.metrics()
    finally:
        process.terminate()
        await asyncio.wait_for(process.communicate(), PATIENCE)

    assert found == (200, {"database": "ok", "engine": "ok"})
    assert samples["runs_waiting['digest']"] == 0
    assert process.returncode == 0
