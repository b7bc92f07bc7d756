"""What Slack's failures mean for us: certainly nothing happened, nobody knows, or we may not look.

After the error tables of https://docs.slack.dev/reference/methods/chat.postMessage. A code that is not
listed there with "some aspect of the operation may have succeeded" is a definite refusal.
"""

from collections.abc import Mapping

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.errors import About, CannotLookError, DeliveryError, OutcomeUnknownError, RefusedError

FAILURES = (SlackClientError, aiohttp.ClientError, TimeoutError, OSError)
"""Everything that a call of the SDK raises when it fails, `SlackApiError` among the first."""

UNKNOWN_OUTCOME = frozenset({"fatal_error", "internal_error", "request_timeout"})
LIMITED = frozenset({"ratelimited", "rate_limited"})
TEMPORARY = frozenset(
    {"service_unavailable", "team_added_to_org", "external_channel_migrating", "message_limit_exceeded"}
)
_MEANT: Mapping[About, frozenset[str]] = {
    About.ACCOUNT: frozenset(
        {
            *("invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired"),
            *("missing_scope", "no_permission", "org_login_required", "access_denied", "ekm_access_denied"),
            *("not_allowed_token_type", "team_access_not_granted", "accesslimited", "team_not_found"),
            *("enterprise_is_restricted", "two_factor_setup_required"),
        }
    ),
    About.CHANNEL: frozenset(
        {
            *("channel_not_found", "not_in_channel", "is_archived", "restricted_action"),
            *("restricted_action_read_only_channel", "restricted_action_thread_locked"),
            *("restricted_action_thread_only_channel", "restricted_action_non_threadable_channel"),
        }
    ),
    About.MESSAGE: frozenset({"message_not_found", "thread_not_found"}),
    About.FIXED: frozenset({"cant_update_message", "edit_window_closed", "file_cannot_be_edited"}),
}
LATER = 10.0
"""Seconds until the next attempt where Slack does not say."""

_TOO_MANY = 429
_SERVER_ERROR = 500


def delivery_error(error: Exception) -> DeliveryError:
    """Return what a failed call that posts, edits or uploads means."""
    if isinstance(error, SlackApiError):
        return _answered(error)
    if isinstance(error, aiohttp.ClientConnectorError):  # nothing was sent: there was no connection
        return RefusedError("unreachable", LATER)
    return OutcomeUnknownError(type(error).__name__)


def looking_error(error: Exception) -> CannotLookError:
    """Return what a failed search means: nobody may post again before it works."""
    code = code_of(error)
    return CannotLookError(code, _about(code))


def code_of(error: Exception) -> str:
    """Return Slack's own code, else what came in its place; never an address or a token."""
    if not isinstance(error, SlackApiError):
        return type(error).__name__
    return _told(error, "error") or f"status {_status(error)}"


def scope_needed(error: Exception) -> str:
    """Return the permission that Slack says is missing; empty where it is about something else."""
    return _told(error, "needed") if isinstance(error, SlackApiError) else ""


def patience_asked(error: Exception) -> float | None:
    """Return the seconds after which a limited call is welcome again; `None` when it is not about limits."""
    if not isinstance(error, SlackApiError):
        return None
    if _status(error) != _TOO_MANY and _told(error, "error") not in LIMITED:
        return None
    return _retry_after(error)


def _answered(error: SlackApiError) -> DeliveryError:
    code = code_of(error)
    if (patience := patience_asked(error)) is not None:
        return RefusedError("ratelimited", patience)
    if code in TEMPORARY:
        return RefusedError(code, LATER)
    if code in UNKNOWN_OUTCOME or _status(error) >= _SERVER_ERROR or not _told(error, "error"):
        return OutcomeUnknownError(code)
    needed = scope_needed(error)
    return RefusedError(f"{code}: {needed}" if needed else code, about=_about(code))


def _about(code: str) -> About:
    return next((about for about, codes in _MEANT.items() if code in codes), About.PART)


def _told(error: SlackApiError, name: str) -> str:
    """Return a word of Slack's answer; a body that is not JSON tells nothing."""
    body = getattr(error.response, "data", None)
    return str(body.get(name) or "") if isinstance(body, Mapping) else ""


def _status(error: SlackApiError) -> int:
    """Return the status of the answer; the SDK hands over an unread one where the body was not JSON."""
    status = getattr(error.response, "status_code", None) or getattr(error.response, "status", None)
    return status if isinstance(status, int) else 0


def _retry_after(error: SlackApiError) -> float:
    headers = {name.casefold(): value for name, value in error.response.headers.items()}
    try:
        return max(float(headers.get("retry-after") or LATER), 0.0)
    except ValueError:
        return LATER
