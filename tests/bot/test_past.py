"""What is known of the days before a digest's, and what stays unknown."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pytest
from contracts.records import digest as told_digest
from fakes import FakeLog, FakeSource, commit_

from analysis.days import Day
from analysis.language import Language
from analysis.models import Commit, Landed, LandedNote
from analysis.ports import CommitSource
from analysis.rated import RatedCommit
from analysis.results import Digest, PastDay, Stats
from bot import past
from bot.digests import Digests
from bot.memory import MemoryDigests
from bot.past import Past
from bot.progress import SILENT
from bot.writing import FactsWriter

ZONE = "Asia/Shanghai"
DAY = Day(dt.date(2026, 2, 10), ZONE)
DIGESTS = Digests(FactsWriter())
RATE = DIGESTS.rated


@dataclass
class Remembering(FakeSource):
    """A source that tells of many days at once."""

    notes: frozenset[LandedNote] = frozenset()

    async def landed_between(self, first: Day, last: Day, branch: str | None = None) -> Landed:
        """Return the commits from the first day to the last."""
        self._check(branch)
        commits = tuple(it for it in self.commits if first.start <= it.landed_at < last.end)
        return Landed(self.repo, "main", None, commits, self.notes)


def landed(sha: str, days_before: int) -> Commit:
    """Return a commit of an earlier day."""
    noon = DAY.start + dt.timedelta(hours=12)
    return commit_(sha, landed_at=noon - dt.timedelta(days=days_before))


async def known(source: FakeSource, told: MemoryDigests | None = None) -> dict[int, int]:
    """Return how many commits landed so many days before, where that is known."""
    found = await Past(told, FakeLog()).days(source, DAY, "main", RATE)
    return {(DAY.date - one.date).days: one.stats.total for one in found}


async def test_a_source_that_looks_back_makes_all_days_known() -> None:
    days = await known(Remembering(commits=(landed("a", 1), landed("b", 3), landed("c", 3), landed("d", 40))))
    assert len(days) == 29
    assert {back: count for back, count in days.items() if count} == {1: 1, 3: 2}


async def test_of_any_other_source_nothing_is_known() -> None:
    assert await known(FakeSource(commits=(landed("a", 1),))) == {}


async def test_what_a_channel_was_told_is_known_of_any_source() -> None:
    told = MemoryDigests()
    await told.put(replace(told_digest(commits=(1, 2)), repo="acme/api", day=Day(dt.date(2026, 2, 8), ZONE)))
    assert await known(FakeSource(), told) == {2: 2}


async def test_the_first_and_the_last_of_the_days_before_are_asked_for_too() -> None:
    told = MemoryDigests()
    for back in (29, 1, 30, 0):
        day = Day(DAY.date - dt.timedelta(days=back), ZONE)
        await told.put(replace(told_digest(f"e:{back}", commits=(1,)), repo="acme/api", day=day))
    assert await known(FakeSource(), told) == {29: 1, 1: 1}


async def test_a_day_that_was_told_is_not_looked_up_again() -> None:
    told = MemoryDigests()
    await told.put(replace(told_digest(commits=(1, 2)), repo="acme/api", day=Day(dt.date(2026, 2, 9), ZONE)))
    assert (await known(Remembering(commits=(landed("a", 1),)), told))[1] == 2


async def test_days_on_and_behind_the_end_of_a_shallow_clone_are_unknown() -> None:
    end = replace(landed("b", 3), boundary=True)
    shallow = Remembering(commits=(landed("a", 1), end), notes=frozenset({LandedNote.SHALLOW_BOUNDARY}))
    assert await known(shallow) == {2: 0, 1: 1}


async def test_too_many_commits_leave_the_oldest_days_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(past, "MOST_RATED", 2)
    days = await known(Remembering(commits=(landed("a", 1), landed("b", 2), landed("c", 3), landed("d", 3))))
    assert days == {2: 1, 1: 1}


async def test_a_failure_leaves_days_unknown_and_is_logged() -> None:
    async def broken(source: CommitSource, commits: Sequence[Commit]) -> list[RatedCommit]:
        raise OSError(source.repo, len(commits))

    log = FakeLog()
    source = Remembering(commits=(landed("a", 1),))
    assert await Past(None, log).days(source, DAY, "main", broken) == ()
    assert [event for _, event, _ in log.lines] == ["past_unknown"]


async def test_a_digest_knows_the_days_before_it() -> None:
    digests = Digests(FactsWriter(), past=Past(None, FakeLog()))
    built: Digest = await digests.build(
        Remembering(commits=(landed("a", 0), landed("b", 2))),
        DAY,
        language=Language.EN,
        branch=None,
        now=DAY.end,
        progress=SILENT,
    )
    assert PastDay(dt.date(2026, 2, 8), Stats(low=1)) in built.past
    assert len(built.commits) == 1
