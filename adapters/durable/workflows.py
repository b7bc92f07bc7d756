"""What the engine runs: names for plain functions, and the order in which a run goes through them.

A run branches on what its steps return, never on the class of an exception: on a replay it has another one.
Names must stay as they are: a run that was interrupted finds its workflow and its steps by name.
"""

import asyncio
from collections.abc import Coroutine, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Protocol, cast

from dbos import DBOS, SetWorkflowID, WorkflowHandleAsync

from adapters.durable.keeping import Keeper, RunFailedError, Work, taken
from bot.daily import Daily, tell
from bot.orders import Data, order_of
from bot.runs import DIGEST, run_of
from bot.stores import RunState

DIGESTS = "digests"  # the queue of digests
LLM = "llm"  # the queue of analyses; on that of their parents, they would find no room while those wait
ANALYSIS = "analysis"
POLL = 0.05  # seconds between two looks at whether a child has ended


class Workflow(Protocol):
    """A function that the engine carries on after a crash."""

    def __call__(self, data: Data, /) -> Coroutine[Any, Any, Data]:
        """Run it, or go on with it."""
        ...


@dataclass(slots=True)
class Running:
    """The workflows that go on in this process, so that a stop can wait for them or end them."""

    tasks: set[asyncio.Task[Any]] = field(default_factory=set)

    @contextmanager
    def counted(self) -> Iterator[None]:
        """Count the current task for as long as the block lasts."""
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 - workflows run on a loop
        self.tasks.add(task)
        try:
            yield
        finally:
            self.tasks.discard(task)


@dataclass(frozen=True, slots=True)
class Workflows:
    """The workflows as the engine knows them."""

    digest: Workflow
    analysis: Workflow
    running: Running


def bind(daily: Daily, keeper: Keeper, at_once: int) -> Workflows:
    """Declare the workflows to the engine; `at_once` tasks of a model are done at the same time."""
    running, steps = Running(), _Steps(daily, keeper, asyncio.Semaphore(at_once))

    @DBOS.workflow(name=ANALYSIS)
    async def analysis(task: Data) -> Data:
        with running.counted():
            return await steps.write(task)

    @DBOS.workflow(name=DIGEST)
    async def digest(order: Data) -> Data:
        with running.counted():
            await steps.begin(order)
            try:
                await _children(analysis, await steps.survey(order))
                ids = await tell(steps, order)
            except RunFailedError as error:
                return await steps.end(RunState.FAILED, [], error.incident)
            return await steps.end(RunState.DONE, ids, None)

    return Workflows(digest, analysis, running)


async def start_all(analysis: Workflow, tasks: Sequence[Data]) -> list[WorkflowHandleAsync[Data]]:
    """Have every task done once, whoever asks for it first, and return the handles to wait with."""
    handles = list[WorkflowHandleAsync[Data]]()
    for task in tasks:
        with SetWorkflowID(str(task["id"])):
            handles.append(await DBOS.enqueue_workflow_async(LLM, analysis, task))
    return handles


async def _children(analysis: Workflow, tasks: Sequence[Data]) -> None:
    """Wait until every task has been tried; what could not be done is left to the digest's own writer."""
    for handle in await start_all(analysis, tasks):
        await ended(handle)


async def ended(handle: WorkflowHandleAsync[Data]) -> None:
    """Wait until a child has ended, however that was."""
    try:
        await handle.get_result(polling_interval_sec=POLL)
    except Exception:  # noqa: BLE001 - cancelled or given up by an operator
        return


class _Steps:
    """The steps of `Daily` under names of the engine's, which writes down what each of them returns."""

    def __init__(self, daily: Daily, keeper: Keeper, turn: asyncio.Semaphore) -> None:
        self._daily = daily
        self._keeper = keeper
        self._turn = turn

    async def begin(self, order: Data) -> None:
        """Note that the run has begun."""
        await self._step("begin", partial(self._begin, str(DBOS.workflow_id), order))

    async def survey(self, order: Data) -> list[Data]:
        """Return the tasks that a model still has to do."""
        return cast("list[Data]", taken(await self._step("survey", partial(self._daily.survey, order))))

    async def write(self, task: Data) -> Data:
        """Do one task, in its turn; a failure is a value."""
        return await self._step("write", partial(self._write, task))

    async def freeze(self, order: Data) -> Data:
        """Store the rendered parts."""
        return cast("Data", taken(await self._step("freeze", partial(self._daily.freeze, order))))

    async def post(self, edition_key: str, number: int, thread: str | None) -> str:
        """Post one part."""
        work = partial(self._daily.post, edition_key, number, thread)
        return str(taken(await self._step("post", work)))

    async def record(self, order: Data, told: Data | None) -> None:
        """Remember what the channel was told."""
        taken(await self._step("record", partial(self._daily.record, order, told)))

    async def end(self, state: RunState, ids: list[str], incident: str | None) -> Data:
        """Note how the run ended and return its outcome."""
        await self._step("end", partial(self._end, str(DBOS.workflow_id), state, incident))
        return {"state": state.value, "ids": ids, "incident": incident}

    async def _step(self, name: str, work: Work) -> Data:
        return await DBOS.run_step_async({"name": name}, self._keeper.kept, name, str(DBOS.workflow_id), work)

    async def _begin(self, run: str, order: Data) -> None:
        daily = self._daily
        await daily.stores.runs.begin(run_of(order_of(order), DIGEST, run, daily.clock))

    async def _write(self, task: Data) -> Data:
        async with self._turn:
            return await self._daily.analyse(task)

    async def _end(self, run: str, state: RunState, incident: str | None) -> None:
        await self._daily.stores.runs.end(run, state, self._daily.clock.now(), incident)
