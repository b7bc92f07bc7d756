"""A steady pace of requests: what a platform bears in the long run, and a few at once after a rest."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

Now = Callable[[], float]
Sleep = Callable[[float], Awaitable[None]]

MOST_KEPT = 1_000
"""Paces by name that are kept; beyond that, those that nobody waits for are forgotten."""


def loop_time() -> float:
    """Return the time of the running loop, in seconds of no particular beginning."""
    return asyncio.get_running_loop().time()


@dataclass
class Pace:
    """Turns at `per_second`, first come first served; `burst` of them at once after a rest.

    A hold keeps back whoever waits, and after it they go on at the same pace, not all at once.
    """

    per_second: float
    burst: int = 1
    now: Now = loop_time
    sleep: Sleep = asyncio.sleep
    _next: float = field(default=0.0, init=False)
    _held: float = field(default=0.0, init=False)

    async def turn(self, requests: int = 1) -> None:
        """Wait until so many `requests` may begin."""
        while True:
            await self._until(self._held)
            await self._until(self._reserve(requests))
            if self._held <= self.now():
                return

    def hold(self, seconds: float) -> None:
        """Let nobody begin for `seconds`: the other side asked for it."""
        self._held = max(self._held, self.now() + seconds)

    @property
    def rests(self) -> bool:
        """Whether it has forgotten whoever came before."""
        return max(self._next, self._held) <= self.now()

    def _reserve(self, requests: int) -> float:
        """Take the next places in line and return when it is their turn."""
        each = 1 / self.per_second
        begins = max(self._next, self.now())
        self._next = begins + each * requests
        return begins - each * (self.burst - 1)

    async def _until(self, at: float) -> None:
        if (left := at - self.now()) > 0:
            await self.sleep(left)


@dataclass
class Paces:
    """A pace of its own for each name, as `make` makes them."""

    make: Callable[[], Pace]
    _kept: dict[str, Pace] = field(default_factory=dict)

    def of(self, name: str) -> Pace:
        """Return the pace of `name`."""
        if name not in self._kept:
            if len(self._kept) >= MOST_KEPT:
                self._kept = {other: pace for other, pace in self._kept.items() if not pace.rests}
            self._kept[name] = self.make()
        return self._kept[name]
