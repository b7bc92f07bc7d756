"""HTTP mode: requests that Slack signed, each taken once."""

import time
from collections.abc import Awaitable, Callable

from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest

from adapters.slack.seen import Seen
from bot.web import Request, Response

PATH = "/slack/events"
"""Where the app's manifest sends commands, presses and events."""
PORT = 3000
"""Where HTTP mode listens when `HTTP_PORT` says nothing; Slack's own examples use it."""
VALID = 300.0  # seconds: an older signature is refused by its own time
_REFUSED = 401


def taking(app: AsyncApp) -> Callable[[Request], Awaitable[Response]]:
    """Return what answers at `PATH`; signatures are checked by Bolt, which knows the signing secret."""
    taken = Seen(2 * VALID)

    async def take(request: Request) -> Response:
        signature = request.headers.get("X-Slack-Signature", "")
        if signature and not taken.is_new(signature, time.monotonic()):
            return Response(_REFUSED)
        body = request.body.decode(errors="replace")  # what is not UTF-8 has no signature that fits
        answer = await app.async_dispatch(AsyncBoltRequest(body=body, headers=dict(request.headers)))
        return Response(answer.status, answer.body.encode(), answer.first_headers_without_set_cookie())

    return take
