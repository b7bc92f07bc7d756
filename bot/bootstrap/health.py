"""What `doctor` looks at."""

from collections.abc import Mapping
from contextlib import AsyncExitStack, suppress
from functools import partial
from typing import TextIO

from bot import checks
from bot.application import Application
from bot.bootstrap import local
from bot.bootstrap.github import github_access
from bot.bootstrap.local import HERE
from bot.bootstrap.remembering import is_there
from bot.doctor import Check, Finding, Health
from bot.errors import StoreError
from bot.memory import MemoryAbilities
from bot.ports import Clock, Log
from bot.settings import Settings
from bot.settings.database import database_file
from bot.stores import AbilityStore
from bot.writers import ModelAccess, model_accesses


def doctor_checks(app: Application, output: TextIO) -> Mapping[str, Check]:
    """Return what `doctor` looks at, in the order of its report; an adapter's check is one more line here."""
    settings, clock = app.settings, app.services.clock
    return {
        "settings": checks.settings_are_read(HERE),
        "git": checks.git_is_there,
        "zones": checks.zones_are_known(settings.digest_timezone, clock),
        "folder": checks.folder_is_writable(settings.database),
        "reports": checks.reports_are_saved(settings.reports_dir),
        "database": lambda: _database_health(settings),
        "incidents": lambda: _incidents_health(settings),
        "engine": lambda: _engine_health(settings),
        "terminal": checks.terminal_is_known(output),
        "here": checks.folder_is_known(HERE, local.open_local),
        "local": checks.local_repos_open(settings.local_repos, local.open_local),
        "github": lambda: _github_health(settings, clock),
        **{name: partial(_chat_health, name, settings) for name in ("slack", "discord")},
        **_model_checks(settings, app.services.log),
    }


async def _database_health(settings: Settings) -> Finding:
    from adapters.store import open_stores  # noqa: PLC0415 - adapters are loaded where they are chosen

    async def look() -> None:
        async with open_stores(settings.database) as stores:
            await stores.runs.latest(1)
            await stores.subscriptions.every()

    return await checks.database_is_usable(settings.database, look)


async def _incidents_health(settings: Settings) -> Finding:
    """Tell what the bot at work knows to be wrong, as far as the database tells."""
    from adapters.store import open_stores  # noqa: PLC0415 - as above

    if is_there(settings):
        with suppress(StoreError):  # another check tells of it
            async with open_stores(settings.database) as stores:
                return checks.incidents_go_on(await stores.incidents.active())
    return Finding("incidents", Health.ABSENT, "unknown")


async def _engine_health(settings: Settings) -> Finding:
    from adapters.durable import engine_is_running  # noqa: PLC0415 - as above

    return await checks.engine_is_free(settings.database, engine_is_running)


def _model_checks(settings: Settings, log: Log) -> Mapping[str, Check]:
    async def unset() -> Finding:
        return Finding("model", Health.ABSENT, "unset")

    accesses = model_accesses(settings)
    if not accesses:
        return {"model": unset}
    topics = ("model", "fallback")[: len(accesses)]
    return {
        topic: partial(_model_health, access, settings, log, topic)
        for topic, access in zip(topics, accesses, strict=True)
    }


async def _model_health(access: ModelAccess, settings: Settings, log: Log, topic: str) -> Finding:
    from adapters.openai import health  # noqa: PLC0415 - as above
    from adapters.store import open_stores  # noqa: PLC0415 - as above

    file = database_file(settings.database)
    async with AsyncExitStack() as stack:
        abilities: AbilityStore = MemoryAbilities()
        if file is None or file.exists():  # looking must not make one
            with suppress(StoreError):  # another check tells of it
                abilities = (await stack.enter_async_context(open_stores(settings.database))).abilities
        return await health(access, abilities, log, topic)


async def _github_health(settings: Settings, clock: Clock) -> Finding:
    from adapters.github import health  # noqa: PLC0415 - as above

    return await health.health(github_access(settings), clock)


async def _chat_health(platform: str, settings: Settings) -> Finding:
    from adapters import discord, slack  # noqa: PLC0415 - as above

    look = {"slack": slack.health, "discord": discord.health}[platform]
    return await look(settings, await _followed_on(platform, settings))


async def _followed_on(platform: str, settings: Settings) -> tuple[str, ...]:
    """Return the channels of a platform that follow something, as far as the database tells."""
    from adapters.store import open_stores  # noqa: PLC0415 - as above

    if not is_there(settings):
        return ()
    with suppress(StoreError):  # another check tells of it
        async with open_stores(settings.database) as stores:
            every = (one.channel for one in await stores.subscriptions.every())
            return tuple(dict.fromkeys(one.id for one in every if one.platform == platform))
    return ()
