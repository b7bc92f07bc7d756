"""What the bot must remember of first-parent chains, so that it asks a slow source once."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class ChainLink:
    """One commit of a first-parent chain: its first parent (`None`: a root) and when it landed."""

    sha: str
    parent: str | None
    landed_at: dt.datetime


class ChainStore(Protocol):
    """What was learned of first-parent chains; commits never change, so a link is true for ever."""

    async def walk(self, repo: str, head: str, limit: int) -> Sequence[ChainLink]:
        """Return the known chain from `head` on, newest first, at most `limit` links."""
        ...

    async def add(self, repo: str, links: Sequence[ChainLink]) -> None:
        """Remember `links`; what is known already stays."""
        ...

    async def starting_with(self, repo: str, prefix: str, limit: int) -> Sequence[str]:
        """Return known SHAs of `repo` that begin with `prefix`."""
        ...
