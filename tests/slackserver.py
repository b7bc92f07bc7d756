"""A Slack of our own on a loopback port: Web API, files and response addresses, strict where Slack is."""

import secrets
import time
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web
from aiohttp.typedefs import Middleware
from blockkit import check_blocks, count
from slacksocket import Sockets
from slackwire import Fault, Json, SlackError, arguments, check_message, failed, shown

__all__ = ["APP_TOKEN", "BOT_TOKEN", "Fault", "Json", "Place", "SlackServer", "slack_server"]

BOT_TOKEN = "xoxb-test"
APP_TOKEN = "xapp-test"
BOT, TEAM, APP = "UBOT", "T1", "A1"
SCOPES = frozenset(
    [
        "chat:write",
        "commands",
        "channels:history",
        "groups:history",
        "channels:read",
        "groups:read",
        "files:write",
    ]
)
RESPONSES_ALLOWED = 5
PNG = b"\x89PNG"

Method = Callable[[Json], Awaitable[Json]]


@dataclass
class Place:
    """A channel."""

    id: str
    name: str = "dev"
    member: bool = True
    private: bool = False
    archived: bool = False


@dataclass
class SlackServer:
    """Everything that stands on the service; tests read it and make it fail.

    `faults` are used up from the left, one a call of the method; `None` lets a call pass.
    """

    url: str = ""
    scopes: set[str] = field(default_factory=lambda: set(SCOPES))
    places: dict[str, Place] = field(default_factory=lambda: {"C1": Place("C1")})
    messages: dict[str, list[Json]] = field(default_factory=lambda: defaultdict(list))
    ephemeral: list[Json] = field(default_factory=list)
    responses: dict[str, list[Json]] = field(default_factory=lambda: defaultdict(list))
    homes: dict[str, Json] = field(default_factory=dict)
    files: dict[str, Json] = field(default_factory=dict)
    calls: list[tuple[str, Json]] = field(default_factory=list)
    faults: dict[str, deque[Fault | None]] = field(default_factory=lambda: defaultdict(deque))
    sockets: Sockets = field(default_factory=Sockets)
    page: int = 15
    budget: int = 13_200
    slow_looks: int = 0  # calls that show a new picture and come too early
    outsiders: set[str] = field(default_factory=set)
    bad_tokens: set[str] = field(default_factory=set)
    _last: int = 0

    def parents(self, channel: str = "C1") -> list[Json]:
        """Return the messages of a channel that are no replies."""
        return [one for one in self.messages[channel] if one.get("thread_ts") in (None, one["ts"])]

    def replies(self, parent: object, channel: str = "C1") -> list[Json]:
        """Return the replies of a thread."""
        return [
            one for one in self.messages[channel] if one.get("thread_ts") == parent and one["ts"] != parent
        ]

    def response_url(self) -> str:
        """Return a new address for answers to one command."""
        return f"{self.url}/response/{secrets.token_hex(8)}"

    def said(self, method: str) -> list[Json]:
        """Return what a method was called with."""
        return [asked for name, asked in self.calls if name == method]

    # --- the Web API ---

    async def api(self, request: web.Request) -> web.StreamResponse:
        """Answer a call."""
        method = request.match_info["method"]
        asked = await arguments(request)
        self.calls.append((method, asked))
        fault = self.faults[method].popleft() if self.faults[method] else None
        if fault and not fault.stored:
            return await failed(request, fault)
        try:
            self._check_token(request, method)
            body = await getattr(self, "api_" + method.replace(".", "_").lower())(asked)
        except SlackError as error:
            body = error.body
        if fault:
            return await failed(request, fault)
        headers = {"x-oauth-scopes": ",".join(sorted(self.scopes))}
        return web.json_response({"ok": True, **body} if "ok" not in body else body, headers=headers)

    def _check_token(self, request: web.Request, method: str) -> None:
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        wanted = APP_TOKEN if method == "apps.connections.open" else BOT_TOKEN
        if not token:
            raise SlackError("not_authed")
        if token in (APP_TOKEN, BOT_TOKEN) and token != wanted:
            raise SlackError("not_allowed_token_type")
        if token != wanted or token in self.bad_tokens:
            raise SlackError("invalid_auth")

    def _need(self, *scopes: str) -> None:
        if not self.scopes.intersection(scopes):
            raise SlackError("missing_scope", needed=",".join(scopes), provided=",".join(sorted(self.scopes)))

    def _place(self, channel: object) -> Place:
        place = self.places.get(str(channel))
        if place is None or (place.private and not place.member):
            raise SlackError("channel_not_found")
        return place

    def _writable(self, channel: object) -> Place:
        place = self._place(channel)
        if place.archived:
            raise SlackError("is_archived")
        if not place.member:
            raise SlackError("not_in_channel")
        return place

    def next_ts(self) -> str:
        """Return a timestamp of its own, later than all before."""
        self._last = max(time.time_ns() // 1000, self._last + 1)
        return f"{self._last // 10**6}.{self._last % 10**6:06}"

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
        """Store a message."""
        self._need("chat:write")
        place = self._writable(asked.get("channel"))
        check_message(asked, self._pictures())
        if count(asked.get("blocks")) > self.budget:
            raise SlackError("msg_blocks_too_long")
        thread = asked.get("thread_ts")
        if thread is not None:
            self._parent(place.id, thread)
        message = self._store(place.id, asked, thread)
        return {"channel": place.id, "ts": message["ts"], "message": shown(message, metadata=True)}

    def _parent(self, channel: str, ts: object) -> Json:
        found = next((one for one in self.messages[channel] if one["ts"] == ts), None)
        if found is None or found.get("thread_ts") not in (None, ts):
            raise SlackError("thread_not_found")
        return found

    def _store(self, channel: str, asked: Json, thread: object) -> Json:
        message: Json = {"type": "message", "user": BOT, "bot_id": "B1", "ts": self.next_ts()}
        message |= {name: asked[name] for name in ("text", "blocks", "metadata", "files") if asked.get(name)}
        if thread is not None:
            message["thread_ts"] = thread
        self.messages[channel].append(message)
        return message

    async def api_chat_postephemeral(self, asked: Json) -> Json:
        """Show a message to one person."""
        self._need("chat:write")
        self._writable(asked.get("channel"))
        check_message(asked)
        self.ephemeral.append(asked)
        return {"message_ts": self.next_ts()}

    async def api_chat_update(self, asked: Json) -> Json:
        """Replace a message."""
        self._need("chat:write")
        place = self._writable(asked.get("channel"))
        found = next((one for one in self.messages[place.id] if one["ts"] == asked.get("ts")), None)
        if found is None:
            raise SlackError("message_not_found")
        check_message(asked, self._pictures())
        found.update({name: asked[name] for name in ("text", "blocks", "metadata") if name in asked})
        found["edited"] = {"user": BOT, "ts": self.next_ts()}
        return {"channel": place.id, "ts": found["ts"], "text": asked.get("text")}

    async def api_chat_delete(self, asked: Json) -> Json:
        """Take a message away."""
        place = self._writable(asked.get("channel"))
        before = self.messages[place.id]
        self.messages[place.id] = [one for one in before if one["ts"] != asked.get("ts")]
        if len(before) == len(self.messages[place.id]):
            raise SlackError("message_not_found")
        return {}

    async def api_conversations_history(self, asked: Json) -> Json:
        """Return what is no reply, newest first."""
        place = self._readable(asked)
        return self._paged(self.parents(place.id)[::-1], asked)

    async def api_conversations_replies(self, asked: Json) -> Json:
        """Return a thread, oldest first."""
        place = self._readable(asked)
        parent = self._parent(place.id, asked.get("ts"))
        return self._paged([parent, *self.replies(parent["ts"], place.id)], asked)

    def _readable(self, asked: Json) -> Place:
        place = self._place(asked.get("channel"))
        self._need("groups:history" if place.private else "channels:history")
        if not place.member:
            raise SlackError("not_in_channel")
        return place

    def _paged(self, messages: list[Json], asked: Json) -> Json:
        oldest = float(str(asked.get("oldest") or 0))
        kept = [one for one in messages if float(str(one["ts"])) > oldest]
        start, limit = int(str(asked.get("cursor") or 0)), min(int(str(asked.get("limit") or 100)), self.page)
        metadata = str(asked.get("include_all_metadata")).lower() in ("1", "true")
        more = start + limit < len(kept)
        return {
            "messages": [shown(one, metadata=metadata) for one in kept[start : start + limit]],
            "has_more": more,
            "response_metadata": {"next_cursor": str(start + limit) if more else ""},
        }

    async def api_conversations_info(self, asked: Json) -> Json:
        """Say what a channel is."""
        place = self._place(asked.get("channel"))
        self._need("groups:read" if place.private else "channels:read")
        return {
            "channel": {
                "id": place.id,
                "name": place.name,
                "is_member": place.member,
                "is_archived": place.archived,
                "is_private": place.private,
            }
        }

    async def api_files_getuploadurlexternal(self, asked: Json) -> Json:
        """Reserve a file."""
        self._need("files:write")
        if int(str(asked.get("length") or 0)) <= 0 or not asked.get("filename"):
            raise SlackError("invalid_arguments")
        file_id = f"F{len(self.files) + 1}"
        self.files[file_id] = {"id": file_id, "name": asked["filename"], "length": int(str(asked["length"]))}
        return {"file_id": file_id, "upload_url": f"{self.url}/upload/{file_id}"}

    def _pictures(self) -> list[str]:
        """Return the pictures that Slack has looked at by now."""
        known = [file for file in self.files.values() if "looked_at" in file and _is_png(file)]
        ready = [str(file["id"]) for file in known if file["looked_at"] == 0]
        for file in known:
            file["looked_at"] = max(int(str(file["looked_at"])) - 1, 0)
        return ready

    async def upload(self, request: web.Request) -> web.Response:
        """Take the bytes of a file."""
        content = await request.read()
        file = self.files[request.match_info["file"]]
        if len(content) != file["length"]:
            return web.Response(status=400, text="wrong length")
        file["content"] = content if content.startswith(PNG) else content.decode()
        return web.Response(text=f"OK - {len(content)}")

    async def api_files_completeuploadexternal(self, asked: Json) -> Json:
        """Show files in a channel."""
        self._need("files:write")
        files = asked["files"]
        assert isinstance(files, list)
        for one in files:
            if "content" not in self.files.get(one["id"], {}):
                raise SlackError("file_not_found")
            self.files[one["id"]]["title"] = one.get("title")
            self.files[one["id"]]["looked_at"] = self.slow_looks  # … more calls until it is known what it is
        if asked.get("channel_id"):
            place = self._writable(asked["channel_id"])
            if asked.get("thread_ts"):
                self._parent(place.id, asked["thread_ts"])
            if asked.get("blocks"):
                check_message(asked)
            held = [{name: self.files[one["id"]][name] for name in ("id", "name", "title")} for one in files]
            self._store(place.id, {**asked, "metadata": None, "files": held}, asked.get("thread_ts"))
        return {"files": [{"id": one["id"], "title": one.get("title")} for one in files]}

    async def api_users_conversations(self, asked: Json) -> Json:
        """Return the channels that somebody is in; `outsiders` are in none."""
        self._need("channels:read")
        if asked.get("user") in self.outsiders:
            return {"channels": []}
        places = (one for one in self.places.values() if one.member or not one.private)
        return {"channels": [{"id": one.id, "name": one.name} for one in places]}

    async def api_views_publish(self, asked: Json) -> Json:
        """Show somebody a home."""
        view = asked["view"]
        assert isinstance(view, dict)
        try:
            check_blocks(view["blocks"], 100)
        except Exception as error:
            raise SlackError("invalid_arguments", detail=str(error)) from error
        self.homes[str(asked["user_id"])] = view
        return {"view": view}

    async def respond(self, request: web.Request) -> web.Response:
        """Take an answer to a command, five times at most."""
        held = self.responses[request.path]
        body: Json = await request.json()
        fault = self.faults["response"].popleft() if self.faults["response"] else None
        if len(held) >= RESPONSES_ALLOWED:
            return web.json_response({"ok": False, "error": "used_url"}, status=404)
        if not body.get("delete_original"):
            try:
                check_message(body)
            except SlackError as error:
                return web.json_response(error.body, status=400)
        held.append(body)
        if fault:
            await failed(request, fault)
        return web.Response(text="ok")


def _is_png(file: Json) -> bool:
    content = file["content"]
    return isinstance(content, bytes) and content.startswith(PNG)


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
