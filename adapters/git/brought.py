"""Which commit of a first-parent chain brought in each other commit of a history."""

import heapq
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from adapters.git.commits import LANDED, PARENTS, SHA, seconds

Fields = tuple[str, ...]


class Landing(NamedTuple):
    """A commit of the chain and those that came with it, as git's fields."""

    landed: Fields
    brought: list[Fields]


class Chain:
    """Sorts a history, told newest first and every commit before its parents, into landings.

    A commit belongs to the oldest one of the chain that has it as an ancestor. A landing is given out
    when nothing more can turn out to belong to it, so little is held at a time.
    """

    def __init__(self, head: str) -> None:
        self._following = head
        self._length = 0
        self._owners = {head: 0}  # of commits that are still to come: positions on the chain
        self._open = Counter({0: 1})  # how many of them each position owns
        self._held: deque[Landing] = deque()

    def add(self, commit: Fields) -> Iterator[Landing]:
        """Take the next commit, and give out the landings that are complete now."""
        sha, parents = commit[SHA], commit[PARENTS].split()
        owner = self._owners.pop(sha)
        self._open[owner] -= 1
        if sha == self._following:
            self._length += 1
            self._held.append(Landing(commit, []))
            self._following = parents[0] if parents else ""
        else:
            self._held[owner - self._length].brought.append(commit)
        for parent in parents:
            self._own(parent, owner)
        if self._following in self._owners:
            self._own(self._following, self._length)
        yield from self._complete()

    def rest(self) -> Iterator[Landing]:
        """Give out what is held when the history has ended."""
        yield from self._held
        self._held.clear()

    def _own(self, parent: str, owner: int) -> None:
        before = self._owners.get(parent)
        if before is None or before < owner:
            self._open[owner] += 1
            self._owners[parent] = owner
            if before is not None:
                self._open[before] -= 1

    def _complete(self) -> Iterator[Landing]:
        while self._held and self._open[self._length - len(self._held)] == 0:
            del self._open[self._length - len(self._held)]
            yield self._held.popleft()


def newest_first(commits: Sequence[Fields]) -> Iterator[Fields]:
    """Yield `commits` newest first, but each before its parents: one order, however they were found."""
    known = {commit[SHA]: commit for commit in commits}
    children = Counter(parent for commit in commits for parent in commit[PARENTS].split())
    ready = [_age(commit) for commit in commits if not children[commit[SHA]]]
    heapq.heapify(ready)
    while ready:
        commit = known[heapq.heappop(ready)[1]]
        yield commit
        for parent in commit[PARENTS].split():
            children[parent] -= 1
            if not children[parent] and parent in known:
                heapq.heappush(ready, _age(known[parent]))


def _age(commit: Fields) -> tuple[int, str]:
    return -seconds(commit[LANDED]), commit[SHA]
