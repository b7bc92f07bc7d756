"""How many requests go out at a time: a bucket of turns that shrinks when the server says it is too much."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

Sleep = Callable[[float], Awaitable[None]]
Monotonic = Callable[[], float]


@dataclass
class Pace:
    """Turns for at most `most` requests at a time; a pause holds back all that have not begun.

    After a refusal half of the turns are left; each answer gives one back.
    """

    most: int
    now: Monotonic
    sleep: Sleep
    _running: int = field(default=0, init=False)
    _until: float = field(default=0.0, init=False)
    _turns: int = field(default=0, init=False)
    _free: asyncio.Condition = field(default_factory=asyncio.Condition, init=False)

    def __post_init__(self) -> None:
        self._turns = self.most

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Hold one turn for as long as the block lasts."""
        async with self._free:
            await self._free.wait_for(lambda: self._running < self._turns)
            self._running += 1
        try:
            while (left := self._until - self.now()) > 0:
                await self.sleep(left)
            yield
        finally:
            async with self._free:
                self._running -= 1
                self._free.notify_all()

    def slower(self, pause: float) -> None:
        """Begin nothing for `pause` seconds, and go on with half of the turns."""
        self._until = max(self._until, self.now() + pause)
        self._turns = max(1, self._turns // 2)

    async def faster(self) -> None:
        """Give one turn back."""
        if self._turns < self.most:
            async with self._free:
                self._turns += 1
                self._free.notify_all()
