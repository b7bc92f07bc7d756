"""The bot's ears in Slack: Socket Mode by default, HTTP mode with a signing secret."""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.health import Identity, check_tokens
from adapters.slack.http import PATH, taking
from adapters.slack.listeners import Bot, listen
from adapters.slack.socket import Sockets
from bot.chats import Desk
from bot.web import Site

UNUSED = "unused"  # Bolt wants a signing secret where requests come over Socket Mode too
DRAIN = 2.5  # seconds that a stop waits for answers under way: all of it must end within ten
PING = 10.0  # seconds between signs of life; four missing ones make a connection anew


@dataclass(frozen=True, slots=True)
class Ears:
    """How Slack reaches us: an app token for Socket Mode, else a signing secret."""

    app_token: str | None
    signing_secret: str | None
    ping: float = PING


@dataclass(frozen=True, slots=True)
class Hearing:
    """Who listens, and whether the connection on which Slack speaks is up."""

    identity: Identity
    is_up: Callable[[], Awaitable[bool]]


@asynccontextmanager
async def listening(client: AsyncWebClient, ears: Ears, desk: Desk) -> AsyncIterator[Hearing]:
    """Answer people while the context is open; at its end, what is under way is finished first.

    Raises `ConnectionSetupError` where Slack does not take our tokens: the SDK itself would try for ever.
    """
    identity = await check_tokens(client, ears.app_token)
    app = AsyncApp(client=client, signing_secret=ears.signing_secret or UNUSED, logger=_quiet_logger())
    bot = Bot(client, desk, identity.name)
    listen(app, bot)
    try:
        async with _connected(app, client, ears, desk.site) as is_up:
            yield Hearing(identity, is_up)
    finally:
        if left := await bot.work.end(DRAIN):
            desk.services.log.warning("answers_cut_short", platform="slack", count=left)


@asynccontextmanager
async def _connected(
    app: AsyncApp, client: AsyncWebClient, ears: Ears, site: Site | None
) -> AsyncIterator[Callable[[], Awaitable[bool]]]:
    if ears.app_token is None:
        assert site is not None  # noqa: S101 - whoever sets HTTP mode up serves it
        with site.answering("POST", PATH, taking(app)):
            yield _always
        return
    sockets = Sockets(app, ears.app_token, client, ears.ping)
    try:
        await sockets.open()
        yield sockets.is_up
    finally:
        await sockets.close()


async def _always() -> bool:
    """Say that there is no connection that could be down: Slack comes when it has something to say."""
    return True


def _quiet_logger() -> logging.Logger:
    """Return a logger for Bolt that shows errors alone: it warns of the environment at each start."""
    logger = logging.getLogger("commit_digest.slack")
    logger.setLevel(logging.ERROR)
    return logger
