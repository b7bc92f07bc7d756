"""What keeps a process or a run from its work."""

from dataclasses import dataclass

from bot.errors.base import BotError


class StoppingError(BotError):
    """The bot was stopped before it could answer."""


@dataclass(eq=False)
class EngineTakenError(BotError):
    """Another process runs the durable work of this place: `where` is its database, without a password."""

    where: str


@dataclass(eq=False)
class AddressUnusableError(BotError):
    """Nothing can be served at `where` (host and port): something else does, or it is not ours to take."""

    where: str


@dataclass(eq=False)
class NoSuchRunError(BotError):
    """No run has this id."""

    run: str


@dataclass(eq=False)
class RunNotToBeChangedError(BotError):
    """The run cannot be retried or cancelled as it is: `state` is how it stands."""

    run: str
    state: str
