"""Which commits a merge brought in, told from commits that were listed already."""

import heapq
from collections.abc import Callable

from analysis.models import Commit, InnerCommit

Find = Callable[[str], Commit | None]


def inner_commits(merge: Commit, find: Find) -> tuple[InnerCommit, ...] | None:
    """Return the commits of `merge` that its first parent lacks, newest first, the merge left out.

    `find` knows the commits of one list, which GitHub gives newest first and every commit after a
    child: what it does not know is older. `None` when it does not know enough.
    """
    walk = _Walk(find)
    walk.push(merge.parents[:1], had=True)
    walk.push(merge.parents[1:], had=False)
    while walk.is_open():
        if not walk.step():
            return None
    return walk.brought()


class _Walk:
    """Colours commits from newest to oldest, as git does: brought by the merge, or had before."""

    def __init__(self, find: Find) -> None:
        self._find = find
        self._had: dict[str, bool] = {}
        self._met: dict[str, Commit] = {}
        self._queue: list[tuple[float, int, str]] = []
        self._pushes = 0

    def push(self, shas: tuple[str, ...], *, had: bool) -> None:
        """Put commits in line that are new, or that turn out to be no news of the merge."""
        for sha in shas:
            if self._had.get(sha) in (True, had):
                continue
            self._had[sha] = had
            self._pushes += 1
            heapq.heappush(self._queue, (self._age(sha), self._pushes, sha))

    def is_open(self) -> bool:
        """Say whether a commit in line may still be one that the merge brought, or may rule one out."""
        if any(not self._had[sha] for *_, sha in self._queue):
            return True
        brought = [self._age(sha) for sha in self._met if not self._had[sha]]
        return bool(self._queue and brought) and self._queue[0][0] <= max(brought)

    def step(self) -> bool:
        """Pass the colour of the newest commit in line to its parents; false if it is unknown."""
        *_, sha = heapq.heappop(self._queue)
        commit = self._find(sha)
        if commit is None:
            return False
        self._met[sha] = commit
        self.push(commit.parents, had=self._had[sha])
        return True

    def brought(self) -> tuple[InnerCommit, ...]:
        """Return what kept the merge's colour, in the order of the walk."""
        return tuple(InnerCommit(sha, it.subject) for sha, it in self._met.items() if not self._had[sha])

    def _age(self, sha: str) -> float:
        commit = self._find(sha)
        return -commit.landed_at.timestamp() if commit else float("inf")
