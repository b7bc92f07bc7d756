"""Workers as processes of their own: started, killed at random moments, started again or not."""

import asyncio
import random
import signal
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.plan import Plan
from benchmarks.standin import StandIn

ROOT = Path(__file__).parents[1]
BEFORE_READY = 0.1  # share of kills that hit a worker while it starts
TO_START = 60.0  # seconds


@dataclass
class Crew:
    """The workers of a campaign, by the names of their executors."""

    plan: Plan
    server: str
    stand_in: StandIn
    chance: random.Random
    processes: dict[str, asyncio.subprocess.Process] = field(default_factory=dict)
    kills: int = 0

    async def start(self, executor: str) -> None:
        """Start a worker."""
        plan = self.plan
        arguments = (plan.database, self.server, executor, plan.digests, plan.repos, plan.dead_after)
        self.stand_in.heard_of.discard(executor)
        self.processes[executor] = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "benchmarks.victim", *map(str, arguments), cwd=ROOT
        )

    async def kill(self, executor: str) -> None:
        """Kill a worker as nothing can prevent: it cannot clean up."""
        process = self.processes.pop(executor)
        with suppress(ProcessLookupError):
            process.send_signal(signal.SIGKILL)
        await process.wait()
        self.kills += 1

    async def ready(self, executor: str) -> None:
        """Wait until a worker's engine runs."""
        async with asyncio.timeout(TO_START):
            while executor not in self.stand_in.heard_of:
                if self.processes[executor].returncode is not None:
                    raise RuntimeError(f"{executor} ended with {self.processes[executor].returncode}")
                await asyncio.sleep(0.01)

    async def go_through(self, messages: int) -> float:
        """Kill as planned, while there is something left to post; return when the last one fell."""
        last = time.monotonic()
        while self.kills < self.plan.kills and len(self.stand_in.log) < messages:
            executor = self.chance.choice(sorted(self.processes))
            if self.chance.random() >= BEFORE_READY:
                await self.ready(executor)
            await asyncio.sleep(self.chance.uniform(*self.plan.every))
            await self.kill(executor)
            last = time.monotonic()
            if not self.plan.for_good:
                await self.start(executor)
        return last


@asynccontextmanager
async def crew(plan: Plan, server: str, stand_in: StandIn, chance: random.Random) -> AsyncIterator[Crew]:
    """Start the workers of `plan`, and end at last what is left of them."""
    members = Crew(plan, server, stand_in, chance)
    try:
        for number in range(plan.workers):
            await members.start(f"worker-{number}")
        if plan.for_good:
            for executor in sorted(members.processes):
                await members.ready(executor)
        yield members
    finally:
        for process in members.processes.values():
            with suppress(ProcessLookupError):
                process.send_signal(signal.SIGTERM)
        for process in members.processes.values():
            await process.wait()
