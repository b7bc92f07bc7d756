"""What a failed request means for us; the server's own words stay here and in the log."""

import re
from dataclasses import dataclass, replace
from enum import Enum, auto
from http import HTTPStatus

from openai import APIConnectionError, APIStatusError, OpenAIError

DEFAULT_PAUSE = 2.0
"""Seconds to wait where a server that asks us to slow down does not say for how long."""


class Kind(Enum):
    """What can be done about a failure."""

    REFUSED = auto()  # key, credit, permission, or no such model: nothing but a person helps
    LIMITED = auto()  # too many requests: later
    DOWN = auto()  # the server or the way to it: perhaps later
    BROKEN = auto()  # an error inside the server, which some answer to a form they do not know
    TOO_LONG = auto()  # the prompt does not fit
    OTHER_LIMIT = auto()  # the bound of the answer has another name here
    FORM = auto()  # the request in this form is not understood


@dataclass(frozen=True, slots=True)
class Fault:
    """A failure; `pause` (seconds), `window` (tokens) and `status` are there where the server told them."""

    kind: Kind
    pause: float | None = None
    window: int | None = None
    status: int | None = None


_REFUSED = {
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.PAYMENT_REQUIRED,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.METHOD_NOT_ALLOWED,
}
_FORM = {HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.NOT_IMPLEMENTED}
_CONTEXT = re.compile(
    r"context[ _]length|context[ _]window|context[ _]size|maximum context|prompt is too long|too many tokens"
    r"|max_model_len|exceeds? the (?:available |model's )?(?:context|maximum)",
    re.IGNORECASE,
)
_WINDOW = re.compile(
    r"(?:context[ _](?:length|window|size)|max_model_len)(?: (?:is|of))?[^\d]{0,20}(\d{3,8})",
    re.IGNORECASE,
)
_QUOTA = re.compile(r"insufficient_quota|exceeded your current quota", re.IGNORECASE)


def fault_of(error: OpenAIError) -> Fault:
    """Return what `error` means."""
    if isinstance(error, APIStatusError):
        retry_after = error.response.headers.get("retry-after")
        return replace(_of_status(error.status_code, _said(error), retry_after), status=error.status_code)
    if isinstance(error, APIConnectionError):  # time-outs too
        return Fault(Kind.DOWN)
    return Fault(Kind.BROKEN)  # an answer that is no completion, e.g. a proxy's page


def _of_status(status: int, said: str, retry_after: str | None) -> Fault:
    if status in _REFUSED or (status == HTTPStatus.TOO_MANY_REQUESTS and _QUOTA.search(said)):
        return Fault(Kind.REFUSED)
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return Fault(Kind.LIMITED, _seconds(retry_after))
    if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE or (status in _FORM and _CONTEXT.search(said)):
        window = _WINDOW.search(said)
        return Fault(Kind.TOO_LONG, window=int(window[1]) if window else None)
    if status in _FORM:
        return Fault(Kind.OTHER_LIMIT if "max_completion_tokens" in said else Kind.FORM)
    broken = status == HTTPStatus.INTERNAL_SERVER_ERROR
    return Fault(Kind.BROKEN if broken else Kind.DOWN, _seconds(retry_after))


def _said(error: APIStatusError) -> str:
    return f"{error.code} {error.message}"


def _seconds(text: str | None) -> float | None:
    """Return the seconds of a `Retry-After`; a date there is as good as nothing."""
    try:
        seconds = float(text) if text else None
    except ValueError:
        return None
    return seconds if seconds is not None and 0 <= seconds < float("inf") else None
