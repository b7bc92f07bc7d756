"""What the bot needs of the world, at the height of the question."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from analysis.ports import CommitSource
from bot.messages import Message


@dataclass(frozen=True, slots=True)
class Target:
    """Where a part goes: a channel, and the parent's id for a reply in its thread."""

    channel: str
    thread: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of a rendered message, ready to send; `payload` is JSON of the platform's own form."""

    payload: Mapping[str, object]


class ChatPlatform(Protocol):
    """A place where messages are posted."""

    @property
    def name(self) -> str:
        """The platform's name as targets are written: `slack`, `discord`, `terminal`."""
        ...

    def render(self, message: Message) -> tuple[Part, ...]:
        """Turn any message into parts that the platform accepts; body text is split, never lost."""
        ...

    async def send(self, target: Target, part: Part, key: str) -> str:
        """Post `part` so that `key` can be found again, and return the id of what was posted."""
        ...

    async def find(self, target: Target, key: str) -> str | None:
        """Return the id of what was posted under `key`, or `None` when it is certainly not there."""
        ...

    async def edit(self, target: Target, message_id: str, part: Part) -> None:
        """Replace what was posted as `message_id`."""
        ...


class Sources(Protocol):
    """Finds the commit source of a repository that somebody named."""

    async def find(self, repo: str) -> CommitSource:
        """Return the source of `repo`, or raise a `SourceError`."""
        ...

    def known(self) -> tuple[str, ...]:
        """Return the names of the repositories that are known without asking anybody."""
        ...


class Clock(Protocol):
    """The time, as an argument."""

    def now(self) -> dt.datetime:
        """Return the current instant, aware, in UTC."""
        ...


class Progress(Protocol):
    """Somewhere to show that long work goes on."""

    async def update(self, done: int, total: int | None) -> None:
        """Say that `done` of `total` commits (`None` while unknown) are ready."""
        ...
