"""The one place where PyGithub's and requests' errors become ours."""

import datetime as dt
from collections.abc import Mapping
from http import HTTPStatus

import requests
from github import BadAttributeException, GithubException, RateLimitExceededException
from github.GithubException import RateLimitExceededExceedsMaxWait

from analysis.errors import (
    EmptyRepositoryError,
    SourceError,
    SourceLimitedError,
    SourceUnreachableError,
    SourceUnreadableError,
    UnknownRepositoryError,
)


class NobodyWaitsError(requests.RequestException):
    """The caller went away, or the program ends: no further attempt is made."""


FAILURES = (
    GithubException,
    requests.RequestException,
    BadAttributeException,  # JSON that is not what GitHub documents, which also shows as the next three
    AttributeError,
    TypeError,
    KeyError,
    ValueError,  # no JSON at all
    AssertionError,  # a next page, and
    RuntimeError,  # a redirect, that lead to another host
)
"""What a request to GitHub may raise, by whoever's fault: PyGithub promises `GithubException` alone."""

SECONDARY_WAIT = 60.0  # GitHub's documentation: "wait for at least one minute before retrying"
LONGEST_DETAIL = 300  # characters of a server's words that are worth a log line


def translated(error: Exception, repo: str, now: dt.datetime) -> SourceError:
    """Return our error for what PyGithub raised about `repo`; `now` turns a reset time into a wait."""
    wait = _wait(error, now)
    if wait is not None:
        return SourceLimitedError(repo, wait)
    status = error.status if isinstance(error, GithubException) else None
    if status == HTTPStatus.NOT_FOUND:
        return UnknownRepositoryError(repo)
    if status == HTTPStatus.CONFLICT:
        return EmptyRepositoryError(repo)
    silent = isinstance(error, requests.ConnectionError | requests.Timeout)
    kind = SourceUnreachableError if silent else SourceUnreadableError
    return kind(repo, f"{type(error).__name__}: {error}"[:LONGEST_DETAIL])


def is_missing(error: Exception) -> bool:
    """Say whether GitHub knows no such thing: 404, 422 for a SHA, 409 where there is no commit at all."""
    gone = (HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.CONFLICT)
    return isinstance(error, GithubException) and error.status in gone


def _wait(error: Exception, now: dt.datetime) -> float | None:
    """Return after how many seconds to come back, `None` if the error is no limit."""
    if isinstance(error, RateLimitExceededExceedsMaxWait) and error.wait:
        return error.wait
    if isinstance(error, GithubException) and _is_limit(error):
        return _told(error.headers or {}, now)
    return None


def _is_limit(error: GithubException) -> bool:
    limited = isinstance(error, RateLimitExceededException)
    return limited or error.status == HTTPStatus.TOO_MANY_REQUESTS


def _told(headers: Mapping[str, str], now: dt.datetime) -> float:
    after, reset = headers.get("retry-after", ""), headers.get("x-ratelimit-reset", "")
    if after.isdigit():
        return float(after)
    if headers.get("x-ratelimit-remaining") == "0" and reset.isdigit():
        return max(int(reset) - now.timestamp(), 0) + 1
    return SECONDARY_WAIT
