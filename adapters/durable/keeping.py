"""What one step of a run leaves for the next: a value, or the incident under which its failure was logged."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from analysis.errors import SourceUnreadableError
from bot.errors import StoreBusyError, StoreUnreachableError
from bot.orders import Data
from bot.ports import Log
from bot.posting import Sleep

PASSING = (SourceUnreadableError, StoreBusyError, StoreUnreachableError)
"""What may well be gone in a moment."""
PAUSES = (1.0, 4.0)  # seconds before the next attempts at a step that failed with one of them

Work = Callable[[], Awaitable[object]]


@dataclass(eq=False)
class RunFailedError(Exception):
    """A step of this run failed, as its recorded value says."""

    incident: str


@dataclass(frozen=True, slots=True)
class Keeper:
    """Runs steps so that failures are values: exceptions change their class when a run is replayed."""

    log: Log
    new_incident: Callable[[], str]
    sleep: Sleep = asyncio.sleep

    async def kept(self, name: str, run: str, work: Work) -> Data:
        """Return what `work` returned, as `taken` takes it; a failure is logged once, with an incident."""
        try:
            return {"value": await self._tried(work)}
        except Exception:
            incident = self.new_incident()
            self.log.exception("step_failed", step=name, run=run, incident=incident)
            return {"incident": incident}

    async def _tried(self, work: Work) -> object:
        for pause in PAUSES:
            try:
                return await work()
            except PASSING:
                await self.sleep(pause)
        return await work()


def taken(kept: Data) -> object:
    """Return the value of a step; raise `RunFailedError` where it has none."""
    if "incident" in kept:
        raise RunFailedError(str(kept["incident"]))
    return kept["value"]
