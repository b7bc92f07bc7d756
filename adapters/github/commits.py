"""Whole commits, inner ones included, and their diffs, each asked for at most once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from adapters.github.api import Api
from adapters.github.chain import Listing
from adapters.github.inner import inner_commits
from adapters.github.memory import Recent
from analysis.models import Commit, Diff, InnerCommit


@dataclass(frozen=True, slots=True)
class Memory:
    """Whole commits, and diffs that came with another answer; by repository and SHA."""

    commits: Recent[tuple[str, str], Commit] = field(default_factory=lambda: Recent(20_000))
    diffs: Recent[tuple[str, str], Diff] = field(default_factory=lambda: Recent(64))


class Commits:
    """The commits of one repository.

    Inner commits of a merge are told from a list that was read anyway; where it does not reach back
    to the fork, one comparison tells at most 250 of them, and the diff too.
    """

    def __init__(self, api: Api, memory: Memory) -> None:
        self._api = api
        self._memory = memory

    async def of(self, shas: Sequence[str], listings: Iterable[Listing]) -> tuple[Commit, ...]:
        """Return the commits of a chain called `shas`, newest first, with the help of `listings`."""
        lists = list(listings)
        if missing := [sha for sha in shas if not self._at_hand(sha, lists)]:
            lists.append(await self._listed(missing))
        # One after another: hardly ever does one of them need a request.
        return tuple([await self._whole(sha, lists) for sha in shas])

    async def found(self, ref: str) -> Commit:
        """Return the commit that GitHub finds for `ref`, and keep its diff for the next question."""
        commit, diff = await self._api.commit(ref)
        self._keep(commit.sha, diff)
        return commit

    async def complete(self, commit: Commit) -> Commit:
        """Return `commit` with its inner commits."""
        known = self._memory.commits.get((self._api.repo, commit.sha))
        return known or await self._completed(commit, [])

    async def diff(self, commit: Commit) -> Diff:
        """Return the diff of `commit` against its first parent."""
        kept = self._memory.diffs.take((self._api.repo, commit.sha))
        return kept or (await self._api.commit(commit.sha))[1]

    def _at_hand(self, sha: str, lists: Sequence[Listing]) -> Commit | None:
        known = self._memory.commits.get((self._api.repo, sha))
        return known or next(filter(None, (listing.find(sha) for listing in lists)), None)

    async def _listed(self, missing: Sequence[str]) -> Listing:
        """Read the list of the newest missing commit for as long as each page tells of another."""
        listing = Listing(self._api, missing[0])
        before = len(missing) + 1
        left = list(missing)
        while left and len(left) < before:
            before = len(left)
            await listing.read_on()
            left = [sha for sha in left if not listing.find(sha)]
        return listing

    async def _whole(self, sha: str, lists: Sequence[Listing]) -> Commit:
        commit = self._memory.commits.get((self._api.repo, sha))
        return commit or await self._completed(self._at_hand(sha, lists) or await self.found(sha), lists)

    async def _completed(self, commit: Commit, lists: Sequence[Listing]) -> Commit:
        if commit.is_merge:
            commit = replace(commit, inner_commits=await self._inner(commit, lists))
        self._memory.commits.put((self._api.repo, commit.sha), commit)
        return commit

    async def _inner(self, merge: Commit, lists: Sequence[Listing]) -> tuple[InnerCommit, ...]:
        for listing in lists:
            if listing.find(merge.sha) and (inner := inner_commits(merge, listing.find)) is not None:
                return inner
        compared = await self._api.compare(merge.parents[0], merge.sha)
        if compared.diff:
            self._keep(merge.sha, compared.diff)
        return tuple(InnerCommit(it.sha, it.subject) for it in compared.commits if it.sha != merge.sha)

    def _keep(self, sha: str, diff: Diff) -> None:
        self._memory.diffs.put((self._api.repo, sha), diff)
