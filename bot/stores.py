"""What the bot must remember, asked at the height of the question; every instant is aware UTC.

The application's own rows are the truth: an analysis that is stored is never paid for again, a digest's
parts are frozen before the first is posted, and a posting is written down before it is sent.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from analysis.language import Language
from analysis.results import Analysis, Depth, Level, Reason, Usage
from bot.ports import Part
from bot.subscriptions import Channel, Subscription


@dataclass(frozen=True, slots=True)
class AnalysisKey:
    """What makes an analysis the same one; `model` is empty where facts wrote it."""

    repo: str
    sha: str
    language: Language
    depth: Depth
    version: str
    model: str


@dataclass(frozen=True, slots=True)
class StoredAnalysis:
    """An analysis as it was stored; `redo` marks one that a model should write when it is back."""

    key: AnalysisKey
    analysis: Analysis
    usage: Usage
    made_at: dt.datetime
    redo: bool = False


class AnalysisStore(Protocol):
    """Analyses, commit by commit."""

    async def get(self, keys: Sequence[AnalysisKey]) -> Mapping[AnalysisKey, StoredAnalysis]:
        """Return those of `keys` that are stored."""
        ...

    async def put(self, analyses: Sequence[StoredAnalysis]) -> None:
        """Store `analyses`; one that is there stays, unless it was marked `redo`."""
        ...

    async def to_redo(self, limit: int) -> Sequence[AnalysisKey]:
        """Return keys of analyses that wait to be written by a model, oldest first."""
        ...


@dataclass(frozen=True, slots=True)
class LevelKey:
    """What makes an argued level the same one: it holds in every language."""

    repo: str
    sha: str
    version: str
    model: str


@dataclass(frozen=True, slots=True)
class ArguedLevel:
    """The level a model argued, with its reason; `reason=None`: it agreed with the rubric."""

    level: Level
    reason: Reason | None


class LevelStore(Protocol):
    """Argued levels."""

    async def get(self, keys: Sequence[LevelKey]) -> Mapping[LevelKey, ArguedLevel]:
        """Return those of `keys` that are stored."""
        ...

    async def put(self, key: LevelKey, level: ArguedLevel) -> ArguedLevel:
        """Store `level` unless one is there, and return the one that is stored now."""
        ...


class SubscriptionStore(Protocol):
    """Who follows what."""

    async def follow(self, subscription: Subscription) -> Subscription:
        """Store or replace the subscription of this (channel, repo, branch); an old one keeps its id."""
        ...

    async def unfollow(self, channel: Channel, repo: str, branch: str | None = None) -> bool:
        """Remove a subscription and say whether there was one; its history stays."""
        ...

    async def of_channel(self, channel: Channel) -> Sequence[Subscription]:
        """Return what `channel` follows, by repository name."""
        ...

    async def every(self) -> Sequence[Subscription]:
        """Return all subscriptions, by channel and repository."""
        ...


class EditionState(StrEnum):
    """How far the posting of an edition has come."""

    FROZEN = "frozen"  # parts are stored; some may be posted
    POSTED = "posted"
    GIVEN_UP = "given_up"


@dataclass(frozen=True, slots=True)
class FrozenPart:
    """One stored part: its posting key, where it stands, and what is sent."""

    key: str
    part: Part
    in_thread: bool


@dataclass(frozen=True, slots=True)
class Edition:
    """One rendering of a digest for one channel, frozen before it is posted.

    `key` is `{subscription}:{local date}:{number}`, or `{channel}:{repo}:{branch}:{date}:{number}` for
    one that was posted by hand; part keys append `:{part}`.
    """

    key: str
    channel: Channel
    repo: str
    date: dt.date
    parts: tuple[FrozenPart, ...]
    frozen_at: dt.datetime
    state: EditionState = EditionState.FROZEN


class EditionStore(Protocol):
    """Digests as they were rendered."""

    async def freeze(self, edition: Edition) -> Edition:
        """Store `edition` unless its key is there, and return the one that is stored now."""
        ...

    async def get(self, key: str) -> Edition | None:
        """Return the edition stored under `key`."""
        ...

    async def set_state(self, key: str, state: EditionState) -> None:
        """Note how far the edition has come."""
        ...


@dataclass(frozen=True, slots=True)
class Posting:
    """The record of one part that was, or is about to be, sent.

    `sent_at` is the start of the last attempt, `None` when that attempt was certainly refused.
    `message_id` is set once the platform confirmed. `file_id` is an uploaded file not yet shared.
    """

    key: str
    channel: Channel
    thread: str | None
    attempts: int
    first_at: dt.datetime
    sent_at: dt.datetime | None
    message_id: str | None = None
    file_id: str | None = None


class PostingStore(Protocol):
    """The write-ahead rows of posting; each method is one committed transaction."""

    async def begin(self, key: str, channel: Channel, thread: str | None, now: dt.datetime) -> bool:
        """Insert the row with attempts=1 and both times `now`; false when somebody did already."""
        ...

    async def read(self, key: str) -> Posting:
        """Return the row; `KeyError` when there is none."""
        ...

    async def claim(self, key: str, attempts: int, now: dt.datetime) -> bool:
        """Take the next attempt if nothing was confirmed and `attempts` still stands."""
        ...

    async def refused(self, key: str, attempts: int) -> None:
        """Clear `sent_at` where this attempt is still the last: it certainly had no effect."""
        ...

    async def confirm(self, key: str, message_id: str) -> None:
        """Note the id of the message that stands on the platform."""
        ...

    async def uploaded(self, key: str, file_id: str) -> None:
        """Note the id of a file before it is shared, so that a resume finds it again."""
        ...

    async def of_edition(self, edition_key: str) -> Sequence[Posting]:
        """Return the postings of an edition's parts, in order of part."""
        ...


@dataclass(frozen=True, slots=True)
class ChainLink:
    """One commit of a first-parent chain: its first parent (`None`: a root) and when it landed."""

    sha: str
    parent: str | None
    landed_at: dt.datetime


class ChainStore(Protocol):
    """What was learned of first-parent chains; commits never change, so a link is true for ever."""

    async def walk(self, repo: str, head: str, limit: int) -> Sequence[ChainLink]:
        """Return the known chain from `head` on, newest first, at most `limit` links."""
        ...

    async def add(self, repo: str, links: Sequence[ChainLink]) -> None:
        """Remember `links`; what is known already stays."""
        ...

    async def starting_with(self, repo: str, prefix: str, limit: int) -> Sequence[str]:
        """Return known SHAs of `repo` that begin with `prefix`."""
        ...


class RunState(StrEnum):
    """What became of a run."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Run:
    """One piece of durable work as operators see it; `incident` is set when it failed."""

    id: str
    kind: str  # "digest", "explain", "post"
    repo: str
    subject: str  # the local date, or the SHA
    channel: str
    state: RunState
    started_at: dt.datetime
    ended_at: dt.datetime | None = None
    incident: str | None = None


class RunStore(Protocol):
    """The history of runs."""

    async def begin(self, run: Run) -> None:
        """Note that a run started; starting again keeps the first start."""
        ...

    async def end(self, run_id: str, state: RunState, at: dt.datetime, incident: str | None = None) -> None:
        """Note how a run ended."""
        ...

    async def latest(self, limit: int) -> Sequence[Run]:
        """Return the newest runs first."""
        ...

    async def get(self, run_id: str) -> Run | None:
        """Return one run."""
        ...
