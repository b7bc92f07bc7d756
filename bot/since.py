"""What a channel is to be told of a day, in the light of what it was told before."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pydantic import TypeAdapter

from analysis.days import ONE_DAY, Day
from analysis.errors import AmbiguousCommitError, UnknownCommitError
from analysis.facts.extract import facts_of
from analysis.models import Commit, Diff, Landed
from analysis.ports import CommitSource
from analysis.reverts import reverted_among, reverted_pull_request
from analysis.sequel import Revert, Sequel
from analysis.since import COMPARED, Landing, Since
from bot.orders import Data, Order
from bot.stores import DigestStore, StoredDigest, Stores
from bot.telling import Telling

LATE_AFTER = dt.timedelta(hours=1)
"""A digest is late when it is made so long after it was due; before that, it just took its time."""
LATE_SHOWN = 50
"""Late arrivals that are told, the newest; a merge or push of an ancient line must not bury a channel."""
TIMELY = ONE_DAY * 2
"""Within so long after a day its digest left behind what landed between the day's end and its making."""
MISSED_DAYS = 7
"""So many days back, a date that was never told is looked at once more: what landed on it comes late."""
WHOLE = (40, 64)  # digits of a SHA that is not abbreviated

_SEQUELS = TypeAdapter(Sequel)


def sequel_data(sequel: Sequel) -> Data:
    """Return `sequel` as data that survives a trip through JSON."""
    data: Data = _SEQUELS.dump_python(sequel, mode="json")
    return data


def sequel_of(data: object) -> Sequel:
    """Return the sequel that `data` was made of; raise `ValueError` when it is none."""
    return _SEQUELS.validate_python(data)


async def telling_of(order: Order, source: CommitSource, stores: Stores, now: dt.datetime) -> Telling:
    """Return what `order`'s channel is to be told; what an edition tells already stays what it was.

    Raises a `SourceError`.
    """
    landed = await source.landed(order.day, order.branch)
    before = _Before(order, source, landed, stores.digests)
    told = await before.told()
    frozen = await stores.editions.get(order.edition)
    if frozen and frozen.told and "sequel" in frozen.told:
        sequel = sequel_of(frozen.told["sequel"])
        sequel = replace(sequel, told={**told, **sequel.told})
    else:
        sequel = await before.sequel(told, now)
    late = tuple([await source.commit(sha) for sha in sequel.late])
    own = tuple(commit for commit in landed.commits if commit.sha not in sequel.told)
    if not frozen:
        sequel = replace(sequel, reverts=await before.reverts((*own, *late)))
    return Telling(replace(landed, commits=own), late, sequel)


