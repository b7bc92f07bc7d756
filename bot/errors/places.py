"""What cannot be done here, or not by this person."""

from dataclasses import dataclass

from bot.errors.base import BotError


@dataclass(eq=False)
class NotAvailableHereError(BotError):
    """The command exists, but not in this place: a terminal without a store follows nothing."""

    command: str


class NotAMemberError(BotError):
    """Members of a channel decide what it follows, and the asker is none."""


@dataclass(eq=False)
class MembershipUntoldError(BotError):
    """`platform` would not say just now whether the asker is a member of the channel."""

    platform: str


@dataclass(eq=False)
class NotInChannelError(BotError):
    """The bot is not in this channel, so nothing was posted: `invite` is the line that mends it."""

    invite: str


class NotInConversationError(BotError):
    """The bot has no part in this direct conversation, and cannot be invited to it."""


class ChannelArchivedError(BotError):
    """The channel is archived: nothing can be posted there."""
