"""Known commits and their diffs in the database, compressed, and no more of them than there is room for."""

import asyncio
import zlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from enum import StrEnum

from sqlalchemy import ColumnElement, Delete, delete, func, select, tuple_

from adapters.store.codec import COMMIT, DIFF, Codec, T
from adapters.store.database import Database
from adapters.store.keys import batches
from adapters.store.tables import commit_records as records
from analysis.models import Commit, Diff
from bot.errors import StoreError

FORM = 1
"""Of the records; raise it when a `Commit` or `Diff`, or what a source puts there, changes its meaning."""

MOST_OF_ONE = 1_000_000  # bytes, compressed: a larger diff is not kept
MOST_BYTES = 256_000_000  # compressed, of all records: what was stored longest ago goes first
PRUNED_EVERY = 200  # additions by one process; its first one included
KEY = (records.c.repo, records.c.sha, records.c.kind, records.c.form)


class Kind(StrEnum):
    """What a record tells of a commit."""

    COMMIT = "commit"
    DIFF = "diff"


class Commits:
    """A `CommitStore` in the database; a record that cannot be read is not known."""

    def __init__(self, database: Database, most_bytes: int = MOST_BYTES) -> None:
        self._database = database
        self._most_bytes = most_bytes
        self._additions = 0

    async def commits(self, repo: str, shas: Sequence[str]) -> Mapping[str, Commit]:
        """Return those of the commits called `shas` that are known, by SHA."""
        contents = await self._contents(repo, shas, Kind.COMMIT)
        return await asyncio.to_thread(_unpacked, COMMIT, contents)

    async def diff(self, repo: str, sha: str) -> Diff | None:
        """Return the diff of a commit if it is known."""
        contents = await self._contents(repo, [sha], Kind.DIFF)
        return (await asyncio.to_thread(_unpacked, DIFF, contents)).get(sha)

    async def add(self, commits: Sequence[Commit]) -> None:
        """Remember `commits`; what is known already stays."""
        contents = await asyncio.to_thread(lambda: [packed(COMMIT, commit) for commit in commits])
        rows = [
            _row(commit.repo, commit.sha, Kind.COMMIT, content)
            for commit, content in zip(commits, contents, strict=True)
        ]
        await self._add(rows)

    async def add_diff(self, repo: str, sha: str, diff: Diff) -> None:
        """Remember the diff of a commit, unless one is known or it is larger than `MOST_OF_ONE`."""
        content = await asyncio.to_thread(packed, DIFF, diff)
        await self._add([_row(repo, sha, Kind.DIFF, content)])

    async def _contents(self, repo: str, shas: Sequence[str], kind: Kind) -> dict[str, bytes]:
        contents = dict[str, bytes]()
        wanted = select(records.c.sha, records.c.content).where(
            records.c.repo == repo, records.c.kind == kind.value, records.c.form == FORM
        )
        async with self._database.reading() as connection:
            for batch in batches(shas):
                rows = await connection.execute(wanted.where(records.c.sha.in_(batch)))
                contents.update((row.sha, row.content) for row in rows)
        return contents

    async def _add(self, rows: Sequence[dict[str, object]]) -> None:
        # In one order everywhere, or two processes that add the same would wait for each other.
        fitting = sorted(
            (row for row in rows if int(str(row["size"])) <= MOST_OF_ONE), key=lambda row: str(row["sha"])
        )
        if not fitting:
            return
        insert = self._database.insert(records).values(stored_at=self._database.now())
        async with self._database.writing() as connection:
            await connection.execute(insert.on_conflict_do_nothing(), fitting)
        if self._additions % PRUNED_EVERY == 0:
            await self._prune()
        self._additions += 1

    async def _prune(self) -> None:
        with suppress(StoreError):  # another process may be at it; there is always a next time
            async with self._database.writing() as connection:
                await connection.execute(_beyond(self._most_bytes))


def _beyond(most_bytes: int) -> Delete:
    """Delete all records but the newest that together have at most `most_bytes`."""
    newest_first: tuple[ColumnElement[object], ...] = (records.c.stored_at.desc(), *KEY)
    total = func.sum(records.c.size).over(order_by=newest_first).label("total")
    ranked = select(*KEY, total).subquery()
    old = select(*(ranked.c[column.name] for column in KEY)).where(ranked.c.total > most_bytes)
    return delete(records).where(tuple_(*KEY).in_(old))


def _row(repo: str, sha: str, kind: Kind, content: bytes) -> dict[str, object]:
    return {
        "repo": repo,
        "sha": sha,
        "kind": kind.value,
        "form": FORM,
        "size": len(content),
        "content": content,
    }


def packed(codec: Codec[T], value: T) -> bytes:
    """Return `value` as compressed JSON; any text comes back as it was, lone surrogates too."""
    return zlib.compress(codec.encode(value).encode("utf-8", "surrogatepass"))


def unpacked(codec: Codec[T], content: bytes) -> T:
    """Return what was `packed`; raise `ValueError` when it is not of this type, or damaged."""
    try:
        text = zlib.decompress(content).decode("utf-8", "surrogatepass")
    except zlib.error as error:
        raise ValueError("a damaged record") from error
    return codec.decode(text)


def _unpacked(codec: Codec[T], contents: Mapping[str, bytes]) -> dict[str, T]:
    values = dict[str, T]()
    for sha, content in contents.items():
        with suppress(ValueError):
            values[sha] = unpacked(codec, content)
    return values
