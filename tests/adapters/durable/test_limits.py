"""A run whose source refuses it for a while comes back after that while, and not before."""

import asyncio
from pathlib import Path

import pytest
from chat import ChatService
from dbos import DBOS
from durable import staged
from orders import order

from adapters.durable.keeping import LONGEST_WAIT, WAITS
from analysis.errors import SourceLimitedError
from analysis.ports import CommitSource
from benchmarks.stage import MemorySources
from bot.stores import RunState


class Refusals:
    """Lets sources refuse whoever asks, so many times and for so many seconds."""

    def __init__(self, patch: pytest.MonkeyPatch, times: int, seconds: float) -> None:
        self.left = times
        self.seconds = seconds
        self.asked: list[float] = []
        self._found = MemorySources().find
        patch.setattr(MemorySources, "find", staticmethod(self.find))

    async def find(self, repo: str) -> CommitSource:
        """Refuse, or find as ever."""
        self.asked.append(asyncio.get_running_loop().time())
        if self.left:
            self.left -= 1
            raise SourceLimitedError(repo, self.seconds)
        return await self._found(repo)


async def asleep(run: str) -> None:
    """Wait until the engine has written down that a run sleeps."""
    names: list[str] = []
    while "DBOS.sleep" not in names:  # the engine has no event for it
        names = [step["function_name"] for step in await DBOS.list_workflow_steps_async(run)]
        await asyncio.sleep(0.02)


async def test_a_run_comes_back_when_it_may(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refusals = Refusals(monkeypatch, 1, 0.3)
    async with staged(f"sqlite:///{tmp_path}/x.db") as stage, asyncio.timeout(20):
        outcome = await stage.engine.outcome(await stage.engine.tell(order("limited:1")))
    assert outcome.state is RunState.DONE
    assert refusals.asked[1] - refusals.asked[0] >= 0.3


async def test_a_source_that_refuses_for_long_fails_the_run_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusals = Refusals(monkeypatch, 9, LONGEST_WAIT + 1)
    async with staged(f"sqlite:///{tmp_path}/x.db") as stage, asyncio.timeout(20):
        outcome = await stage.engine.outcome(await stage.engine.tell(order("refused:1")))
    assert (outcome.state, outcome.incident) == (RunState.FAILED, "c0ffee00")
    assert len(refusals.asked) == 1


async def test_a_source_that_refuses_again_and_again_fails_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusals = Refusals(monkeypatch, 99, 0.01)
    async with staged(f"sqlite:///{tmp_path}/x.db") as stage, asyncio.timeout(20):
        outcome = await stage.engine.outcome(await stage.engine.tell(order("forever:1")))
    assert outcome.state is RunState.FAILED
    assert len(refusals.asked) == 1 + WAITS


async def test_a_stop_while_a_run_waits_costs_nothing_and_the_next_start_waits_for_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusals, service = Refusals(monkeypatch, 1, 2), ChatService()
    async with staged(f"sqlite:///{tmp_path}/x.db", service=service, drain=0) as stage:
        run = await stage.engine.tell(order("stopped:1"))
        async with asyncio.timeout(20):
            await asleep(run)
    async with staged(f"sqlite:///{tmp_path}/x.db", service=service) as stage, asyncio.timeout(20):
        assert (await stage.engine.outcome(run)).state is RunState.DONE
    assert refusals.asked[1] - refusals.asked[0] >= 2
