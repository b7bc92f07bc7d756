"""Which permissions the bot needs in which kind of place: a thread has no threads, a forum no messages."""

from collections.abc import Iterable
from enum import Enum

import discord

from bot.presenters.words.permissions import NAMES

PERMISSIONS = discord.Permissions(**dict.fromkeys(NAMES, True))
"""What the bot needs wherever it posts."""


class Place(Enum):
    """A kind of place, by what it does not need."""

    CHANNEL = frozenset[str]()
    FORUM = frozenset({"create_public_threads"})  # its posts take Send Messages
    THREAD = frozenset({"create_public_threads", "send_messages"})  # a post in a forum is one


def lacking(granted: discord.Permissions, *places: Place) -> tuple[str, ...]:
    """Return the names of what the bot needs in all of `places` and was not `granted`."""
    needed = set[str]().union(*(_needed(place) for place in places))
    return tuple(name for name in NAMES if name in needed and not getattr(granted, name))


def _needed(place: Place) -> Iterable[str]:
    return (name for name in NAMES if name not in place.value)
