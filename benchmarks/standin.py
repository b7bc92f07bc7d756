"""A chat service and a model server that outlive the processes under test, and remember what reached them.

A message is stored before it is answered. In a share of calls the answer is lost; in another the connection
drops at once and the message is accepted later. Whoever judges looks at this log, never at our own tables.
"""

import asyncio
import datetime as dt
import random
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web

from bot.errors import CannotLookError, OutcomeUnknownError
from bot.messages import Message
from bot.ports import Part, Target

IsStored = Callable[[str, str, str], Awaitable[bool]]
"""Whether the analysis of a commit (repository, SHA, depth) is stored: so calls paid twice are found."""


@dataclass(frozen=True)
class Faults:
    """Shares of calls that go wrong, and how late a late message is accepted (seconds)."""

    lost: float = 0.05
    late: float = 0.0
    late_by: float = 0.15
    model_takes: float = 0.05


@dataclass
class StandIn:
    """What the service holds, and what it was asked for."""

    faults: Faults
    chance: random.Random
    is_stored: IsStored | None = None
    log: list[tuple[str, str, str | None]] = field(default_factory=list)  # channel, key, thread
    searches: int = 0
    model_calls: Counter[str] = field(default_factory=Counter)
    paid_twice: list[str] = field(default_factory=list)
    heard_of: set[str] = field(default_factory=set)  # executors that became ready
    _later: set[asyncio.Task[None]] = field(default_factory=set)

    def application(self) -> web.Application:
        """Return the server's routes."""
        application = web.Application()
        application.add_routes(
            [
                web.post("/send", self._send),
                web.post("/find", self._find),
                web.post("/model", self._model),
                web.post("/ready", self._ready),
            ]
        )
        return application

    async def _send(self, request: web.Request) -> web.Response:
        data = await request.json()
        dice = self.chance.random()
        if dice < self.faults.late:
            self._later.add(asyncio.create_task(self._accept_late(data)))
            _hang_up(request)
        message_id = self._accept(data)
        if dice < self.faults.late + self.faults.lost:
            _hang_up(request)
        return web.json_response({"id": message_id})

    async def _accept_late(self, data: dict[str, Any]) -> None:
        await asyncio.sleep(self.faults.late_by)
        self._accept(data)

    def _accept(self, data: dict[str, Any]) -> str:
        self.log.append((data["channel"], data["key"], data["thread"]))
        return str(len(self.log))

    async def _find(self, request: web.Request) -> web.Response:
        data = await request.json()
        self.searches += 1
        found = (
            str(number)
            for number, (channel, key, _) in enumerate(self.log, 1)
            if (channel, key) == (data["channel"], data["key"])
        )
        return web.json_response({"id": next(found, None)})

    async def _model(self, request: web.Request) -> web.Response:
        wanted: list[tuple[str, str, str]] = (await request.json())["wanted"]
        self.model_calls.update(["+".join(sha for _, sha, _ in wanted)])
        if self.is_stored is not None:
            self.paid_twice += [one[1] for one in wanted if await self.is_stored(*one)]
        await asyncio.sleep(self.faults.model_takes)
        return web.json_response({"text": "So it is."})

    async def _ready(self, request: web.Request) -> web.Response:
        self.heard_of.add((await request.json())["executor"])
        return web.json_response({})


def _hang_up(request: web.Request) -> None:
    if request.transport is not None:
        request.transport.abort()
    raise web.HTTPServiceUnavailable


@asynccontextmanager
async def served(stand_in: StandIn) -> AsyncIterator[str]:
    """Serve on the loopback and yield the address."""
    runner = web.AppRunner(stand_in.application(), access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


@dataclass(frozen=True)
class HttpChat:
    """Implements `bot.ports.ChatPlatform` on a stand-in."""

    session: aiohttp.ClientSession
    address: str
    name: str = "chat"

    def render(self, message: Message) -> tuple[Part, ...]:
        """Return one part."""
        return (Part({"title": message.title}),)

    async def send(self, target: Target, part: Part, key: str) -> str:
        """Post it once."""
        body = {"channel": target.channel, "thread": target.thread, "key": key, "part": part.payload}
        try:
            return str((await self._call("/send", body))["id"])
        except aiohttp.ClientError as error:
            raise OutcomeUnknownError(type(error).__name__) from error

    async def find(self, target: Target, key: str, since: dt.datetime) -> str | None:
        """Search the log."""
        del since
        try:
            found: str | None = (await self._call("/find", {"channel": target.channel, "key": key}))["id"]
        except aiohttp.ClientError as error:
            raise CannotLookError(type(error).__name__) from error
        return found

    async def edit(self, target: Target, message_id: str, part: Part, key: str | None = None) -> None:
        """Change nothing: no test asks for it."""

    async def _call(self, path: str, body: Mapping[str, object]) -> dict[str, Any]:
        async with self.session.post(self.address + path, json=body) as response:
            response.raise_for_status()
            answer: dict[str, Any] = await response.json()
            return answer
