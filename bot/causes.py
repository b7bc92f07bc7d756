"""Why something could not be told, in kinds: what readers, operators and the next attempt need to know."""

from enum import StrEnum

from analysis.errors import SourceError, SourceLimitedError, SourceUnreadableError
from bot.errors import About, CannotLookError, DeliveryError, RefusedError, StoreError


class Cause(StrEnum):
    """What has to be mended, and so what belongs together in one alarm."""

    SOURCE = "source"  # repositories cannot be read just now
    REPOSITORY = "repository"  # this one is not there any more, or not for us
    PLATFORM = "platform"  # a chat platform is down, or takes nothing for now
    ACCOUNT = "account"  # a chat platform does not let us in
    CHANNEL = "channel"  # this channel is gone, or we may not post there
    STORE = "store"  # the database
    MODEL = "model"  # digests are written from facts alone
    ARCHIVE = "archive"  # reports cannot be saved as files
    EDITING = "editing"  # a posted digest cannot be put right
    OURS = "ours"  # anything that nobody foresaw


IN_CHANNEL = frozenset({Cause.PLATFORM, Cause.ACCOUNT, Cause.CHANNEL})
"""Where the channel itself is out of reach: no line can be posted there."""
LASTING = frozenset({Cause.REPOSITORY, Cause.ACCOUNT, Cause.CHANNEL})
"""What waiting alone does not mend."""

_OF_REFUSAL = {About.CHANNEL: Cause.CHANNEL, About.ACCOUNT: Cause.ACCOUNT}


def cause_of(error: BaseException) -> Cause:
    """Return the kind of `error`."""
    if isinstance(error, SourceUnreadableError | SourceLimitedError):
        return Cause.SOURCE
    if isinstance(error, SourceError):
        return Cause.REPOSITORY
    if isinstance(error, RefusedError):
        fallback = Cause.PLATFORM if error.retry_after is not None else Cause.OURS
        return _OF_REFUSAL.get(error.about, fallback)
    if isinstance(error, CannotLookError):  # an attempt's outcome is unknown, and then the channel was gone
        return _OF_REFUSAL.get(error.about, Cause.PLATFORM)
    if isinstance(error, DeliveryError):
        return Cause.PLATFORM
    return Cause.STORE if isinstance(error, StoreError) else Cause.OURS


def known_cause(text: str | None) -> Cause:
    """Return the cause that was stored as `text`; an older or newer release may have stored another."""
    return Cause(text) if text in set(Cause) else Cause.OURS
