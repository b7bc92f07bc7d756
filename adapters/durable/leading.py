"""Who looks after subscriptions while no process listens: one of the workers, elected by a lock."""

import datetime as dt
from dataclasses import dataclass

from adapters.durable.locks import ServerLock
from bot.errors import EngineTakenError
from bot.runs import LISTENER
from bot.stores import WorkerStore

ROUND = "round"  # the lock's name among those of engines, which are hosts and replicas


@dataclass(frozen=True, slots=True)
class Leading:
    """One worker's part in the election; a second leader for a moment does no harm: a run has one id."""

    workers: WorkerStore
    lock: ServerLock
    dead_after: dt.timedelta

    async def leads(self) -> bool:
        """Whether the round is this worker's: whoever listens does it, as long as that one beats."""
        if LISTENER in await self.workers.living(self.dead_after):
            await self.lock.release()
            return False
        try:
            await self.lock.hold()
        except EngineTakenError:
            return False
        return True
