"""Whole commits, inner ones included, and their diffs, each asked for at most once."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from adapters.github.api import Api
from adapters.github.chain import Listing
from adapters.github.inner import Find, inner_commits, newest_first
from adapters.github.kept import Kept
from analysis.models import Commit, Diff, InnerCommit


class Commits:
    """The commits of one repository.

    Inner commits of a merge are told from a list that was read anyway; where it does not reach back
    to the fork, a comparison tells them, and the diff too.
    """

    def __init__(self, api: Api, kept: Kept) -> None:
        self._api = api
        self._kept = kept

    async def of(self, shas: Sequence[str], known: Iterable[Find]) -> tuple[Commit, ...]:
        """Return the commits of a chain called `shas`, newest first, with the help of what is `known`."""
        finds = list(known)
        new = await self._kept.recall(shas)
        if missing := [sha for sha in new if not _found(sha, finds)]:
            finds.append((await self._listed(missing)).find)
        try:
            # One after another: hardly ever does one of them need a request.
            return tuple([await self._whole(sha, finds) for sha in shas])
        finally:  # also what was learned before a failure
            await self._kept.save([commit for sha in new if (commit := self._kept.commit(sha))])

    async def found(self, ref: str) -> Commit:
        """Return the commit that GitHub finds for `ref`, and keep its diff for the next question.

        What a store knows is no answer: the repository of that name may be another one today.
        """
        known = self._kept.commit(ref)
        if known and await self._kept.diff(ref):
            return known
        commit, diff = await self._api.commit(ref)
        await self._kept.add_diff(commit.sha, diff)
        return commit

    async def complete(self, commit: Commit) -> Commit:
        """Return `commit` with its inner commits."""
        if await self._kept.recall([commit.sha]):
            await self._kept.save([await self._completed(commit, [])])
        return self._kept.commit(commit.sha) or commit

    async def diff(self, commit: Commit) -> Diff:
        """Return the diff of `commit` against its first parent.

        Raises `CommitNotShownError` when GitHub gives up on a diff that takes it too long.
        """
        diff = await self._kept.diff(commit.sha)
        if diff is None:
            diff = await self._api.diff(commit.sha)
            await self._kept.add_diff(commit.sha, diff)
        return diff

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
        commit = self._kept.commit(sha)
        return commit or await self._completed(_found(sha, finds) or await self.found(sha), finds)

    async def _completed(self, commit: Commit, finds: Sequence[Find]) -> Commit:
        if commit.is_merge:
            commit = replace(commit, inner_commits=await self._inner(commit, finds))
        self._kept.keep(commit)
        return commit

    async def _inner(self, merge: Commit, finds: Sequence[Find]) -> tuple[InnerCommit, ...]:
        for find in finds:
            if find(merge.sha) and (inner := inner_commits(merge, find)) is not None:
                return inner
        compared = await self._api.compare(merge.parents[0], merge.sha)
        if compared.diff:
            await self._kept.add_diff(merge.sha, compared.diff)
        return newest_first([it for it in compared.commits if it.sha != merge.sha])


def _found(sha: str, finds: Sequence[Find]) -> Commit | None:
    return next(filter(None, (find(sha) for find in finds)), None)
