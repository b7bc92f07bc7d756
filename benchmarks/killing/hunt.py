"""The program as a process that is started, killed at chosen or random instants, and started again."""

import asyncio
import random
import signal
import time
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.killing.followed import PROGRAM
from benchmarks.killing.gate import Aim, Call, Gate, Moment

STARTING = 0.1  # share of kills that hit the program while it starts
ANYWHERE = 0.3  # share of kills at any instant, whatever goes on
SPREAD = 0.2  # seconds after a request within which such an instant lies
SHARE = 0.5  # of the requests that a life may see: those before the program waits for its end
FEW = 5  # requests among which the one is awaited at which it shall be killed
PATIENCE = 3.0  # seconds for that one to come
LIFE = 20.0  # seconds; a program that does so little is killed all the same


@dataclass
class Program:
    """`commit-digest run`; what it says goes to `log`."""

    folder: Path
    environment: Mapping[str, str]
    process: asyncio.subprocess.Process | None = None

    @property
    def log(self) -> Path:
        """Where everything it said stands."""
        return self.folder / "program.log"

    async def start(self) -> None:
        """Start it."""
        with self.log.open("ab") as said:
            self.process = await asyncio.create_subprocess_exec(
                PROGRAM, "run", cwd=self.folder, env=self.environment, stdout=said, stderr=said
            )

    async def end(self, how: signal.Signals = signal.SIGKILL) -> None:
        """End it, if it lives; nothing can prevent a kill."""
        if self.process is not None:
            with suppress(ProcessLookupError):
                self.process.send_signal(how)
            await self.process.wait()

    @property
    def failures(self) -> list[str]:
        """What it says went wrong, but for requests that a kill cut off."""
        return [line for line in self.log.read_text().splitlines() if "_failed" in line]


@dataclass
class Hunt:
    """Kills `program` `kills` times while `messages` are posted through `gate`."""

    program: Program
    gate: Gate
    messages: int
    kills: int
    chance: random.Random
    killed: Counter[str] = field(default_factory=Counter)
    ready_after: float = 1.0  # seconds from a start to its first request, as they were lately

    async def go(self) -> None:
        """Let the program live and die, and leave it alive."""
        await self.program.start()
        while self.killed.total() < self.kills and self.gate.messages < self.messages:
            await self._live()
            await self.program.start()

    async def _live(self) -> None:
        dice = self.chance.random()
        if dice < STARTING:
            await asyncio.sleep(self.chance.uniform(0, self.ready_after))
            await self._kill("while it started")
            return
        await self._work(self.chance.randint(0, 2 * self._each))
        if dice < STARTING + ANYWHERE:
            await asyncio.sleep(self.chance.uniform(0, SPREAD))
            await self._kill("anywhere")
        else:
            await self._strike(
                self.chance.choice(list(Moment)), self.chance.choice(sorted(self.gate.served) or list(Call))
            )

    @property
    def _each(self) -> int:
        """How many requests a life may see, so that the last kill comes before the last message.

        Some more pass until the one comes at which the program is killed.
        """
        for_each = len(self.gate.calls) / self.gate.messages if self.gate.messages else 1.0
        left = self.messages - self.gate.messages
        return int(SHARE * left * for_each / max(self.kills - self.killed.total(), 1))

    async def _work(self, requests: int) -> None:
        """Wait for the first request, and for so many more."""
        began, before = time.monotonic(), len(self.gate.calls)
        await until(lambda: len(self.gate.calls) > before, LIFE)
        self.ready_after = time.monotonic() - began
        await until(lambda: len(self.gate.calls) >= before + requests, LIFE)

    async def _strike(self, moment: Moment, call: Call) -> None:
        """Kill at the next `call`; where none comes soon, wherever the program is."""
        aim = Aim(moment, lambda one: one is call, self.program.end)
        self.gate.aim = aim
        last = len(self.gate.calls) + max(self._each, FEW)
        await until(lambda: self.gate.aim is None or len(self.gate.calls) > last, PATIENCE)
        if self.gate.aim is None:
            await aim.struck.wait()
            self.killed[f"{call}, {moment}"] += 1
        else:
            self.gate.aim = None
            await self._kill("anywhere")

    async def _kill(self, how: str) -> None:
        await self.program.end()
        self.killed[how] += 1


async def until(true: Callable[[], bool], seconds: float) -> None:
    """Wait until something is so, or patience ends."""
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:  # noqa: ASYNC110 - what is waited for happens in another process
        await asyncio.sleep(0.01)
