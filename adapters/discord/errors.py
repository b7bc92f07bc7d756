"""What discord.py and Discord raise, as ours; the codes that we act on, by Discord's own numbers.

https://docs.discord.com/developers/topics/opcodes-and-status-codes#json
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import aiohttp
import discord

from bot.errors import About, DeliveryError, OutcomeUnknownError, RefusedError

UNKNOWN_CHANNEL = "10003"
UNKNOWN_MESSAGE = "10008"
UNKNOWN_WEBHOOK = "10015"  # an interaction's token that expired
UNKNOWN_INTERACTION = "10062"  # the first response came after three seconds
ALREADY_ACKNOWLEDGED = "40060"
DEAD_TOKEN = frozenset({UNKNOWN_WEBHOOK, UNKNOWN_INTERACTION, "50027"})  # the last: invalid webhook token
ARCHIVED = "50083"
HAS_THREAD = "160004"

_MEANT: Mapping[str, About] = {
    "401": About.ACCOUNT,
    "40001": About.ACCOUNT,  # unauthorized
    "50014": About.ACCOUNT,  # invalid token
    UNKNOWN_CHANNEL: About.CHANNEL,
    "10004": About.CHANNEL,  # unknown server
    "50001": About.CHANNEL,  # missing access
    "50013": About.CHANNEL,  # missing permissions
    "403": About.CHANNEL,
    UNKNOWN_MESSAGE: About.MESSAGE,
    "50005": About.FIXED,  # somebody else's message
}

TOO_MANY = 429
UNAUTHORIZED = 401
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
    code = str(error.code or error.status)
    about = About.ACCOUNT if error.status == UNAUTHORIZED else _MEANT.get(code, About.PART)
    return RefusedError(code, about=about)


def _seconds(told: str | None) -> float:
    try:
        return max(float(told or ""), 0.0)
    except ValueError:
        return COME_BACK_LATER
