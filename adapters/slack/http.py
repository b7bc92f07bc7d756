"""HTTP mode: requests that Slack signed, each taken once."""

import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable

from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest

from bot.web import Request, Response

PATH = "/slack/events"
"""Where the app's manifest sends commands, presses and events."""
PORT = 3000
"""Where HTTP mode listens when `HTTP_PORT` says nothing; Slack's own examples use it."""
VALID = 300.0  # seconds: an older signature is refused by its own time
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


def taking(app: AsyncApp) -> Callable[[Request], Awaitable[Response]]:
    """Return what answers at `PATH`; signatures are checked by Bolt, which knows the signing secret."""
    replays = Replays()

    async def take(request: Request) -> Response:
        signature = request.headers.get("X-Slack-Signature", "")
        if signature and not replays.is_new(signature, time.monotonic()):
            return Response(_REFUSED)
        body = request.body.decode(errors="replace")  # what is not UTF-8 has no signature that fits
        answer = await app.async_dispatch(AsyncBoltRequest(body=body, headers=dict(request.headers)))
        return Response(answer.status, answer.body.encode(), answer.first_headers_without_set_cookie())

    return take
