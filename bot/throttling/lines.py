"""One line over all processes on a database: who joined it first has the first turn, wherever that is."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

from bot.stores import Line, Pause
from bot.throttling.shared import LASTS, AwayError, Shared

POLL = 0.05  # seconds between two looks at a line in which somebody here waits


class SharedLine:
    """The line of `subject`, with turns for `most` at a time; `heard` is told of every pause that is seen.

    While the database is away everybody is let through: the limits of each process still hold.
    """

    def __init__(self, subject: str, most: int, shared: Shared, heard: Callable[[Pause], None]) -> None:
        self._subject = subject
        self._most = most
        self._shared = shared
        self._heard = heard
        self._waiting: dict[int, asyncio.Future[bool]] = {}
        self._watching: asyncio.Task[None] | None = None
        self._moved = asyncio.Event()

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Hold one turn for as long as the block lasts."""
        ticket = None
        try:
            while True:
                ticket, ahead = await self._joined()
                if ticket is None or ahead < self._most or await self._called(ticket):
                    break
                self._shared.leave(ticket)  # it ran out, as we stood still for long: again, at the end
            yield
        finally:
            if ticket is not None:
                self._shared.leave(ticket, self._moved.set)

    def pause(self, pause: Pause) -> None:
        """Tell the others of a pause."""
        self._shared.beside(lambda store: store.pause(self._subject, pause))

    async def refresh(self) -> None:
        """Hear of a pause that another process was told of meanwhile."""
        with suppress(AwayError):
            pause = await self._shared.asked(lambda store: store.paused(self._subject))
            if pause:
                self._heard(pause)

    async def _joined(self) -> tuple[int | None, int]:
        """Return our new ticket and how many stand before it; no ticket where there is no line now."""
        try:
            line = await self._shared.asked(
                lambda store: store.join(self._subject, self._shared.holder, LASTS)
            )
        except AwayError:
            return None, 0
        self._listen(line)
        ((ticket, ahead),) = line.ahead.items()
        self._shared.hold(ticket)
        return ticket, ahead

    async def _called(self, ticket: int) -> bool:
        """Wait for the turn of `ticket`, and say whether it is still good."""
        future: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._waiting[ticket] = future
        if self._watching is None or self._watching.done():
            self._watching = asyncio.create_task(self._watch())
        try:
            return await future
        finally:
            del self._waiting[ticket]

    async def _watch(self) -> None:
        """Call whoever waits here, for as long as anybody does; what fails is told to them."""
        try:
            while self._waiting:
                with suppress(TimeoutError):
                    async with asyncio.timeout(POLL):
                        await self._moved.wait()
                self._moved.clear()
                self._call(await self._looked())
        except Exception as error:  # noqa: BLE001 - nobody else would hear of it, and they would wait for ever
            for future in self._waiting.values():
                if not future.done():
                    future.set_exception(error)

    async def _looked(self) -> Line | None:
        tickets = tuple(self._waiting)
        try:
            line = await self._shared.asked(lambda store: store.line(self._subject, tickets))
        except AwayError:
            return None
        self._listen(line)
        return Line({ticket: line.ahead.get(ticket, -1) for ticket in tickets})

    def _call(self, line: Line | None) -> None:
        for ticket, future in self._waiting.items():
            ahead = 0 if line is None else line.ahead.get(ticket, self._most)
            if ahead < self._most and not future.done():
                future.set_result(ahead >= 0)

    def _listen(self, line: Line) -> None:
        if line.pause:
            self._heard(line.pause)
