"""What a process tells of itself over HTTP: its health, and its metrics as they are at each look."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from bot.meter import Load, Meter
from bot.ports import Log
from bot.silences import Silences
from bot.stores import Incident
from bot.vitals import ALIVE, PATIENCE, Vitals
from bot.vitals import PATH as HEALTH
from bot.web import Request, Response, Site

METRICS = "/metrics"
FRESH = 10.0  # seconds for which readings of the database hold, however many look
_OK = 200

Incidents = Callable[[], Awaitable[Sequence[Incident]]]
Loads = Callable[[], Awaitable[Sequence[Load]]]


@runtime_checkable
class Exposed(Meter, Protocol):
    """A meter that can be read."""

    def page(self) -> tuple[str, bytes]:
        """Return what was counted: the content type, and the text."""
        ...


@dataclass(slots=True)
class Observatory:
    """Answers those who watch this process; all but `vitals` is looked up now and then when somebody asks."""

    meter: Exposed
    vitals: Vitals
    log: Log
    silences: Silences | None = None
    loads: Loads | None = None
    incidents: Incidents | None = None
    fresh: float = FRESH
    patience: float = PATIENCE
    _read_at: float | None = None
    _reading: asyncio.Lock = field(default_factory=asyncio.Lock)

    def open_on(self, site: Site) -> AbstractContextManager[object]:
        """Answer on `site` while the context is open."""
        stack = ExitStack()
        stack.enter_context(site.answering("GET", HEALTH, self.vitals.answer))
        stack.enter_context(site.answering("GET", METRICS, self.answer))
        return stack

    async def answer(self, request: Request) -> Response:
        """Give the metrics; what cannot be read just now stands as it was."""
        del request
        async with self._reading:
            await self._refresh()
        if self.silences:
            self.meter.silences(self.silences.now())
        kind, page = self.meter.page()
        return Response(_OK, page, {"Content-Type": kind})

    async def _refresh(self) -> None:
        now = asyncio.get_running_loop().time()
        if self._read_at is not None and now < self._read_at + self.fresh:
            return
        self._read_at = now
        checks = await self.vitals.check()
        self.meter.health({name: said == ALIVE for name, said in checks.items()})
        try:
            async with asyncio.timeout(self.patience):
                await self._read()
        except Exception as error:  # noqa: BLE001 - a database that is down must not hide the other metrics
            self.log.warning("metrics_not_read", error=type(error).__name__)

    async def _read(self) -> None:
        if self.loads:
            self.meter.loads(await self.loads())
        if self.silences:
            await self.silences.read()
        if self.incidents:
            self.meter.incidents(Counter(one.cause for one in await self.incidents()))
