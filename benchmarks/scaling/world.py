"""Who follows what: half of the subscriptions on each platform, five to a channel, five to a repository."""

import asyncio
import datetime as dt
import random
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass, field

from analysis.days import ONE_DAY, Day
from analysis.language import Language
from analysis.models import Commit, Diff, Landed
from analysis.ports import CommitSource
from benchmarks.stage import DAY, MemorySource
from bot.subscriptions import Channel, Subscription

PLATFORMS = ("slack", "discord")
EACH = 5  # subscriptions of a channel, and of a repository
START = dt.datetime.combine(DAY.date + ONE_DAY, dt.time(9), dt.UTC)
"""When all of them are due."""
COMMITS = 2  # of which digests of a parent and three replies are made
FASTEST, SLOWEST = 0.05, 0.3  # seconds that a source takes to answer
FIRST_CHANNEL = 7_000


def channels(platform: str, count: int) -> list[str]:
    """Return the channels of a platform that is to have half of `count` subscriptions."""
    number = -(-count // 2 // EACH)
    return [str(FIRST_CHANNEL + each) if platform == "discord" else f"C{each}" for each in range(number)]


def subscriptions(count: int) -> Iterator[Subscription]:
    """Yield `count` subscriptions that are due at `START`; their repositories are a fifth as many."""
    repos = max(count // EACH, 1)
    for number in range(count):
        platform, nth = PLATFORMS[number % 2], number // 2
        places = channels(platform, count)
        channel = Channel(platform, places[nth % len(places)])
        repo = f"acme/r{(number + nth // len(places)) % repos}"
        at, since = START.time(), START - dt.timedelta(hours=1)
        yield Subscription(f"s{number}", channel, repo, at, "UTC", Language.EN, created_at=since)


@dataclass(frozen=True)
class SlowSource(MemorySource):
    """A repository on a server that takes its time."""

    chance: random.Random = field(default_factory=lambda: random.Random(1))

    async def landed(self, day: Day, branch: str | None = None) -> Landed:
        """Return the commits after a while."""
        await self._wait()
        return await super().landed(day, branch)

    async def diffs(self, commits: Sequence[Commit]) -> AsyncIterator[tuple[Commit, Diff]]:
        """Yield each change after a while."""
        async for one in super().diffs(commits):
            await self._wait()
            yield one

    async def _wait(self) -> None:
        await asyncio.sleep(self.chance.uniform(FASTEST, SLOWEST))


@dataclass(frozen=True)
class SlowSources:
    """Implements `bot.ports.Sources` with repositories that take their time, always the same."""

    chance: random.Random = field(default_factory=lambda: random.Random(1))

    async def find(self, repo: str) -> CommitSource:
        """Return it."""
        return SlowSource(repo, COMMITS, self.chance)

    def known(self) -> tuple[str, ...]:
        """Tell of none."""
        return ()
