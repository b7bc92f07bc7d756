"""What the bot must remember of its runs, for operators."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


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
    cause: str | None = None  # the kind of failure, as `bot.causes` names it


class RunStore(Protocol):
    """The history of runs."""

    async def begin(self, run: Run) -> None:
        """Note that a run started; starting again keeps the first start, and it has not ended then."""
        ...

    async def end(
        self,
        run_id: str,
        state: RunState,
        at: dt.datetime,
        incident: str | None = None,
        cause: str | None = None,
    ) -> None:
        """Note how a run ended, and why where it failed; nothing happens when it never began."""
        ...

    async def latest(self, limit: int) -> Sequence[Run]:
        """Return the newest runs first."""
        ...

    async def of_channels(self, channels: Collection[str], since: dt.datetime) -> Sequence[Run]:
        """Return the runs for any of `channels` that started at `since` or later, newest first."""
        ...

    async def get(self, run_id: str) -> Run | None:
        """Return one run."""
        ...

    async def some(self, run_ids: Sequence[str]) -> Mapping[str, Run]:
        """Return those of `run_ids` that have begun, by id."""
        ...
