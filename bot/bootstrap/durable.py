"""The workflow engine, the daily run that it carries out, and the look at its runs."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from bot.application import Application
from bot.archive import Archive
from bot.bootstrap.pictures import pictures
from bot.bootstrap.terminal import TERMINAL
from bot.daily import Daily
from bot.ports import ChatPlatform
from bot.repositories import PermittedSources
from bot.services import new_incident
from bot.settings import Settings
from bot.stores import Stores

if TYPE_CHECKING:
    from adapters.durable import Engine, Operator


def daily(
    app: Application,
    stores: Stores,
    platforms: Mapping[str, ChatPlatform],
    *,
    by_operator: bool = False,
) -> Daily:
    """Return the daily run, which posts to `platforms` by name.

    `by_operator`: whoever runs the command may post any repository that they can read; by itself the bot
    posts what chat users may see.
    """
    services, folder = app.services, app.settings.reports_dir
    shows_pictures = any(name != TERMINAL.platform for name in platforms)
    archive = (
        Archive(folder, stores.subscriptions, stores.incidents, services.clock, services.log, new_incident)
        if folder
        else None
    )
    return Daily(
        services.sources if by_operator else PermittedSources(services.sources, services.access),
        app.digests,
        stores,
        platforms,
        services.clock,
        app.settings.patience,
        archive=archive,
        meter=services.meter,
        pictures=pictures(services.log) if shows_pictures else None,
    )


def is_shared(settings: Settings) -> bool:
    """Whether several processes can work on the database."""
    return not settings.database.startswith("sqlite")


def engine_is_running(settings: Settings) -> bool:
    """Whether a bot is at work on the database, as far as that can be told: on a server, it is assumed."""
    from adapters.durable import engine_is_running as file_is_locked  # noqa: PLC0415 - adapters are loaded where they are chosen

    return is_shared(settings) or file_is_locked(settings.database)


@asynccontextmanager
async def engine(
    app: Application, stores: Stores, platforms: Mapping[str, ChatPlatform], executor: str
) -> "AsyncIterator[Engine]":
    """Run the workflow engine as `executor`, which no other living process of this database may be."""
    from adapters.durable import EngineSettings, open_engine  # noqa: PLC0415 - as above

    settings = app.settings
    wanted = EngineSettings(settings.database, executor, analyses_at_once=settings.llm_concurrency)
    run = daily(app, stores, platforms)
    async with open_engine(wanted, run, app.services.log, new_incident) as opened:
        yield opened


@asynccontextmanager
async def operator(app: Application, stores: Stores) -> "AsyncIterator[Operator]":
    """Open the runs of an engine, whether one is at work or not."""
    from adapters.durable import open_operator  # noqa: PLC0415 - as above

    async with open_operator(app.settings.database, stores.runs, app.services.clock) as opened:
        yield opened
