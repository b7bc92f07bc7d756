"""Several processes on one PostgreSQL before one model's server, which counts who calls at a time."""

import asyncio
import datetime as dt
import signal
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from fakes import FakeLog

from adapters.openai import open_model
from adapters.openai.model import OpenAIModel
from adapters.openai.server import gate_of
from adapters.store import open_stores
from analysis.analyst.schema import headline_schema
from analysis.ports import Question
from benchmarks.modelserver import ModelServer, failing
from bot.stores import Stores
from bot.throttling import Caller, Gates, Shared
from bot.writers import ModelAccess

ROOT = Path(__file__).parents[3]
KEY = "sk-test-key-0123456789"
MOST = 3
QUESTION = Question("headline-1", "Rules: say it as JSON.", "the day", headline_schema(), 300)


@dataclass
class Worker:
    """What one process has: a model, its gates, its stores."""

    model: OpenAIModel
    gates: Gates
    stores: Stores

    async def ask(self, times: int = 1) -> None:
        """Ask so many questions at once."""
        await asyncio.gather(*(self.model.ask(QUESTION) for _ in range(times)))


def access_to(server: ModelServer) -> ModelAccess:
    """Return the way to the server, for so many at a time."""
    return ModelAccess("stub", server.base_url, KEY, 30.0, MOST)


@asynccontextmanager
async def worker(address: str, server: ModelServer, name: str) -> AsyncIterator[Worker]:
    """Yield what a process would have; its connections are its own."""
    async with open_stores(address) as stores:
        shared = Shared(stores.limits, name, FakeLog())
        gates = Gates(shared)
        access = access_to(server)
        gate_of(access, gates)  # its name takes a moment to be made
        async with open_model(access, stores.abilities, FakeLog(), gates=gates) as model:
            yield Worker(model, gates, stores)
        await shared.close()


@pytest.fixture
async def server() -> AsyncIterator[ModelServer]:
    """Serve a model that takes a little while."""
    async with ModelServer(delay=0.1) as server:
        yield server


async def test_two_workers_never_call_more_often_at_a_time_than_one_may(
    emptied_postgres: str, server: ModelServer
) -> None:
    async with worker(emptied_postgres, server, "a") as one, worker(emptied_postgres, server, "b") as other:
        await asyncio.gather(one.ask(12), other.ask(12))

    assert server.most_at_once == MOST
    assert len(server.asked) == 24


async def test_a_request_for_patience_that_one_worker_gets_holds_the_other(
    emptied_postgres: str, server: ModelServer
) -> None:
    server.misbehave(failing(429, **{"Retry-After": "2"}), times=1)
    async with worker(emptied_postgres, server, "a") as one, worker(emptied_postgres, server, "b") as other:
        refused = asyncio.create_task(one.ask())
        while await other.stores.limits.paused(subject_of(server)) is None:  # noqa: ASYNC110 - told by the other
            await asyncio.sleep(0.01)
        told, before = time.monotonic(), len(server.asked)
        await other.ask()
        await refused

    assert before == 1
    assert time.monotonic() - told > 1.5


def subject_of(server: ModelServer) -> str:
    """Return the name of the server and its caller."""
    return Caller("model", server.base_url, KEY).subject


PROCESS = """
import asyncio, os, signal, sys
sys.path[:0] = [{root!r}, {tests!r}]
from test_shared_limits import QUESTION, ModelAccess, Gates, Shared, FakeLog, open_model, open_stores
from bot.throttling import shared
import bot.throttling.lines as lines
import datetime as dt

async def main(address, base_url, key, most, what):
    if what == "die":
        lines.LASTS = shared.LASTS = dt.timedelta(seconds=2)
    async with open_stores(address) as stores:
        gates = Gates(Shared(stores.limits, str(os.getpid()), FakeLog()))
        access = ModelAccess("stub", base_url, key, 30.0, int(most))
        async with open_model(access, stores.abilities, FakeLog(), gates=gates) as model:
            asked = [asyncio.create_task(model.ask(QUESTION)) for _ in range(10)]
            if what == "die":
                print("asking", flush=True)
                await asyncio.sleep(60)
            await asyncio.gather(*asked)

asyncio.run(main(*sys.argv[1:]))
"""


async def started(address: str, server: ModelServer, what: str) -> asyncio.subprocess.Process:
    """Start a process that asks ten questions."""
    program = PROCESS.format(root=str(ROOT), tests=f"{ROOT / 'tests'}")
    paths = f"{ROOT}:{ROOT / 'tests'}:{Path(__file__).parent}"
    arguments = (address, server.base_url, KEY, str(MOST), what)
    return await asyncio.create_subprocess_exec(
        sys.executable, "-c", program, *arguments, cwd=ROOT, env={"PYTHONPATH": paths}, stdout=-1
    )


async def test_two_real_processes_keep_to_one_limit(emptied_postgres: str, server: ModelServer) -> None:
    two = [await started(emptied_postgres, server, "end") for _ in range(2)]
    async with asyncio.timeout(120):
        ended = [await one.wait() for one in two]

    assert ended == [0, 0]
    assert server.most_at_once <= MOST
    assert len(server.asked) == 20


async def test_the_turns_of_a_killed_process_are_taken_over(
    emptied_postgres: str, server: ModelServer
) -> None:
    """Here its tickets last two seconds."""
    server.delay = 60.0
    victim = await started(emptied_postgres, server, "die")
    async with asyncio.timeout(120):
        while server.at_once < MOST:  # noqa: ASYNC110 - another process asks
            await asyncio.sleep(0.05)
        victim.send_signal(signal.SIGKILL)
        await victim.wait()
    async with worker(emptied_postgres, server, "b") as other:
        left = await other.stores.limits.join(subject_of(server), "b", dt.timedelta(minutes=1))
        server.delay = 0.0
        async with asyncio.timeout(30):
            await other.ask(MOST - 1)

    assert list(left.ahead.values()) in ([MOST], [0])  # what it held, unless this was slow to look
