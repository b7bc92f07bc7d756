"""Known first-parent chains in memory."""

from collections.abc import Sequence
from dataclasses import replace

from bot.memory.instants import aware
from bot.stores import ChainLink


class MemoryChains:
    """A `ChainStore` in memory."""

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
            self._links.setdefault((repo, link.sha), replace(link, landed_at=aware(link.landed_at)))

    async def starting_with(self, repo: str, prefix: str, limit: int) -> Sequence[str]:
        """Return known SHAs of `repo` that begin with `prefix`, in order."""
        shas = (sha for name, sha in self._links if name == repo and sha.startswith(prefix))
        return sorted(shas)[:limit]
