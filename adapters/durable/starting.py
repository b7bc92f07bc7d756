"""How work reaches a process: at once here where there is room, else through a queue that all share."""

import asyncio
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from contextvars import Context
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from dbos import DBOS, SetEnqueueOptions, SetWorkflowID, WorkflowHandleAsync
from dbos import error as dbos_error

from adapters.durable.running import Running
from bot.orders import Data

POLL = 0.25  # seconds between two looks at work that another process does

Result = TypeVar("Result")


class Workflow(Protocol):
    """A function that the engine carries on after a crash."""

    def __call__(self, data: Data, /) -> Coroutine[Any, Any, Data]:
        """Run it, or go on with it."""
        ...


@dataclass(frozen=True, slots=True)
class Started:
    """Work that goes on somewhere; `here` is set at once when it ends in this process."""

    handle: WorkflowHandleAsync[Data]
    here: asyncio.Event

    async def end(self) -> None:
        """Wait until it has ended, however that was."""
        here = asyncio.create_task(self.here.wait())
        anywhere = asyncio.create_task(_tried(self.handle), context=Context())
        try:
            await asyncio.wait({here, anywhere}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            here.cancel()
            anywhere.cancel()


@dataclass(frozen=True, slots=True)
class Lane:
    """A workflow, its queue, and how many of it this process begins without waiting for the queue.

    Those that go on are counted as `kind`.
    """

    name: str
    queue: str
    workflow: Workflow
    at_once: int
    running: Running
    kind: str

    async def start(self, run: str, data: Data, place: int | None = None) -> Started:
        """Have `run` done once, whoever asks for it first.

        In the queue, a lower `place` (from 1) is begun before a higher one, and none before all.
        """
        end = self.running.end_of(run)
        return Started(await _outside(self._start(run, data, place)), end)

    async def _start(self, run: str, data: Data, place: int | None) -> WorkflowHandleAsync[Data]:
        with suppress(dbos_error.DBOSNonExistentWorkflowError):
            return await DBOS.retrieve_workflow_async(run)
        with SetWorkflowID(run):
            if self.running.counts[self.kind] < self.at_once:
                return await DBOS.start_workflow_async(self.workflow, data)
            with SetEnqueueOptions(priority=place):
                return await DBOS.enqueue_workflow_async(self.queue, self.workflow, data)


async def all_done(lane: Lane, tasks: Sequence[Data]) -> None:
    """Wait until every task has been tried; one that is under way or done is not begun again.

    The first task of each run goes before the second of any, so that a huge day holds up no small one.
    """
    places = enumerate(tasks, 1)
    for started in [await lane.start(str(task["id"]), task, place) for place, task in places]:
        await started.end()


async def _tried(handle: WorkflowHandleAsync[Data]) -> None:
    try:
        await handle.get_result(polling_interval_sec=POLL)
    except Exception:  # noqa: BLE001 - cancelled or given up: whoever waits does without
        return


async def _outside(work: Coroutine[Any, Any, Result]) -> Result:
    """Do `work` as if no workflow and no step went on here: what it starts is nobody's child."""
    return await asyncio.create_task(work, context=Context())
