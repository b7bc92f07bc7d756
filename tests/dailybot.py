"""The installed program on a chat of the tests, with a repository where something landed yesterday."""

import asyncio
import datetime as dt
import os
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from gitrepo import GitRepo, Spec

from adapters.store import open_stores
from analysis.days import ONE_DAY, Day
from analysis.language import Language
from bot.subscriptions import Channel, Subscription

PROGRAM = Path(sys.executable).parent / "commit-digest"
PATIENCE = 30.0  # seconds; a busy machine is slow, a hanging program is for ever
NAME = "acme/app"


@dataclass(frozen=True)
class DailyBot:
    """A bot in a zone where it is about noon, so that no date ends while a test runs."""

    folder: Path
    environment: Mapping[str, str]
    yesterday: Day

    async def follow(self, channel: Channel, repo: str = NAME) -> None:
        """Have `channel` follow the repository, at an hour that has come, since yesterday."""
        at, zone, since = dt.time(1), self.yesterday.zone, dt.datetime.now(dt.UTC) - ONE_DAY
        one = Subscription(f"s{channel.id}", channel, repo, at, zone, Language.EN, created_at=since)
        async with open_stores(self.environment["DATABASE_URL"]) as stores:
            await stores.subscriptions.follow(one)

    @asynccontextmanager
    async def running(self, end: signal.Signals = signal.SIGTERM) -> AsyncIterator[None]:
        """Run the program and end it; by SIGTERM it must end in good order, without a failure in its log."""
        process = await asyncio.create_subprocess_exec(
            PROGRAM, "run", cwd=self.folder, env=self.environment, stderr=asyncio.subprocess.PIPE
        )
        try:
            yield
            process.send_signal(end)
            _, said = await asyncio.wait_for(process.communicate(), PATIENCE)
            if end is signal.SIGTERM:
                assert (process.returncode, b"_failed" in said) == (0, False), said.decode()
        finally:
            if process.returncode is None:
                process.kill()
                await process.communicate()


def daily_bot(folder: Path, **environment: str) -> DailyBot:
    """Make the repository, and a bot whose `environment` sets up a chat; no missed day is made up for."""
    now = dt.datetime.now(dt.UTC)
    zone = f"Etc/GMT{now.hour - 12:+d}"  # these names count westwards
    yesterday = Day(Day.of(now, zone).date - ONE_DAY, zone)
    landed = int((yesterday.start + dt.timedelta(hours=12)).timestamp())
    repo = GitRepo.create(folder / "app")
    repo.commits([Spec("Fix a crash when the pool is closed twice\n", {"src/pool.py": "SIZE = 4\n"}, landed)])
    common = {
        "PATH": os.environ["PATH"],
        "HOME": os.environ["HOME"],
        "GITHUB_API_URL": "http://127.0.0.1:9",
        "DATABASE_URL": f"sqlite:///{folder / 'bot.db'}",
        "LOCAL_REPOS": f"{NAME}={repo.path}",
        "CATCH_UP_DAYS": "0",
        "POSTING_TIMEOUT": "1",
        "POSTING_SETTLE": "0.2",
    }
    return DailyBot(folder, common | environment, yesterday)
