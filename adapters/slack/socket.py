"""Socket Mode: a connection that Slack may end is followed by another before the first one goes."""

import asyncio
import time
from collections.abc import Callable

from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app, send_async_response
from slack_bolt.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

SOON = frozenset({"warning", "refresh_requested"})
"""Why Slack ends a connection every few hours; it is used until it does."""
TRIES = 3.0  # signs of life in which a connection must stand, else it is asked for anew


class _Connection(SocketModeClient):
    """One connection; `renew` is called when it is about to end."""

    renew: Callable[[], None]

    async def connect(self) -> None:
        """Connect, and ask for a new address when one does not work: it serves once, and not for long."""
        while not self.closed:
            try:
                async with asyncio.timeout(TRIES * self.ping_interval):
                    await super().connect()  # type: ignore[no-untyped-call] # the SDK leaves it untyped
                    return
            except TimeoutError:
                self.wss_uri = None

    async def run_message_listeners(self, message: dict[str, object], raw_message: str) -> None:
        """Take what Slack sends; the SDK would close the connection before it has another."""
        if message.get("type") == "disconnect" and message.get("reason") in SOON:
            self.renew()
            return
        await super().run_message_listeners(message, raw_message)


class Sockets:
    """The connection of an app, and during a change its successor; Slack speaks on either."""

    def __init__(self, app: AsyncApp, app_token: str, client: AsyncWebClient, ping: float) -> None:
        self._app = app
        self._app_token = app_token
        self._client = client
        self._ping = ping
        self._current = self._made()
        self._changes = set[asyncio.Task[None]]()

    async def open(self) -> None:
        """Connect for the first time; the SDK tries for ever."""
        await self._current.connect()

    async def is_up(self) -> bool:
        """Whether the newest connection lives."""
        return await self._current.is_connected()

    async def close(self) -> None:
        """End all connections."""
        for change in self._changes:
            change.cancel()
        await asyncio.gather(*self._changes, return_exceptions=True)
        await self._current.close()  # type: ignore[no-untyped-call] # the SDK leaves it untyped

    def _made(self) -> _Connection:
        made = _Connection(
            self._app_token, self._app.logger, self._client, self._client.proxy, ping_interval=self._ping
        )
        made.proxy = self._client.proxy  # what it reads from the environment itself knows no NO_PROXY
        made.socket_mode_request_listeners.append(self._take)
        made.renew = lambda: self._begin_change(made)
        return made

    async def _take(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        """Have the app answer; its acknowledgement goes back the way the request came."""
        began = time.time()
        await send_async_response(client, request, await run_async_bolt_app(self._app, request), began)

    def _begin_change(self, old: _Connection) -> None:
        """Begin to follow `old` by another connection; asked twice, it is done once."""
        if old is self._current and not self._changes:
            change = asyncio.create_task(self._change(old))
            self._changes.add(change)
            change.add_done_callback(self._changes.discard)

    async def _change(self, old: _Connection) -> None:
        """Close `old` half a sign of life after its successor stands: something may be on its way there."""
        fresh = self._made()
        old.auto_reconnect_enabled = old.default_auto_reconnect_enabled = False
        try:
            await fresh.connect()
            self._current = fresh
            await asyncio.sleep(self._ping / 2)
        finally:
            for ended in {old, fresh} - {self._current}:
                await ended.close()  # type: ignore[no-untyped-call] # the SDK leaves it untyped
