"""What was interrupted goes on: at the next start, in another worker, and never for ever."""

import asyncio
import datetime as dt
from collections import deque
from dataclasses import replace
from pathlib import Path

import pytest
from chat import ChatService, Fault
from dbos import DBOS
from durable import CARE, Stage, staged
from orders import order

from adapters.durable.engine import VERSION
from adapters.durable.janitor import Janitor
from bot.clock import SystemClock
from bot.errors import EngineTakenError
from bot.stores import RunState


async def interrupted(stage: Stage, edition: str) -> str:
    """Begin a run that stands still at its second part, and return its id."""
    stage.chat.faults = deque([Fault(), Fault(before=asyncio.Event())])
    stage.chat.asked = asyncio.Event()
    run = await stage.engine.tell(order(edition))
    while len(stage.service.log) < 1:
        await stage.chat.asked.wait()
        stage.chat.asked.clear()
    await stage.chat.asked.wait()
    return run


def each_once(service: ChatService) -> bool:
    """Whether every message stands once and in order."""
    numbers = [int(key.rpartition(":")[2]) for key in service.keys("C1")]
    return numbers == list(range(len(numbers)))


async def test_a_run_that_a_stop_interrupted_goes_on_at_the_next_start(new_url: str) -> None:
    """Traps 2, 3, 9: the version is pinned, names are explicit, and the executor keeps its id."""
    service = ChatService()
    async with staged(new_url, service=service, drain=0) as stage:
        run = await interrupted(stage, "paused:1")
    async with staged(new_url, service=service) as stage, asyncio.timeout(20):
        assert (await stage.engine.outcome(run)).state is RunState.DONE
    assert each_once(service)


async def test_a_stop_waits_for_what_is_nearly_done(tmp_path: Path) -> None:
    service = ChatService()
    async with staged(f"sqlite:///{tmp_path}/x.db", service=service, drain=10) as stage:
        stores = stage.stores
        run = await stage.engine.tell(order("drained:1"))
        await stage.chat.asked.wait()
        noted = await stores.runs.get(run)
    assert noted
    async with staged(f"sqlite:///{tmp_path}/x.db", service=service) as stage:
        found = await stage.stores.runs.get(run)
    assert found
    assert found.state is RunState.DONE
    assert each_once(service)


async def test_a_worker_that_does_not_come_back_is_followed_by_another(postgres_url: str) -> None:
    service = ChatService()
    async with staged(postgres_url, "one", service, drain=0) as stage:
        run = await interrupted(stage, "orphan:1")
    async with staged(postgres_url, "two", service) as stage, asyncio.timeout(30):
        assert (await stage.engine.outcome(run)).state is RunState.DONE
        assert ("warning", "run_taken_over") in [line[:2] for line in stage.log.lines]
    assert each_once(service)


async def test_a_run_that_kills_whoever_takes_it_over_is_given_up_aloud(postgres_url: str) -> None:
    """Traps 10 and 11: take-overs are counted in a row of our own."""
    async with staged(postgres_url, "one", drain=0) as stage:
        run = await interrupted(stage, "deadly:1")
    wary = replace(CARE, most_take_overs=0)
    async with staged(postgres_url, "two", care=wary) as stage, asyncio.timeout(30):
        await stage.engine.outcome(run)
        noted = await stage.stores.runs.get(run)
        given_up = [line[2] for line in stage.log.lines if line[1] == "run_given_up"]
    assert noted
    assert (noted.state, noted.incident) == (RunState.FAILED, "c0ffee00")
    assert [line["run"] for line in given_up] == [run]


async def test_a_living_worker_keeps_its_runs(postgres_url: str) -> None:
    async with staged(postgres_url, "one") as stage, asyncio.timeout(30):
        run = await stage.engine.tell(order("mine:1"))
        await stage.engine.outcome(run)
        await asyncio.sleep(0.5)  # more than two sweeps
        assert "run_taken_over" not in [line[1] for line in stage.log.lines]


async def test_a_second_bot_on_the_same_file_is_refused(tmp_path: Path) -> None:
    async with staged(f"sqlite:///{tmp_path}/x.db"):
        with pytest.raises(EngineTakenError):
            async with staged(f"sqlite:///{tmp_path}/x.db"):
                pytest.fail("two bots on one file")


async def test_runs_of_long_ago_are_deleted_and_free_their_ids(tmp_path: Path) -> None:
    """Trap 14: our own rows outlive them, so that nothing is posted twice."""
    forgetful = replace(CARE, keep=dt.timedelta(0))
    async with staged(f"sqlite:///{tmp_path}/x.db") as stage, asyncio.timeout(20):
        await stage.engine.outcome(await stage.engine.tell(order("old:1")))
        janitor = Janitor(
            "main",
            stage.stores,
            SystemClock(),
            stage.log,
            lambda: "c0ffee00",
            forgetful,
            VERSION,
            shared=False,
        )
        await janitor.tidy()
        assert not await DBOS.list_workflows_async()
        posted = len(stage.service.log)
        await stage.engine.outcome(await stage.engine.tell(order("old:1")))
        assert len(stage.service.log) == posted


async def test_after_a_stop_the_loop_has_threads_of_its_own_again(tmp_path: Path) -> None:
    async with staged(f"sqlite:///{tmp_path}/x.db"):
        pass
    assert await asyncio.to_thread(lambda: 1) == 1
