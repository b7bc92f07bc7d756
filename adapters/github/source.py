"""One GitHub repository as a commit source."""

import asyncio
import datetime as dt
import re
from collections import deque
from collections.abc import AsyncGenerator, Sequence

from adapters.github.api import About, Api
from adapters.github.chain import (
    PAGES_FOR_OLDER,
    Chains,
    Walk,
    likely_chain,
    pages_for,
    settled_before,
)
from adapters.github.commits import Commits
from adapters.github.inner import Find
from adapters.github.since import since
from analysis.days import Day, newest_day_of
from analysis.errors import (
    AmbiguousCommitError,
    EmptyRepositoryError,
    UnknownBranchError,
    UnknownCommitError,
)
from analysis.models import Commit, Diff, Landed, LandedNote
from analysis.since import Since
from bot.ports import Clock

FEWEST_DIGITS = 7  # of a SHA: GitHub finds no shorter ones
CANDIDATES = 5  # commits that are named when a prefix is ambiguous
AHEAD = 4  # diffs that are asked for before they are wanted
STRETCH = 100  # commits of a chain that `history` holds at a time


class GitHubSource:
    """Implements `CommitSource`; made by `GitHub.open`.

    With opening, a day costs 2 requests and one for each 100 ancestors that nobody walked before; a
    diff costs one, and another for each 300 files beyond the first.
    """

    def __init__(self, about: About, api: Api, chains: Chains, commits: Commits, clock: Clock) -> None:
        self._about = about
        self._api = api
        self._chains = chains
        self._commits = commits
        self._clock = clock
        self._finds: list[Find] = []  # in the newest lists that were read: a digest of "latest" walks once

    @property
    def repo(self) -> str:
        """The repository's name today, `owner/name` in GitHub's own spelling."""
        return self._about.repo

    @property
    def private(self) -> bool:
        """Whether only those may see the repository whom its owner lets."""
        return self._about.private

    @property
    def default_branch(self) -> str:
        """The branch that is meant when none is named."""
        return self._about.default_branch

    async def landed(self, day: Day, branch: str | None = None) -> Landed:
        """Return what landed on `day`; exact if it is one of the last 60 days.

        An older day may lie beyond what one call walks. It is then found by date and marked
        `APPROXIMATE`; since the walk is remembered, asking again reaches further back.
        """
        try:
            head = await self._head(branch)
        except EmptyRepositoryError:
            return Landed(self.repo, self._name(branch), head=None)
        walk = await self._walked(head, day, pages_for(day, self._clock.now()))
        shas = [link.sha for link in walk.links if link.landed_at in day]
        known, notes = list(self._finds), frozenset[LandedNote]()
        if not walk.complete:
            likely = await self._found_by_date(head.sha, day, walk)
            shas += likely
            known.append(likely.get)
            notes = frozenset({LandedNote.APPROXIMATE})
        commits = await self._commits.of(shas, known)
        return Landed(self.repo, self._name(branch), head.sha, commits, notes)

    async def newest_day(
        self, zone: str, branch: str | None = None, *, now: dt.datetime | None = None
    ) -> Day:
        """Return the day in `zone` of the newest `landed_at`, which need not be the head's."""
        head = await self._head(branch)
        day = Day.of(head.landed_at, zone)
        walk = await self._walked(head, day, PAGES_FOR_OLDER)
        return newest_day_of([head.landed_at, *(link.landed_at for link in walk.links)], zone, now)

    async def since(self, old: str, head: str) -> Since:
        """Return what became of the chain that once ended in `old` and now in `head`."""
        return await since(self._api, self._chains, self._commits, old, head)

    async def commit(self, prefix: str) -> Commit:
        """Return the commit whose SHA begins with `prefix`, 7 to 40 hexadecimal digits.

        GitHub does not say which commits share a prefix: `candidates` are those that we know of, and
        none of them means that more digits are needed (as with a branch or a tag of that name).
        """
        prefix = prefix.lower()
        if not re.fullmatch("[0-9a-f]{1,40}", prefix):
            raise UnknownCommitError(self.repo, prefix)
        known = await self._chains.starting_with(prefix, CANDIDATES)
        if len(known) > 1 or len(prefix) < FEWEST_DIGITS:
            raise await self._ambiguous(prefix, known)
        return await self._commits.complete(await self._resolved(prefix, known))

    async def pull_request(self, number: int, branch: str | None = None) -> Commit:
        """Return the commit that landed pull request `number` on the branch's chain.

        GitHub's word is taken for a pull request into that branch; one into another branch (or into
        this one under an older name) must be found on the chain.
        """
        merged = await self._api.merged(number)
        commit = await self._commits.found(merged.sha)
        if merged.branch != self._name(branch):
            day = Day.of(commit.landed_at, "UTC")
            head = await self._head(branch)
            walk = await self._walked(head, day, pages_for(day, self._clock.now()))
            if commit.sha not in {link.sha for link in walk.links}:
                raise UnknownCommitError(self.repo, f"#{number}")
        return await self._commits.complete(commit)

    async def diffs(self, commits: Sequence[Commit]) -> AsyncGenerator[tuple[Commit, Diff], None]:
        """Yield each commit with its diff, in order; a few are asked for ahead of time."""
        asked: deque[tuple[Commit, asyncio.Task[Diff]]] = deque()
        try:
            for commit in commits:
                asked.append((commit, asyncio.create_task(self._commits.diff(commit))))
                if len(asked) > AHEAD:
                    yield asked[0][0], await asked[0][1]
                    asked.popleft()
            while asked:
                yield asked[0][0], await asked[0][1]
                asked.popleft()
        finally:
            for _, task in asked:
                task.cancel()
            await asyncio.gather(*(task for _, task in asked), return_exceptions=True)

    async def history(self, branch: str | None = None) -> AsyncGenerator[tuple[Commit, Diff], None]:
        """Yield the whole chain with diffs, newest first: at least one request for each commit."""
        try:
            cursor: str | None = (await self._head(branch)).sha
        except EmptyRepositoryError:
            return
        while cursor:
            walk = await self._chains.walk(cursor, lambda links: len(links) >= STRETCH, None)
            stretch = walk.links[:STRETCH]
            commits = await self._commits.of([link.sha for link in stretch], walk.finds)
            async for commit, diff in self.diffs(commits):
                yield commit, diff
            cursor = stretch[-1].parent

    def _name(self, branch: str | None) -> str:
        return self.default_branch if branch is None else branch

    async def _head(self, branch: str | None) -> Commit:
        try:
            return await self._api.head(self._name(branch))
        except UnknownBranchError:
            await self._api.check_not_empty()
            raise

    async def _walked(self, head: Commit, day: Day, pages: int | None) -> Walk:
        walk = await self._chains.walk(head.sha, settled_before(day), pages)
        self._finds = walk.finds or self._finds
        return walk

    async def _resolved(self, prefix: str, known: Sequence[str]) -> Commit:
        try:
            found = await self._commits.found(prefix)
        except UnknownCommitError:
            if not known:
                raise
        else:
            if found.sha.startswith(prefix):
                return found
            if not known:  # a branch or a tag won
                raise AmbiguousCommitError(self.repo, prefix)
        return await self._commits.found(known[0])

    async def _found_by_date(self, head: str, day: Day, walk: Walk) -> dict[str, Commit]:
        commits = await self._api.landed_between(head, day.start, day.end, PAGES_FOR_OLDER)
        sure = {link.sha for link in walk.links}
        likely = likely_chain([commit for commit in commits if commit.landed_at in day])
        return {commit.sha: commit for commit in likely if commit.sha not in sure}

    async def _ambiguous(self, prefix: str, known: Sequence[str]) -> AmbiguousCommitError:
        commits = [await self._commits.found(sha) for sha in known]
        return AmbiguousCommitError(self.repo, prefix, tuple((it.sha, it.subject) for it in commits))
