"""What the bot must remember of digests as they were rendered, before the first part is posted."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from bot.ports import Part
from bot.subscriptions import Channel


class EditionState(StrEnum):
    """How far the posting of an edition has come."""

    FROZEN = "frozen"  # parts are stored; some may be posted
    POSTED = "posted"
    GIVEN_UP = "given_up"


@dataclass(frozen=True, slots=True)
class FrozenPart:
    """One stored part: its posting key, where it stands, and what is sent."""

    key: str
    part: Part
    in_thread: bool


@dataclass(frozen=True, slots=True)
class Edition:
    """One rendering of a digest for one channel, frozen before it is posted.

    `key` is `{subscription}:{local date}:{number}`, or `{channel}:{repo}:{branch}:{date}:{number}` for
    one that was posted by hand; part keys append `:{part}`. `told` is what it tells its channel, as data
    that survives a trip through JSON: what is to be remembered once it stands.
    """

    key: str
    channel: Channel
    repo: str
    date: dt.date
    parts: tuple[FrozenPart, ...]
    frozen_at: dt.datetime
    state: EditionState = EditionState.FROZEN
    told: dict[str, object] | None = None


class EditionStore(Protocol):
    """Digests as they were rendered."""

    async def freeze(self, edition: Edition) -> Edition:
        """Store `edition` unless its key is there, and return the one that is stored now."""
        ...

    async def get(self, key: str) -> Edition | None:
        """Return the edition stored under `key`."""
        ...

    async def states(self, keys: Sequence[str]) -> Mapping[str, EditionState]:
        """Return how far those of `keys` have come that are stored; their parts are not read."""
        ...

    async def part(self, key: str, number: int) -> tuple[Channel, FrozenPart] | None:
        """Return part `number` (from 0) of the edition stored under `key`, and where it belongs."""
        ...

    async def retell(self, edition: Edition) -> None:
        """Put the first part of `edition`, and what it tells, in place of what is stored under its key."""
        ...

    async def set_state(self, key: str, state: EditionState) -> None:
        """Note how far the edition has come; nothing happens when there is none."""
        ...
