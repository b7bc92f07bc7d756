"""What a shared limit costs a call: the wait for a turn that is free, on one process and beside others."""

import argparse
import asyncio
import sys
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager

from adapters.store import open_stores
from benchmarks.figures import show
from benchmarks.logs import KeptLog
from benchmarks.servers import new_database
from bot.throttling import Caller, Gate, Gates, Shared

CALLER = Caller("model", "http://127.0.0.1:1/v1", "k")
CALL = 0.3  # seconds, a fast model
TURNS = 200
EACH = 48  # calls of each process
MOST = 4.0  # small writes that the wait for a free turn may take, whatever else the machine does
MOST_TOGETHER = 1.25  # times what the calls themselves take at the limit …
HANDED_ON = 0.05  # … and seconds until a look at the line, and small writes, for each round of calls
WRITES = 3


def main(arguments: Sequence[str]) -> int:
    """Print the figures; return 1 if one is over its limit."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.limits", description=__doc__)
    parser.add_argument("--server", help="address of a PostgreSQL; by default one is started")
    parser.add_argument("--processes", type=int, default=3)
    given = parser.parse_args(arguments)
    with new_database("postgres", given.server) as address:
        return asyncio.run(_measure(address, given.processes))


async def _measure(address: str, count: int) -> int:
    write = await _write(address)
    async with _gate(address, 8) as gate:
        waits = sorted([await _turn(gate) for _ in range(TURNS)])
    median, high = waits[TURNS // 2], waits[TURNS * 99 // 100]
    print(f"a small write: {1000 * write:.1f} ms")
    free = show(
        "wait for a free turn",
        f"{1000 * median:.1f} ms, p99 {1000 * high:.1f} ms",
        f"median {1000 * MOST * write:.1f} ms",
        held=median <= MOST * write,
    )
    took, calls = await _together(address, count)
    rounds = calls / 8
    bound = rounds * (MOST_TOGETHER * CALL + HANDED_ON + WRITES * write)
    figure = f"{took:.2f} s for {calls} calls of {CALL} s, 8 at once, {count} processes"
    together = show("a limit that is reached", figure, f"{bound:.2f} s", held=took <= bound)
    return int(not (free and together))


async def _write(address: str) -> float:
    """Return the seconds that one small write takes here and now."""
    took = list[float]()
    async with open_stores(address) as stores:
        for _ in range(TURNS):
            began = time.perf_counter()
            await stores.workers.beat("benchmark")
            took.append(time.perf_counter() - began)
    return sorted(took)[TURNS // 2]


async def _turn(gate: Gate) -> float:
    began = time.perf_counter()
    async with gate.turn():
        return time.perf_counter() - began


async def _together(address: str, count: int) -> tuple[float, int]:
    """Return how long all processes took for their calls, each of them a pool of connections of its own."""

    async def work(gate: Gate) -> None:
        async with gate.turn():
            await asyncio.sleep(CALL)

    async with AsyncExitStack() as stack:
        gates = [await stack.enter_async_context(_gate(address, 8)) for _ in range(count)]
        await asyncio.gather(*(_turn(gate) for gate in gates for _ in range(8)))  # opens the connections
        began = time.perf_counter()
        await asyncio.gather(*(work(gate) for gate in gates for _ in range(EACH)))
        return time.perf_counter() - began, EACH * count


@asynccontextmanager
async def _gate(address: str, most: int) -> AsyncIterator[Gate]:
    async with open_stores(address) as stores:
        shared = Shared(stores.limits, "benchmark", KeptLog())
        yield Gates(shared).of(CALLER, most)
        await shared.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
