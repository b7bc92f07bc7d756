"""Which of GitHub's refusals are waited for, and for how long a thread may sleep."""

from collections.abc import Callable
from http import HTTPStatus
from types import TracebackType
from typing import Any, Self

from github import RateLimitExceededException
from github.GithubException import RateLimitExceededExceedsMaxWait
from github.GithubRetry import GithubRetry
from urllib3 import BaseHTTPResponse, Retry
from urllib3.connectionpool import ConnectionPool
from urllib3.exceptions import MaxRetryError

LONGEST_BACKOFF = 15  # seconds between two attempts after a server's error
MOST_BROKEN = 2  # more attempts after silence or a dropped connection: each may last the whole timeout

LIMITS = (HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS)  # the former is repeated for limits alone

Sleep = Callable[[float], object]
"""Sleeps for so many seconds, or raises when nobody waits for the answer any more."""

Limited = Callable[[float], object]
"""Hears for how many seconds GitHub asked us to wait, before that is slept."""


def patience(seconds: float, attempts: int, sleep: Sleep, limited: Limited) -> Retry:
    """Return the rule for repeating requests: at most `attempts` more, no single wait over `seconds`."""
    return _CappedRetry(
        sleep,
        limited,
        total=attempts,
        connect=min(attempts, MOST_BROKEN),
        read=min(attempts, MOST_BROKEN),
        backoff_factor=1,
        backoff_max=LONGEST_BACKOFF,
        max_rate_limit_wait=seconds,
    )


class _CappedRetry(GithubRetry):
    """Raises a wait that is too long instead of sleeping it, and sleeps in a way that can be ended.

    PyGithub caps the waits that it works out itself, but sleeps for as long as a `Retry-After` says.
    """

    def __init__(self, sleep: Sleep, limited: Limited, **rules: Any) -> None:  # noqa: ANN401 - urllib3's own, passed on
        self._sleep = sleep
        self._limited = limited
        super().__init__(**rules)

    def new(self, **rules: Any) -> Self:  # noqa: ANN401 - as above
        """Return a copy with other rules."""
        return super().new(sleep=self._sleep, limited=self._limited, **rules)

    def increment(  # type: ignore[override] # as GithubRetry narrows its own base
        self,
        method: str | None = None,
        url: str | None = None,
        response: BaseHTTPResponse | None = None,
        error: Exception | None = None,
        _pool: ConnectionPool | None = None,
        _stacktrace: TracebackType | None = None,
    ) -> Retry:
        """Return the rule for what is left, or raise; the answer that was refused is closed then."""
        try:
            self._check_wait(response)
            return super().increment(method, url, response, error, _pool, _stacktrace)  # type: ignore[arg-type] # as above
        except Exception as failure:
            if response is None:
                raise
            response.close()  # urllib3 does so for its own errors alone
            if isinstance(failure, MaxRetryError) and response.status in LIMITS:
                raise RateLimitExceededException(response.status, headers=_lower(response)) from failure
            raise

    def sleep(self, response: BaseHTTPResponse | None = None) -> None:
        """Sleep before the next attempt."""
        told = self.get_retry_after(response) if response else None
        seconds = told or self.get_backoff_time()
        if response and (told or response.status in LIMITS):
            self._limited(seconds)
        self._sleep(seconds)

    def _check_wait(self, response: BaseHTTPResponse | None) -> None:
        wait = self.get_retry_after(response) if response else None
        if response and wait and wait > (self.max_rate_limit_wait or 0):
            raise RateLimitExceededExceedsMaxWait(response.status, headers=_lower(response), wait=wait)


def _lower(response: BaseHTTPResponse) -> dict[str, str]:
    return {name.lower(): value for name, value in response.headers.items()}
