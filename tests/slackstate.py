"""What stands on our own Slack, and what its methods look at first: scopes, channels, threads."""

import secrets
import time
from collections import defaultdict, deque
from dataclasses import dataclass, field

from slacksocket import Sockets
from slackwire import Fault, Json, SlackError

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
LISTING = {
    "public_channel": "channels:read",
    "private_channel": "groups:read",
    "mpim": "mpim:read",
    "im": "im:read",
}
HISTORY = {
    "public_channel": "channels:history",
    "private_channel": "groups:history",
    "mpim": "mpim:history",
    "im": "im:history",
}


@dataclass
class Place:
    """A channel, or with `direct` a conversation of few people: `im` or `mpim`."""

    id: str
    name: str = "dev"
    member: bool = True  # the bot
    private: bool = False
    archived: bool = False
    direct: str = ""

    @property
    def kind(self) -> str:
        """What Slack calls it."""
        return self.direct or ("private_channel" if self.private else "public_channel")


@dataclass
class State:
    """Everything that stands on the service; tests read it and make it fail.

    `faults` are used up from the left, one a call of the method; `None` lets a call pass. `paces` are the
    seconds that must lie between two calls of a method in one channel. `outsiders` are in no channel.
    """

    url: str = ""
    scopes: set[str] = field(default_factory=lambda: set(SCOPES))
    places: dict[str, Place] = field(default_factory=lambda: {"C1": Place("C1")})
    messages: dict[str, list[Json]] = field(default_factory=lambda: defaultdict(list))
    ephemeral: list[Json] = field(default_factory=list)
    responses: dict[str, list[Json]] = field(default_factory=lambda: defaultdict(list))
    issued: dict[str, float] = field(default_factory=dict)  # addresses for answers, by when they were made
    homes: dict[str, Json] = field(default_factory=dict)
    files: dict[str, Json] = field(default_factory=dict)
    calls: list[tuple[str, Json]] = field(default_factory=list)
    called_out: list[str] = field(default_factory=list)  # whatever would have notified somebody
    faults: dict[str, deque[Fault | None]] = field(default_factory=lambda: defaultdict(deque))
    paces: dict[str, float] = field(default_factory=dict)
    sockets: Sockets = field(default_factory=Sockets)
    page: int = 15
    budget: int = 13_200
    slow_looks: int = 0  # calls that show a new picture and come too early
    outsiders: set[str] = field(default_factory=set)
    bad_tokens: set[str] = field(default_factory=set)
    _last: int = 0
    _paced: dict[tuple[str, object], float] = field(default_factory=dict)

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
        path = f"/response/{secrets.token_hex(8)}"
        self.issued[path] = time.monotonic()
        return f"{self.url}{path}"

    def said(self, method: str) -> list[Json]:
        """Return what a method was called with."""
        return [asked for name, asked in self.calls if name == method]

    def next_ts(self) -> str:
        """Return a timestamp of its own, later than all before."""
        self._last = max(time.time_ns() // 1000, self._last + 1)
        return f"{self._last // 10**6}.{self._last % 10**6:06}"

    def need(self, *scopes: str) -> None:
        """Refuse what the token may not do: one of `scopes` is enough."""
        if not self.scopes.intersection(scopes):
            raise SlackError("missing_scope", needed=",".join(scopes), provided=",".join(sorted(self.scopes)))

    def pace(self, method: str, channel: object) -> float:
        """Return the seconds that this call comes too early; 0 where it may pass."""
        due = self._paced.get((method, channel), 0.0)
        now = time.monotonic()
        if now < due:
            return due - now
        self._paced[method, channel] = now + self.paces.get(method, 0.0)
        return 0.0

    def place(self, channel: object) -> Place:
        """Return a channel that the bot can know of."""
        place = self.places.get(str(channel))
        if place is None or (not place.member and (place.private or place.direct)):
            raise SlackError("channel_not_found")
        return place

    def writable(self, channel: object) -> Place:
        """Return a channel that the bot may write in."""
        place = self.place(channel)
        if place.archived:
            raise SlackError("is_archived")
        if not place.member:
            raise SlackError("not_in_channel")
        return place

    def parent(self, channel: str, ts: object) -> Json:
        """Return the message that a thread hangs on."""
        found = next((one for one in self.messages[channel] if one["ts"] == ts), None)
        if found is None or found.get("thread_ts") not in (None, ts):
            raise SlackError("thread_not_found")
        return found

    def store(self, channel: str, asked: Json, thread: object) -> Json:
        """Let a message of the bot stand in a channel."""
        message: Json = {"type": "message", "user": BOT, "bot_id": "B1", "ts": self.next_ts()}
        message |= {name: asked[name] for name in ("text", "blocks", "metadata", "files") if asked.get(name)}
        if thread is not None:
            message["thread_ts"] = thread
        self.messages[channel].append(message)
        return message
