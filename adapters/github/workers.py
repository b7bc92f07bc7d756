"""Threads for PyGithub's blocking calls, each with a client of its own."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from github import Github

from adapters.github.access import Access
from adapters.github.errors import FAILURES, is_missing, translated
from analysis.errors import SourceError
from bot.ports import Clock

T = TypeVar("T")


class Workers:
    """An executor for GitHub alone, so that its slow answers hold up nobody else's work."""

    def __init__(self, access: Access, clock: Clock) -> None:
        self._access = access
        self._clock = clock
        self._threads = ThreadPoolExecutor(access.workers, thread_name_prefix="github")
        self._own = threading.local()
        self._clients: list[Github] = []

    async def call(self, repo: str, work: Callable[[Github], T], missing: SourceError | None = None) -> T:
        """Run `work` with a thread's client and return its result, which must be no PyGithub object.

        Raises `missing` where GitHub knows no such thing, else a `SourceError` about `repo`.
        """
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self._threads, lambda: work(self._client()))
        except FAILURES as error:
            if missing and is_missing(error):
                raise missing from error
            raise translated(error, repo, self._clock.now()) from error

    async def close(self) -> None:
        """Wait for the requests under way and close every connection."""
        await asyncio.to_thread(self._threads.shutdown, cancel_futures=True)
        for client in self._clients:
            client.close()

    def _client(self) -> Github:
        client: Github | None = getattr(self._own, "client", None)
        if client is None:
            client = self._own.client = self._access.client()
            self._clients.append(client)
        return client
