"""A Discord on this machine for the unmodified discord.py: REST and gateway, strict where Discord is strict.

Its log and its messages are what tests judge by. Faults are used up from the left by the requests they name.
"""

import asyncio
import datetime as dt
import json
import re
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import discord
import yarl
from aiohttp import BodyPartReader, WSMsgType, web
from discordrules import complaints, nested

Json = dict[str, Any]
TOKEN = "discord-test-token"
APPLICATION, GUILD, CHANNEL, FORUM, USER = "100", "200", "300", "310", "400"
V2 = 1 << 15
EPHEMERAL = 1 << 6
TEXT, ANNOUNCEMENT, PUBLIC_THREAD, FORUM_KIND = 0, 5, 11, 15
EPOCH = 1_420_070_400_000


@dataclass
class Fault:
    """What happens to one request: it is stored or not, answered with `status` or cut off."""

    method: str
    path: str  # a regular expression
    status: int | None = None  # None: the connection is cut
    code: int = 0
    stored: bool = False
    headers: dict[str, str] = field(default_factory=dict)
    body: Json | str | None = None
    silent: bool = False  # no answer at all


class RefusalError(Exception):
    """An answer that is none."""

    def __init__(self, status: int, code: int, message: str = "") -> None:
        super().__init__(message)
        self.status, self.code, self.message = status, code, message


def answer(data: object, status: int = 200, **headers: str) -> web.Response:
    """Return JSON as Discord sends it: discord.py takes nothing else for JSON."""
    head = {"Content-Type": "application/json", **headers}
    return web.Response(body=json.dumps(data).encode(), status=status, headers=head)


@dataclass
class Interaction:
    """An interaction and how far it was answered."""

    id: str
    token: str
    channel: str
    made: float
    acknowledged: float | None = None
    original: str | None = None
    ephemeral: bool = False
    followups: list[Json] = field(default_factory=list)
    choices: list[Json] | None = None


