"""The engine from start to stop, and what the rest of the bot may ask of it."""

import asyncio
import contextlib
import datetime as dt
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial

from dbos import DBOS, DBOSConfig, DBOSPortableJSONSerializer, WorkflowHandleAsync
from dbos import error as dbos_error
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from adapters.durable.addresses import LightConnection, address_of, is_sqlite, keep_a_log, place_of
from adapters.durable.janitor import Care, Janitor, repeat
from adapters.durable.keeping import Keeper
from adapters.durable.leading import ROUND, Leading
from adapters.durable.loads import load_of
from adapters.durable.locks import Held, ServerLock, engine_lock
from adapters.durable.starting import Started
from adapters.durable.workflows import ANALYSIS, DIGESTS, LLM, Lanes, bind, queue_of
from bot.daily import Daily
from bot.errors import EngineTakenError, NoSuchRunError, StoreUnreachableError
from bot.grip import Grip
from bot.meter import Load
from bot.orders import Data, Order, Task, order_data, task_data
from bot.ports import Log, Progress
from bot.runs import DIGEST, LISTENER, Outcome, next_run_id
from bot.stores import RunState

NAME = "commit-digest"
VERSION = "1"
"""Runs of another version are left alone. Raise it only when old runs must not go on; a step that is put in
between others needs `DBOS.patch_async` instead."""

THREADS = 16  # of the engine's own; without a limit 500 steps at once make 470 threads
AHEAD = 4
"""Analyses that a worker takes for each call of a model that it may make at once. The model's own adapter
lets them through one after the other, so that nothing waits for the next look into the queue."""
OUTCOME_POLL = 0.02  # seconds; it has ended by then, or nearly


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """How an engine works. `executor` is stable for a place and unique among living processes.

    `digests_at_once` counts for each platform: most of their time they wait for it.

    `drain` is how long a stop waits for runs under way; what is left goes on at the next start.
    """

    url: str
    executor: str = "main"
    digests_at_once: int = 16
    analyses_at_once: int = 8
    drain: dt.timedelta = dt.timedelta(seconds=3)
    poll: dt.timedelta = dt.timedelta(milliseconds=200)
    llm_poll: dt.timedelta = dt.timedelta(milliseconds=50)
    care: Care = field(default_factory=Care)


class Engine:
    """Implements `bot.runs.Runs`; `grip` tells whether the engine's lock is still ours."""

    def __init__(
        self, lanes: Lanes, daily: Daily, grip: Grip, where: str = "", leading: Leading | None = None
    ) -> None:
        self._lanes = lanes
        self._daily = daily
        self._where = where
        self._leading = leading
        self.grip = grip

    async def leads(self) -> bool:
        """Whether this process looks after subscriptions: who listens does, else one of the workers."""
        return self._leading is None or await self._leading.leads()

    async def tell(self, order: Order) -> str:
        """Have a channel told and return the run's id; the same order twice is one run.

        Raises a `StoreError` where that cannot be written down; which one, our own rows know better.
        """
        run = await next_run_id(self._daily.stores.runs, DIGEST, order.edition)
        try:
            await self._lanes.of(order.channel.platform).start(run, order_data(order))
        except DBAPIError as error:
            raise StoreUnreachableError(self._where) from error
        return run

    async def outcome(self, run_id: str) -> Outcome:
        """Wait until the run has ended; `NoSuchRunError` when there is none."""
        end = self._lanes.running.end_of(run_id)
        try:
            handle: WorkflowHandleAsync[Data] = await DBOS.retrieve_workflow_async(run_id)
            await Started(handle, end).end()
            result = await handle.get_result(polling_interval_sec=OUTCOME_POLL)
        except dbos_error.DBOSNonExistentWorkflowError as error:
            raise NoSuchRunError(run_id) from error
        except Exception:  # noqa: BLE001 - cancelled, or given up; our own row says which
            return await self._noted(run_id)
        return _outcome(result)

    async def analyse(self, tasks: Sequence[Task], progress: Progress) -> None:
        """Wait until all `tasks` have been tried; a task that is under way or done is not begun again."""
        total = sum(len(task.shas) for task in tasks)
        done = 0
        lane = self._lanes.analyses
        begun = [await lane.start(task.id, task_data(task)) for task in tasks]
        for task, started in zip(tasks, begun, strict=True):
            await started.end()
            done += len(task.shas)
            await progress.update(done, total)

    async def loads(self) -> Sequence[Load]:
        """Return how much work there is, by kind; of what waits, up to `MOST_COUNTED` is counted."""
        lanes = self._lanes
        digests = [lanes.digests, *lanes.by_platform.values()]
        return [await load_of(DIGEST, digests), await load_of(ANALYSIS, [lanes.analyses])]

    async def _noted(self, run_id: str) -> Outcome:
        run = await self._daily.stores.runs.get(run_id)
        if run is None or run.state is RunState.RUNNING:
            return Outcome(RunState.CANCELLED)
        return Outcome(run.state, incident=run.incident)


def _outcome(result: Data) -> Outcome:
    ids, incident = result["ids"], result["incident"]
    stood = tuple(map(str, ids)) if isinstance(ids, list) else ()
    return Outcome(RunState(str(result["state"])), stood, str(incident) if incident else None)


