"""Argued levels in the database."""

from collections.abc import Mapping, Sequence
from functools import partial

from sqlalchemy import RowMapping, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.store.codec import REASON
from adapters.store.database import Database
from adapters.store.keys import batches
from adapters.store.tables import levels
from analysis.results import Level
from bot.stores import ArguedLevel, LevelKey

KEY = (levels.c.repo, levels.c.sha, levels.c.version, levels.c.model)


class Levels:
    """A `LevelStore` in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, keys: Sequence[LevelKey]) -> Mapping[LevelKey, ArguedLevel]:
        """Return those of `keys` that are stored."""
        found: dict[LevelKey, ArguedLevel] = {}
        async with self._database.reading() as connection:
            for batch in batches(keys):
                wanted = tuple_(*KEY).in_([_values(key) for key in batch])
                for row in (await connection.execute(select(levels).where(wanted))).mappings():
                    found[LevelKey(*(row[column] for column in KEY))] = _level(row)
        return found

    async def put(self, key: LevelKey, level: ArguedLevel) -> ArguedLevel:
        """Store `level` unless one is there, and return the one that is stored now."""
        return await self._database.write(partial(argue, self._database, key, level))


async def argue(
    database: Database, key: LevelKey, level: ArguedLevel, connection: AsyncConnection
) -> ArguedLevel:
    """Store `level` unless one is there, and return the one that is there then."""
    values = dict(zip((column.name for column in KEY), _values(key), strict=True))
    reason = None if level.reason is None else REASON.encode(level.reason)
    new = database.insert(levels).values(**values, level=level.level.value, reason=reason)
    await connection.execute(new.on_conflict_do_nothing())
    stored = select(levels).where(tuple_(*KEY) == _values(key))
    return _level((await connection.execute(stored)).mappings().one())


def _values(key: LevelKey) -> tuple[str, ...]:
    return (key.repo, key.sha, key.version, key.model)


def _level(row: RowMapping) -> ArguedLevel:
    reason = row[levels.c.reason]
    return ArguedLevel(Level(row[levels.c.level]), None if reason is None else REASON.decode(reason))
