"""A stage for runs: repositories in memory, a writer whose model is a stand-in, and many orders."""

import asyncio
import datetime as dt
import hashlib
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from analysis.analyst import version
from analysis.days import Day
from analysis.errors import UnknownCommitError, UnknownRepositoryError
from analysis.language import Language
from analysis.models import Commit, Diff, FileChange, FileStatus, Landed, Person
from analysis.ports import CommitSource
from analysis.rated import RatedCommit
from analysis.results import DEPTH_OF_LEVEL, Analysis, Claim, Depth, Usage, WrittenBy
from analysis.since import Since
from bot.editions import key_by_hand
from bot.orders import Order
from bot.ports import Clock, Progress
from bot.stores import AnalysisKey, AnalysisStore, StoredAnalysis
from bot.subscriptions import Channel
from bot.writing import Written

MODEL = "stand-in"
DAY = Day(dt.date(2026, 2, 4), "UTC")
ADA = Person("Ada", "ada@example.org")
SUBJECTS = (
    "Remove the deprecated send() API, a breaking change",
    "Fix a data race that lost writes in the connection pool",
    "Add a timeout option to the client and honour it on reconnect",
    "Update the documentation of the pool",
)

Ask = Callable[[Sequence[AnalysisKey]], Awaitable[None]]
"""Asks the model about commits, in one call."""


@dataclass(frozen=True)
class MemorySource:
    """Implements `CommitSource` with `count` commits of `DAY`, the same in every process."""

    repo: str
    count: int

    async def landed(self, day: Day, branch: str | None = None) -> Landed:
        """Return the commits, if it is their day."""
        commits = tuple(self._commit(number) for number in range(self.count)) if day == DAY else ()
        return Landed(self.repo, branch or "main", commits[0].sha if commits else None, commits)

    async def newest_day(
        self, zone: str, branch: str | None = None, *, now: dt.datetime | None = None
    ) -> Day:
        """Return the only day."""
        del zone, branch, now
        return DAY

    async def since(self, old: str, head: str) -> Since:
        """Return that nothing happened."""
        del old, head
        return Since()

    async def commit(self, prefix: str) -> Commit:
        """Return a commit by its SHA."""
        for number in range(self.count):
            if self._commit(number).sha.startswith(prefix):
                return self._commit(number)
        raise UnknownCommitError(self.repo, prefix)

    async def pull_request(self, number: int, branch: str | None = None) -> Commit:
        """Know of none."""
        del branch
        raise UnknownCommitError(self.repo, f"#{number}")

    async def diffs(self, commits: Sequence[Commit]) -> AsyncIterator[tuple[Commit, Diff]]:
        """Yield a small change each."""
        for commit in commits:
            patch = f"@@ -1,2 +1,2 @@\n def send(data):\n-    return 1\n+    return {int(commit.sha[:4], 16)}"
            change = FileChange("src/pool.py", FileStatus.MODIFIED, 1, 1, patch)
            yield commit, Diff((change,))

    async def history(self, branch: str | None = None) -> AsyncIterator[tuple[Commit, Diff]]:
        """Yield all commits."""
        async for commit, diff in self.diffs((await self.landed(DAY, branch)).commits):
            yield commit, diff

    def _commit(self, number: int) -> Commit:
        sha = hashlib.sha1(f"{self.repo} {number}".encode(), usedforsecurity=False).hexdigest()
        at = DAY.start + dt.timedelta(hours=12, minutes=-number)
        return Commit(self.repo, sha, ("f" * 40,), ADA, ADA, at, at, SUBJECTS[number % len(SUBJECTS)])


@dataclass(frozen=True)
class MemorySources:
    """Implements `bot.ports.Sources`: any `acme/…` is a repository of `count` commits."""

    count: int = len(SUBJECTS)

    async def find(self, repo: str) -> CommitSource:
        """Return it."""
        if not repo.startswith("acme/"):
            raise UnknownRepositoryError(repo)
        return MemorySource(repo, self.count)

    def known(self) -> tuple[str, ...]:
        """Tell of none."""
        return ()


@dataclass
class StandInWriter:
    """Implements `Writer` as one with a model does: what is stored is not asked for again."""

    analyses: AnalysisStore
    ask: Ask
    clock: Clock
    model: str = MODEL
    turn: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(8))

    async def write(
        self,
        commits: Sequence[RatedCommit],
        language: Language,
        progress: Progress,
        depth: Depth | None = None,
    ) -> Written:
        """Write about every commit, in one call for all briefs and one for each other."""
        keys = {one.commit.sha: self._key(one, language, depth) for one in commits}
        stored = await self.analyses.get(tuple(keys.values()))
        missing = [one for one in commits if keys[one.commit.sha] not in stored]
        briefs = [one for one in missing if keys[one.commit.sha].depth is Depth.BRIEF]
        calls = [[one] for one in missing if one not in briefs] + ([briefs] if briefs else [])
        await asyncio.gather(*(self._write(call, keys) for call in calls))
        stored = await self.analyses.get(tuple(keys.values()))
        await progress.update(len(commits), len(commits))
        return Written(
            {sha: stored[key].analysis for sha, key in keys.items()},
            {one.commit.sha: one.rating for one in commits},
        )

    async def _write(self, commits: Sequence[RatedCommit], keys: dict[str, AnalysisKey]) -> None:
        async with self.turn:
            await self.ask([keys[one.commit.sha] for one in commits])
        await self.analyses.put([self._stored(one, keys[one.commit.sha]) for one in commits])

    def _stored(self, one: RatedCommit, key: AnalysisKey) -> StoredAnalysis:
        said = (Claim(f"Changes {one.commit.subject}."),)
        analysis = Analysis(key.depth, key.language, WrittenBy.MODEL, said)
        return StoredAnalysis(key, analysis, Usage(calls=1), self.clock.now())

    def _key(self, one: RatedCommit, language: Language, depth: Depth | None) -> AnalysisKey:
        wanted = depth or DEPTH_OF_LEVEL[one.rating.level]
        return AnalysisKey(one.commit.repo, one.commit.sha, language, wanted, version(), self.model)


def orders(count: int, repos: int) -> list[Order]:
    """Return orders of `count` channels, which share `repos` repositories."""
    return [
        Order(
            key_by_hand(Channel("chat", f"C{number}"), f"acme/r{number % repos}", "main", DAY.date, 1),
            Channel("chat", f"C{number}"),
            f"acme/r{number % repos}",
            DAY,
            Language.EN,
        )
        for number in range(count)
    ]
