"""Reads and rates one whole history in a process of its own: how long it takes and how much memory.

`python -m benchmarks.history REPO [WORKERS]` prints the level of each commit.
"""

import asyncio
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import dataclass

from adapters.git import open_repository
from benchmarks.tree import Watch
from bot.crew import rating_crew


@dataclass(frozen=True, slots=True)
class Measured:
    """What one run took: `seconds` on the clock, `cpu` at work on all cores, git's included; memory in MB."""

    seconds: float
    cpu: float
    memory: float
    git_memory: float
    said: bytes

    @property
    def commits(self) -> int:
        """How many commits were rated: the lines that were said."""
        return self.said.count(b"\n")


def measure(path: str) -> Measured:
    """Read and rate the history of `path` in a fresh process, so that nothing is warm."""
    return timed([sys.executable, "-m", "benchmarks.history", path])


def timed(command: Sequence[str], *, given: bytes = b"", heard: bool = True) -> Measured:
    """Run `command` to its end and measure it with all that it starts; unless `heard`, nobody reads it."""
    begin, before = time.perf_counter(), _cpu()
    out = subprocess.PIPE if heard else subprocess.DEVNULL
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=out) as process:  # noqa: S603 - a benchmark's own
        watch = Watch(process.pid)
        said, _ = process.communicate(given)
        seconds = time.perf_counter() - begin
        watch.end()
    assert process.returncode == 0
    return Measured(seconds, _cpu() - before, watch.ours, watch.git, said or b"")


async def read(path: str, workers: int | None = None) -> None:
    """Read and rate the whole first-parent history of `path`, and print each level."""
    source = await open_repository(path)
    async with (
        rating_crew(workers) as crew,
        aclosing(source.history()) as history,
        aclosing(crew.rated(history)) as rated,
    ):
        async for one in rated:
            print(one.rating.level)


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    asyncio.run(read(sys.argv[1], *map(int, sys.argv[2:])))
