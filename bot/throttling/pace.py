"""How many requests this process has out at a time: turns, first come first served, fewer after a refusal."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

Sleep = Callable[[float], Awaitable[None]]
Monotonic = Callable[[], float]


@dataclass
class Pace:
    """Turns for at most `most` requests at a time, and the time until which none may begin.

    After a refusal half of the turns are left; each answer gives one back.
    """

    most: int
    now: Monotonic
    _running: int = field(default=0, init=False)
    _until: float = field(default=0.0, init=False)
    _turns: int = field(default=0, init=False)
    _line: deque[asyncio.Future[None]] = field(default_factory=deque, init=False)

    def __post_init__(self) -> None:
        self._turns = self.most

    @property
    def left(self) -> float:
        """Seconds for which nothing may begin."""
        return max(0.0, self._until - self.now())

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Hold one turn for as long as the block lasts."""
        await self._begin()
        try:
            yield
        finally:
            self._running -= 1
            self._call()

    def pause(self, seconds: float) -> None:
        """Begin nothing for `seconds`; a pause that ends later stays as it is."""
        self._until = max(self._until, self.now() + seconds)

    def slower(self) -> None:
        """Go on with half of the turns."""
        self._turns = max(1, self._turns // 2)

    def faster(self) -> None:
        """Give one turn back."""
        if self._turns < self.most:
            self._turns += 1
            self._call()

    async def _begin(self) -> None:
        mine = asyncio.get_running_loop().create_future()
        self._line.append(mine)
        self._call()
        try:
            await mine
        except asyncio.CancelledError:
            if mine.done() and not mine.cancelled():  # it was called, and goes away all the same
                self._running -= 1
                self._call()
            raise

    def _call(self) -> None:
        """Call whoever has waited longest, as many as there are turns."""
        while self._line and self._running < self._turns:
            first = self._line.popleft()
            if not first.done():
                self._running += 1
                first.set_result(None)
