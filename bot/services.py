"""What the commands work with, put together once by the composition root."""

import datetime as dt
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from analysis.days import Day
from analysis.language import Language
from analysis.ports import CommitSource
from analysis.results import Digest, DigestCommit
from bot.access import AccessRule
from bot.coalescing import Coalescer
from bot.limits import RequestLimit
from bot.meter import UNMETERED, Meter
from bot.pictures import Pictures
from bot.ports import Clock, Log, Progress, Sources
from bot.requests.models import GITHUB
from bot.stores import RunStore, SubscriptionStore

ASK_AT_MOST = 20  # costly requests of one person, generous to people and dear to scripts …
WITHIN = dt.timedelta(minutes=10)  # … in this time
PROGRESS_EVERY = dt.timedelta(seconds=2)  # both chat platforms bear an edit of one message so often


class BuildDigest(Protocol):
    """Builds the digest of a day, as `bot.digests.build_digest` does."""

    async def __call__(
        self,
        source: CommitSource,
        day: Day,
        *,
        language: Language,
        branch: str | None,
        now: dt.datetime,
        progress: Progress,
    ) -> Digest:
        """Return the digest of `day`, or raise a `SourceError`."""
        ...


class Explain(Protocol):
    """Analyses one commit in depth, as `bot.digests.explain` does."""

    async def __call__(self, source: CommitSource, prefix: str, *, language: Language) -> DigestCommit:
        """Return the commit whose SHA begins with `prefix`, or raise a `SourceError`."""
        ...


def new_incident() -> str:
    """Return an id that ties what a user saw to what the log says; short enough to read out."""
    return secrets.token_hex(4)


@dataclass(frozen=True, slots=True)
class Services:
    """The seams of the commands; a test hands in its own.

    Without `subscriptions` nothing can be followed here, and without `pictures` none are shown. `hosts` are
    those whose addresses lead to repositories. `progress_every` is the shortest time between two words about
    progress to one asker.
    """

    sources: Sources
    clock: Clock
    log: Log
    build_digest: BuildDigest
    explain: Explain
    access: AccessRule = field(default_factory=AccessRule)
    coalescer: Coalescer = field(default_factory=Coalescer)
    limit: RequestLimit = field(default_factory=lambda: RequestLimit(ASK_AT_MOST, WITHIN))
    subscriptions: SubscriptionStore | None = None
    runs: RunStore | None = None
    hosts: tuple[str, ...] = (GITHUB,)
    progress_every: dt.timedelta = PROGRESS_EVERY
    new_incident: Callable[[], str] = new_incident
    meter: Meter = UNMETERED
    pictures: Pictures | None = None
