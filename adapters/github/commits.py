"""Whole commits, inner ones included, and their diffs, each asked for at most once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from adapters.github.api import Api
from adapters.github.chain import Listing
from adapters.github.inner import Find, inner_commits, newest_first
from adapters.github.memory import Recent
from analysis.models import Commit, Diff, InnerCommit

FILE_WEIGHT = 300  # characters that a file weighs beside its patch
MOST_COMMITS = 20_000
MOST_CHARACTERS = 16_000_000  # of diffs: some days of busy repositories


def _weight(diff: Diff) -> int:
    return FILE_WEIGHT + sum(FILE_WEIGHT + len(file.patch) for file in diff.files)


@dataclass(frozen=True, slots=True)
class Memory:
    """Whole commits, and diffs, by repository and SHA: neither ever changes."""

    commits: Recent[tuple[str, str], Commit] = field(default_factory=lambda: Recent(MOST_COMMITS))
    diffs: Recent[tuple[str, str], Diff] = field(default_factory=lambda: Recent(MOST_CHARACTERS, _weight))


class Commits:
    """The commits of one repository.

    Inner commits of a merge are told from a list that was read anyway; where it does not reach back
    to the fork, a comparison tells them, and the diff too.
    """

    def __init__(self, api: Api, memory: Memory) -> None:
        self._api = api
        self._memory = memory

    async def of(self, shas: Sequence[str], known: Iterable[Find]) -> tuple[Commit, ...]:
        """Return the commits of a chain called `shas`, newest first, with the help of what is `known`."""
        finds = list(known)
        if missing := [sha for sha in shas if not self._at_hand(sha, finds)]:
            finds.append((await self._listed(missing)).find)
        # One after another: hardly ever does one of them need a request.
        return tuple([await self._whole(sha, finds) for sha in shas])

    async def found(self, ref: str) -> Commit:
        """Return the commit that GitHub finds for `ref`, and keep its diff for the next question."""
        key = (self._api.repo, ref)
        known = self._memory.commits.get(key)
        if known and self._memory.diffs.get(key):
            return known
        commit, diff = await self._api.commit(ref)
        self._keep(commit.sha, diff)
        return commit

    async def complete(self, commit: Commit) -> Commit:
        """Return `commit` with its inner commits."""
        known = self._memory.commits.get((self._api.repo, commit.sha))
        return known or await self._completed(commit, [])

    async def diff(self, commit: Commit) -> Diff:
        """Return the diff of `commit` against its first parent.

        Raises `CommitNotShownError` when GitHub gives up on a diff that takes it too long.
        """
        kept = self._memory.diffs.get((self._api.repo, commit.sha))
        if kept is None:
            kept = await self._api.diff(commit.sha)
            self._keep(commit.sha, kept)
        return kept

    def _at_hand(self, sha: str, finds: Sequence[Find]) -> Commit | None:
        known = self._memory.commits.get((self._api.repo, sha))
        return known or next(filter(None, (find(sha) for find in finds)), None)

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

    async def _whole(self, sha: str, finds: Sequence[Find]) -> Commit:
        commit = self._memory.commits.get((self._api.repo, sha))
        return commit or await self._completed(self._at_hand(sha, finds) or await self.found(sha), finds)

    async def _completed(self, commit: Commit, finds: Sequence[Find]) -> Commit:
        if commit.is_merge:
            commit = replace(commit, inner_commits=await self._inner(commit, finds))
        self._memory.commits.put((self._api.repo, commit.sha), commit)
        return commit

    async def _inner(self, merge: Commit, finds: Sequence[Find]) -> tuple[InnerCommit, ...]:
        for find in finds:
            if find(merge.sha) and (inner := inner_commits(merge, find)) is not None:
                return inner
        compared = await self._api.compare(merge.parents[0], merge.sha)
        if compared.diff:
            self._keep(merge.sha, compared.diff)
        return newest_first([it for it in compared.commits if it.sha != merge.sha])

    def _keep(self, sha: str, diff: Diff) -> None:
        self._memory.diffs.put((self._api.repo, sha), diff)
