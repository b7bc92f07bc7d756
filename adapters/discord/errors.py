"""What discord.py and Discord raise, as ours; the codes that we act on, by Discord's own numbers.

https://docs.discord.com/developers/topics/opcodes-and-status-codes#json
"""

from collections.abc import Iterator
from contextlib import contextmanager

import aiohttp
import discord

from bot.errors import DeliveryError, OutcomeUnknownError, RefusedError

UNKNOWN_CHANNEL = "10003"
UNKNOWN_MESSAGE = "10008"
UNKNOWN_WEBHOOK = "10015"  # an interaction's token that expired
UNKNOWN_INTERACTION = "10062"  # the first response came after three seconds
ALREADY_ACKNOWLEDGED = "40060"
ARCHIVED = "50083"
HAS_THREAD = "160004"

TOO_MANY = 429
SERVER_ERROR = 500
COME_BACK_LATER = 60.0  # seconds, where a refusal for too many requests does not say when


@contextmanager
def translated() -> Iterator[None]:
    """Raise `RefusedError` for what had no effect for certain, `OutcomeUnknownError` for what may have had.

    discord.py has waited for rate limits, and repeated what a server error met, before it raises.
    """
    try:
        yield
    except discord.RateLimited as error:
        raise RefusedError(str(TOO_MANY), error.retry_after) from error
    except discord.HTTPException as error:
        raise _of(error) from error
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise OutcomeUnknownError(type(error).__name__) from error


def _of(error: discord.HTTPException) -> DeliveryError:
    if error.status == TOO_MANY:
        return RefusedError(str(TOO_MANY), _seconds(error.response.headers.get("Retry-After")))
    if error.status >= SERVER_ERROR:
        return OutcomeUnknownError(str(error.status))
    return RefusedError(str(error.code or error.status))


def _seconds(told: str | None) -> float:
    try:
        return max(float(told or ""), 0.0)
    except ValueError:
        return COME_BACK_LATER
