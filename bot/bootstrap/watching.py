"""What lets others watch this process: the server on `HTTP_HOST:HTTP_PORT`, and what is told there."""

import datetime as dt
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from bot.application import Application
from bot.bootstrap.remembering import proven
from bot.chats import Chat
from bot.errors import (
    StoreBusyError,
    StoreDamagedError,
    StoreDiskError,
    StoreError,
    StoreFullError,
    StoreNotWritableError,
    StoreUnknownError,
    StoreUnreachableError,
)
from bot.lag import measuring
from bot.meter import UNMETERED, Meter
from bot.observing import Exposed, Observatory
from bot.settings import Settings
from bot.silences import Silences
from bot.stores import Stores
from bot.vitals import Probe, Pulse, Vitals
from bot.web import Site

if TYPE_CHECKING:
    from adapters.durable import Engine

ROUNDS = dt.timedelta(minutes=5)
"""The daily round comes each minute; without one for so long, it is not alive."""


_SAID: Mapping[type[StoreError], str] = {
    StoreBusyError: "held by somebody else",
    StoreDamagedError: "damaged",
    StoreDiskError: "its disk refuses",
    StoreFullError: "its disk is full",
    StoreNotWritableError: "cannot be written",
    StoreUnknownError: "of another release",
    StoreUnreachableError: "cannot be reached",
}


@dataclass(frozen=True, slots=True)
class Watch:
    """A process that is watched; without `site`, nobody can ask."""

    vitals: Vitals
    pulse: Pulse
    database: Probe
    observatory: Observatory | None = None
    site: Site | None = None

    def started(self, engine: "Engine", chats: Mapping[str, Chat], *, rounds: bool) -> None:
        """Watch what was started by now; `rounds` says whether this process looks after subscriptions."""
        self.vitals.watch("database", self.database)
        self.vitals.watch("engine", partial(_engine_probe, engine))
        for name, chat in chats.items():
            self.vitals.watch(name, partial(_chat_probe, chat))
        if rounds:
            self.vitals.watch("schedule", self.pulse.probe)
        if self.observatory:
            self.observatory.loads = engine.loads


def meter_of(settings: Settings) -> Meter:
    """Return what counts in a process that is watched; nothing does where nobody can ask."""
    if _port(settings) is None:
        return UNMETERED
    from adapters.metrics import PrometheusMeter  # noqa: PLC0415 - adapters are loaded where they are chosen

    return PrometheusMeter(settings.chats)


@asynccontextmanager
async def watching(app: Application, stores: Stores) -> AsyncIterator[Watch]:
    """Serve health and metrics while the context is open, if there is a port for it.

    Raises `AddressUnusableError` where the port is not to be had.
    """
    clock, meter, port = app.services.clock, app.services.meter, _port(app.settings)
    vitals = Vitals(causes=partial(_causes, stores))
    watch = Watch(vitals, Pulse(clock, ROUNDS), partial(_database_probe, stores))
    async with AsyncExitStack() as stack:
        if port is not None and isinstance(meter, Exposed):
            from adapters.web import open_server  # noqa: PLC0415 - as above

            site = await stack.enter_async_context(open_server(app.settings.http_host, port))
            silences = Silences(stores.subscriptions, stores.digests, clock)
            active = stores.incidents.active
            observatory = Observatory(meter, watch.vitals, app.services.log, silences, incidents=active)
            watch = replace(watch, observatory=observatory, site=site)
            stack.enter_context(observatory.open_on(site))
            await stack.enter_async_context(measuring(meter))
        yield watch


def _port(settings: Settings) -> int | None:
    from adapters import slack  # noqa: PLC0415 - as above

    return settings.http_port or slack.port_of(settings)


async def _database_probe(stores: Stores) -> str | None:
    """Read and write: a disk that is full lets everything be read."""
    try:
        await proven(stores)
    except StoreError as error:
        return _SAID.get(type(error), "fails")
    return None


async def _causes(stores: Stores) -> list[str]:
    return [one.cause for one in await stores.incidents.active()]


async def _engine_probe(engine: "Engine") -> str | None:
    if engine.grip.lost.is_set():
        return "another process has taken its place"
    return "cut off from the database" if engine.grip.slipped.is_set() else None


async def _chat_probe(chat: Chat) -> str | None:
    return "not connected" if await chat.hears() is False else None
