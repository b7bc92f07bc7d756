"""The way to GitHub: how to sign in there, and when."""

import asyncio
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING

from analysis.ports import CommitSource
from bot.application import Memory
from bot.bootstrap.remembering import open_wished
from bot.bootstrap.throttling import open_throttles
from bot.ports import Clock, Log
from bot.settings import Settings
from bot.sources import OpenRemote
from bot.stores import Stores
from bot.throttling import Gates

if TYPE_CHECKING:
    from adapters.github import Access


class GitHubOpener:
    """Connects to GitHub when the first repository there is asked for.

    Where the command itself needs no database, the connection opens it as a wish: with it, a digest
    that is asked for again costs hardly a request; without it, all of them.
    """

    def __init__(
        self,
        settings: Settings,
        clock: Clock,
        log: Log,
        stores: Stores | None,
        gates: Gates,
        *,
        wish: bool,
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._log = log
        self._stores = stores
        self._gates = gates
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

        stores, gates = self._stores, self._gates
        if stores is None:
            stores = await open_wished(self._settings, self._wish, self._log, self._stack)
            gates = open_throttles(self._settings, stores, self._log, self._stack).gates
        chains, commits = (stores.chains, stores.commits) if stores else (None, None)
        hub = GitHub(github_access(self._settings), chains, self._clock, commits, gates)
        return (await self._stack.enter_async_context(hub)).open

    async def close(self) -> None:
        """Close the connection, if there is one."""
        await self._stack.aclose()


def github_access(settings: Settings) -> "Access":
    """Return how to sign in to GitHub: as an App, else with a token, else as nobody."""
    from adapters.github import Access, App  # noqa: PLC0415 - adapters are loaded where they are chosen

    token, key = settings.github_token, settings.github_app_private_key
    app = None
    if settings.github_app_id and settings.github_app_installation_id and key:
        app = App(settings.github_app_id, settings.github_app_installation_id, key.get_secret_value())
    return Access(settings.github_api_url, token.get_secret_value() if token else None, app)
