"""One connection to GitHub, shared by all repositories that are read through it."""

import datetime as dt
from types import TracebackType
from typing import Self

from adapters.github.access import Access
from adapters.github.api import About, Api, about
from adapters.github.chain import Chains
from adapters.github.commits import Commits
from adapters.github.confirmed import Confirmed
from adapters.github.kept import Kept, Memory
from adapters.github.memory import Recent
from adapters.github.source import GitHubSource
from adapters.github.workers import Workers
from bot.clock import SystemClock
from bot.memory import MemoryChains
from bot.ports import Clock
from bot.stores import ChainStore, CommitStore
from bot.throttling import Gates

OPEN_FOR = dt.timedelta(minutes=1)
"""How long a repository's name and visibility are taken for what they were."""

MOST_OPEN = 1000


class GitHub:
    """Opens repositories; close it when done.

    Without `chains` they are kept in memory, and so are `commits`, as many as there is room for; without
    `gates` GitHub's limits hold for this connection alone.
    """

    def __init__(
        self,
        access: Access,
        chains: ChainStore | None = None,
        clock: Clock | None = None,
        commits: CommitStore | None = None,
        gates: Gates | None = None,
    ) -> None:
        self._chains = chains or MemoryChains()
        self._commits = commits
        self._clock = clock or SystemClock()
        self._workers = Workers(access, self._clock, gates)
        self._confirmed = Confirmed()
        self._memory = Memory()
        self._opened: Recent[str, tuple[About, dt.datetime]] = Recent(MOST_OPEN)

    async def open(self, repo: str) -> GitHubSource:
        """Return the source of `repo` (`owner/name`), under the name it has today.

        One request, or none within `OPEN_FOR` of the last one: each step of a run opens its repository.
        Raises `UnknownRepositoryError` also for a private repository that we may not see.
        """
        found = await self._about(repo)
        api = Api(self._workers, self._confirmed, found.repo)
        chains = Chains(api, self._chains)
        commits = Commits(api, Kept(found.repo, self._memory, self._commits))
        return GitHubSource(found, api, chains, commits, self._clock)

    async def _about(self, repo: str) -> About:
        known, now = self._opened.get(repo), self._clock.now()
        if known and now - known[1] < OPEN_FOR:
            return known[0]
        found = await about(self._workers, self._confirmed, repo)
        self._opened.put(repo, (found, now))
        return found

    async def close(self) -> None:
        """Finish the requests under way and close every connection."""
        await self._workers.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()
