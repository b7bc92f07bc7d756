"""Which commits a merge brought in, told from commits that were listed already."""

import heapq
from collections import Counter
from collections.abc import Callable, Sequence

from analysis.models import Commit, InnerCommit

Find = Callable[[str], Commit | None]

SLOP = 50  # commits; git itself looks at 5


def inner_commits(merge: Commit, find: Find) -> tuple[InnerCommit, ...] | None:
    """Return the commits of `merge` that its first parent lacks, the merge left out, `newest_first`.

    `find` knows the commits of one list, which GitHub gives newest first and every commit after a
    child: what it does not know is older. `None` when it does not know enough.
    """
    walk = _Walk(find)
    walk.push(merge.parents[:1], had=True)
    walk.push(merge.parents[1:], had=False)
    while walk.is_open():
        if not walk.step():
            return None
    return newest_first(walk.brought())


def newest_first(commits: Sequence[Commit]) -> tuple[InnerCommit, ...]:
    """Return `commits` newest first, but each before its parents: one order, however they were found."""
    known = {commit.sha: commit for commit in commits}
    children = Counter(parent for commit in commits for parent in commit.parents)
    ready = [_age(commit) for commit in commits if not children[commit.sha]]
    heapq.heapify(ready)
    ordered = []
    while ready:
        commit = known[heapq.heappop(ready)[1]]
        ordered.append(InnerCommit(commit.sha, commit.subject))
        for parent in commit.parents:
            children[parent] -= 1
            if not children[parent] and parent in known:
                heapq.heappush(ready, _age(known[parent]))
    return tuple(ordered)


def _age(commit: Commit) -> tuple[float, str]:
    return -commit.landed_at.timestamp(), commit.sha


class _Walk:
    """Colours commits from newest to oldest, as git does: brought by the merge, or had before.

    Once no brought commit is in line, a had one may still turn out to have a brought one as its ancestor:
    those as new as the oldest brought one are looked at, and, since clocks run backwards, `SLOP` more.
    """

    def __init__(self, find: Find) -> None:
        self._find = find
        self._had: dict[str, bool] = {}
        self._met: dict[str, Commit] = {}
        self._queue: list[tuple[float, str]] = []
        self._oldest = float("-inf")  # age of the oldest commit that was ever taken for brought
        self._slop = SLOP

    def push(self, shas: tuple[str, ...], *, had: bool) -> None:
        """Put commits in line that are new, or that turn out to be no news of the merge."""
        for sha in shas:
            if self._had.get(sha) in (True, had):
                continue
            self._had[sha] = had
            heapq.heappush(self._queue, (self._age(sha), sha))

    def is_open(self) -> bool:
        """Say whether a commit in line may still be one that the merge brought, or may rule one out."""
        if any(not self._had[sha] for _, sha in self._queue):
            return True
        if not self._queue or self._oldest == float("-inf"):
            return False
        age, sha = self._queue[0]
        if age <= self._oldest:
            return True
        self._slop -= 1
        return self._slop >= 0 and self._find(sha) is not None

    def step(self) -> bool:
        """Pass the colour of the newest commit in line to its parents; false if it is unknown."""
        age, sha = heapq.heappop(self._queue)
        commit = self._find(sha)
        if commit is None:
            return False
        self._met[sha] = commit
        if not self._had[sha]:
            self._oldest = max(self._oldest, age)
        self.push(commit.parents, had=self._had[sha])
        return True

    def brought(self) -> list[Commit]:
        """Return what kept the merge's colour."""
        return [commit for sha, commit in self._met.items() if not self._had[sha]]

    def _age(self, sha: str) -> float:
        commit = self._find(sha)
        return _age(commit)[0] if commit else float("inf")
