"""The server on `HTTP_HOST:HTTP_PORT`: a table of paths, which may change while it serves."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

from aiohttp import web

from bot.errors import AddressUnusableError
from bot.web import Handler, Request

LARGEST = 1_000_000  # bytes of a request; Slack's are far smaller
DRAIN = 1.0  # seconds that a stop waits for answers under way
_NOT_FOUND, _NOT_ALLOWED = 404, 405


class Server:
    """Implements `bot.web.Site`."""

    def __init__(self) -> None:
        self._handlers: dict[str, dict[str, Handler]] = {}

    @contextmanager
    def answering(self, method: str, path: str, handler: Handler) -> Iterator[None]:
        """Answer `method` at `path` while the context is open."""
        self._handlers.setdefault(path, {})[method] = handler
        try:
            yield
        finally:
            del self._handlers[path][method]

    async def answer(self, request: web.Request) -> web.Response:
        """Answer one request; of a failure, aiohttp tells nothing to whoever asked."""
        methods = self._handlers.get(request.path)
        if not methods:
            return _said(_NOT_FOUND)
        handler = methods.get("GET" if request.method == "HEAD" else request.method)
        if handler is None:
            return _said(_NOT_ALLOWED, {"Allow": ", ".join(methods)})
        answer = await handler(Request(await request.read(), request.headers))
        return _said(answer.status, dict(answer.headers), answer.body)


def _said(status: int, headers: dict[str, str] | None = None, body: bytes = b"") -> web.Response:
    """Return an answer that nobody keeps, and that does not tell what serves it."""
    always = {"Server": "commit-digest", "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    return web.Response(status=status, headers={**(headers or {}), **always}, body=body)


@asynccontextmanager
async def open_server(host: str, port: int) -> AsyncIterator[Server]:
    """Serve while the context is open; raises `AddressUnusableError` where that address is not to be had."""
    server = Server()
    app = web.Application(client_max_size=LARGEST)
    app.router.add_route("*", "/{path:.*}", server.answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=DRAIN)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as error:
            raise AddressUnusableError(f"{host}:{port}") from error
        yield server
    finally:
        await runner.cleanup()
