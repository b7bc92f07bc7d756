"""Slack's Socket Mode: one-time addresses, envelopes that must be acknowledged within three seconds."""

import asyncio
import secrets
import time
from dataclasses import dataclass, field

from aiohttp import WSMsgType, web

Json = dict[str, object]
PATIENCE = 3.0  # seconds; then a user reads `operation_timeout`


class NotAcknowledgedError(Exception):
    """Nobody acknowledged an envelope in time: the user was shown a failure."""


@dataclass(frozen=True)
class Acknowledged:
    """How an envelope was answered."""

    payload: Json | None
    seconds: float


@dataclass
class Sockets:
    """The connections of one app; each envelope goes to one of them, and is acknowledged on the same.

    `broken` are the next so many connections that fail; their addresses are used up all the same.
    """

    tickets: set[str] = field(default_factory=set)
    open: list[web.WebSocketResponse] = field(default_factory=list)
    connected: asyncio.Event = field(default_factory=asyncio.Event)
    _waiting: dict[tuple[web.WebSocketResponse, str], asyncio.Future[Json]] = field(default_factory=dict)
    _deaf: set[web.WebSocketResponse] = field(default_factory=set)
    connections: int = 0
    most: int = 0  # that were open at once
    broken: int = 0
    acknowledged: list[str] = field(default_factory=list)

    def new_url(self, base: str) -> str:
        """Return an address that works once."""
        ticket = secrets.token_hex(8)
        self.tickets.add(ticket)
        return f"{base.replace('http', 'ws', 1)}/socket/{ticket}"

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Hold one connection."""
        ticket = request.match_info["ticket"]
        if ticket not in self.tickets:
            return web.Response(status=404)
        self.tickets.remove(ticket)
        if self.broken:
            self.broken -= 1
            return web.Response(status=503)
        socket = web.WebSocketResponse(autoping=False)
        await socket.prepare(request)
        self.open.append(socket)
        self.connections += 1
        self.most = max(self.most, len(self.open))
        await socket.send_json({"type": "hello", "num_connections": len(self.open)})
        self.connected.set()
        try:
            await self._listen(socket)
        finally:
            self.open.remove(socket)
            if not self.open:
                self.connected.clear()
        return socket

    async def _listen(self, socket: web.WebSocketResponse) -> None:
        async for frame in socket:
            if socket in self._deaf:
                continue
            if frame.type is WSMsgType.PING:
                await socket.pong(frame.data)
            if frame.type is WSMsgType.TEXT:
                self._take(socket, frame.json())

    def _take(self, socket: web.WebSocketResponse, answer: Json) -> None:
        envelope = str(answer.get("envelope_id"))
        self.acknowledged.append(envelope)
        waiting = self._waiting.pop((socket, envelope), None)
        if waiting and not waiting.done():
            waiting.set_result(answer)

    async def send(
        self, kind: str, payload: Json, *, on: web.WebSocketResponse | None = None, retry: int = 0
    ) -> Acknowledged:
        """Send an envelope and wait for its acknowledgement; raise `NotAcknowledgedError` without one.

        It goes out on the newest connection, or `on` another. `retry` says how often it came before.
        """
        await asyncio.wait_for(self.connected.wait(), 10)
        envelope, socket = secrets.token_hex(8), on or self.open[-1]
        waiting = asyncio.get_running_loop().create_future()
        self._waiting[socket, envelope] = waiting
        began = time.perf_counter()
        told = {"retry_attempt": retry, "retry_reason": "timeout"} if retry else {}
        await socket.send_json(
            {
                "envelope_id": envelope,
                "type": kind,
                "payload": payload,
                "accepts_response_payload": True,
                **told,
            }
        )
        try:
            answer = await asyncio.wait_for(waiting, PATIENCE)
        except TimeoutError as error:
            raise NotAcknowledgedError(kind) from error
        held = answer.get("payload")
        return Acknowledged(held if isinstance(held, dict) else None, time.perf_counter() - began)

    async def refresh(self, reason: str = "refresh_requested") -> None:
        """Ask the app to connect anew, as Slack does every few hours, with a `warning` ahead."""
        for socket in tuple(self.open):
            await socket.send_json({"type": "disconnect", "reason": reason})

    def cut(self) -> None:
        """Break all connections."""
        for socket in tuple(self.open):
            assert socket._req is not None
            assert socket._req.transport is not None
            socket._req.transport.abort()

    def freeze(self) -> None:
        """Hear nothing on the connections that stand, and answer no sign of life, without closing them."""
        self._deaf.update(self.open)

    async def close(self) -> None:
        """End all connections."""
        for socket in tuple(self.open):
            await socket.close()
