"""What channels were told, in memory."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from analysis.results import DigestStatus, Level, PastDay, Stats
from bot.memory.instants import aware
from bot.stores import StoredDigest
from bot.subscriptions import Channel, Subscription


class MemoryDigests:
    """A `DigestStore` in memory."""

    def __init__(self) -> None:
        self._stored: dict[str, StoredDigest] = {}

    async def put(self, digest: StoredDigest) -> None:
        """Store `digest` in place of what its edition told before."""
        self._stored[digest.edition] = replace(digest, made_at=aware(digest.made_at))

    async def get(self, edition: str) -> StoredDigest | None:
        """Return what the edition told."""
        return self._stored.get(edition)

    async def newest(self, channel: Channel, repo: str, branch: str) -> StoredDigest | None:
        """Return what `channel` was told of the newest day; of several for that day the last made."""
        return max(self._told(channel, repo, branch), key=_age, default=None)

    async def newest_of(
        self, channel: Channel, repo: str, series: str, besides: str = ""
    ) -> StoredDigest | None:
        """Return what `newest` does, of the editions whose keys begin with `series`, but for one."""
        told = (one for one in self._stored.values() if (one.channel, one.repo) == (channel, repo))
        theirs = (one for one in told if one.edition.startswith(series) and one.edition != besides)
        return max(theirs, key=_age, default=None)

    async def reported(
        self, channel: Channel, repo: str, branch: str, shas: Sequence[str], *, besides: str = ""
    ) -> Mapping[str, dt.date]:
        """Return those of `shas` that `channel` was told of, each with the first date it was told for."""
        asked = frozenset(shas)
        found: dict[str, dt.date] = {}
        told = (one for one in self._told(channel, repo, branch) if one.edition != besides)
        for digest in sorted(told, key=_age, reverse=True):
            found.update((commit.sha, digest.day.date) for commit in digest.commits if commit.sha in asked)
        return found

    async def days(
        self, repo: str, branch: str, zone: str, since: dt.date, until: dt.date
    ) -> Sequence[PastDay]:
        """Return how much landed on the days that any channel was completely told of, oldest first."""
        told = [
            one
            for one in self._stored.values()
            if (one.repo, one.branch, one.day.zone) == (repo, branch, zone)
            and since <= one.day.date <= until
            and one.status is DigestStatus.COMPLETE
        ]
        last = {one.day.date: one for one in sorted(told, key=_age)}
        return [PastDay(date, _stats(one)) for date, one in last.items()]

    async def to_mend(self, since: dt.date, limit: int) -> Sequence[StoredDigest]:
        """Return digests from `since` on that are marked `redo` or not complete, oldest day first."""
        waiting = [
            digest
            for digest in self._stored.values()
            if digest.day.date >= since and (digest.redo or digest.status is not DigestStatus.COMPLETE)
        ]
        return sorted(waiting, key=_age)[:limit]

    async def last_told(
        self, subscriptions: Sequence[Subscription], since: dt.date
    ) -> Mapping[str, dt.datetime]:
        """Return by id when each of stored `subscriptions` was last told; only days from `since` on count."""
        ids = {one.id for one in subscriptions}
        told: dict[str, dt.datetime] = {}
        for edition, digest in self._stored.items():
            one = edition.partition(":")[0]
            if one in ids and digest.day.date >= since:
                told[one] = max(told.get(one, digest.made_at), digest.made_at)
        return told

    def _told(self, channel: Channel, repo: str, branch: str) -> list[StoredDigest]:
        place = (channel, repo, branch)
        return [told for told in self._stored.values() if (told.channel, told.repo, told.branch) == place]


def _stats(digest: StoredDigest) -> Stats:
    levels = [commit.level for commit in digest.commits if commit.of_day]
    return Stats(*(levels.count(level) for level in Level))


def _age(digest: StoredDigest) -> tuple[dt.date, dt.datetime]:
    return digest.day.date, digest.made_at
