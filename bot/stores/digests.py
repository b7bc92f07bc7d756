"""What the bot must remember of what a channel was told, so that a commit is reported once."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from analysis.days import Day
from analysis.language import Language
from analysis.results import DigestStatus, Level, PastDay
from bot.subscriptions import Channel, Subscription


@dataclass(frozen=True, slots=True)
class ReportedCommit:
    """A commit that a channel was told of, at its level; one that came late is not `of_day`."""

    sha: str
    level: Level
    of_day: bool = True


@dataclass(frozen=True, slots=True)
class StoredDigest:
    """What one edition told its channel of a day.

    `branch` is the branch's own name, also where the default was followed; `head` is where it stood
    (`None`: it had no commit). `redo` marks one that was written from facts for want of a model.
    """

    edition: str
    channel: Channel
    repo: str
    branch: str
    day: Day
    language: Language
    status: DigestStatus
    head: str | None
    commits: tuple[ReportedCommit, ...]
    made_at: dt.datetime
    redo: bool = False


class DigestStore(Protocol):
    """What channels were told."""

    async def put(self, digest: StoredDigest) -> None:
        """Store `digest` in place of what its edition told before."""
        ...

    async def get(self, edition: str) -> StoredDigest | None:
        """Return what the edition told."""
        ...

    async def newest(self, channel: Channel, repo: str, branch: str) -> StoredDigest | None:
        """Return what `channel` was told of the newest day; of several for that day the last made."""
        ...

    async def newest_of(
        self, channel: Channel, repo: str, series: str, besides: str = ""
    ) -> StoredDigest | None:
        """Return what `newest` does, of the editions whose keys begin with `series`, but for one."""
        ...

    async def reported(
        self, channel: Channel, repo: str, branch: str, shas: Sequence[str], *, besides: str = ""
    ) -> Mapping[str, dt.date]:
        """Return those of `shas` that `channel` was told of, each with the first date it was told for.

        What the edition `besides` told does not count.
        """
        ...

    async def days(
        self, repo: str, branch: str, zone: str, since: dt.date, until: dt.date
    ) -> Sequence[PastDay]:
        """Return how much landed on the days that any channel was completely told of, oldest first.

        Days are those of `zone`, from `since` up to and with `until`; of several digests the last one counts.
        """
        ...

    async def to_mend(self, since: dt.date, limit: int) -> Sequence[StoredDigest]:
        """Return digests from `since` on that are marked `redo` or not complete, oldest day first."""
        ...

    async def last_told(
        self, subscriptions: Sequence[Subscription], since: dt.date
    ) -> Mapping[str, dt.datetime]:
        """Return by id when each of stored `subscriptions` was last told; only days from `since` on count."""
        ...
