"""The chat platforms that are set up, and what answers people there."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import replace

from bot.application import Application
from bot.bootstrap.pictures import pictures, warmed
from bot.chats import Chat, Desk
from bot.messages import Message
from bot.ports import Part
from bot.prepared import PreparedDigests
from bot.runs import Runs
from bot.settings import Settings
from bot.stores import Stores
from bot.web import Site

OpenChat = Callable[[Settings], AbstractAsyncContextManager[Chat]]


@asynccontextmanager
async def chats(settings: Settings) -> AsyncIterator[Mapping[str, Chat]]:
    """Sign in to the chat platforms that are set up, by name; raises a `ConnectionSetupError`."""
    from adapters import discord, slack  # noqa: PLC0415 - adapters are loaded where they are chosen

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


def desk(app: Application, stores: Stores, runs: Runs, site: Site | None = None) -> Desk:
    """Return what answers people in chats, its digests prepared by `runs`: durable, and shared by all."""
    settings = app.settings
    prepared = PreparedDigests(app.digests, stores.analyses, runs)
    services = replace(
        app.services,
        build_digest=prepared.build,
        explain=prepared.explain,
        pictures=warmed(pictures(app.services.log)),
    )
    language, zone = settings.digest_language, settings.digest_timezone
    return Desk(services, language, zone, settings.patience, settings.operators, site)
