"""The composition root: the one place where real things meet; its parameters are the seams."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from analysis.errors import SourceError
from analysis.ports import CommitSource, LanguageModel
from bot import checks
from bot.access import AccessRule
from bot.application import Application, Memory
from bot.chats import Chat, Desk
from bot.clock import SystemClock
from bot.conversation import Asker
from bot.daily import Daily
from bot.digests import Digests
from bot.dispatch import Dispatcher
from bot.doctor import Check, Finding, Health
from bot.errors import StoreError
from bot.latent import LatentSubscriptions
from bot.memory import MemoryAbilities
from bot.messages import Message
from bot.ports import ChatPlatform, Clock, Log, Part, Sources
from bot.prepared import PreparedDigests
from bot.runs import Runs
from bot.screen import Screen
from bot.services import Services, new_incident
from bot.settings import LocalRepo, Settings
from bot.settings.database import database_file
from bot.sources import OpenRemote, RepositorySources, standing_in
from bot.stores import AbilityStore, Stores, SubscriptionStore
from bot.subscriptions import Channel
from bot.terminal import TerminalChannel
from bot.writers import ModelAccess, ModelChoice, ModelOpeners, model_accesses, open_writer
from bot.writing import FactsWriter, Writer

if TYPE_CHECKING:
    from adapters.durable import Engine, Operator
    from adapters.github import Access

__all__ = ["Application", "Memory", "application"]

HERE = Path()
TERMINAL = Channel("terminal", "main")
CONFIGURED = ModelChoice()
OpenChat = Callable[[Settings], AbstractAsyncContextManager[Chat]]


@asynccontextmanager
async def application(
    settings: Settings,
    log: Log,
    *,
    at_terminal: bool,
    clock: Clock | None = None,
    sources: Sources | None = None,
    writer: Writer | None = None,
    memory: Memory = Memory.NONE,
    choice: ModelChoice = CONFIGURED,
) -> AsyncIterator[Application]:
    """Put the application together, and take it apart at the end.

    `at_terminal` says that who asks can read this machine's files anyway: paths name repositories, and so
    does the folder that the process stands in. Raises a `StoreError` where a needed database is not usable.
    """
    clock = clock or SystemClock()
    async with AsyncExitStack() as stack:
        here = await _here(log) if at_terminal and sources is None else None
        latent = memory is Memory.LATENT and not _is_there(settings)
        if memory is Memory.LATENT:
            memory = Memory.FOR_MODEL if latent else Memory.WISHED
        if memory is Memory.FOR_MODEL:
            memory = Memory.WISHED if choice.asks_server(settings) else Memory.NONE
        stores = await _stores(settings, memory, log, stack)
        wish = memory is Memory.NONE  # a command that wished for a database in vain has been told
        remote = _GitHubOpener(settings, clock, log, stores, wish=wish)
        stack.push_async_callback(remote.close)
        local = (*settings.local_repos, *((here,) if here else ()))
        sources = sources or RepositorySources(open_local, remote, local, paths=at_terminal)
        digests = Digests(writer or FactsWriter())
        if writer is None and (stores or choice.by_files or memory is not Memory.NONE):
            openers = ModelOpeners(_on_server, _in_folders)
            asking = open_writer(settings, choice, stores, openers, clock=clock, log=log)
            if model_writer := await stack.enter_async_context(asking):
                digests = Digests(model_writer, model_writer)
        services = Services(
            sources,
            clock,
            log,
            digests.build,
            digests.explain,
            access=AccessRule(settings.allowed_repos, tuple(repo.name for repo in settings.local_repos)),
            subscriptions=stores.subscriptions if stores else _latent(settings, stack, latent=latent),
            hosts=settings.hosts,
        )
        yield Application(settings, services, here.name if here else None, digests, stores)


async def _stores(settings: Settings, memory: Memory, log: Log, stack: AsyncExitStack) -> Stores | None:
    if memory is Memory.NONE:
        return None
    from adapters.store import open_stores  # noqa: PLC0415 - adapters are loaded where they are chosen

    try:
        return await stack.enter_async_context(open_stores(settings.database))
    except StoreError as error:
        if memory is Memory.NEEDED:
            raise
        log.warning("database_unusable", error=repr(error))
        return None


def _on_server(
    access: ModelAccess, abilities: AbilityStore, log: Log
) -> AbstractAsyncContextManager[LanguageModel]:
    from adapters.openai import open_model  # noqa: PLC0415 - the client takes a second to load

    return open_model(access, abilities, log)


def _in_folders(name: str, choice: ModelChoice) -> LanguageModel:
    from adapters.openai import FolderModel  # noqa: PLC0415 - as above

    return FolderModel(name, choice.prompts, choice.answers)


def _is_there(settings: Settings) -> bool:
    file = database_file(settings.database)
    return file is None or file.exists()


def _latent(settings: Settings, stack: AsyncExitStack, *, latent: bool) -> SubscriptionStore | None:
    """Return subscriptions whose database is made for the first of them, if it is to be `latent`."""

    async def make() -> SubscriptionStore:
        from adapters.store import open_stores  # noqa: PLC0415 - as above

        return (await stack.enter_async_context(open_stores(settings.database))).subscriptions

    return LatentSubscriptions(make) if latent else None


async def _here(log: Log) -> LocalRepo | None:
    try:
        return await standing_in(HERE, open_local)
    except SourceError as error:  # every other repository can be asked for all the same
        log.warning("folder_unreadable", error=repr(error))
        return None


async def open_local(path: Path, name: str | None) -> CommitSource:
    """Open a repository of this machine."""
    from adapters.git import open_repository  # noqa: PLC0415 - adapters are loaded where they are chosen

    return await open_repository(path, name=name)


class _GitHubOpener:
    """Connects to GitHub when the first repository there is asked for.

    Where the command itself needs no database, the connection opens it as a wish: with it, a digest
    that is asked for again costs hardly a request; without it, all of them.
    """

    def __init__(
        self, settings: Settings, clock: Clock, log: Log, stores: Stores | None, *, wish: bool
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._log = log
        self._stores = stores
        self._wish = Memory.WISHED if wish else Memory.NONE
        self._stack = AsyncExitStack()
        self._connecting = asyncio.Lock()
        self._open: OpenRemote | None = None

    async def __call__(self, repo: str) -> CommitSource:
        """Open `owner/name`."""
        async with self._connecting:
            self._open = self._open or await self._connected()
        return await self._open(repo)

    async def _connected(self) -> OpenRemote:
        from adapters.github import GitHub  # noqa: PLC0415 - PyGithub takes a while to load

        stores = self._stores or await _stores(self._settings, self._wish, self._log, self._stack)
        chains, commits = (stores.chains, stores.commits) if stores else (None, None)
        hub = GitHub(github_access(self._settings), chains, self._clock, commits)
        return (await self._stack.enter_async_context(hub)).open

    async def close(self) -> None:
        """Close the connection, if there is one."""
        await self._stack.aclose()


def github_access(settings: Settings) -> "Access":
    """Return how to sign in to GitHub: as an App, else with a token, else as nobody."""
    from adapters.github import Access, App  # noqa: PLC0415 - as above

    token, key = settings.github_token, settings.github_app_private_key
    app = None
    if settings.github_app_id and settings.github_app_installation_id and key:
        app = App(settings.github_app_id, settings.github_app_installation_id, key.get_secret_value())
    return Access(settings.github_api_url, token.get_secret_value() if token else None, app)


def screen(output: TextIO, errors: TextIO) -> Screen:
    """Return the terminal on two streams, or the pipes that stand for it."""
    from adapters.terminal import TerminalScreen  # noqa: PLC0415 - as above

    return TerminalScreen(output, errors, TERMINAL.id)


def input_lines(descriptor: int) -> AsyncGenerator[str, None]:
    """Yield the lines of an open file until it ends."""
    from adapters.terminal import read_lines  # noqa: PLC0415 - as above

    return read_lines(descriptor)


def terminal_channel(
    app: Application, shown_on: Screen, descriptor: int, *, interactive: bool
) -> TerminalChannel:
    """Return the terminal as a channel that takes commands from an open file."""
    settings = app.settings
    asker = Asker(
        TERMINAL, "me", settings.digest_language, settings.digest_timezone, repo=app.here, at_terminal=True
    )
    lines = input_lines(descriptor)
    dispatcher = Dispatcher(app.services)
    return TerminalChannel(dispatcher, asker, lines, shown_on, interactive)


def terminal_platform(output: TextIO) -> ChatPlatform:
    """Return the terminal as a place to post to: what is printed on `output` stands there."""
    from adapters.terminal import TerminalPlatform, result_console  # noqa: PLC0415 - as above

    return TerminalPlatform(result_console(output))


def daily(app: Application, stores: Stores, platforms: Mapping[str, ChatPlatform]) -> Daily:
    """Return the daily run, which posts to `platforms` by name."""
    services = app.services
    return Daily(services.sources, app.digests, stores, platforms, services.clock, app.settings.patience)


@asynccontextmanager
async def chats(settings: Settings) -> AsyncIterator[Mapping[str, Chat]]:
    """Sign in to the chat platforms that are set up, by name; raises a `ConnectionSetupError`."""
    from adapters import discord, slack  # noqa: PLC0415 - as above

    openers: Mapping[str, OpenChat] = {"slack": slack.open_slack, "discord": discord.open_discord}
    async with AsyncExitStack() as stack:
        found: dict[str, Chat] = {}
        for name in settings.chats:
            found[name] = await stack.enter_async_context(openers[name](settings))
        yield found


def rendering(platform: str) -> Callable[[Message], tuple[Part, ...]]:
    """Return how a chat platform renders a message; `KeyError` for one that is not there."""
    from adapters import discord, slack  # noqa: PLC0415 - as above

    return {"slack": slack.parts_of, "discord": discord.parts_of}[platform]


def desk(app: Application, stores: Stores, runs: Runs) -> Desk:
    """Return what answers people in chats, its digests prepared by `runs`: durable, and shared by all."""
    settings = app.settings
    prepared = PreparedDigests(app.digests, stores.analyses, runs)
    services = replace(app.services, build_digest=prepared.build, explain=prepared.explain)
    language, zone = settings.digest_language, settings.digest_timezone
    return Desk(services, language, zone, settings.patience, settings.operators, stores.runs)


def is_shared(settings: Settings) -> bool:
    """Whether several processes can work on the database."""
    return not settings.database.startswith("sqlite")


def engine_is_running(settings: Settings) -> bool:
    """Whether a bot is at work on the database, as far as that can be told: on a server, it is assumed."""
    from adapters.durable import engine_is_running as file_is_locked  # noqa: PLC0415 - as above

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


def doctor_checks(app: Application, output: TextIO) -> Mapping[str, Check]:
    """Return what `doctor` looks at, in the order of its report; an adapter's check is one more line here."""
    settings, clock = app.settings, app.services.clock
    return {
        "settings": checks.settings_are_read(HERE),
        "git": checks.git_is_there,
        "zones": checks.zones_are_known(settings.digest_timezone, clock),
        "folder": checks.folder_is_writable(settings.database),
        "database": lambda: _database_health(settings),
        "engine": lambda: _engine_health(settings),
        "terminal": checks.terminal_is_known(output),
        "here": checks.folder_is_known(HERE, open_local),
        "local": checks.local_repos_open(settings.local_repos, open_local),
        "github": lambda: _github_health(settings, clock),
        **{name: partial(_chat_health, name, settings) for name in ("slack", "discord")},
        **_model_checks(settings, app.services.log),
    }


async def _database_health(settings: Settings) -> Finding:
    from adapters.store import open_stores  # noqa: PLC0415 - as above

    async def look() -> None:
        async with open_stores(settings.database) as stores:
            await stores.runs.latest(1)

    return await checks.database_is_usable(settings.database, look)


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

    if not _is_there(settings):
        return ()
    with suppress(StoreError):  # another check tells of it
        async with open_stores(settings.database) as stores:
            every = (one.channel for one in await stores.subscriptions.every())
            return tuple(dict.fromkeys(one.id for one in every if one.platform == platform))
    return ()
