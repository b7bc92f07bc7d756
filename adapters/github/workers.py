"""Threads for PyGithub's blocking calls, each with a client of its own."""

import asyncio
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from github import Github

from adapters.github.access import Access
from adapters.github.errors import FAILURES, NobodyWaitsError, is_missing, translated
from analysis.errors import SourceError, SourceLimitedError
from bot.ports import Clock
from bot.throttling import Gates, PausedError

T = TypeVar("T")

AT_ONCE = 90
"""Requests of one caller at a time, over all processes: GitHub allows 100 (its documentation, "secondary rate
limits"), and other programs may use the same token."""


class Workers:
    """An executor for GitHub alone, so that its slow answers hold up nobody else's work.

    After a refusal for a while nothing is asked until then, by any process that shares `gates`: going on may
    get a caller banned. A wait within `access.patience` is slept, a longer one is an error.
    """

    def __init__(self, access: Access, clock: Clock, gates: Gates | None = None) -> None:
        self._access = access
        self._clock = clock
        gates = gates or Gates(now=lambda: clock.now().timestamp())
        self._gate = gates.of(access.caller, access.workers, AT_ONCE)
        self._threads = ThreadPoolExecutor(access.workers, thread_name_prefix="github")
        self._auth = access.auth()
        self._signing_in = threading.Lock()
        self._own = threading.local()
        self._clients: list[Github] = []
        self._calls: set[threading.Event] = set()  # each is set when nobody waits for it any more

    async def call(self, repo: str, work: Callable[[Github], T], missing: SourceError | None = None) -> T:
        """Run `work` with a thread's client and return its result, which must be no PyGithub object.

        Raises `missing` where GitHub knows no such thing, else a `SourceError` about `repo`. When the
        caller is cancelled, the thread ends with the attempt that is under way.
        """
        over = threading.Event()
        self._calls.add(over)
        loop = asyncio.get_running_loop()
        try:
            async with self._gate.turn(self._access.patience):
                return await loop.run_in_executor(self._threads, self._run, work, over, loop)
        except PausedError as error:
            raise SourceLimitedError(repo, error.seconds) from None
        except FAILURES as error:
            if missing and is_missing(error):
                raise missing from error
            raise self._translated(error, repo) from error
        finally:
            over.set()
            self._calls.discard(over)

    async def close(self) -> None:
        """Wait for the attempts under way, begin no others, and close every connection."""
        for over in self._calls:
            over.set()
        await asyncio.to_thread(self._threads.shutdown)
        for client in self._clients:
            client.close()

    def _run(self, work: Callable[[Github], T], over: threading.Event, loop: asyncio.AbstractEventLoop) -> T:
        if over.is_set():
            raise NobodyWaitsError
        self._own.over, self._own.loop = over, loop
        client = self._client()
        try:
            return work(client)
        finally:
            self._heed_allowance(client)

    def _client(self) -> Github:
        client: Github | None = getattr(self._own, "client", None)
        if client is None:
            with self._signing_in:
                client = self._own.client = self._access.client(self._auth, self._sleep, self._limited)
            self._clients.append(client)
        return client

    def _heed_allowance(self, client: Github) -> None:
        """Ask nothing more where the last answer said that the hour's requests are spent."""
        left, _ = client.requester.rate_limiting
        if left == 0 and (wait := client.requester.rate_limiting_resettime - time.time()) > 0:
            self._limited(wait + 1)

    def _limited(self, seconds: float) -> None:
        """Hold everybody else back for as long as this thread was told to wait."""
        self._own.loop.call_soon_threadsafe(self._gate.pause, seconds)

    def _sleep(self, seconds: float) -> None:
        over: threading.Event = self._own.over
        if over.wait(seconds):
            raise NobodyWaitsError

    def _translated(self, error: Exception, repo: str) -> SourceError:
        failure = translated(error, repo, self._clock.now())
        if isinstance(failure, SourceLimitedError):
            self._gate.pause(failure.retry_after)
        return failure
