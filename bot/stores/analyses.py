"""What the bot must remember of analyses, so that none is paid for twice: texts and argued levels."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from analysis.language import Language
from analysis.results import Analysis, Depth, Level, Reason, Usage


@dataclass(frozen=True, slots=True)
class AnalysisKey:
    """What makes an analysis the same one; `model` is empty where facts wrote it."""

    repo: str
    sha: str
    language: Language
    depth: Depth
    version: str
    model: str


@dataclass(frozen=True, slots=True)
class StoredAnalysis:
    """An analysis as it was stored; `redo` marks one that a model should write when it is back."""

    key: AnalysisKey
    analysis: Analysis
    usage: Usage
    made_at: dt.datetime
    redo: bool = False


class AnalysisStore(Protocol):
    """Analyses, commit by commit."""

    async def get(self, keys: Sequence[AnalysisKey]) -> Mapping[AnalysisKey, StoredAnalysis]:
        """Return those of `keys` that are stored."""
        ...

    async def put(self, analyses: Sequence[StoredAnalysis]) -> None:
        """Store `analyses`; one that is there stays, unless it was marked `redo`."""
        ...

    async def put_argued(
        self, analysis: StoredAnalysis, key: "LevelKey", level: "ArguedLevel"
    ) -> "ArguedLevel":
        """Store `analysis` as `put` does and `level` as `LevelStore.put` does, both or neither, in one go."""
        ...


@dataclass(frozen=True, slots=True)
class LevelKey:
    """What makes an argued level the same one: it holds in every language."""

    repo: str
    sha: str
    version: str
    model: str


@dataclass(frozen=True, slots=True)
class ArguedLevel:
    """The level a model argued, with its reason; `reason=None`: it agreed with the rubric."""

    level: Level
    reason: Reason | None


class LevelStore(Protocol):
    """Argued levels."""

    async def get(self, keys: Sequence[LevelKey]) -> Mapping[LevelKey, ArguedLevel]:
        """Return those of `keys` that are stored."""
        ...

    async def put(self, key: LevelKey, level: ArguedLevel) -> ArguedLevel:
        """Store `level` unless one is there, and return the one that is stored now."""
        ...
