"""What landed lately in a repository, kept for a moment: somebody who types asks again with every letter."""

import asyncio
import datetime as dt
from dataclasses import dataclass, field

from analysis.days import Day
from analysis.models import Commit
from analysis.ports import CommitSource
from bot.ports import Clock

DAYS = 7
FRESH = dt.timedelta(minutes=2)

RecentDay = tuple[Day, tuple[Commit, ...]]


@dataclass(slots=True)
class _Kept:
    task: "asyncio.Task[tuple[RecentDay, ...]]"
    until: dt.datetime


@dataclass(slots=True)
class Recent:
    """The newest days of repositories; a walk that somebody gave up waiting for goes on for the next."""

    clock: Clock
    _kept: dict[tuple[str, str], _Kept] = field(default_factory=dict)

    async def days(self, source: CommitSource, zone: str) -> tuple[RecentDay, ...]:
        """Return the last `DAYS` days in `zone`, newest first, with what landed; raises `SourceError`."""
        now = self.clock.now()
        self._kept = {key: kept for key, kept in self._kept.items() if kept.until > now}
        key = (source.repo, zone)
        if key not in self._kept:
            task = asyncio.create_task(_days(source, Day.of(now, zone)))
            self._kept[key] = _Kept(task, now + FRESH)
        kept = self._kept[key]
        try:
            return await asyncio.shield(kept.task)
        except Exception:
            self._kept.pop(key, None)
            raise


async def _days(source: CommitSource, today: Day) -> tuple[RecentDay, ...]:
    days = [Day(today.date - dt.timedelta(days=back), today.zone) for back in range(DAYS)]
    return tuple([(day, tuple((await source.landed(day)).commits)) for day in days])
