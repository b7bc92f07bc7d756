"""In the queue of a model, the first task of each day goes before the second of any."""

import asyncio
from collections.abc import Sequence

import pytest
from dbos import DBOS
from durable import Stage, staged
from orders import Model, order

from adapters.durable.workflows import ANALYSIS
from benchmarks.stage import MemorySource, MemorySources
from bot.stores import AnalysisKey

HUGE, SMALL = 70, 2


class Gate:
    """A model that answers nobody before it is opened, and keeps in which order it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.open = asyncio.Event()

    async def ask(self, keys: Sequence[AnalysisKey]) -> None:
        """Keep it, and wait."""
        self.asked.append(keys[0].repo)
        await self.open.wait()


async def waiting(count: int) -> None:
    """Wait until so many analyses are queued."""
    queued = 0
    while queued < count:  # the engine has no event for it
        found = await DBOS.list_workflows_async(name=ANALYSIS, status="ENQUEUED", load_input=False)
        queued = len(found)
        await asyncio.sleep(0.05)


async def test_a_huge_day_that_came_first_leaves_a_small_one_its_turn(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def find(_: MemorySources, repo: str) -> MemorySource:
        return MemorySource(repo, HUGE if repo == "acme/huge" else SMALL)

    monkeypatch.setattr(MemorySources, "find", find)
    gate = Gate()
    monkeypatch.setattr(Model, "ask", lambda _, keys: gate.ask(keys))
    async with staged(postgres_url) as stage, asyncio.timeout(60):
        await _both(stage, gate)
    assert "acme/small" not in gate.asked[-20:]  # before, a worker takes some tasks of the huge one ahead


async def _both(stage: Stage, gate: Gate) -> None:
    huge = await stage.engine.tell(order("huge:1", repo="acme/huge"))
    await waiting(20)
    small = await stage.engine.tell(order("small:1", repo="acme/small"))
    await asyncio.sleep(1)
    gate.open.set()
    for run in (small, huge):
        await stage.engine.outcome(run)