@dataclass
class DiscordServer:
    """One server (guild) with a text channel and a forum."""

    clock: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC)
    channels: dict[str, Json] = field(default_factory=dict)
    messages: dict[str, list[Json]] = field(default_factory=dict)
    commands: dict[str, list[Json]] = field(default_factory=dict)
    interactions: dict[str, Interaction] = field(default_factory=dict)
    faults: deque[Fault] = field(default_factory=deque)
    log: list[tuple[str, str]] = field(default_factory=list)
    closed: dict[str, int] = field(default_factory=dict)  # channel -> code with which it refuses posts
    gateways: list[web.WebSocketResponse] = field(default_factory=list)
    ops: list[Json] = field(default_factory=list)  # what clients sent to the gateway
    address: str = ""
    nonces: dict[tuple[str, str], Json] = field(default_factory=dict)
    sequence: Iterator[int] = field(default_factory=lambda: count(1))
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    identified: asyncio.Event = field(default_factory=asyncio.Event)
    flags: int = 0  # of the application
    endpoint: str | None = None  # where the application has its interactions sent instead
    permissions: int = (1 << 52) - 1 - (1 << 3)  # of everybody in the guild
    guilds: list[Json] = field(default_factory=lambda: [{"id": GUILD, "name": "Team", "owner": False}])

    def __post_init__(self) -> None:
        self.add_channel(CHANNEL, TEXT)
        names = {"901": "acme/api", "902": "other"}
        tags = [
            {"id": id_, "name": name, "emoji_name": None, "emoji_id": None} for id_, name in names.items()
        ]
        self.add_channel(FORUM, FORUM_KIND, available_tags=tags)

    def add_channel(self, id_: str, kind: int, **more: object) -> None:
        """Add a channel to the guild."""
        own: Json = (
            {"owner_id": APPLICATION, "member_count": 1, "message_count": 0} if kind == PUBLIC_THREAD else {}
        )
        if kind == PUBLIC_THREAD:
            own["thread_metadata"] = {
                "archived": False, "locked": False, "auto_archive_duration": 60,
                "archive_timestamp": "2024-01-01T00:00:00+00:00",
            }  # fmt: skip
        own |= {"position": 0, "permission_overwrites": []}
        self.channels[id_] = {"id": id_, "type": kind, "guild_id": GUILD, "name": f"c{id_}", **own, **more}
        self.messages.setdefault(id_, [])

    def posted(self, channel: str = CHANNEL) -> list[Json]:
        """Return the messages of a channel or thread that are not system messages."""
        return [one for one in self.messages.get(channel, []) if one["type"] == 0]

    def texts(self, channel: str = CHANNEL) -> list[str]:
        """Return what the messages of a channel say."""
        return [
            "\n".join(str(c.get("content", "")) for c in nested(m) if "content" in c)
            for m in self.posted(channel)
        ]

    def count(self, method: str, path: str) -> int:
        """Return how many requests of a kind came."""
        return sum(1 for m, p in self.log if m == method and re.fullmatch(path, p))

    def snowflake(self) -> str:
        """Return the next id."""
        stamp = int(self.clock().timestamp() * 1000) - EPOCH
        return str((stamp << 22) + next(self.numbers) % (1 << 22))

    def application(self) -> web.Application:
        """Return the server as a web application."""
        app = web.Application(client_max_size=64 * 1024 * 1024)
        app.router.add_get("/gateway", self._gateway)
        app.router.add_route("*", "/api/v10/{path:.*}", self._rest)
        return app

    # REST

    async def _rest(self, request: web.Request) -> web.StreamResponse:
        path = "/" + request.match_info["path"]
        self.log.append((request.method, path))
        fault = next(
            (one for one in self.faults if one.method == request.method and re.fullmatch(one.path, path)),
            None,
        )
        if fault:
            self.faults.remove(fault)
            if fault.stored:
                await self._served(request, path)
            if fault.silent:
                await asyncio.sleep(30)
            if fault.status is None:
                assert request.transport
                request.transport.abort()
                return web.Response()
            if isinstance(fault.body, str):
                return web.Response(text=fault.body, status=fault.status, content_type="text/html")
            return answer(
                fault.body or {"code": fault.code, "message": "fault"}, fault.status, **fault.headers
            )
        return await self._served(request, path)

    async def _served(self, request: web.Request, path: str) -> web.StreamResponse:
        public = path.startswith(("/interactions/", "/webhooks/"))
        if not public and request.headers.get("Authorization") != f"Bot {TOKEN}":
            return answer({"code": 0, "message": "401: Unauthorized"}, 401)
        body, files = await _body(request)
        for method, pattern, handler in self._routes():
            match = re.fullmatch(pattern, path)
            if method == request.method and match:
                try:
                    return answer(handler(*match.groups(), body=body, files=files, query=dict(request.query)))
                except RefusalError as refusal:
                    return answer({"code": refusal.code, "message": refusal.message}, refusal.status)
        return answer({"code": 0, "message": f"404: no route {request.method} {path}"}, 404)

    def _routes(self) -> Iterator[tuple[str, str, Callable[..., object]]]:
        c, m = r"/channels/(\d+)", r"/messages/(\d+)"
        yield "GET", "/users/@me", self._me
        yield "GET", "/oauth2/applications/@me", self._application_info
        yield "GET", "/gateway/bot", self._gateway_bot
        yield "GET", "/users/@me/guilds", lambda **_: self.guilds
        yield "GET", r"/guilds/\d+", lambda **_: self._guild()
        yield "GET", r"/guilds/\d+/members/\d+", lambda **_: self._member()
        yield "GET", c, self._channel
        yield "PATCH", c, self._change_channel
        yield "GET", c + "/messages", self._history
        yield "POST", c + "/messages", self._post
        yield "GET", c + m, self._message
        yield "PATCH", c + m, self._edit
        yield "POST", c + m + "/threads", self._start_thread
        yield "POST", c + "/threads", self._start_post
        yield "GET", c + "/threads/archived/public", self._archived
        yield "GET", r"/guilds/(\d+)/threads/active", self._active
        yield "GET", r"/applications/\d+/commands()", self._known_commands
        yield "GET", r"/applications/\d+/guilds/(\d+)/commands", self._known_commands
        yield "PUT", r"/applications/\d+/commands()", self._sync
        yield "PUT", r"/applications/\d+/guilds/(\d+)/commands", self._sync
        yield "POST", r"/interactions/(\d+)/([^/]+)/callback", self._callback
        yield "POST", r"/webhooks/\d+/([^/]+)", self._follow_up
        yield "PATCH", r"/webhooks/\d+/([^/]+)/messages/@original", self._edit_original
        yield "DELETE", r"/webhooks/\d+/([^/]+)/messages/@original", self._delete_original

    def _me(self, **_: object) -> Json:
        return {"id": APPLICATION, "username": "digest", "discriminator": "0", "avatar": None, "bot": True}

    def _application_info(self, **_: object) -> Json:
        owner = {"id": USER, "username": "ada", "discriminator": "0", "avatar": None}
        return {
            "id": APPLICATION, "name": "Digest", "description": "", "icon": None, "bot_public": True,
            "bot_require_code_grant": False, "owner": owner, "verify_key": "", "team": None, "summary": "",
            "flags": self.flags, "interactions_endpoint_url": self.endpoint,
        }  # fmt: skip

    def _gateway_bot(self, **_: object) -> Json:
        limit = {"total": 1000, "remaining": 999, "reset_after": 0, "max_concurrency": 1}
        return {
            "url": self.address.replace("http", "ws") + "/gateway",
            "shards": 1,
            "session_start_limit": limit,
        }

    def _known(self, channel: str) -> Json:
        if channel not in self.channels:
            raise RefusalError(404, 10003, "Unknown Channel")
        return self.channels[channel]

    def _channel(self, channel: str, **_: object) -> Json:
        if self.closed.get(channel) == 50001:
            raise RefusalError(403, 50001, "Missing Access")
        return self._known(channel)

    def _change_channel(self, channel: str, body: Json, **_: object) -> Json:
        known = self._known(channel)
        known.setdefault("thread_metadata", {}).update(body)
        return known

    def _history(self, channel: str, query: Json, **_: object) -> list[Json]:
        self._known(channel)
        if channel in self.closed:
            raise RefusalError(403, self.closed[channel])
        if not self.permissions & 1 << 16:  # without Read Message History there is nothing, and no error
            return []
        limit = int(query.get("limit", 50))
        assert limit <= 100
        found = [one for one in self.messages[channel] if int(one["id"]) > int(query.get("after", 0))]
        return found[:limit][::-1]

    def _checked(self, body: Json, files: list[str]) -> None:
        if not body.get("flags", 0) & V2:
            if not body.get("content"):
                raise RefusalError(400, 50006, "Cannot send an empty message")
            return
        wrong = complaints(body)
        names = [one["filename"] for one in body.get("attachments", [])]
        shown = [
            one["file"]["url"].removeprefix("attachment://") for one in nested(body) if one["type"] == 13
        ]
        wrong += ["content with components"] if body.get("content") else []
        wrong += ["files that no component shows"] if sorted(files) != sorted(shown) or files != names else []
        if wrong:
            raise RefusalError(400, 50035, "; ".join(wrong))

    def _stored(self, channel: str, body: Json, files: list[str], **more: object) -> Json:
        self._checked(body, files)
        assert body.get("allowed_mentions") == {"parse": []}
        message = {
            "id": self.snowflake(), "channel_id": channel, "type": 0, "author": self._me(), "content": "",
            "components": body.get("components", []), "attachments": [], "embeds": [], "mentions": [],
            "mention_roles": [], "mention_everyone": False, "pinned": False, "tts": False,
            "timestamp": self.clock().isoformat(), "edited_timestamp": None, "flags": body.get("flags", 0),
            "files": files, **more,
        }  # fmt: skip
        if not message["flags"] & EPHEMERAL:
            self.messages[channel].append(message)
            self.channels[channel]["last_message_id"] = message["id"]
        return message

    def _post(self, channel: str, body: Json, files: list[str], **_: object) -> Json:
        known = self._known(channel)
        if channel in self.closed:
            raise RefusalError(403, self.closed[channel])
        if known["type"] == FORUM_KIND:
            raise RefusalError(400, 50008, "Cannot send messages in a non-text channel")
        nonce = str(body.get("nonce", ""))
        if len(nonce) > 25:
            raise RefusalError(400, 50035, "nonce")
        if body.get("enforce_nonce") and (channel, nonce) in self.nonces:
            return self.nonces[channel, nonce]
        message = self._stored(channel, body, files)
        known.setdefault("thread_metadata", {})["archived"] = False
        if nonce:
            self.nonces[channel, nonce] = message
        return message

    def _found(self, channel: str, message: str) -> Json:
        self._known(channel)
        for one in self.messages[channel]:
            if one["id"] == message:
                return one
        raise RefusalError(404, 10008, "Unknown Message")

    def _message(self, channel: str, message: str, **_: object) -> Json:
        if not self.permissions & 1 << 16:
            raise RefusalError(403, 50013, "Missing Permissions")
        return self._found(channel, message)

    def _edit(self, channel: str, message: str, body: Json, files: list[str], **_: object) -> Json:
        found = self._found(channel, message)
        if self.channels[channel].get("thread_metadata", {}).get("archived"):
            raise RefusalError(400, 50083, "Thread is archived")
        self._checked(body, files)
        found |= {"components": body["components"], "flags": body["flags"], "files": files}
        return found

    def _start_thread(self, channel: str, message: str, body: Json, **_: object) -> Json:
        if self._known(channel)["type"] not in (TEXT, ANNOUNCEMENT):
            raise RefusalError(400, 50024, "Cannot execute action on this channel type")
        self._found(channel, message)
        if message in self.channels:
            raise RefusalError(400, 160004, "A thread has already been created for this message")
        return self._new_thread(message, channel, body)

    def _new_thread(self, id_: str, parent: str, body: Json) -> Json:
        if not 1 <= len(body["name"]) <= 100:
            raise RefusalError(400, 50035, "name")
        self.add_channel(id_, PUBLIC_THREAD, parent_id=parent)
        self.channels[id_]["name"] = body["name"]
        return self.channels[id_]

    def _start_post(self, forum: str, body: Json, files: list[str], **_: object) -> Json:
        if self._known(forum)["type"] != FORUM_KIND:
            raise RefusalError(400, 50024, "Cannot execute action on this channel type")
        if forum in self.closed:
            raise RefusalError(403, self.closed[forum])
        self._checked(body["message"], files)
        id_ = self.snowflake()
        thread = self._new_thread(id_, forum, body)
        thread["applied_tags"] = body.get("applied_tags", [])
        message = self._stored(id_, body["message"], files, id=id_)
        return {**thread, "message": message}

    def _active(self, guild: str, **_: object) -> Json:
        threads = [one for one in self.channels.values() if one["type"] == PUBLIC_THREAD]
        return {"threads": [one for one in threads if one["guild_id"] == guild], "members": []}

    def _archived(self, channel: str, **_: object) -> Json:
        del channel
        return {"threads": [], "members": [], "has_more": False}

    def _known_commands(self, guild: str, **_: object) -> list[Json]:
        return self.commands.get(guild, [])

    def _sync(self, guild: str, body: list[Json], **_: object) -> list[Json]:
        assert len({one["name"] for one in body}) == len(body)
        self.commands[guild] = [
            {**one, "id": self.snowflake(), "application_id": APPLICATION, "version": "1"} for one in body
        ]
        return self.commands[guild]

    # Interactions

    def _interaction(self, token: str) -> Interaction:
        one = self.interactions.get(token)
        if one is None or one.acknowledged is None or self._age(one) > 15 * 60:
            raise RefusalError(401 if one else 404, 50027 if one else 10015)
        return one

    def _age(self, one: Interaction) -> float:
        return self.clock().timestamp() - one.made

    def _callback(self, id_: str, token: str, body: Json, files: list[str], **_: object) -> Json:
        one = self.interactions.get(token)
        if one is None or one.id != id_ or (one.acknowledged is None and self._age(one) > 3):
            raise RefusalError(404, 10062, "Unknown interaction")
        if one.acknowledged is not None:
            raise RefusalError(400, 40060, "Interaction has already been acknowledged.")
        data = body.get("data") or {}
        if body["type"] == 4:
            one.ephemeral = bool(data.get("flags", 0) & EPHEMERAL)
            one.original = self._stored(one.channel, data, files)["id"]
        elif body["type"] == 5:
            assert set(data) <= {"flags"}
            assert data.get("flags", 0) in (0, EPHEMERAL)
            one.ephemeral = bool(data.get("flags"))
        elif body["type"] == 8:
            assert len(data["choices"]) <= 25
            assert all(
                1 <= len(str(c["name"])) <= 100 and len(str(c["value"])) <= 100 for c in data["choices"]
            )
            one.choices = data["choices"]
        one.acknowledged = self.clock().timestamp()
        return {"interaction": {"id": id_, "type": 2, "response_message_id": one.original}}

    def _edit_original(self, token: str, body: Json, files: list[str], **_: object) -> Json:
        one = self._interaction(token)
        flags = EPHEMERAL if one.ephemeral else 0
        if one.original is None:
            body = {**body, "flags": body.get("flags", 0) | flags}
            message = self._stored(one.channel, body, files)
            one.original = message["id"]
            one.followups.insert(0, message)
            return message
        if one.ephemeral:
            self._checked(body, files)
            message = next(each for each in one.followups if each["id"] == one.original)
            message |= {"components": body["components"], "files": files}
            return message
        return self._edit(one.channel, one.original, body=body, files=files)

    def _delete_original(self, token: str, **_: object) -> Json:
        one = self._interaction(token)
        self.messages[one.channel] = [m for m in self.messages[one.channel] if m["id"] != one.original]
        one.followups = [m for m in one.followups if m["id"] != one.original]
        one.original = "deleted"
        return {}

    def _follow_up(self, token: str, body: Json, files: list[str], **_: object) -> Json:
        one = self._interaction(token)
        if one.original is None:
            return self._edit_original(token, body, files)
        message = self._stored(one.channel, body, files)
        one.followups.append(message)
        return message

    # Gateway

    async def _gateway(self, request: web.Request) -> web.StreamResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.gateways.append(socket)
        await socket.send_json({"op": 10, "d": {"heartbeat_interval": 45_000}, "s": None, "t": None})
        async for frame in socket:
            if frame.type is not WSMsgType.TEXT:
                continue
            told = json.loads(frame.data)
            self.ops.append(told)
            if told["op"] == 1:
                await socket.send_json({"op": 11, "d": None, "s": None, "t": None})
            elif told["op"] == 2:
                await self._identify(socket, told["d"])
            elif told["op"] == 6:
                await self._dispatch(socket, "RESUMED", {})
                self.identified.set()
        return socket

    async def _identify(self, socket: web.WebSocketResponse, told: Json) -> None:
        if told["token"] != TOKEN:
            await socket.close(code=4004)
            return
        ready = {
            "v": 10, "user": self._me(), "session_id": "session",
            "guilds": [{"id": GUILD, "unavailable": True}],
            "resume_gateway_url": self.address.replace("http", "ws") + "/gateway",
            "application": {"id": APPLICATION, "flags": self.flags},
        }  # fmt: skip
        await self._dispatch(socket, "READY", ready)
        channels = [one for one in self.channels.values() if one["type"] != PUBLIC_THREAD]
        channels = [{**one, "position": 0, "permission_overwrites": []} for one in channels]
        more = {"channels": channels, "members": [self._member()], "threads": []}
        await self._dispatch(socket, "GUILD_CREATE", {**self._guild(), **more})
        self.identified.set()

    def _member(self) -> Json:
        joined = "2024-01-01T00:00:00+00:00"
        return {
            "user": self._me(),
            "roles": [],
            "joined_at": joined,
            "deaf": False,
            "mute": False,
            "flags": 0,
        }

    def _guild(self) -> Json:
        role = {
            "id": GUILD, "name": "@everyone", "permissions": str(self.permissions), "position": 0, "color": 0,
            "hoist": False, "managed": False, "mentionable": False, "colors": {"primary_color": 0},
        }  # fmt: skip
        return {
            "id": GUILD, "name": "Team", "owner_id": USER, "roles": [role], "emojis": [], "features": [],
            "member_count": 1, "large": False, "voice_states": [], "presences": [], "stage_instances": [],
            "guild_scheduled_events": [], "preferred_locale": "en-US", "system_channel_flags": 0,
            "verification_level": 0, "premium_tier": 0, "nsfw_level": 0, "default_message_notifications": 0,
            "explicit_content_filter": 0, "mfa_level": 0, "stickers": [], "afk_timeout": 60,
            "soundboard_sounds": [],
        }  # fmt: skip

    async def _dispatch(self, socket: web.WebSocketResponse, event: str, data: Json) -> None:
        await socket.send_json({"op": 0, "t": event, "s": next(self.sequence), "d": data})

    async def interact(
        self, kind: int, data: Json, *, channel: str = CHANNEL, user: str = USER, locale: str = "en-US",
        permissions: int = (1 << 52) - 1, app_permissions: int = (1 << 52) - 1, late: float = 0,
        message: Json | None = None,
    ) -> Interaction:  # fmt: skip
        """Send an interaction to the newest connection and return it; `late` seconds have passed already."""
        id_ = self.snowflake()
        one = Interaction(id_, f"token-{id_}", channel, self.clock().timestamp() - late)
        self.interactions[one.token] = one
        who = {"id": user, "username": f"u{user}", "discriminator": "0", "avatar": None, "global_name": None}
        member = {"user": who, "roles": [], "joined_at": "2024-01-01T00:00:00+00:00", "deaf": False,
                  "mute": False, "flags": 0, "permissions": str(permissions)}  # fmt: skip
        told = {
            "id": id_, "application_id": APPLICATION, "type": kind, "token": one.token, "version": 1,
            "data": data, "guild_id": GUILD, "channel_id": channel,
            "channel": {**self.channels[channel], "position": 0},
            "member": member, "locale": locale, "guild_locale": "en-US", "entitlements": [],
            "app_permissions": str(app_permissions), "authorizing_integration_owners": {"0": GUILD},
            "context": 0, "attachment_size_limit": 10_485_760,
        }  # fmt: skip
        if message:
            told["message"] = message
        await self._dispatch(self.gateways[-1], "INTERACTION_CREATE", told)
        return one

    async def command(self, name: str, *, user: str = USER, **rest: Any) -> Interaction:  # noqa: ANN401 - as interact
        """Type a command; what is no parameter of `interact` is an option."""
        own = ("channel", "locale", "permissions", "app_permissions", "late")
        more = {key: rest.pop(key) for key in own if key in rest}
        kinds = {bool: 5, int: 4}
        options = [{"name": key, "type": kinds.get(type(v), 3), "value": v} for key, v in rest.items()]
        id_ = next(one["id"] for each in self.commands.values() for one in each if one["name"] == name)
        return await self.interact(
            2, {"id": id_, "name": name, "type": 1, "options": options}, user=user, **more
        )

    async def press(self, message: Json, custom_id: str, *values: str, **more: Any) -> Interaction:  # noqa: ANN401
        """Press a button, or choose `values` from a menu."""
        data: Json = {"custom_id": custom_id, "component_type": 3 if values else 2}
        data |= {"values": list(values)} if values else {}
        channel = message["channel_id"]
        return await self.interact(3, data, channel=channel, message=message, **more)


