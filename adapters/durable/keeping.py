"""What one step of a run leaves for the next: a value, the incident of its failure, or when to come back."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from analysis.errors import SourceLimitedError, SourceUnreadableError
from bot.causes import Cause, cause_of, known_cause
from bot.errors import StoreBusyError, StoreUnreachableError
from bot.orders import Data
from bot.ports import Log
from bot.posting import Sleep

PASSING = (SourceUnreadableError, StoreBusyError, StoreUnreachableError)
"""What may well be gone in a moment."""
PAUSES = (1.0, 4.0)  # seconds before the next attempts at a step that failed with one of them
LONGEST_WAIT = 600.0  # seconds; a longer refusal fails the run, and a later one makes up for it
WAITS = 3  # how often one step comes back to a source that refused it

Work = Callable[[], Awaitable[object]]


@dataclass(eq=False)
class RunFailedError(Exception):
    """A step of this run failed, as its recorded value says."""

    incident: str
    cause: Cause = Cause.OURS


@dataclass(frozen=True, slots=True)
class Keeper:
    """Runs steps so that failures are values: exceptions change their class when a run is replayed."""

    log: Log
    new_incident: Callable[[], str]
    sleep: Sleep = asyncio.sleep

    async def kept(self, name: str, run: str, work: Work, *, waits: bool = False) -> Data:
        """Return what `work` returned, as `taken` takes it; a failure is logged once, with an incident.

        Where the run `waits`, a source that refuses us for a short while is a reason to come back.
        """
        try:
            return {"value": await self._tried(work)}
        except Exception as error:
            if waits and isinstance(error, SourceLimitedError) and error.retry_after <= LONGEST_WAIT:
                self.log.warning("step_waits", step=name, run=run, seconds=round(error.retry_after))
                return {"come_back": error.retry_after}
            incident = self.new_incident()
            self.log.exception("step_failed", step=name, run=run, incident=incident)
            return {"incident": incident, "cause": cause_of(error).value}

    async def _tried(self, work: Work) -> object:
        for pause in PAUSES:
            try:
                return await work()
            except PASSING:
                await self.sleep(pause)
        return await work()


def wait_of(kept: Data) -> float | None:
    """Return the seconds until a step shall be tried again; `None` where it has ended."""
    seconds = kept.get("come_back")
    return float(seconds) if isinstance(seconds, int | float) else None


def taken(kept: Data) -> object:
    """Return the value of a step; raise `RunFailedError` where it has none."""
    if "incident" in kept:
        raise RunFailedError(str(kept["incident"]), known_cause(str(kept.get("cause"))))
    return kept["value"]
