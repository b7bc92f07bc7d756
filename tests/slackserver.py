"""A Slack of our own on a loopback port: Web API, files and response addresses, strict where Slack is."""

import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager

from aiohttp import web
from aiohttp.typedefs import Middleware
from blockkit import check_blocks, count
from slackchannels import Channels
from slackfiles import Files
from slackstate import APP, BOT, TEAM, Place
from slackwire import (
    Fault,
    Json,
    SlackError,
    arguments,
    check_message,
    check_metadata,
    failed,
    shown,
    who_is_called,
)

__all__ = ["APP", "APP_TOKEN", "BOT_TOKEN", "TEAM", "Fault", "Json", "Place", "SlackServer", "slack_server"]

BOT_TOKEN = "xoxb-test"
APP_TOKEN = "xapp-test"
RESPONSES_ALLOWED = 5
RESPONSES_WITHIN = 1800.0  # seconds
LONGEST_TEXT = 40_000
LARGEST_VIEW = 250_000

Method = Callable[[Json], Awaitable[Json]]


class SlackServer(Files, Channels):
    """The Web API, `chat.*` and `views.*` among it."""

    async def api(self, request: web.Request) -> web.StreamResponse:
        """Answer a call."""
        method = request.match_info["method"]
        asked = await arguments(request)
        self.calls.append((method, asked))
        fault = self.faults[method].popleft() if self.faults[method] else None
        if fault and not fault.stored:
            return await failed(request, fault)
        if wait := self.pace(method, asked.get("channel")):
            return await failed(
                request, Fault("ratelimited", 429, headers={"Retry-After": str(int(wait) + 1)})
            )
        try:
            body = await self._answer(request, method, asked)
        except SlackError as error:
            body = error.body
        if fault:
            return await failed(request, fault)
        headers = {"x-oauth-scopes": ",".join(sorted(self.scopes))}
        return web.json_response({"ok": True, **body} if "ok" not in body else body, headers=headers)

    async def _answer(self, request: web.Request, method: str, asked: Json) -> Json:
        self._check_token(request, method)
        answer: Method | None = getattr(self, "api_" + method.replace(".", "_").lower(), None)
        if answer is None:
            raise SlackError("unknown_method", req_method=method)
        self.called_out += who_is_called(asked)
        return await answer(asked)

    def _check_token(self, request: web.Request, method: str) -> None:
        token = request.headers.get("Authorization", "").removeprefix("Bearer").strip()
        wanted = APP_TOKEN if method == "apps.connections.open" else BOT_TOKEN
        if not token:
            raise SlackError("not_authed")
        if token in (APP_TOKEN, BOT_TOKEN) and token != wanted:
            raise SlackError("not_allowed_token_type")
        if token != wanted or token in self.bad_tokens:
            raise SlackError("invalid_auth")

    async def api_auth_test(self, asked: Json) -> Json:
        """Say who we are."""
        del asked
        return {
            "user_id": BOT,
            "team_id": TEAM,
            "bot_id": "B1",
            "team": "Acme",
            "user": "commit-digest",
            "url": "https://acme.slack.com/",
        }

    async def api_apps_connections_open(self, asked: Json) -> Json:
        """Return an address for one connection."""
        del asked
        return {"url": self.sockets.new_url(self.url)}

    async def api_chat_postmessage(self, asked: Json) -> Json:
        """Store a message; for a person, in the direct messages that the bot has with them."""
        self.need("chat:write")
        if (person := str(asked.get("channel"))).startswith("U"):
            channel = f"D{person.removeprefix('U')}"
            self.places.setdefault(channel, Place(channel, direct="im"))
            asked = {**asked, "channel": channel}
        place = self.writable(asked.get("channel"))
        self._check(asked)
        if count(asked.get("blocks")) > self.budget:
            raise SlackError("msg_blocks_too_long")
        thread = asked.get("thread_ts")
        if thread is not None:
            self.parent(place.id, thread)
        message = self.store(place.id, {**asked, "text": str(asked.get("text") or "")[:LONGEST_TEXT]}, thread)
        return {"channel": place.id, "ts": message["ts"], "message": shown(message, metadata=True)}

    def _check(self, asked: Json) -> None:
        check_message(asked, self.pictures())
        check_metadata(asked.get("metadata"))

    async def api_chat_postephemeral(self, asked: Json) -> Json:
        """Show a message to one member of the channel."""
        self.need("chat:write")
        self.writable(asked.get("channel"))
        if not asked.get("user") or asked["user"] in self.outsiders:
            raise SlackError("user_not_in_channel")
        check_message(asked)
        self.ephemeral.append(asked)
        return {"message_ts": self.next_ts()}

    async def api_chat_update(self, asked: Json) -> Json:
        """Replace a message, which must be the bot's own."""
        self.need("chat:write")
        place = self.writable(asked.get("channel"))
        found = next((one for one in self.messages[place.id] if one["ts"] == asked.get("ts")), None)
        if found is None:
            raise SlackError("message_not_found")
        if found.get("user", BOT) != BOT:
            raise SlackError("cant_update_message")
        if len(str(asked.get("text") or "")) > LONGEST_TEXT:
            raise SlackError("msg_too_long")
        self._check(asked)
        if count(asked.get("blocks")) > self.budget:
            raise SlackError("msg_blocks_too_long")
        found.update({name: asked[name] for name in ("text", "blocks", "metadata") if name in asked})
        found["edited"] = {"user": BOT, "ts": self.next_ts()}
        return {"channel": place.id, "ts": found["ts"], "text": asked.get("text")}

    async def api_chat_delete(self, asked: Json) -> Json:
        """Take a message away, which must be the bot's own."""
        self.need("chat:write")
        place = self.writable(asked.get("channel"))
        found = next((one for one in self.messages[place.id] if one["ts"] == asked.get("ts")), None)
        if found is None:
            raise SlackError("message_not_found")
        if found.get("user", BOT) != BOT:
            raise SlackError("cant_delete_message")
        self.messages[place.id].remove(found)
        return {}

    async def api_chat_getpermalink(self, asked: Json) -> Json:
        """Return the address of a message; needs no scope."""
        place = self.place(asked.get("channel"))
        if all(one["ts"] != asked.get("message_ts") for one in self.messages[place.id]):
            raise SlackError("message_not_found")
        number = str(asked["message_ts"]).replace(".", "")
        return {"channel": place.id, "permalink": f"https://acme.slack.com/archives/{place.id}/p{number}"}

    async def api_views_publish(self, asked: Json) -> Json:
        """Show somebody a home."""
        view = asked["view"]
        assert isinstance(view, dict)
        if view.get("type") != "home" or not asked.get("user_id"):
            raise SlackError("invalid_arguments")
        if len(json.dumps(view)) > LARGEST_VIEW:
            raise SlackError("view_too_large")
        try:
            check_blocks(view["blocks"], 100, in_message=False)
        except Exception as error:
            raise SlackError("invalid_arguments", detail=str(error)) from error
        self.homes[str(asked["user_id"])] = view
        return {"view": view}

    async def respond(self, request: web.Request) -> web.StreamResponse:
        """Take an answer to a command: five times at most, and within half an hour."""
        held = self.responses[request.path]
        body: Json = await request.json()
        fault = self.faults["response"].popleft() if self.faults["response"] else None
        if fault and not fault.stored:
            return await failed(request, fault)
        if request.path not in self.issued or len(held) >= RESPONSES_ALLOWED:
            return web.json_response({"ok": False, "error": "used_url"}, status=404)
        if time.monotonic() - self.issued[request.path] > RESPONSES_WITHIN:
            return web.json_response({"ok": False, "error": "expired_url"}, status=404)
        if not body.get("delete_original"):
            try:
                check_message(body)
            except SlackError as error:
                return web.json_response(error.body, status=400)
        self.called_out += who_is_called(body)
        held.append(body)
        if fault:
            return await failed(request, fault)
        return web.Response(text="ok")


@asynccontextmanager
async def slack_server(port: int = 0, gate: Sequence[Middleware] = ()) -> AsyncIterator[SlackServer]:
    """Run a Slack on a loopback port; `gate` sees every request first."""
    server = SlackServer()
    app = web.Application(client_max_size=10**8, middlewares=gate)
    app.router.add_route("*", "/api/{method}", server.api)
    app.router.add_post("/upload/{file}", server.upload)
    app.router.add_post("/response/{token}", server.respond)
    app.router.add_get("/socket/{ticket}", server.sockets.serve)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port)
    await site.start()
    assert site._server is not None
    server.url = f"http://127.0.0.1:{site._server.sockets[0].getsockname()[1]}"  # type: ignore[attr-defined] # asyncio keeps the port there
    try:
        yield server
    finally:
        await server.sockets.close()
        await runner.cleanup()
