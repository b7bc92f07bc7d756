"""Why the bot cannot remember."""

from dataclasses import dataclass

from bot.errors.base import BotError


@dataclass(eq=False)
class StoreError(BotError):
    """The bot cannot remember: `where` names the database (a file, or host and name; never a password)."""

    where: str


class MemoryAwayError(BotError):
    """The database cannot be used now: all that people in a chat are told of a `StoreError`."""


class StoreAddressError(StoreError):
    """`DATABASE_URL` names no database that could be used; `where` is the kind it asks for, if any."""


class StoreNotWritableError(StoreError):
    """The file, its folder or the database lets us read at most."""


class StoreFullError(StoreError):
    """The disk is full: nothing that was stored is lost, and nothing more can be stored."""


class StoreBusyError(StoreError):
    """Somebody else held the database for longer than we wait; the same may well work in a minute."""


class StoreUnreachableError(StoreError):
    """The database server does not answer, does not let us in, or has no such database."""


class StoreDiskError(StoreError):
    """The disk refuses to read or write: a quota or limit is reached, it was taken away, or it fails."""


class StoreUnknownError(StoreError):
    """A row is of a form that this release does not know: a newer one wrote it."""


class StoreDamagedError(StoreError):
    """The file is no database, or a damaged one."""


@dataclass(eq=False)
class StoreNewerError(StoreError):
    """A newer release wrote this database; `revision` is its shape, which this release does not know."""

    revision: str
