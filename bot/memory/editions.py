"""Frozen editions in memory."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.memory.instants import aware
from bot.stores import Edition, EditionState, FrozenPart
from bot.subscriptions import Channel


class MemoryEditions:
    """An `EditionStore` in memory."""

    def __init__(self) -> None:
        self._stored: dict[str, Edition] = {}

    async def freeze(self, edition: Edition) -> Edition:
        """Store `edition` unless its key is there, and return the one that is stored now."""
        return self._stored.setdefault(edition.key, replace(edition, frozen_at=aware(edition.frozen_at)))

    async def get(self, key: str) -> Edition | None:
        """Return the edition stored under `key`."""
        return self._stored.get(key)

    async def states(self, keys: Sequence[str]) -> Mapping[str, EditionState]:
        """Return how far those of `keys` have come that are stored; their parts are not read."""
        return {key: self._stored[key].state for key in keys if key in self._stored}

    async def part(self, key: str, number: int) -> tuple[Channel, FrozenPart] | None:
        """Return part `number` (from 0) of the edition stored under `key`, and where it belongs."""
        edition = self._stored.get(key)
        if edition is None or number >= len(edition.parts):
            return None
        return edition.channel, edition.parts[number]

    async def retell(self, edition: Edition) -> None:
        """Put the first part of `edition`, and what it tells, in place of what is stored under its key."""
        if old := self._stored.get(edition.key):
            parts = (*edition.parts[:1], *old.parts[1:])
            self._stored[edition.key] = replace(old, parts=parts, told=edition.told)

    async def set_state(self, key: str, state: EditionState) -> None:
        """Note how far the edition has come; nothing happens when there is none."""
        if key in self._stored:
            self._stored[key] = replace(self._stored[key], state=state)
