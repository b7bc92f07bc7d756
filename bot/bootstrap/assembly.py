"""How the application is put together, and taken apart at the end."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial

from analysis.errors import SourceError
from bot.access import AccessRule
from bot.application import Application, Memory
from bot.bootstrap import local
from bot.bootstrap.github import GitHubOpener
from bot.bootstrap.local import HERE
from bot.bootstrap.model import in_folders, on_server
from bot.bootstrap.remembering import is_there, open_wished
from bot.bootstrap.throttling import open_throttles
from bot.clock import SystemClock
from bot.digests import Digests
from bot.latent import LatentSubscriptions
from bot.meter import UNMETERED, Meter
from bot.past import Past
from bot.ports import Clock, Log, Sources
from bot.services import Services
from bot.settings import LocalRepo, Settings
from bot.sources import RepositorySources, standing_in
from bot.stores import SubscriptionStore
from bot.writers import ModelChoice, ModelOpeners, open_writer
from bot.writing import FactsWriter, Writer

CONFIGURED = ModelChoice()


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
    meter: Meter = UNMETERED,
) -> AsyncIterator[Application]:
    """Put the application together, and take it apart at the end.

    `at_terminal` says that who asks can read this machine's files anyway: paths name repositories, and so
    does the folder that the process stands in. Raises a `StoreError` where a needed database is not usable.
    """
    clock = clock or SystemClock()
    async with AsyncExitStack() as stack:
        here = await _here(log) if at_terminal and sources is None else None
        latent = memory is Memory.LATENT and not is_there(settings)
        if memory is Memory.LATENT:
            memory = Memory.FOR_MODEL if latent else Memory.WISHED
        if memory is Memory.FOR_MODEL:
            memory = Memory.WISHED if choice.asks_server(settings) else Memory.NONE
        stores = await open_wished(settings, memory, log, stack)
        throttles = open_throttles(settings, stores, log, stack)
        wish = memory is Memory.NONE  # a command that wished for a database in vain has been told
        remote = GitHubOpener(settings, clock, log, stores, throttles.gates, wish=wish)
        stack.push_async_callback(remote.close)
        ours = (*settings.local_repos, *((here,) if here else ()))
        sources = sources or RepositorySources(local.open_local, remote, ours, paths=at_terminal)
        past = Past(stores.digests if stores else None, log)
        digests = Digests(writer or FactsWriter(), past=past)
        if writer is None and (stores or choice.by_files or memory is not Memory.NONE):
            openers = ModelOpeners(partial(on_server, gates=throttles.gates), in_folders)
            asking = open_writer(
                settings,
                choice,
                stores,
                openers,
                clock=clock,
                log=log,
                meter=meter,
                gates=throttles.gates,
                shared=throttles.shared,
            )
            if model_writer := await stack.enter_async_context(asking):
                digests = Digests(model_writer, model_writer, past)
        services = Services(
            sources,
            clock,
            log,
            digests.build,
            digests.explain,
            access=AccessRule(settings.allowed_repos, tuple(repo.name for repo in settings.local_repos)),
            subscriptions=stores.subscriptions if stores else _latent(settings, stack, latent=latent),
            runs=stores.runs if stores else None,
            hosts=settings.hosts,
            meter=meter,
        )
        yield Application(settings, services, here.name if here else None, digests, stores)


def _latent(settings: Settings, stack: AsyncExitStack, *, latent: bool) -> SubscriptionStore | None:
    """Return subscriptions whose database is made for the first of them, if it is to be `latent`."""

    async def make() -> SubscriptionStore:
        from adapters.store import open_stores  # noqa: PLC0415 - adapters are loaded where they are chosen

        return (await stack.enter_async_context(open_stores(settings.database))).subscriptions

    return LatentSubscriptions(make) if latent else None


async def _here(log: Log) -> LocalRepo | None:
    try:
        return await standing_in(HERE, local.open_local)
    except SourceError as error:  # every other repository can be asked for all the same
        log.warning("folder_unreadable", error=repr(error))
        return None
