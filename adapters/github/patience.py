"""Which of GitHub's refusals are waited for, and for how long a thread may sleep."""

from types import TracebackType

from github.GithubException import RateLimitExceededExceedsMaxWait
from github.GithubRetry import GithubRetry
from urllib3 import BaseHTTPResponse, Retry
from urllib3.connectionpool import ConnectionPool

LONGEST_BACKOFF = 15  # seconds between two attempts after a server's error


def patience(seconds: float, attempts: int) -> Retry:
    """Return the rule for repeating requests: at most `attempts` more, no single wait over `seconds`."""
    return _CappedRetry(
        total=attempts, backoff_factor=1, backoff_max=LONGEST_BACKOFF, max_rate_limit_wait=seconds
    )


class _CappedRetry(GithubRetry):
    """Raises a wait that is too long instead of sleeping it.

    PyGithub caps the waits that it works out itself, but sleeps for as long as a `Retry-After` says.
    """

    def increment(  # type: ignore[override] # as GithubRetry narrows its own base
        self,
        method: str | None = None,
        url: str | None = None,
        response: BaseHTTPResponse | None = None,
        error: Exception | None = None,
        _pool: ConnectionPool | None = None,
        _stacktrace: TracebackType | None = None,
    ) -> Retry:
        wait = self.get_retry_after(response) if response else None
        if response and wait and wait > (self.max_rate_limit_wait or 0):
            raise RateLimitExceededExceedsMaxWait(response.status, headers=dict(response.headers), wait=wait)
        return super().increment(method, url, response, error, _pool, _stacktrace)  # type: ignore[arg-type] # as above
