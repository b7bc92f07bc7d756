"""Analyses and argued levels in memory."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.memory.instants import aware
from bot.stores import AnalysisKey, ArguedLevel, LevelKey, LevelStore, StoredAnalysis


class MemoryAnalyses:
    """An `AnalysisStore` in memory."""

    def __init__(self, levels: LevelStore) -> None:
        self._levels = levels
        self._stored: dict[AnalysisKey, StoredAnalysis] = {}

    async def get(self, keys: Sequence[AnalysisKey]) -> Mapping[AnalysisKey, StoredAnalysis]:
        """Return those of `keys` that are stored."""
        return {key: self._stored[key] for key in keys if key in self._stored}

    async def put(self, analyses: Sequence[StoredAnalysis]) -> None:
        """Store `analyses`; one that is there stays, unless it was marked `redo`."""
        for new in analyses:
            old = self._stored.get(new.key)
            if old is None or old.redo:
                self._stored[new.key] = replace(new, made_at=aware(new.made_at))

    async def put_argued(self, analysis: StoredAnalysis, key: LevelKey, level: ArguedLevel) -> ArguedLevel:
        """Store `analysis` as `put` does and `level` as `LevelStore.put` does, both or neither, in one go."""
        await self.put((analysis,))
        return await self._levels.put(key, level)


class MemoryLevels:
    """A `LevelStore` in memory."""

    def __init__(self) -> None:
        self._stored: dict[LevelKey, ArguedLevel] = {}

    async def get(self, keys: Sequence[LevelKey]) -> Mapping[LevelKey, ArguedLevel]:
        """Return those of `keys` that are stored."""
        return {key: self._stored[key] for key in keys if key in self._stored}

    async def put(self, key: LevelKey, level: ArguedLevel) -> ArguedLevel:
        """Store `level` unless one is there, and return the one that is stored now."""
        return self._stored.setdefault(key, level)
