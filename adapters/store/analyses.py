"""Analyses in the database."""

from collections.abc import Mapping, Sequence
from functools import partial

from sqlalchemy import RowMapping, select, true, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.store.codec import ANALYSIS, USAGE
from adapters.store.database import Database
from adapters.store.keys import batches
from adapters.store.levels import argue
from adapters.store.tables import analyses
from analysis.language import Language
from analysis.results import Depth
from bot.stores import AnalysisKey, ArguedLevel, LevelKey, StoredAnalysis

KEY = (
    analyses.c.repo,
    analyses.c.sha,
    analyses.c.language,
    analyses.c.depth,
    analyses.c.version,
    analyses.c.model,
)


class Analyses:
    """An `AnalysisStore` in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, keys: Sequence[AnalysisKey]) -> Mapping[AnalysisKey, StoredAnalysis]:
        """Return those of `keys` that are stored."""
        found: dict[AnalysisKey, StoredAnalysis] = {}
        async with self._database.reading() as connection:
            for batch in batches(keys):
                wanted = tuple_(*KEY).in_([_values(key) for key in batch])
                for row in (await connection.execute(select(analyses).where(wanted))).mappings():
                    stored = _stored(row)
                    found[stored.key] = stored
        return found

    async def put(self, analyses_: Sequence[StoredAnalysis]) -> None:
        """Store `analyses_`; one that is there stays, unless it was marked `redo`."""
        if analyses_:
            await self._database.write(partial(self._put, analyses_))

    async def put_argued(self, analysis: StoredAnalysis, key: LevelKey, level: ArguedLevel) -> ArguedLevel:
        """Store `analysis` as `put` does and `level` as `LevelStore.put` does, both or neither, in one go."""

        async def write(connection: AsyncConnection) -> ArguedLevel:
            await self._put((analysis,), connection)
            return await argue(self._database, key, level, connection)

        return await self._database.write(write)

    async def _put(self, analyses_: Sequence[StoredAnalysis], connection: AsyncConnection) -> None:
        insert = self._database.insert(analyses)
        statement = insert.on_conflict_do_update(
            index_elements=KEY,
            set_={name: insert.excluded[name] for name in ("analysis", "usage", "made_at", "redo")},
            where=analyses.c.redo == true(),
        )
        await connection.execute(statement, [_row(stored) for stored in analyses_])


def _values(key: AnalysisKey) -> tuple[str, ...]:
    return (key.repo, key.sha, key.language.value, key.depth.value, key.version, key.model)


def _row(stored: StoredAnalysis) -> dict[str, object]:
    names = (column.name for column in KEY)
    return {
        **dict(zip(names, _values(stored.key), strict=True)),
        "analysis": ANALYSIS.encode(stored.analysis),
        "usage": USAGE.encode(stored.usage),
        "made_at": stored.made_at,
        "redo": stored.redo,
    }


def _key(row: RowMapping) -> AnalysisKey:
    return AnalysisKey(
        repo=row[analyses.c.repo],
        sha=row[analyses.c.sha],
        language=Language(row[analyses.c.language]),
        depth=Depth(row[analyses.c.depth]),
        version=row[analyses.c.version],
        model=row[analyses.c.model],
    )


def _stored(row: RowMapping) -> StoredAnalysis:
    return StoredAnalysis(
        key=_key(row),
        analysis=ANALYSIS.decode(row[analyses.c.analysis]),
        usage=USAGE.decode(row[analyses.c.usage]),
        made_at=row[analyses.c.made_at],
        redo=row[analyses.c.redo],
    )
