"""The stored work on one run's commits: what is there, what is new, and what all of it took."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from analysis.analyst import Analysed, added, from_facts, version
from analysis.language import Language
from analysis.rated import RatedCommit
from analysis.results import Analysis, Depth, Rating, Usage
from bot.stores import AnalysisKey, LevelKey, StoredAnalysis
from bot.writers.desk import Desk
from bot.writers.levels import argued, settled


@dataclass
class Shelf:
    """Reads and stores analyses in `language`; what was marked before `started` is to be written anew."""

    desk: Desk
    language: Language
    taken: dict[AnalysisKey, StoredAnalysis] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._started = self.desk.clock.now()
        self._version = version()
        self._waiting: dict[AnalysisKey, StoredAnalysis] = {}

    def key(self, one: RatedCommit, depth: Depth) -> AnalysisKey:
        """Return the key of a commit's analysis at `depth`."""
        commit = one.commit
        return AnalysisKey(commit.repo, commit.sha, self.language, depth, self._version, self.desk.model.name)

    async def ratings(self, commits: Sequence[RatedCommit]) -> dict[str, Rating]:
        """Return the ratings by SHA, with the levels that were argued before."""
        keys = {one.commit.sha: self._level_key(one) for one in commits}
        known = await self.desk.levels.get(tuple(keys.values()))
        return {one.commit.sha: settled(one.rating, known.get(keys[one.commit.sha])) for one in commits}

    async def take(self, keys: Iterable[AnalysisKey]) -> Mapping[AnalysisKey, StoredAnalysis]:
        """Return those of `keys` that need no writing; what facts wrote since this run began stays too."""
        found = await self.desk.analyses.get(tuple(keys))
        done = {key: one for key, one in found.items() if not one.redo or one.made_at > self._started}
        self._waiting |= {key: one for key, one in found.items() if key not in done}
        self.taken |= done
        return done

    async def keep(self, one: RatedCommit, key: AnalysisKey, made: Analysed) -> Rating:
        """Store what the model wrote and return the commit's rating, as it is settled now."""
        stored = self._stored(key, made.analysis, made.usage, redo=False)
        level = argued(one.rating, made.rating)
        level = await self.desk.analyses.put_argued(stored, self._level_key(one), level)
        self._took(stored)
        return settled(one.rating, level)

    async def keep_facts(
        self, commits: Sequence[RatedCommit], depth: Depth, spent: Usage | None = None
    ) -> None:
        """Store what facts say of `commits`, for a model to write anew; `spent` was spent in vain on them."""
        for number, one in enumerate(commits):
            usage = spent if spent and number == 0 else Usage()
            written = from_facts(one, depth, self.language)
            stored = self._stored(self.key(one, depth), written, usage, redo=True)
            await self.desk.analyses.put((stored,))
            self._took(stored)

    def usage(self) -> Usage:
        """Return what everything that was taken took, whenever that was."""
        total = Usage()
        for stored in self.taken.values():
            total = added(total, stored.usage)
        return total

    def _stored(self, key: AnalysisKey, analysis: Analysis, usage: Usage, *, redo: bool) -> StoredAnalysis:
        before = self._waiting.get(key)
        spent = added(before.usage, usage) if before else usage
        return StoredAnalysis(key, analysis, spent, self.desk.clock.now(), redo)

    def _took(self, stored: StoredAnalysis) -> None:
        self.desk.meter.analysis_written(stored.analysis)
        self.taken[stored.key] = stored

    def _level_key(self, one: RatedCommit) -> LevelKey:
        return LevelKey(one.commit.repo, one.commit.sha, self._version, self.desk.model.name)
