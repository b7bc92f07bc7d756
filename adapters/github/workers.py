"""Threads for PyGithub's blocking calls, each with a client of its own."""

import asyncio
import datetime as dt
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from github import Github

from adapters.github.access import Access
from adapters.github.errors import FAILURES, NobodyWaitsError, is_missing, translated
from analysis.errors import SourceError, SourceLimitedError
from bot.ports import Clock

T = TypeVar("T")


class Workers:
    """An executor for GitHub alone, so that its slow answers hold up nobody else's work.

    After a refusal for a while nothing is asked until then: going on may get a caller banned.
    """

    def __init__(self, access: Access, clock: Clock) -> None:
        self._access = access
        self._clock = clock
        self._threads = ThreadPoolExecutor(access.workers, thread_name_prefix="github")
        self._auth = access.auth()
        self._signing_in = threading.Lock()
        self._own = threading.local()
        self._clients: list[Github] = []
        self._calls: set[threading.Event] = set()  # each is set when nobody waits for it any more
        self._limited_until: dt.datetime | None = None

    async def call(self, repo: str, work: Callable[[Github], T], missing: SourceError | None = None) -> T:
        """Run `work` with a thread's client and return its result, which must be no PyGithub object.

        Raises `missing` where GitHub knows no such thing, else a `SourceError` about `repo`. When the
        caller is cancelled, the thread ends with the attempt that is under way.
        """
        self._check_limit(repo)
        over = threading.Event()
        self._calls.add(over)
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, self._run, work, over)
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

    def _run(self, work: Callable[[Github], T], over: threading.Event) -> T:
        if over.is_set():
            raise NobodyWaitsError
        self._own.over = over
        return work(self._client())

    def _client(self) -> Github:
        client: Github | None = getattr(self._own, "client", None)
        if client is None:
            with self._signing_in:
                client = self._own.client = self._access.client(self._auth, self._sleep)
            self._clients.append(client)
        return client

    def _sleep(self, seconds: float) -> None:
        over: threading.Event = self._own.over
        if over.wait(seconds):
            raise NobodyWaitsError

    def _check_limit(self, repo: str) -> None:
        if self._limited_until and (left := self._limited_until - self._clock.now()) > dt.timedelta():
            raise SourceLimitedError(repo, left.total_seconds())

    def _translated(self, error: Exception, repo: str) -> SourceError:
        now = self._clock.now()
        failure = translated(error, repo, now)
        if isinstance(failure, SourceLimitedError):
            self._limited_until = now + dt.timedelta(seconds=failure.retry_after)
        return failure
