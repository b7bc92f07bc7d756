"""An interaction's token: the way back to its asker, which ends fifteen minutes after they asked."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

from adapters.discord.api import Api
from adapters.discord.errors import ALREADY_ACKNOWLEDGED, DEAD_TOKEN
from adapters.discord.incoming import Heard
from adapters.discord.marks import Json
from bot.errors import OutcomeUnknownError, RefusedError
from bot.ports import Clock, Part

DEFERRED = 5
EPHEMERAL = 1 << 6
DUE = 0.5  # seconds until a first response that nobody gave: of three, and the machine may be busy
LIFE = dt.timedelta(minutes=14)  # of fifteen: the last call takes its time too
TRIES = 4
PAUSE = 1.0  # seconds between attempts at what got no answer
LONGEST_WAIT = 30.0  # seconds that a refusal may ask for; nobody looks at a command for longer


class Token:
    """The token of `heard`; what is called with it raises a `DeliveryError`."""

    def __init__(self, api: Api, heard: Heard, clock: Clock) -> None:
        self._api = api
        self._heard = heard
        self._clock = clock
        self._since = clock.now()  # by one clock: Discord's may be another
        self._dead = False
        self._opening = asyncio.Lock()
        self.is_open = False  # the interaction had its first response
        self.was_late = False  # … or was told that it can have none any more, as Discord tells its asker
        self.is_private = False
        self.shown: str | None = None  # the message that our first response became

    @property
    def lives(self) -> bool:
        """Whether something can still be said with it."""
        young = self._clock.now() - self._since < LIFE
        return self.is_open and not self.was_late and not self._dead and young

    async def defer(self, *, private: bool) -> None:
        """Give the first response, which decides who may read the answer; it may be too late for it.

        Whoever gives it first decides.
        """
        async with self._opening:
            if not self.is_open:
                await self._defer(private=private)
                self.is_open, self.is_private = True, private

    async def _defer(self, *, private: bool) -> None:
        """Respond; where the answer is lost once more, which is refused if it was heard the first time."""
        data: Json = {"flags": EPHEMERAL} if private else {}
        for _ in range(2):
            try:
                await self._api.respond(self._heard.id, self._heard.token, {"type": DEFERRED, "data": data})
            except OutcomeUnknownError:
                continue
            except RefusedError as error:
                self.was_late = error.reason != ALREADY_ACKNOWLEDGED
            return

    @asynccontextmanager
    async def in_time(self, *, private: bool) -> AsyncIterator[None]:
        """Give the first response when it is due, unless somebody has: a database may be slow, or held."""
        task = asyncio.create_task(self._defer_when_due(private=private))
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def _defer_when_due(self, *, private: bool) -> None:
        await asyncio.sleep(DUE)
        await self.defer(private=private)

    async def edit(self, part: Part) -> str:
        """Replace what was shown first, and return the id of its message; twice the same does no harm."""
        edited = await self._insisted(lambda: self._api.edit_original(self._heard.token, dict(part.payload)))
        self.shown = str(edited["id"])
        return self.shown

    async def follow_up(self, part: Part, *, private: bool) -> None:
        """Say one thing more; where an answer is lost it may stand there twice, rather than not at all."""
        flags = part.payload["flags"]
        assert isinstance(flags, int)  # noqa: S101 - our renderer makes it
        body = {**part.payload, "flags": flags | (EPHEMERAL if private else 0)}
        await self._insisted(lambda: self._api.follow_up(self._heard.token, dict(body)))

    async def take_away(self) -> None:
        """Delete what was shown first."""
        await self._insisted(lambda: self._api.delete_original(self._heard.token))
        self.shown = None

    async def _insisted(self, act: Callable[[], Awaitable[Json]]) -> Json:
        for _ in range(TRIES - 1):
            try:
                return await act()
            except OutcomeUnknownError:
                await asyncio.sleep(PAUSE)
            except RefusedError as error:
                self._dead = self._dead or error.reason in DEAD_TOKEN
                if error.retry_after is None or error.retry_after > LONGEST_WAIT:
                    raise
                await asyncio.sleep(error.retry_after)
        return await act()
