"""A Discord on this machine for the unmodified discord.py: REST and gateway, strict where Discord is strict.

Its log and its messages are what tests judge by. Faults are used up from the left by the requests they name.
"""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from typing import Any

import discord
import yarl
from aiohttp import BodyPartReader, WSMsgType, web
from aiohttp.typedefs import Middleware
from discordanswers import DiscordAnswers
from discordwords import (
    APPLICATION,
    CHANNEL,
    DIRECT,
    GUILD,
    PUBLIC_THREAD,
    TOKEN,
    USER,
    Interaction,
    Json,
    RefusalError,
    answer,
)


class DiscordServer(DiscordAnswers):
    """One server (guild) with a text channel and a forum."""

    def application(self, gate: Sequence[Middleware] = ()) -> web.Application:
        """Return the server as a web application; `gate` sees every request first."""
        app = web.Application(client_max_size=64 * 1024 * 1024, middlewares=gate)
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
        if not public and (self.revoked or request.headers.get("Authorization") != f"Bot {TOKEN}"):
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
        yield "GET", r"/guilds/\d+/channels", lambda **_: list(self.channels.values())
        yield "GET", c, self._channel
        yield "PATCH", c, self._change_channel
        yield "GET", c + "/messages", self._history
        yield "POST", c + "/messages", self._post
        yield "GET", c + m, self._message
        yield "PATCH", c + m, self._edit
        yield "DELETE", c + m, self._delete
        yield "POST", "/users/@me/channels", self._direct
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

    def _application_info(self, **_: object) -> Json:
        owner = {"id": USER, "username": "ada", "discriminator": "0", "avatar": None}
        return {
            "id": APPLICATION, "name": "Digest", "description": "", "icon": None, "bot_public": True,
            "bot_require_code_grant": False, "owner": owner, "verify_key": "", "team": None, "summary": "",
            "flags": self.flags, "interactions_endpoint_url": self.endpoint,
        }  # fmt: skip

    def _gateway_bot(self, **_: object) -> Json:
        limit = {"total": 1000, "remaining": self.sign_ins, "reset_after": 90_000, "max_concurrency": 1}
        return {
            "url": self.address.replace("http", "ws") + "/gateway",
            "shards": 1,
            "session_start_limit": limit,
        }

    def _known_commands(self, guild: str, **_: object) -> list[Json]:
        if guild and guild not in {one["id"] for one in self.guilds}:
            raise RefusalError(403, 50001, "Missing Access")
        return self.commands.get(guild, [])

    def _sync(self, guild: str, body: list[Json], **_: object) -> list[Json]:
        assert len({one["name"] for one in body}) == len(body)
        self.commands[guild] = [
            {**one, "id": self.snowflake(), "application_id": APPLICATION, "version": "1"} for one in body
        ]
        return self.commands[guild]

    # Gateway

    async def _gateway(self, request: web.Request) -> web.StreamResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.gateways.append(socket)
        await socket.send_json({"op": 10, "d": {"heartbeat_interval": self.interval}, "s": None, "t": None})
        async for frame in socket:
            if frame.type is not WSMsgType.TEXT:
                continue
            told = json.loads(frame.data)
            self.ops.append(told)
            if told["op"] == 1 and not self.deaf:
                await socket.send_json({"op": 11, "d": None, "s": None, "t": None})
            elif told["op"] == 2:
                await self._identify(socket, told["d"])
            elif told["op"] == 6:
                await self._dispatch(socket, "RESUMED", {})
                self.identified.set()
        return socket

    async def _identify(self, socket: web.WebSocketResponse, told: Json) -> None:
        if self.revoked or told["token"] != TOKEN:
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
        frame = {"op": 0, "t": event, "s": next(self.sequence), "d": data}
        self.replay = frame if event == "INTERACTION_CREATE" else self.replay
        await socket.send_json(frame)

    async def interact(
        self, kind: int, data: Json, *, channel: str = CHANNEL, user: str = USER, locale: str = "en-US",
        permissions: int = (1 << 52) - 1, app_permissions: int = (1 << 52) - 1, late: float = 0,
        message: Json | None = None,
    ) -> Interaction:  # fmt: skip
        """Send an interaction to the newest connection and return it; `late` seconds have passed already.

        A channel of direct messages belongs to no server, and nobody has permissions there.
        """
        id_ = self.snowflake()
        one = Interaction(id_, f"token-{id_}", channel, self.clock().timestamp() - late)
        self.interactions[one.token] = one
        who = {"id": user, "username": f"u{user}", "discriminator": "0", "avatar": None, "global_name": None}
        member = {"user": who, "roles": [], "joined_at": "2024-01-01T00:00:00+00:00", "deaf": False,
                  "mute": False, "flags": 0, "permissions": str(permissions)}  # fmt: skip
        told = {
            "id": id_, "application_id": APPLICATION, "type": kind, "token": one.token, "version": 1,
            "data": data, "channel_id": channel, "channel": {**self.channels[channel], "position": 0},
            "locale": locale, "entitlements": [],
            "app_permissions": str(app_permissions), "authorizing_integration_owners": {"0": GUILD},
            "context": 0, "attachment_size_limit": 10_485_760,
        }  # fmt: skip
        if self.channels[channel]["type"] == DIRECT:
            told |= {"user": who, "context": 1}
        else:
            told |= {"member": member, "guild_id": GUILD, "guild_locale": "en-US"}
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

    async def press(self, message: Json, custom_id: str, *values: str, **more: Any) -> Interaction:  # noqa: ANN401 - JSON of any form
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
                assert content.startswith(b"\x89PNG") == str(one.filename).endswith(".png")
                files.append(str(one.filename))
        return payload, files
    text = await request.text()
    return (json.loads(text) if text else {}), []


@asynccontextmanager
async def served(server: DiscordServer, gate: Sequence[Middleware] = ()) -> AsyncIterator[DiscordServer]:
    """Serve on a free port of this machine; `gate` sees every request first."""
    runner = web.AppRunner(server.application(gate), shutdown_timeout=0.1)
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
