"""What a running program keeps of GitHub's answers, so that it asks nothing twice."""

from collections import OrderedDict
from collections.abc import Hashable, Sequence
from typing import Generic, TypeVar

from bot.stores import ChainLink

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Recent(Generic[K, V]):
    """A mapping that forgets what was put in longest ago, beyond `most` entries."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._entries: OrderedDict[K, V] = OrderedDict()

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, key: K) -> V | None:
        """Return what is kept under `key`."""
        return self._entries.get(key)

    def put(self, key: K, value: V) -> None:
        """Keep `value`, as the newest entry."""
        self._entries[key] = value
        self._entries.move_to_end(key)
        while len(self._entries) > self._most:
            self._entries.popitem(last=False)

    def take(self, key: K) -> V | None:
        """Return what is kept under `key` and forget it."""
        return self._entries.pop(key, None)


class MemoryChains:
    """A `ChainStore` that lives as long as the program, for use without a database."""

    def __init__(self) -> None:
        self._links: dict[tuple[str, str], ChainLink] = {}

    async def walk(self, repo: str, head: str, limit: int) -> Sequence[ChainLink]:
        """Return the known chain from `head` on, newest first, at most `limit` links."""
        chain: list[ChainLink] = []
        link = self._links.get((repo, head))
        while link and len(chain) < limit:
            chain.append(link)
            link = self._links.get((repo, link.parent)) if link.parent else None
        return chain

    async def add(self, repo: str, links: Sequence[ChainLink]) -> None:
        """Remember `links`; what is known already stays."""
        for link in links:
            self._links.setdefault((repo, link.sha), link)

    async def starting_with(self, repo: str, prefix: str, limit: int) -> Sequence[str]:
        """Return known SHAs of `repo` that begin with `prefix`, in order."""
        shas = (sha for name, sha in self._links if name == repo and sha.startswith(prefix))
        return sorted(shas)[:limit]
