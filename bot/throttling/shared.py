"""The database as far as it lets processes keep to one limit: while it is away, each goes on by itself."""

import asyncio
import datetime as dt
import time
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any, TypeVar

from bot.errors import StoreError
from bot.ports import Log
from bot.stores import LimitStore
from bot.throttling.pace import Monotonic

T = TypeVar("T")

LASTS = dt.timedelta(seconds=45)
"""How long a ticket is good that nobody renews: after a kill its turn is free again."""
RENEWED_EVERY = 15.0  # seconds
PATIENCE = 2.0  # seconds for the database to answer
AWAY_FOR = 10.0  # seconds for which a database that did not is not asked again


class AwayError(Exception):
    """The database cannot be asked now."""


class NoRoomError(Exception):
    """What was asked for does not fit into the day's budget."""


class Shared:
    """Asks `store` as `holder`, a name for people who look into the database; renews what it holds.

    That the database is away, and that it is back, is logged once.
    """

    def __init__(self, store: LimitStore, holder: str, log: Log, now: Monotonic = time.monotonic) -> None:
        self.holder = holder
        self._store = store
        self._log = log
        self._now = now
        self._held: set[int] = set()
        self._away_until: float | None = None
        self._beside: set[asyncio.Future[Any]] = set()
        self._renewing: asyncio.Task[None] | None = None

    async def asked(self, ask: Callable[[LimitStore], Coroutine[Any, Any, T]]) -> T:
        """Return what `ask` makes of the store; raise `AwayError` where that fails, or takes too long."""
        if self._away_until is not None and self._now() < self._away_until:
            raise AwayError
        task = asyncio.create_task(ask(self._store))
        try:
            await asyncio.wait({task}, timeout=PATIENCE)
            answer = task.result()
        except (StoreError, asyncio.InvalidStateError) as error:
            self._went_away(error)
            raise AwayError from error
        finally:
            if not task.done():  # that it ends may take long, too
                task.cancel()
                self._let_go_on(task)
        self._came_back()
        return answer

    async def reserve(self, date: dt.date, tokens: int, most: int) -> int:
        """Hold `tokens` of a day's budget back for as long as it takes, and return the ticket.

        Raises `NoRoomError` where they do not fit into `most`, or `AwayError`.
        """
        ticket = await self.asked(lambda store: store.reserve(date, tokens, most, self.holder, LASTS))
        if ticket is None:
            raise NoRoomError
        self.hold(ticket)
        return ticket

    def hold(self, ticket: int) -> None:
        """Renew `ticket` from now on."""
        self._held.add(ticket)
        if self._renewing is None or self._renewing.done():
            self._renewing = asyncio.create_task(self._renew())

    def leave(self, ticket: int, then: Callable[[], None] = lambda: None) -> None:
        """Give `ticket` back, beside what goes on, and do `then`; where that fails, the ticket runs out."""
        self._held.discard(ticket)
        self.beside(lambda store: store.leave([ticket]), then)

    def beside(
        self, ask: Callable[[LimitStore], Coroutine[Any, Any, None]], then: Callable[[], None] = lambda: None
    ) -> None:
        """Do something beside what goes on, as far as the database is there, and `then` another thing."""

        async def tried() -> None:
            with suppress(AwayError):
                await self.asked(ask)
            then()

        self._let_go_on(asyncio.create_task(tried()))

    async def close(self) -> None:
        """Give everything back, as far as the database is there."""
        if self._renewing:
            self._renewing.cancel()
        if held := tuple(self._held):
            self.beside(lambda store: store.leave(held))
        if self._beside:
            await asyncio.wait(self._beside, timeout=PATIENCE)

    async def _renew(self) -> None:
        while self._held:
            with suppress(AwayError):
                await self.asked(lambda store: store.renew(tuple(self._held), LASTS))
            await asyncio.sleep(RENEWED_EVERY)

    def _let_go_on(self, task: asyncio.Future[Any]) -> None:
        self._beside.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Future[Any]) -> None:
        self._beside.discard(task)
        if not task.cancelled() and (error := task.exception()):
            self._log.warning("limits_failed", error=repr(error))

    def _went_away(self, error: Exception) -> None:
        if self._away_until is None:
            self._log.warning("limits_not_shared", error=repr(error))
        self._away_until = self._now() + AWAY_FOR

    def _came_back(self) -> None:
        if self._away_until is not None:
            self._log.info("limits_shared_again")
        self._away_until = None
