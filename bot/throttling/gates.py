"""The gates before the servers that this process calls, and the signs that say which are to be left alone."""

import asyncio
import math
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress

from bot.stores import Pause
from bot.throttling.lines import SharedLine
from bot.throttling.pace import Monotonic, Pace, Sleep
from bot.throttling.shared import AwayError, Shared
from bot.throttling.subjects import Caller

READ_EVERY = 1.0  # seconds for which a sign is taken for what it was


class PausedError(Exception):
    """Nothing may be asked for `seconds` more, which is longer than the caller would wait."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"nothing may be asked for {seconds:.1f} s")
        self.seconds = seconds


class Gate:
    """Lets requests to one server through: in order, so many at a time, and none during a pause.

    The turns of this process come first; then, where there is a `line`, those of all processes.
    """

    def __init__(self, pace: Pace, sleep: Sleep) -> None:
        self._pace = pace
        self._sleep = sleep
        self.line: SharedLine | None = None

    @asynccontextmanager
    async def turn(self, patience: float = math.inf) -> AsyncIterator[None]:
        """Hold one turn for as long as the block lasts; `PausedError` where a pause lasts over `patience`."""
        async with AsyncExitStack() as stack:
            self._check(patience)
            await stack.enter_async_context(self._pace.turn())
            self._check(patience)
            if self.line:
                await stack.enter_async_context(self.line.turn())
            while (left := self._pace.left) > 0:
                self._check(patience)
                await self._sleep(left)
                if self.line:
                    await self.line.refresh()
            yield

    def pause(self, seconds: float, reason: str = "") -> None:
        """Begin nothing for `seconds`, here and wherever else the server is asked."""
        self._pace.pause(seconds)
        if self.line:
            self.line.pause(Pause(seconds, reason))

    def slower(self, seconds: float) -> None:
        """Pause, and go on with half of this process's turns."""
        self.pause(seconds, "limited")
        self._pace.slower()

    def faster(self) -> None:
        """Give this process one turn back."""
        self._pace.faster()

    def heard(self, pause: Pause) -> None:
        """Keep a pause that another process was told of."""
        self._pace.pause(pause.seconds)

    def _check(self, patience: float) -> None:
        if (left := self._pace.left) > patience:
            raise PausedError(left)


class Sign:
    """A sign before a server that all processes read: leave it alone for so long. Without `shared`, none."""

    def __init__(self, caller: Caller, shared: Shared | None, now: Monotonic) -> None:
        self._subject = caller.subject if shared else ""
        self._shared = shared
        self._now = now
        self._read_at = -math.inf

    def put_up(self, seconds: float, reason: str) -> None:
        """Let everybody leave the server alone for `seconds`."""
        if self._shared:
            self._shared.beside(lambda store: store.pause(self._subject, Pause(seconds, reason)))

    async def read(self) -> Pause | None:
        """Return what the sign says, unless it was read a moment ago."""
        if self._shared is None or self._now() - self._read_at < READ_EVERY:
            return None
        self._read_at = self._now()
        with suppress(AwayError):
            return await self._shared.asked(lambda store: store.paused(self._subject))
        return None


class Gates:
    """Makes one gate for each caller, whoever asks for it; those of `shared` hold for all processes.

    Without `shared` this process is the only one that counts.
    """

    def __init__(
        self,
        shared: Shared | None = None,
        *,
        now: Monotonic = time.monotonic,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._shared = shared
        self._now = now
        self._sleep = sleep
        self._gates: dict[Caller, Gate] = {}

    def of(self, caller: Caller, here: int, in_all: int | None = None) -> Gate:
        """Return the gate of `caller`: at most `here` at a time in this process, `in_all` over all."""
        if caller not in self._gates:
            gate = self._gates[caller] = Gate(Pace(here, self._now), self._sleep)
            if self._shared:
                gate.line = SharedLine(caller.subject, in_all or here, self._shared, gate.heard)
        return self._gates[caller]

    def sign(self, caller: Caller) -> Sign:
        """Return the sign before what `caller` calls."""
        return Sign(caller, self._shared, self._now)
