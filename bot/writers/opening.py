"""Putting a writer together: the models behind their breakers, the books, the stores."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from analysis.ports import LanguageModel
from bot.memory import memory_stores
from bot.meter import UNMETERED, Meter
from bot.ports import Clock, Log
from bot.prices import price_of, read_prices
from bot.settings import Settings
from bot.stores import AbilityStore, Stores
from bot.throttling import Caller, Gates, Shared
from bot.writers.breakers import Guarded, Switch
from bot.writers.choice import ModelAccess, ModelChoice, model_accesses
from bot.writers.counted import Counted
from bot.writers.desk import Desk
from bot.writers.ledger import Ledger, Metered
from bot.writers.writer import ModelWriter

NO_NAME = "files"
"""The name of a model that only files stand for."""


@dataclass(frozen=True, slots=True)
class ModelOpeners:
    """How models are opened: on a server, or in folders under a name."""

    on_server: Callable[[ModelAccess, AbilityStore, Log], AbstractAsyncContextManager[LanguageModel]]
    in_folders: Callable[[str, ModelChoice], LanguageModel]


@asynccontextmanager
async def open_writer(
    settings: Settings,
    choice: ModelChoice,
    stores: Stores | None,
    openers: ModelOpeners,
    *,
    clock: Clock,
    log: Log,
    meter: Meter = UNMETERED,
    gates: Gates | None = None,
    shared: Shared | None = None,
) -> AsyncIterator[ModelWriter | None]:
    """Yield the writer that asks a model, `None` where facts are to write.

    Without `stores`, what it writes is remembered as long as the process lives. `gates` tell other processes
    of a server that is down; in `shared` the day's budget is held back for all. Raises a `SettingsError`.
    """
    if not (choice.by_files or choice.asks_server(settings)):
        yield None
        return
    if choice.by_files:  # what files say is not kept for those who ask the server
        stores = None
    kept = stores or memory_stores()
    zone, budget = settings.digest_timezone, settings.llm_daily_token_budget
    ledger = Ledger(kept.usage, clock, log, zone=zone, budget=budget, shared=shared if stores else None)
    signs = gates or Gates()

    def desk(model: LanguageModel) -> Desk:
        return Desk(model, kept.analyses, kept.levels, ledger, clock, log, meter)

    if choice.by_files:
        yield ModelWriter(desk(openers.in_folders(settings.openai_model or NO_NAME, choice)))
        return
    prices = read_prices(settings.llm_prices)
    async with AsyncExitStack() as stack:
        guarded = list[Guarded]()
        for access in model_accesses(settings):
            model = await stack.enter_async_context(openers.on_server(access, kept.abilities, log))
            price = price_of(access.model, access.base_url, prices)
            counted = Counted(Metered(model, ledger, price), meter)
            sign = signs.sign(Caller(f"breaker of {access.model}", access.base_url or "", access.key))
            guarded.append(Guarded(counted, clock, log, meter, sign))
        yield ModelWriter(desk(Switch(guarded)))
