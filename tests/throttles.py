"""Processes that share limits, as tests play them: each with gates of its own on one store."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from fakes import FakeLog

from bot.stores import LimitStore
from bot.throttling import Caller, Gate, Gates, Shared

CALLER = Caller("model", "http://127.0.0.1:1/v1", "sk-secret")


@dataclass
class Process:
    """One process as far as limits go."""

    store: LimitStore
    name: str = "p1"
    log: FakeLog = field(default_factory=FakeLog)

    def __post_init__(self) -> None:
        self.shared = Shared(self.store, self.name, self.log)
        self.gates = Gates(self.shared)

    def gate(self, most: int = 2) -> Gate:
        """Return its gate before the one server."""
        return self.gates.of(CALLER, most)


@asynccontextmanager
async def processes(store: LimitStore, count: int = 2) -> AsyncIterator[list[Process]]:
    """Yield so many processes."""
    made = [Process(store, f"p{number}") for number in range(count)]
    try:
        yield made
    finally:
        for one in made:
            await one.shared.close()


@dataclass
class Server:
    """A server that counts who is there at a time, and keeps the order in which they came."""

    takes: float = 0.02
    at_once: int = 0
    most_at_once: int = 0
    served: list[str] = field(default_factory=list)
    began: list[float] = field(default_factory=list)

    async def ask(self, gate: Gate, name: str = "") -> None:
        """Ask through a gate."""
        async with gate.turn():
            self.served.append(name)
            self.began.append(time.monotonic())
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
            try:
                await asyncio.sleep(self.takes)
            finally:
                self.at_once -= 1
