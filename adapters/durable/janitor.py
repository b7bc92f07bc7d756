"""Looks after runs that nobody else would: of dead workers, of repeated crashes, of long ago."""

import asyncio
import datetime as dt
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from dbos import DBOS, WorkflowStatus

from adapters.durable.running import Running
from adapters.durable.workflows import QUEUE_OF
from bot.causes import Cause
from bot.meter import UNMETERED, Meter
from bot.ports import Clock, Log
from bot.runs import DIGEST
from bot.stores import RunState, Stores

LOGGED_EVERY = 60.0  # seconds between two lines about one kind of failure: a heartbeat fails each second
MOST_AT_ONCE = 500  # runs that are read or deleted in one go


@dataclass(frozen=True, slots=True)
class Care:
    """How closely workers watch each other, and how long the engine remembers.

    Whoever has not seen its lock for `without_lock` may have been replaced.

    `dead_after` must be far above any delay of a living worker's loop. Deleting a run frees its id, so
    `keep` must be longer than a repeat can come; that nothing is posted twice does not depend on it.
    """

    beat: dt.timedelta = dt.timedelta(seconds=1)
    sweep: dt.timedelta = dt.timedelta(seconds=5)
    dead_after: dt.timedelta = dt.timedelta(seconds=30)
    without_lock: dt.timedelta = dt.timedelta(seconds=10)
    most_take_overs: int = 5
    tidy: dt.timedelta = dt.timedelta(hours=24)
    keep: dt.timedelta = dt.timedelta(days=30)


@dataclass(slots=True)
class Janitor:
    """One worker's part in looking after all; `shared` where other workers may die and be taken over."""

    worker: str
    stores: Stores
    clock: Clock
    log: Log
    new_incident: Callable[[], str]
    care: Care
    version: str
    shared: bool
    meter: Meter = UNMETERED
    running: Running = field(default_factory=Running)
    _left: dict[str, float] = field(default_factory=dict)  # own runs that are not carried on, and since when
    _told: set[str] = field(default_factory=set)  # runs that were given up aloud already

    async def beat(self) -> None:
        """Say that this worker lives."""
        await self.stores.workers.beat(self.worker)

    async def sweep(self) -> None:
        """Take over the runs of dead workers, take up own ones that were left, give up those that kill.

        Who is dead is decided from what stands in the tables, never from an event: a sweeper that dies in
        the middle leaves everything for the next one to see.
        """
        async with self.stores.workers.sweeping() as mine:
            if not mine:
                return
            if self.shared:
                await self._take_over()
            await self._take_up()
            await self._give_up_deadly()

    async def tidy(self) -> None:
        """Delete what the engine knows of runs that ended long ago."""
        before = (self.clock.now() - self.care.keep).isoformat()
        while old := await DBOS.list_workflows_async(
            completed_before=before, limit=MOST_AT_ONCE, load_input=False, load_output=False
        ):
            await DBOS.delete_workflows_async([run.workflow_id for run in old])

    async def _take_over(self) -> None:
        living = await self.stores.workers.living(self.care.dead_after) | {self.worker}
        pending = await DBOS.list_workflows_async(
            status="PENDING", app_version=self.version, load_input=False, load_output=False
        )
        for run in pending:
            if run.executor_id not in living:
                await self._resume(run)

    async def _take_up(self) -> None:
        """Go on with own runs that nobody carries on: the engine drops one whose step it cannot write down.

        One look is not enough: between its row and its first step a run is not known here yet, for seconds
        where much begins at once.
        """
        pending = await DBOS.list_workflows_async(
            status="PENDING", app_version=self.version, load_input=False, load_output=False
        )
        own = (run for run in pending if run.executor_id == self.worker)
        left = {run.workflow_id: run for run in own if run.workflow_id not in self.running.runs}
        now = time.monotonic()
        self._left = {name: self._left.get(name, now) for name in left}
        for name, since in tuple(self._left.items()):
            if now - since >= self.care.dead_after.total_seconds():
                del self._left[name]
                await self._resume(left[name])
        await self._end_broken()

    async def _end_broken(self) -> None:
        """Note the end of runs that the engine ended where our own row could not be written."""
        for run in await DBOS.list_workflows_async(
            name=DIGEST, status="ERROR", load_input=False, load_output=False
        ):
            known = await self.stores.runs.get(run.workflow_id)
            if known and known.state is RunState.RUNNING:
                incident = self.new_incident()
                self.log.warning("run_broken", run=run.workflow_id, incident=incident)
                await self.stores.runs.end(known.id, RunState.FAILED, self.clock.now(), incident, Cause.STORE)
                self.meter.run_ended(DIGEST, RunState.FAILED)

    async def _resume(self, run: WorkflowStatus) -> None:
        times = await self.stores.workers.took_over(run.workflow_id)
        if times > self.care.most_take_overs:
            await self._give_up(run)
            return
        self.log.warning("run_taken_over", run=run.workflow_id, of=run.executor_id, times=times)
        await DBOS.resume_workflow_async(run.workflow_id, queue_name=run.queue_name or QUEUE_OF[run.name])

    async def _give_up_deadly(self) -> None:
        """Tell of runs that the engine itself has stopped resuming."""
        for run in await DBOS.list_workflows_async(
            status="MAX_RECOVERY_ATTEMPTS_EXCEEDED", load_input=False, load_output=False
        ):
            if run.workflow_id not in self._told:
                await self._give_up(run)

    async def _give_up(self, run: WorkflowStatus) -> None:
        """Stop resuming a run: an operator must look, and `runs retry` begins anew."""
        self._told.add(run.workflow_id)
        incident = self.new_incident()
        self.log.warning("run_given_up", run=run.workflow_id, incident=incident)
        await DBOS.cancel_workflow_async(run.workflow_id)
        if run.name == DIGEST:
            await self.stores.runs.end(run.workflow_id, RunState.FAILED, self.clock.now(), incident)
            self.meter.run_ended(DIGEST, RunState.FAILED)


async def repeat(every: dt.timedelta, work: Callable[[], Awaitable[None]], log: Log, name: str) -> None:
    """Do `work` again and again; a failure does not end it, and is logged once in `LOGGED_EVERY`."""
    logged = dict[str, float]()
    while True:
        await asyncio.sleep(every.total_seconds())
        try:
            await work()
        except Exception as error:
            now, kind = time.monotonic(), type(error).__name__
            if now - logged.get(kind, -LOGGED_EVERY) >= LOGGED_EVERY:
                logged[kind] = now
                log.exception("upkeep_failed", work=name)
