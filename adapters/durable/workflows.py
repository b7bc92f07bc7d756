"""What the engine runs: names for plain functions, and the order in which a run goes through them.

A run branches on what its steps return, never on the class of an exception: on a replay it has another one.
Names must stay as they are: a run that was interrupted finds its workflow and its steps by name.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import cast

from dbos import DBOS

from adapters.durable.keeping import WAITS, Keeper, RunFailedError, Work, taken, wait_of
from adapters.durable.running import Running
from adapters.durable.starting import Lane, all_done
from bot.causes import Cause
from bot.daily import Daily, tell
from bot.orders import Data, order_of
from bot.runs import DIGEST, run_of
from bot.stores import RunState

DIGESTS = "digests"  # the queue of digests that were interrupted, or are of no platform that is served here
LLM = "llm"  # the queue of analyses; on that of the digests, they would find no room while those wait
ANALYSIS = "analysis"
BUILT_AT_ONCE = 8
"""Digests that are read and built at a time in one process: their commits' diffs are in its memory."""
QUEUE_OF = {DIGEST: DIGESTS, ANALYSIS: LLM}


@dataclass(frozen=True, slots=True)
class Lanes:
    """The workflows as the engine knows them, and the ways to start them."""

    digests: Lane
    by_platform: Mapping[str, Lane]
    analyses: Lane
    running: Running

    def of(self, platform: str) -> Lane:
        """Return the lane of digests for `platform`: one that is slow or away holds up no other."""
        return self.by_platform.get(platform, self.digests)


def queue_of(platform: str) -> str:
    """Return the queue of digests for `platform`."""
    return f"{DIGESTS}-{platform}"


def _kind_of(platform: object) -> str:
    return f"{DIGEST} {platform}"


def bind(daily: Daily, keeper: Keeper, digests_at_once: int, analyses_at_once: int) -> Lanes:
    """Declare the workflows to the engine."""
    running = Running()

    @DBOS.workflow(name=ANALYSIS)
    async def analysis(task: Data) -> Data:
        with running.counted(ANALYSIS, str(DBOS.workflow_id)):
            return await steps.write(task)

    @DBOS.workflow(name=DIGEST)
    async def digest(order: Data) -> Data:
        platform = order_of(order).channel.platform
        with running.counted(_kind_of(platform), str(DBOS.workflow_id)):
            await steps.begin(order)
            try:
                await steps.analyse(await steps.survey(order))
                ids = await tell(steps, order)
            except RunFailedError as error:
                return await steps.end(RunState.FAILED, [], error.incident, error.cause)
            return await steps.end(RunState.DONE, ids, None)

    def lane(queue: str, kind: str) -> Lane:
        return Lane(DIGEST, queue, digest, digests_at_once, running, kind)

    lanes = Lanes(
        lane(DIGESTS, DIGEST),
        {name: lane(queue_of(name), _kind_of(name)) for name in daily.platforms},
        Lane(ANALYSIS, LLM, analysis, analyses_at_once, running, ANALYSIS),
        running,
    )
    steps = _Steps(daily, keeper, lanes.analyses)
    return lanes


class _Steps:
    """The steps of `Daily` under names of the engine's, which writes down what each of them returns."""

    def __init__(self, daily: Daily, keeper: Keeper, analyses: Lane) -> None:
        self._daily = daily
        self._keeper = keeper
        self._analyses = analyses
        self._building = asyncio.Semaphore(BUILT_AT_ONCE)

    async def begin(self, order: Data) -> None:
        """Note that the run has begun."""
        await self._step("begin", partial(self._begin, str(DBOS.workflow_id), order))

    async def survey(self, order: Data) -> list[Data]:
        """Return the tasks that a model still has to do."""
        return cast("list[Data]", taken(await self._read("survey", partial(self._daily.survey, order))))

    async def analyse(self, tasks: Sequence[Data]) -> None:
        """Wait until every task has been tried; what was not done is left to the digest's own writer."""
        if tasks:
            await self._step("analyse", partial(all_done, self._analyses, tasks))

    async def write(self, task: Data) -> Data:
        """Do one task; a failure is a value."""
        return await self._step("write", partial(self._daily.analyse, task))

    async def freeze(self, order: Data) -> Data:
        """Store the rendered parts."""
        return cast("Data", taken(await self._read("freeze", partial(self._daily.freeze, order))))

    async def post(self, edition_key: str, number: int, thread: str | None) -> str:
        """Post one part."""
        work = partial(self._daily.post, edition_key, number, thread)
        return str(taken(await self._step("post", work)))

    async def record(self, order: Data, told: Data | None) -> None:
        """Remember what the channel was told."""
        taken(await self._read("record", partial(self._daily.record, order, told)))

    async def end(
        self, state: RunState, ids: list[str], incident: str | None, cause: Cause | None = None
    ) -> Data:
        """Note how the run ended and return its outcome."""
        await self._step("end", partial(self._end, str(DBOS.workflow_id), state, incident, cause))
        return {"state": state.value, "ids": ids, "incident": incident}

    async def _read(self, name: str, work: Work) -> Data:
        """Run a step that reads from a source, as often as that asks us to come back; nobody sits waiting.

        The engine sleeps between two tries, so that a stop costs nothing and a restart waits for the rest.
        """
        for _ in range(WAITS):
            kept = await self._step(name, partial(self._in_turn, work), waits=True)
            if (seconds := wait_of(kept)) is None:
                return kept
            await DBOS.sleep_async(seconds)
        return await self._step(name, partial(self._in_turn, work))

    async def _in_turn(self, work: Work) -> object:
        """Read with no more than a few at a time."""
        async with self._building:
            return await work()

    async def _step(self, name: str, work: Work, *, waits: bool = False) -> Data:
        kept = partial(self._keeper.kept, waits=waits)
        return await DBOS.run_step_async({"name": name}, kept, name, str(DBOS.workflow_id), work)

    async def _begin(self, run: str, order: Data) -> None:
        daily, wanted = self._daily, order_of(order)
        await daily.stores.runs.begin(run_of(wanted, DIGEST, run, daily.clock))
        channel, day = str(wanted.channel), str(wanted.day)
        self._keeper.log.info("run_began", run=run, channel=channel, repo=wanted.repo, day=day)

    async def _end(self, run: str, state: RunState, incident: str | None, cause: Cause | None) -> None:
        await self._daily.stores.runs.end(run, state, self._daily.clock.now(), incident, cause)
        self._daily.meter.run_ended(DIGEST, state)
        self._keeper.log.info("run_ended", run=run, outcome=state.value, incident=incident)
