"""What is known of the days before: what channels were told, and what a source tells for nothing."""

import datetime as dt
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from analysis.days import Day
from analysis.glance import days_before
from analysis.models import Commit, Landed, LandedNote
from analysis.ports import CommitSource
from analysis.rated import RatedCommit
from analysis.results import Level, PastDay, Stats
from bot.ports import Log, Lookback
from bot.stores import DigestStore

MOST_RATED = 300
"""Commits that are rated for a history, the newest: a second or two of work."""

Rate = Callable[[CommitSource, Sequence[Commit]], Awaitable[list[RatedCommit]]]


@dataclass(frozen=True, slots=True)
class Past:
    """Finds how much landed on the days before; it asks no server and no model for it.

    `told` is `None` where nothing is remembered.
    """

    told: DigestStore | None
    log: Log

    async def days(self, source: CommitSource, day: Day, branch: str, rate: Rate) -> tuple[PastDay, ...]:
        """Return the known days before `day`, oldest first; what goes wrong leaves days unknown."""
        try:
            return await self._days(source, day, branch, rate)
        except Exception:  # a history is no reason to go without the digest
            self.log.exception("past_unknown", repo=source.repo, date=str(day))
            return ()

    async def _days(self, source: CommitSource, day: Day, branch: str, rate: Rate) -> tuple[PastDay, ...]:
        dates = days_before(day.date)
        if not dates:
            return ()
        known = await self._told(source.repo, branch, day.zone, dates)
        missing = [Day(date, day.zone) for date in dates if date not in known]
        if missing and isinstance(source, Lookback):
            known |= await _looked_up(source, source, missing, branch, rate)
        return tuple(PastDay(date, known[date]) for date in dates if date in known)

    async def _told(
        self, repo: str, branch: str, zone: str, dates: Sequence[dt.date]
    ) -> dict[dt.date, Stats]:
        if self.told is None:
            return {}
        days = await self.told.days(repo, branch, zone, dates[0], dates[-1])
        return {one.date: one.stats for one in days}


async def _looked_up(
    source: CommitSource, lookback: Lookback, days: Sequence[Day], branch: str, rate: Rate
) -> dict[dt.date, Stats]:
    """Return what landed on `days`, oldest first, as far as the source sees and the effort is small."""
    landed = await lookback.landed_between(days[0], days[-1], branch)
    by_date = defaultdict[dt.date, list[Commit]](list)
    for commit in landed.commits:
        by_date[Day.of(commit.landed_at, days[0].zone).date].append(commit)
    seen = _affordable(by_date, [day.date for day in reversed(days) if not _hidden(landed, day)])
    rated = await rate(source, [commit for date in seen for commit in by_date[date]])
    level_of = {one.commit.sha: one.rating.level for one in rated}
    return {date: _stats([level_of[commit.sha] for commit in by_date[date]]) for date in seen}


def _affordable(
    by_date: Mapping[dt.date, Sequence[Commit]], newest_first: Sequence[dt.date]
) -> list[dt.date]:
    """Return dates as long as they have together no more than `MOST_RATED` commits."""
    dates, commits = list[dt.date](), 0
    for date in newest_first:
        commits += len(by_date.get(date, ()))
        if commits > MOST_RATED:
            break
        dates.append(date)
    return dates


def _hidden(landed: Landed, day: Day) -> bool:
    """Whether `day` lies on or behind the end of a shallow clone's history."""
    if LandedNote.SHALLOW_BOUNDARY not in landed.notes:
        return False
    ends = [commit.landed_at for commit in landed.commits if commit.boundary]
    return not ends or day.start <= max(ends)


def _stats(levels: Sequence[Level]) -> Stats:
    return Stats(*(levels.count(level) for level in Level))
