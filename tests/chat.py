"""A chat service that stores a message before it answers, and can lose or delay what it says."""

import asyncio
import datetime as dt
from collections import deque
from dataclasses import dataclass, field

from bot.errors import About, CannotLookError, OutcomeUnknownError, RefusedError
from bot.messages import Message
from bot.ports import Part, Target


@dataclass(frozen=True)
class Stored:
    """One message as it stands on the service."""

    id: str
    target: Target
    key: str
    part: Part


@dataclass
class ChatService:
    """What all clients of one service share: its log is what tests judge by."""

    log: list[Stored] = field(default_factory=list)
    searches: int = 0
    arrived: asyncio.Event = field(default_factory=asyncio.Event)

    def accept(self, target: Target, part: Part, key: str) -> str:
        """Store a message and return its id."""
        message = Stored(str(len(self.log) + 1), target, key, part)
        self.log.append(message)
        self.arrived.set()
        return message.id

    def keys(self, channel: str) -> list[str]:
        """Return the keys of a channel's messages in the order in which they were accepted."""
        return [message.key for message in self.log if message.target.channel == channel]


@dataclass
class ChatClient:
    """Implements `ChatPlatform` on a `ChatService`; `faults` are used up from the left, one a call."""

    service: ChatService
    name: str = "chat"
    faults: deque["Fault"] = field(default_factory=deque)
    deaf: bool = False  # cannot search
    late: set[asyncio.Task[str]] = field(default_factory=set)
    asked: asyncio.Event = field(default_factory=asyncio.Event)  # set by every call
    edits: list[str] = field(default_factory=list)  # ids of messages, in the order of their edits
    closed: dict[str, RefusedError] = field(default_factory=dict)  # what a channel answers to everything
    stubborn: dict[str, RefusedError] = field(default_factory=dict)  # what an edit of a message raises

    def render(self, message: Message) -> tuple[Part, ...]:
        """Return one part that holds the title."""
        return (Part({"title": message.title}),)

    async def send(self, target: Target, part: Part, key: str) -> str:
        """Store the message, unless a fault says otherwise."""
        fault = self.faults.popleft() if self.faults else Fault()
        self.asked.set()
        if target.channel in self.closed:
            raise self.closed[target.channel]
        if fault.refuse is not None:
            raise RefusedError(fault.refuse, fault.retry_after, fault.about)
        if fault.late:
            task = asyncio.create_task(self._accept_later(target, part, key, fault.late))
            self.late.add(task)
            raise OutcomeUnknownError("lost connection")
        if fault.before:
            await fault.before.wait()
        message_id = self.service.accept(target, part, key)
        if fault.lose_answer:
            raise OutcomeUnknownError("lost answer")
        if fault.silent:
            await asyncio.Event().wait()
        return message_id

    async def _accept_later(self, target: Target, part: Part, key: str, seconds: float) -> str:
        await asyncio.sleep(seconds)
        return self.service.accept(target, part, key)

    async def find(self, target: Target, key: str, since: dt.datetime) -> str | None:
        """Search the log."""
        del since
        if self.deaf:
            raise CannotLookError("missing_scope")
        self.service.searches += 1
        found = (it.id for it in self.service.log if it.key == key and it.target.channel == target.channel)
        return next(found, None)

    async def edit(self, target: Target, message_id: str, part: Part, key: str | None = None) -> None:
        """Replace a stored message's part, unless it is stubborn or gone."""
        del key
        if target.channel in self.closed:
            raise self.closed[target.channel]
        if message_id in self.stubborn:
            raise self.stubborn[message_id]
        if all(it.id != message_id for it in self.service.log):
            raise RefusedError("gone", about=About.MESSAGE)
        self.edits.append(message_id)
        self.service.log = [
            Stored(it.id, it.target, it.key, part) if it.id == message_id else it for it in self.service.log
        ]


@dataclass(frozen=True)
class Fault:
    """What goes wrong with one call; nothing by default."""

    refuse: str | None = None
    retry_after: float | None = None
    about: About = About.PART
    lose_answer: bool = False
    silent: bool = False  # stores, and never answers
    late: float = 0  # the connection drops at once; the message is accepted so many seconds later
    before: asyncio.Event | None = None  # the message is accepted once this is set


@dataclass
class FilingClient(ChatClient):
    """A client whose service stores a file first and shows it later; implements `FileStorage` too."""

    uploads: list[str] = field(default_factory=list)

    async def upload(self, part: Part) -> str | None:
        """Store the file of `part`, if it has one."""
        if "file" not in part.payload:
            return None
        self.uploads.append(f"F{len(self.uploads) + 1}")
        return self.uploads[-1]
