"""HTTP mode: requests that Slack signed, each taken once."""

import time
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web
from aiohttp.typedefs import Handler
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncApp

PATH = "/slack/events"
"""Where the app's manifest sends commands, presses and events."""
VALID = 300.0  # seconds: an older signature is refused by its own time
LARGEST = 1_000_000  # bytes of a request; Slack's are far smaller
_REFUSED = 401


class Replays:
    """Remembers signatures for as long as they would be taken: the same one twice is somebody's copy."""

    def __init__(self) -> None:
        self._seen: OrderedDict[str, float] = OrderedDict()

    def is_new(self, signature: str, now: float) -> bool:
        """Note `signature`, and return whether it was not there before; `now` in seconds of any clock."""
        while self._seen and next(iter(self._seen.values())) < now - 2 * VALID:
            self._seen.popitem(last=False)
        if signature in self._seen:
            return False
        self._seen[signature] = now
        return True


def web_app(app: AsyncApp) -> web.Application:
    """Return what serves `PATH`; signatures are checked by Bolt, which knows the signing secret."""
    replays = Replays()

    async def take(request: web.Request) -> web.Response:
        answer = await app.async_dispatch(await to_bolt_request(request))
        return await to_aiohttp_response(answer)

    @web.middleware
    async def once(request: web.Request, handler: Handler) -> web.StreamResponse:
        signature = request.headers.get("X-Slack-Signature", "")
        if signature and not replays.is_new(signature, time.monotonic()):
            return web.Response(status=_REFUSED)
        return await handler(request)

    site = web.Application(client_max_size=LARGEST, middlewares=[once])
    site.router.add_post(PATH, take)
    return site


@asynccontextmanager
async def served(app: AsyncApp, host: str, port: int) -> AsyncIterator[None]:
    """Serve HTTP mode while the context is open."""
    runner = web.AppRunner(web_app(app))
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        yield
    finally:
        await runner.cleanup()
