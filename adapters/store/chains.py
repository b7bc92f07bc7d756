"""Known first-parent chains in the database."""

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import Select, func, literal, select

from adapters.store.database import Database
from adapters.store.tables import chain_links
from bot.stores import ChainLink


class Chains:
    """A `ChainStore` in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def walk(self, repo: str, head: str, limit: int) -> Sequence[ChainLink]:
        """Return the known chain from `head` on, newest first, at most `limit` links."""
        if limit <= 0:
            return []
        async with self._database.reading() as connection:
            rows = await connection.execute(_walk(repo, head, limit))
            return [ChainLink(row.sha, row.parent, row.landed_at) for row in rows]

    async def add(self, repo: str, links: Sequence[ChainLink]) -> None:
        """Remember `links`; what is known already stays."""
        if not links:
            return
        rows = [
            {"repo": repo, "sha": link.sha, "parent": link.parent, "landed_at": link.landed_at}
            for link in links
        ]
        async with self._database.writing() as connection:
            await connection.execute(self._database.insert(chain_links).on_conflict_do_nothing(), rows)

    async def starting_with(self, repo: str, prefix: str, limit: int) -> Sequence[str]:
        """Return known SHAs of `repo` that begin with `prefix`, in order."""
        shas = (
            select(chain_links.c.sha)
            .where(chain_links.c.repo == repo, func.substr(chain_links.c.sha, 1, len(prefix)) == prefix)
            .order_by(chain_links.c.sha)
            .limit(limit)
        )
        async with self._database.reading() as connection:
            return [sha for (sha,) in await connection.execute(shas)]


def _walk(repo: str, head: str, limit: int) -> Select[tuple[str, str | None, dt.datetime]]:
    """Go from each link to its parent in one statement, so that a long chain costs one question."""
    columns = (chain_links.c.sha, chain_links.c.parent, chain_links.c.landed_at)
    start = select(*columns, literal(1).label("place")).where(
        chain_links.c.repo == repo, chain_links.c.sha == head
    )
    chain = start.cte("chain", recursive=True)
    parents = (
        select(*columns, chain.c.place + 1)
        .join(chain, chain_links.c.sha == chain.c.parent)
        .where(chain_links.c.repo == repo, chain.c.place < limit)
    )
    chain = chain.union_all(parents)
    return select(chain.c.sha, chain.c.parent, chain.c.landed_at).order_by(chain.c.place)