@asynccontextmanager
async def open_engine(
    settings: EngineSettings, daily: Daily, log: Log, new_incident: Callable[[], str]
) -> AsyncIterator[Engine]:
    """Run an engine in the running loop; interrupted runs of this executor go on at once.

    Raises `EngineTakenError` where another process runs one in this place, or a `StoreError`. One engine
    lives in a process at a time.
    """
    address = address_of(settings.url)
    async with engine_lock(address, settings.executor) as held:
        if is_sqlite(address):
            keep_a_log(address)
        janitor = Janitor(
            settings.executor,
            daily.stores,
            daily.clock,
            log,
            new_incident,
            settings.care,
            VERSION,
            shared=not is_sqlite(address),
            meter=daily.meter,
        )
        await janitor.beat()  # before the first run: who has one and no heartbeat is dead
        _speak_as_others_do()
        DBOS(config=_config(address, settings.executor))
        try:
            keeper = Keeper(log, new_incident, daily.sleep)
            lanes = bind(daily, keeper, settings.digests_at_once, settings.analyses_at_once)
            janitor.running = lanes.running
            queues = [DIGESTS, *map(queue_of, daily.platforms)]
            DBOS.listen_queues([*queues, LLM])  # not to those of platforms that are served elsewhere alone
            DBOS.launch()  # in the running loop, so that workflows run on it
            await _register(settings, queues)
            grip = Grip(settings.care.without_lock.total_seconds())
            leading = _leading(address, settings, daily)
            engine = Engine(lanes, daily, grip, place_of(address), leading)
            upkeep = _upkeep(janitor, held, grip, settings.care, log)
            try:
                yield engine
            finally:
                await _end(upkeep)
                if leading:
                    await leading.lock.release()
                await _stop(lanes, settings.drain)
        finally:
            DBOS.destroy(destroy_registry=True)  # nothing, unless the start failed


def _leading(address: URL, settings: EngineSettings, daily: Daily) -> Leading | None:
    """Return a worker's part in the election of who looks after subscriptions; who listens needs none."""
    if is_sqlite(address) or settings.executor == LISTENER:
        return None
    return Leading(daily.stores.workers, ServerLock(address, ROUND), settings.care.dead_after)


def _speak_as_others_do() -> None:
    """Keep DBOS from writing to standard error by itself: our log hears it, and hides what is secret."""
    logger = logging.getLogger("dbos")
    if not logger.handlers:  # then it would add one of its own
        logger.addHandler(logging.NullHandler())


def _config(address: URL, executor: str) -> DBOSConfig:
    connecting = {"connect_args": {"factory": LightConnection}} if is_sqlite(address) else {}
    return {
        "name": NAME,
        "system_database_url": address.render_as_string(hide_password=False),
        "db_engine_kwargs": connecting,
        "application_version": VERSION,
        "executor_id": executor,
        "max_executor_threads": THREADS,
        "serializer": DBOSPortableJSONSerializer(),
        "log_level": "WARNING",
    }


async def _register(settings: EngineSettings, queues: Sequence[str]) -> None:
    for queue in queues:
        await DBOS.register_queue_async(
            queue,
            worker_concurrency=settings.digests_at_once,
            polling_interval_sec=settings.poll.total_seconds(),
            on_conflict="always_update",
        )
    await DBOS.register_queue_async(
        LLM,
        worker_concurrency=settings.analyses_at_once * AHEAD,
        polling_interval_sec=settings.llm_poll.total_seconds(),
        on_conflict="always_update",
    )


def _upkeep(janitor: Janitor, held: Held, grip: Grip, care: Care, log: Log) -> list[asyncio.Task[None]]:
    async def hold() -> None:
        if grip.lost.is_set():
            return
        try:
            await held()
        except EngineTakenError:
            log.warning("engine_lock_lost", worker=janitor.worker)
            grip.lost.set()
        else:
            grip.confirm()

    async def beat() -> None:
        if not grip.lost.is_set():  # then the name is somebody else's
            await janitor.beat()

    works = [(care.beat, hold), (care.beat, beat), (care.sweep, janitor.sweep), (care.tidy, janitor.tidy)]
    if janitor.shared:  # a file's lock cannot slip
        works.append((care.beat, grip.look))
    return [asyncio.create_task(repeat(every, work, log, work.__name__)) for every, work in works]


async def _end(tasks: list[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    for task in tasks:
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def _stop(lanes: Lanes, drain: dt.timedelta) -> None:
    """Take nothing new, wait for runs under way, then end the engine.

    It is ended from a thread: in the loop it would stop the very runs that it waits for. Its threads were
    the loop's; now the loop has some of its own again.
    """
    seconds = int(drain.total_seconds()) if lanes.running.tasks else 0
    destroy = partial(DBOS.destroy, destroy_registry=True, workflow_completion_timeout_sec=seconds)
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(1, "engine-stop") as own:
        await loop.run_in_executor(own, destroy)
    loop.set_default_executor(ThreadPoolExecutor(thread_name_prefix="asyncio"))
    left = tuple(lanes.running.tasks)
    for task in left:
        task.cancel()
    await asyncio.gather(*left, return_exceptions=True)
