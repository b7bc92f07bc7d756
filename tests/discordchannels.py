"""A local Discord's channels and messages: what is stored, and what is refused."""

import asyncio
import datetime as dt
import re
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count

from aiohttp import web
from discordrules import complaints, files_shown, nested
from discordwords import (
    ANNOUNCEMENT,
    APPLICATION,
    CHANNEL,
    DIRECT,
    EPHEMERAL,
    EPOCH,
    FORUM,
    FORUM_KIND,
    GUILD,
    PUBLIC_THREAD,
    TEXT,
    V2,
    Fault,
    Interaction,
    Json,
    RefusalError,
)


@dataclass
class DiscordChannels:
    """The state of one server (guild), and its channels with their messages."""

    clock: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC)
    channels: dict[str, Json] = field(default_factory=dict)
    messages: dict[str, list[Json]] = field(default_factory=dict)
    commands: dict[str, list[Json]] = field(default_factory=dict)
    interactions: dict[str, Interaction] = field(default_factory=dict)
    faults: deque[Fault] = field(default_factory=deque)
    log: list[tuple[str, str]] = field(default_factory=list)
    closed: dict[str, int] = field(default_factory=dict)  # channel -> code with which it refuses posts
    shy: set[str] = field(default_factory=set)  # users who take no direct messages
    gateways: list[web.WebSocketResponse] = field(default_factory=list)
    ops: list[Json] = field(default_factory=list)  # what clients sent to the gateway
    address: str = ""
    nonces: dict[tuple[str, str], Json] = field(default_factory=dict)
    sequence: Iterator[int] = field(default_factory=lambda: count(1))
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    identified: asyncio.Event = field(default_factory=asyncio.Event)
    flags: int = 0  # of the application
    page: int = 50  # archived threads that are told at once
    sign_ins: int = 999  # that are left for today
    interval: int = 45_000  # milliseconds between heartbeats
    revoked: bool = False  # the bot's token
    deaf: bool = False  # to heartbeats: nothing answers them
    replay: Json | None = None  # the newest interaction, as it was dispatched
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

    def _me(self, **_: object) -> Json:
        return {"id": APPLICATION, "username": "digest", "discriminator": "0", "avatar": None, "bot": True}

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
        if body.get("archived"):
            known["thread_metadata"]["archive_timestamp"] = self.clock().isoformat()
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
        wrong += ["mentions"] if body.get("allowed_mentions") != {"parse": []} else []
        names = [one["filename"] for one in body.get("attachments", [])]
        shown = [url.removeprefix("attachment://") for url in files_shown(body)]
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

    def _direct(self, body: Json, **_: object) -> Json:
        user = body["recipient_id"]
        channel = direct_channel(user)
        if channel not in self.channels:
            who = {"id": user, "username": f"u{user}", "discriminator": "0", "avatar": None}
            self.channels[channel] = {"id": channel, "type": DIRECT, "recipients": [who]}
            self.messages[channel] = []
        if user in self.shy:
            self.closed[channel] = 50007
        return self.channels[channel]

    def _delete(self, channel: str, message: str, **_: object) -> Json:
        self.messages[channel].remove(self._found(channel, message))
        return {}

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
        self._check_tags(self.channels[forum], body.get("applied_tags", []))
        id_ = self.snowflake()
        thread = self._new_thread(id_, forum, body)
        thread["applied_tags"] = body.get("applied_tags", [])
        message = self._stored(id_, body["message"], files, id=id_)
        return {**thread, "message": message}

    def _check_tags(self, forum: Json, applied: list[str]) -> None:
        """Refuse as Discord does: five tags, all of them the forum's, one at least where it is a must."""
        known = {one["id"]: one for one in forum["available_tags"]}
        if len(set(applied)) > 5 or not set(applied) <= set(known):
            raise RefusalError(400, 50035, "applied_tags")
        if any(known[one].get("moderated") for one in applied):
            raise RefusalError(403, 50013, "Missing Permissions")
        if forum.get("flags", 0) & 1 << 4 and not applied:
            raise RefusalError(400, 40067, "A tag is required to create a forum post in this channel")

    def _active(self, guild: str, **_: object) -> Json:
        threads = [one for one in self._threads(archived=False) if one["guild_id"] == guild]
        return {"threads": threads, "members": []}

    def _archived(self, channel: str, query: Json, **_: object) -> Json:
        found = [one for one in self._threads(archived=True) if one["parent_id"] == channel]
        found.sort(key=_archived_at, reverse=True)
        found = [one for one in found if _archived_at(one) < query.get("before", "9")]
        limit = min(int(query.get("limit", 50)), self.page)
        return {"threads": found[:limit], "members": [], "has_more": len(found) > limit}

    def _threads(self, *, archived: bool) -> list[Json]:
        threads = [one for one in self.channels.values() if one["type"] == PUBLIC_THREAD]
        return [one for one in threads if bool(one["thread_metadata"]["archived"]) == archived]


def direct_channel(user: str) -> str:
    """Return the id of the channel of direct messages with somebody."""
    return f"9{user}"


def _archived_at(thread: Json) -> str:
    return str(thread["thread_metadata"]["archive_timestamp"])
