"""What can go wrong while a part is posted, and who can mend it."""

from dataclasses import dataclass
from enum import Enum, auto

from bot.errors.base import BotError


class DeliveryError(BotError):
    """A part could not be posted."""


@dataclass(eq=False)
class NoPlatformError(DeliveryError):
    """This process cannot post to `platform`: it is not set up, or not known at all."""

    platform: str


class About(Enum):
    """What a platform's refusal is about, and so who can mend it."""

    PART = auto()  # what we sent, or that it was sent there
    MESSAGE = auto()  # the message that was to be changed is gone
    FIXED = auto()  # the message is there, and can be changed no more
    CHANNEL = auto()  # the channel is gone, closed, or closed to us
    ACCOUNT = auto()  # the platform does not let us in at all


@dataclass(eq=False)
class RefusedError(DeliveryError):
    """The platform certainly did not take the part; `retry_after` seconds when it says when to come back.

    `reason` is the platform's own code, for the log.
    """

    reason: str
    retry_after: float | None = None
    about: About = About.PART


@dataclass(eq=False)
class OutcomeUnknownError(DeliveryError):
    """The part may stand on the platform or not: an answer was lost, late, or no answer at all."""

    reason: str


@dataclass(eq=False)
class CannotLookError(DeliveryError):
    """The platform would not say whether a part is there already; posting blind could double it."""

    reason: str
    about: About = About.PART
