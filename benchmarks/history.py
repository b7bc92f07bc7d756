"""Reads and rates one whole history in a process of its own: how long it takes and how much memory.

`python -m benchmarks.history REPO` prints one JSON object; memory is the peak resident set in MB, ours
and, at most, the largest git process's (which counts the pack files that it maps).
"""

import asyncio
import json
import re
import resource
import subprocess
import sys
import time
from contextlib import aclosing
from dataclasses import asdict, dataclass
from pathlib import Path

from adapters.git import open_repository
from analysis.rated import rate_commit

_STATUS = Path("/proc/self/status")
_PEAK = re.compile(r"^VmHWM:\s+(\d+) kB$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Measured:
    """What one run took: `seconds` on the clock, `cpu` of them at work, without git's own."""

    commits: int
    seconds: float
    cpu: float
    memory: float
    git_memory: float


def measure(path: str) -> Measured:
    """Read the history of `path` in a fresh process, so that nothing is warm and memory is its own."""
    command = [sys.executable, "-m", "benchmarks.history", path]
    told = subprocess.run(command, check=True, stdout=subprocess.PIPE)  # noqa: S603 - our own module
    return Measured(**json.loads(told.stdout))


async def read(path: str) -> Measured:
    """Read and rate the whole first-parent history of `path`, and keep nothing."""
    begin, commits = time.perf_counter(), 0
    source = await open_repository(path)
    async with aclosing(source.history()) as history:
        async for commit, diff in history:
            rate_commit(commit, diff)
            commits += 1
    seconds = time.perf_counter() - begin
    return Measured(commits, seconds, time.process_time(), _own_peak(), _peak(resource.RUSAGE_CHILDREN))


def _own_peak() -> float:
    """Return our peak: on Linux `getrusage` would count what our parent held when it started us."""
    known = _PEAK.search(_STATUS.read_text("ascii", "replace")) if _STATUS.is_file() else None
    return int(known[1]) / 1024 if known else _peak(resource.RUSAGE_SELF)


def _peak(whose: int) -> float:
    bytes_each = 1 if sys.platform == "darwin" else 1024  # of `ru_maxrss` (getrusage(2))
    return resource.getrusage(whose).ru_maxrss * bytes_each / 1024**2


if __name__ == "__main__":
    print(json.dumps(asdict(asyncio.run(read(sys.argv[1])))))