async def _body(request: web.Request) -> tuple[Any, list[str]]:
    if request.content_type == "multipart/form-data":
        payload, files = {}, list[str]()
        async for one in await request.multipart():
            assert isinstance(one, BodyPartReader)
            content = await one.read()
            if one.name == "payload_json":
                payload = json.loads(content)
            else:
                files.append(str(one.filename))
        return payload, files
    text = await request.text()
    return (json.loads(text) if text else {}), []


@asynccontextmanager
async def served(server: DiscordServer) -> AsyncIterator[DiscordServer]:
    """Serve on a free port of this machine."""
    runner = web.AppRunner(server.application(), shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    server.address = f"http://{host}:{port}"
    try:
        with addressed(server.address):
            yield server
    finally:
        for socket in server.gateways:
            if not socket.closed:
                await socket.close(code=4000)
        await runner.cleanup()


@contextmanager
def addressed(address: str) -> Iterator[None]:
    """Lead discord.py to `address`, and back at the end."""
    base, gateway = discord.http.Route.BASE, discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY
    discord.http.Route.BASE = f"{address}/api/v10"
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(address.replace("http", "ws") + "/gateway")
    try:
        yield
    finally:
        discord.http.Route.BASE = base
        discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = gateway


async def until(true: Callable[[], object], seconds: float = 5) -> None:
    """Wait until something is so; fail when it never is."""
    async with asyncio.timeout(seconds):
        while not true():  # noqa: ASYNC110 - what is waited for happens in code that knows no event
            await asyncio.sleep(0.005)
