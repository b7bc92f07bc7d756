"""The installed program and its daily round: a channel of Slack is told when its hour has come, and once."""

import asyncio
import datetime as dt
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from blockkit import words_of_blocks
from gitrepo import GitRepo, Spec
from slackpeople import until
from slackserver import APP_TOKEN, BOT_TOKEN, Place, SlackServer

from adapters.store import open_stores
from analysis.days import ONE_DAY, Day
from analysis.language import Language
from bot.subscriptions import Channel, Subscription

PROGRAM = Path(sys.executable).parent / "commit-digest"
PATIENCE = 30.0  # seconds; a busy machine is slow, a hanging program is for ever
NAME = "acme/app"


@dataclass(frozen=True)
class Bot:
    """A bot that is set up for Slack, in a zone where it is about noon, so that no date ends meanwhile."""

    folder: Path
    environment: dict[str, str]
    zone: str
    yesterday: dt.date

    async def follow(self, channel: str) -> None:
        """Have `channel` follow the repository, at an hour that has come."""
        one = Subscription(f"s{channel}", Channel("slack", channel), NAME, dt.time(1), self.zone, Language.EN)
        async with open_stores(f"sqlite+aiosqlite:///{self.folder / 'bot.db'}") as stores:
            await stores.subscriptions.follow(replace(one, created_at=dt.datetime.now(dt.UTC) - ONE_DAY))

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Run the program, and end it in good order."""
        process = await asyncio.create_subprocess_exec(
            PROGRAM, "run", cwd=self.folder, env=self.environment, stderr=asyncio.subprocess.PIPE
        )
        try:
            yield
            process.send_signal(signal.SIGTERM)
            _, said = await asyncio.wait_for(process.communicate(), PATIENCE)
            assert (process.returncode, b"_failed" in said) == (0, False), said.decode()
        finally:
            if process.returncode is None:
                process.kill()
                await process.communicate()


@pytest.fixture
def bot(slack: SlackServer, tmp_path: Path) -> Bot:
    """Return a bot and a repository where something landed yesterday."""
    now = dt.datetime.now(dt.UTC)
    zone = f"Etc/GMT{now.hour - 12:+d}"  # these names count westwards
    yesterday = Day(Day.of(now, zone).date - ONE_DAY, zone)
    repo = GitRepo.create(tmp_path / "app", bare=True)
    landed = int((yesterday.start + dt.timedelta(hours=12)).timestamp())
    repo.commits([Spec("Fix a crash when the pool is closed twice\n", {"src/pool.py": "SIZE = 4\n"}, landed)])
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": os.environ["HOME"],
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_APP_TOKEN": APP_TOKEN,
        "SLACK_API_URL": f"{slack.url}/api",
        "GITHUB_API_URL": "http://127.0.0.1:9",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'bot.db'}",
        "LOCAL_REPOS": f"{NAME}={repo.path}",
        "CATCH_UP_DAYS": "0",
    }
    return Bot(tmp_path, environment, zone, yesterday.date)


def has_report(slack: SlackServer, channel: str) -> bool:
    """Whether the last part of a digest stands in `channel`."""
    return any("files" in one for one in slack.messages[channel])


async def test_a_channel_is_told_when_its_hour_has_come_and_not_again_by_the_next_start(
    slack: SlackServer, bot: Bot
) -> None:
    """The round of the second start has passed the first channel when it tells the second one."""
    slack.places["C2"] = Place("C2")
    await bot.follow("C1")
    async with bot.running():
        await until(lambda: has_report(slack, "C1"), PATIENCE)
    first = list(slack.messages["C1"])
    await bot.follow("C2")
    async with bot.running():
        await until(lambda: has_report(slack, "C2"), PATIENCE)

    parent, *replies = first
    assert slack.messages["C1"] == first
    assert f"{NAME} · {bot.yesterday:%a} {bot.yesterday}" in words_of_blocks(parent["blocks"])
    assert replies == slack.replies(parent["ts"])
    assert sum("files" in one for one in replies) == 1
