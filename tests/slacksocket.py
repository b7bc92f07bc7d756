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
    """The connections of one app; each envelope goes to one of them."""

    tickets: set[str] = field(default_factory=set)
    open: list[web.WebSocketResponse] = field(default_factory=list)
    connected: asyncio.Event = field(default_factory=asyncio.Event)
    _waiting: dict[str, asyncio.Future[Json]] = field(default_factory=dict)
    connections: int = 0

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
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.open.append(socket)
        self.connections += 1
        await socket.send_json({"type": "hello", "num_connections": len(self.open)})
        self.connected.set()
        try:
            async for frame in socket:
                if frame.type is WSMsgType.TEXT:
                    self._take(frame.json())
        finally:
            self.open.remove(socket)
            if not self.open:
                self.connected.clear()
        return socket

    def _take(self, answer: Json) -> None:
        waiting = self._waiting.pop(str(answer.get("envelope_id")), None)
        if waiting and not waiting.done():
            waiting.set_result(answer)

    async def send(self, kind: str, payload: Json) -> Acknowledged:
        """Send an envelope and wait for its acknowledgement; raise `NotAcknowledgedError` without one."""
        await asyncio.wait_for(self.connected.wait(), 10)
        envelope = secrets.token_hex(8)
        waiting = asyncio.get_running_loop().create_future()
        self._waiting[envelope] = waiting
        began = time.perf_counter()
        await self.open[-1].send_json(
            {"envelope_id": envelope, "type": kind, "payload": payload, "accepts_response_payload": True}
        )
        try:
            answer = await asyncio.wait_for(waiting, PATIENCE)
        except TimeoutError as error:
            raise NotAcknowledgedError(kind) from error
        told = answer.get("payload")
        return Acknowledged(told if isinstance(told, dict) else None, time.perf_counter() - began)

    async def refresh(self) -> None:
        """Ask the app to connect anew, as Slack does every few hours."""
        for socket in tuple(self.open):
            await socket.send_json({"type": "disconnect", "reason": "refresh_requested"})

    def cut(self) -> None:
        """Break all connections."""
        for socket in tuple(self.open):
            assert socket._req is not None
            assert socket._req.transport is not None
            socket._req.transport.abort()

    async def close(self) -> None:
        """End all connections."""
        for socket in tuple(self.open):
            await socket.close()
