"""An engine on a stage for tests; one serves a whole module, for starting and ending one takes a second."""

import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from chat import ChatClient, ChatService
from fakes import FakeLog
from orders import QUICK, Model

from adapters.durable import Engine, EngineSettings, open_engine
from adapters.durable.janitor import Care
from adapters.metrics import PrometheusMeter
from adapters.store import open_stores
from benchmarks.stage import MemorySources, StandInWriter
from bot.clock import SystemClock
from bot.daily import Daily
from bot.digests import Digests
from bot.stores import Stores

CARE = Care(
    beat=dt.timedelta(milliseconds=100),
    sweep=dt.timedelta(milliseconds=200),
    dead_after=dt.timedelta(seconds=1),
)
"""Workers that watch each other closely."""


@dataclass
class Stage:
    """An engine at work, and everything it touches."""

    url: str
    stores: Stores
    engine: Engine
    service: ChatService
    chat: ChatClient
    log: FakeLog
    model: Model = field(default_factory=Model)
    meter: PrometheusMeter = field(default_factory=PrometheusMeter)


@asynccontextmanager
async def staged(
    url: str,
    executor: str = "main",
    service: ChatService | None = None,
    *,
    drain: float = 2,
    care: Care = CARE,
) -> AsyncIterator[Stage]:
    """Run an engine on the database of `url`."""
    model, log, clock, meter = Model(), FakeLog(), SystemClock(), PrometheusMeter()
    chat = ChatClient(service or ChatService())
    async with open_stores(url) as stores:
        digests = Digests(StandInWriter(stores.analyses, model.ask, clock))
        daily = Daily(MemorySources(), digests, stores, {"chat": chat}, clock, QUICK, _no_sleep, meter=meter)
        settings = EngineSettings(url, executor, drain=dt.timedelta(seconds=drain), care=care)
        async with open_engine(settings, daily, log, lambda: "c0ffee00") as engine:
            yield Stage(url, stores, engine, chat.service, chat, log, model, meter)


async def _no_sleep(seconds: float) -> None:
    """Lose no time."""
    del seconds
