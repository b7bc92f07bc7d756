"""The history of runs in memory."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from bot.memory.instants import aware
from bot.stores import Run, RunState


class MemoryRuns:
    """A `RunStore` in memory."""

    def __init__(self) -> None:
        self._stored: dict[str, Run] = {}

    async def begin(self, run: Run) -> None:
        """Note that a run started; starting again keeps the first start, and it has not ended then."""
        new = replace(run, started_at=aware(run.started_at))
        old = self._stored.get(run.id, new)
        ended = {"ended_at": run.ended_at, "incident": run.incident, "cause": run.cause}
        again = replace(old, state=run.state, **ended)  # type: ignore[arg-type] # names of its fields
        self._stored[run.id] = again

    async def end(
        self,
        run_id: str,
        state: RunState,
        at: dt.datetime,
        incident: str | None = None,
        cause: str | None = None,
    ) -> None:
        """Note how a run ended, and why where it failed; nothing happens when it never began."""
        if run_id in self._stored:
            old = self._stored[run_id]
            ended = replace(old, state=state, ended_at=aware(at), incident=incident, cause=cause)
            self._stored[run_id] = ended

    async def latest(self, limit: int) -> Sequence[Run]:
        """Return the newest runs first."""
        return self._newest()[:limit]

    async def of_channels(self, channels: Collection[str], since: dt.datetime) -> Sequence[Run]:
        """Return the runs for any of `channels` that started at `since` or later, newest first."""
        return [run for run in self._newest() if run.channel in channels and run.started_at >= aware(since)]

    async def get(self, run_id: str) -> Run | None:
        """Return one run."""
        return self._stored.get(run_id)

    async def some(self, run_ids: Sequence[str]) -> Mapping[str, Run]:
        """Return those of `run_ids` that have begun, by id."""
        return {run_id: self._stored[run_id] for run_id in run_ids if run_id in self._stored}

    def _newest(self) -> list[Run]:
        return sorted(self._stored.values(), key=lambda run: (run.started_at, run.id), reverse=True)
