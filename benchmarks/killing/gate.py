"""What stands before a local platform: it sees each request first, and may kill who made it."""

import asyncio
import re
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from enum import StrEnum

from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
LATE_BY = 0.15  # seconds between a kill and the acceptance of what was sent before it


class Call(StrEnum):
    """What a request of a digest does."""

    PARENT = "parent"
    REPLY = "reply"
    THREAD = "thread"  # starts one
    UPLOAD = "upload"  # of a file or picture that nobody sees yet
    SHARE = "share"  # shows a file
    LOOK = "look"  # for what may stand there already
    READ = "read"


MESSAGES = frozenset({Call.PARENT, Call.REPLY, Call.SHARE})
Name = Callable[[web.Request], Awaitable[Call | None]]
"""Says what a request does; `None` for one that is no part of a digest."""


class Moment(StrEnum):
    """When, seen from a request, its sender is killed."""

    BEFORE = "before it arrives"
    AFTER = "after it was stored"
    LATE = "before it arrives, and yet it is stored a little later"


@dataclass
class Aim:
    """Kills by `kill` at the first request for which `chosen` holds."""

    moment: Moment
    chosen: Callable[[Call], bool]
    kill: Callable[[], Awaitable[None]]
    struck: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass
class Gate:
    """Counts what passes; `aim` is used up by its kill."""

    name: Name
    aim: Aim | None = None
    served: Counter[Call] = field(default_factory=Counter)
    calls: list[Call] = field(default_factory=list)

    @property
    def messages(self) -> int:
        """How many messages were stored."""
        return sum(self.served[call] for call in MESSAGES)

    @web.middleware
    async def middleware(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Let a request pass, or kill whoever made it."""
        try:
            return await self._passed(request, handler)
        except ConnectionResetError:  # who was killed had not sent all of it
            return web.Response(status=400)

    async def _passed(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        call = await self.name(request)
        if call is None:
            return await handler(request)
        self.calls.append(call)
        aim = self.aim
        if aim is None or not aim.chosen(call):
            return await self._serve(call, request, handler)
        self.aim = None
        await self._strike(aim, call, request, handler)
        if request.transport is not None:
            request.transport.abort()
        return web.Response(status=503)

    async def _strike(self, aim: Aim, call: Call, request: web.Request, handler: Handler) -> None:
        late = aim.moment is Moment.LATE and not request.content_type.startswith("multipart/")
        if late:
            await request.read()  # whole, and kept: nothing can be read from who is dead
        if aim.moment is Moment.AFTER:
            await self._serve(call, request, handler)
        await aim.kill()
        if late:
            await asyncio.sleep(LATE_BY)
            await self._serve(call, request, handler)
        aim.struck.set()

    async def _serve(self, call: Call, request: web.Request, handler: Handler) -> web.StreamResponse:
        answer = await handler(request)
        self.served[call] += 1
        return answer


_SLACK = {
    "chat.postMessage": Call.REPLY,
    "files.getUploadURLExternal": Call.UPLOAD,
    "files.completeUploadExternal": Call.SHARE,
    "conversations.history": Call.LOOK,
    "conversations.replies": Call.LOOK,
}

_WITHOUT = {Call.REPLY: (b"thread_ts", Call.PARENT), Call.SHARE: (b"channel_id", Call.UPLOAD)}
"""What a call is where it lacks a word: a picture is completed for nobody, and shown by its message."""


async def slack_call(request: web.Request) -> Call | None:
    """Say what a request to Slack does."""
    if request.path.startswith("/upload/"):
        return Call.UPLOAD
    call = _SLACK.get(request.path.rpartition("/")[2])
    if call in _WITHOUT and _WITHOUT[call][0] not in request.query_string.encode() + await request.read():
        return _WITHOUT[call][1]
    return call


def _read(request: web.Request) -> Call | None:
    return Call.READ if _CHANNEL.fullmatch(request.path) else None


_MESSAGES = re.compile(r"/api/v10/channels/(\d+)/messages")
_CHANNEL = re.compile(r"/api/v10/channels/\d+.*")


def discord_call(channels: frozenset[str]) -> Name:
    """Return what says what a request to Discord does; `channels` are those that are no threads."""

    async def call(request: web.Request) -> Call | None:
        if request.method == "GET":
            return Call.LOOK if _MESSAGES.fullmatch(request.path) else _read(request)
        if request.path.endswith("/threads"):
            return Call.THREAD
        found = _MESSAGES.fullmatch(request.path)
        if found is None:
            return None
        return Call.PARENT if found[1] in channels else Call.REPLY

    return call