@dataclass(frozen=True, slots=True)
class _Before:
    """What came before one digest."""

    order: Order
    source: CommitSource
    landed: Landed
    digests: DigestStore

    async def told(self) -> dict[str, dt.date]:
        """Return which of the day's commits the channel knows; none counts where all is told again."""
        return {} if self.order.repeat else await self._reported([it.sha for it in self.landed.commits])

    async def sequel(self, told: dict[str, dt.date], now: dt.datetime) -> Sequel:
        """Return how the digest goes on; the first one of its series has nothing to go on from."""
        due = self.order.due_at
        sequel = Sequel(told=told, due_at=due if due and now - due > LATE_AFTER else None)
        last = await self._last()
        if last is None or last.head is None or self.landed.head is None:
            return sequel
        since = await self.source.since(last.head, self.landed.head)
        if since.rewritten and last.branch != self.landed.branch:
            return sequel  # another branch is no rewritten one
        if since.rewritten:
            sequel = await self._rewritten(sequel, since)
        links = (*self._reached(since), *await self._between(last))
        came = [it.sha for it in links if not _is_old(it, since, sequel, last)]
        came += [it.sha for it in await self._missed() if it.sha not in sequel.recreated]
        known = await self._reported(came)
        late = [sha for sha in dict.fromkeys(came) if sha not in known]
        shown = tuple(late[:LATE_SHOWN])
        return replace(sequel, since=last.day.date, late=shown, not_shown=len(late) - len(shown))

    async def reverts(self, commits: Sequence[Commit]) -> dict[str, Revert]:
        """Return which of `commits` take back what the channel knows, or another one of them."""
        newest_first = sorted(commits, key=lambda one: one.landed_at, reverse=True)
        found = dict[str, Revert]()
        for place, commit in enumerate(newest_first):
            if revert := await self._revert(commit, newest_first[place + 1 :]):
                found[commit.sha] = revert
        return found

    async def _last(self) -> StoredDigest | None:
        """Return the newest digest of this series; where that is of a later day, this one adds nothing."""
        if self.order.repeat:
            return None
        series = self.order.edition.rsplit(":", 2)[0] + ":"
        last = await self.digests.newest_of(
            self.order.channel, self.source.repo, series, besides=self.order.edition
        )
        return last if last and last.day.date <= self.order.day.date else None

    async def _rewritten(self, sequel: Sequel, since: Since) -> Sequel:
        """Return `sequel` with what was told and is gone, or there again under another SHA."""
        told = await self._reported(since.left)
        again = {new: old for new, old in since.recreated.items() if old in told}
        back = {sha: told[again[sha]] for sha in (it.sha for it in self.landed.commits) if sha in again}
        gone = tuple(sha for sha in since.left if sha in told and sha not in set(again.values()))
        subjects = {sha: since.subjects[sha] for sha in gone[:3] if sha in since.subjects}
        return replace(
            sequel,
            told={**sequel.told, **back},
            rewritten=True,
            known=since.known,
            gone=gone,
            subjects=subjects,
            recreated=again,
        )

    def _reached(self, since: Since) -> Iterator[Landing]:
        """Yield what reached the branch from earlier days, but for days that have still to be told.

        Of a rewritten branch only what was compared counts: the rest may well be old.
        """
        reached = since.reached[:COMPARED] if since.rewritten else since.reached
        for link in reached:
            if link.landed_at < self.order.day.start and not self._waits(link.landed_at):
                yield link

    async def _between(self, last: StoredDigest) -> list[Landing]:
        """Return what stood on the branch already when `last` was made, after its day and before this one.

        Days follow each other without a gap but where one was skipped or the zone was changed.
        """
        start, end = last.day.end, min(last.made_at, self.order.day.start)
        if not start < end or last.made_at - start > TIMELY:
            return []
        found, day = list[Landing](), Day.of(start, self.order.day.zone)
        while day.start < end:
            landed = await self.source.landed(day, self.order.branch)
            inside = (it for it in landed.commits if start <= it.landed_at < self.order.day.start)
            found += [Landing(it.sha, it.landed_at) for it in inside if not self._waits(it.landed_at)]
            day = Day(day.date + ONE_DAY, day.zone)
        return found

    async def _missed(self) -> list[Landing]:
        """Return what landed on dates that were given up: they still waited when a later one was told."""
        if self.order.due_at is None:
            return []
        dates = [self.order.day.date - ONE_DAY * back for back in range(1, MISSED_DAYS + 1)]
        series = self.order.edition.rsplit(":", 2)[0]
        stand = {date for date in dates if await self.digests.get(f"{series}:{date}:1")}
        found = list[Landing]()
        for date in dates:
            if stand and min(stand) < date and date not in stand and date not in self.order.waiting:
                landed = await self.source.landed(Day(date, self.order.day.zone), self.order.branch)
                found += [Landing(it.sha, it.landed_at) for it in landed.commits]
        return found

    def _waits(self, instant: dt.datetime) -> bool:
        return any(instant in Day(date, self.order.day.zone) for date in self.order.waiting)

    async def _revert(self, commit: Commit, older: Sequence[Commit]) -> Revert | None:
        links = facts_of(commit, Diff()).links
        if not links.is_revert:
            return None
        if here := reverted_among(links, older):
            return Revert(here)
        sha = await self._meant(links.reverts_sha, reverted_pull_request(links, commit))
        told = await self._reported([sha]) if sha else {}
        return Revert(sha, told[sha]) if sha and sha in told else None

    async def _meant(self, sha: str | None, pull_request: int | None) -> str | None:
        """Return the whole SHA of what a revert names; what cannot be found was not told either."""
        if sha and len(sha) in WHOLE:
            return sha
        try:
            if sha:
                return (await self.source.commit(sha)).sha
            if pull_request:
                return (await self.source.pull_request(pull_request, self.order.branch)).sha
        except (UnknownCommitError, AmbiguousCommitError):
            pass
        return None

    async def _reported(self, shas: Sequence[str]) -> dict[str, dt.date]:
        if not shas:
            return {}
        place = (self.order.channel, self.source.repo, self.landed.branch)
        return dict(await self.digests.reported(*place, list(shas), besides=self.order.edition))


def _is_old(link: Landing, since: Since, sequel: Sequel, last: StoredDigest) -> bool:
    """Whether `link` is a commit of old under another SHA: one that was told, or older than `last`.

    What landed after that had not been told yet when the branch was rewritten.
    """
    return link.sha in sequel.recreated or (link.sha in since.recreated and link.landed_at < last.day.end)
