"""One run over a day's commits: what to ask a model for, in which depth, and what to do where it fails."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from analysis.analyst import Analysed, analyse, analyse_briefs
from analysis.analyst.batches import MOST_IN_ONE
from analysis.errors import BudgetSpentError, ModelError, PromptTooLongError
from analysis.language import Language
from analysis.rated import RatedCommit
from analysis.results import DEPTH_OF_LEVEL, Analysis, Depth, Level, Rating, Usage
from bot.ports import Progress
from bot.stores import StoredAnalysis
from bot.writers.desk import Desk
from bot.writers.levels import depth_of, down_from
from bot.writers.sharing import together
from bot.writers.shelf import Shelf
from bot.writers.troubles import PASSING, Trouble, notes_on, trouble_of
from bot.writing import Written

_LEVELS = tuple(Level)


@dataclass
class Run:
    """Writes about `commits`, each in `depth`, or as deep as its level asks."""

    desk: Desk
    commits: Sequence[RatedCommit]
    language: Language
    progress: Progress
    depth: Depth | None = None
    _ratings: dict[str, Rating] = field(default_factory=dict)
    _analyses: dict[str, Analysis] = field(default_factory=dict)
    _troubles: dict[str, Trouble] = field(default_factory=dict)
    _waiting: set[str] = field(default_factory=set)
    _ready: int = 0

    def __post_init__(self) -> None:
        self._shelf = Shelf(self.desk, self.language)

    async def write(self) -> Written:
        """Return an analysis and a rating of every commit."""
        await self.desk.ledger.refresh()
        self._ratings = await self._shelf.ratings(self.commits)
        missing = await self._missing()
        singles = [one for one in missing if self._wanted(one) is not Depth.BRIEF]
        briefs = [one for one in missing if self._wanted(one) is Depth.BRIEF]
        chunks = [briefs[start : start + MOST_IN_ONE] for start in range(0, len(briefs), MOST_IN_ONE)]
        await together([*map(self._single, singles), *map(self._briefs, chunks)])
        notes = notes_on(self._troubles.values(), self.language)
        waiting = frozenset(self._waiting)
        return Written(self._analyses, self._ratings, self._shelf.usage(), notes, waiting=waiting)

    async def _missing(self) -> list[RatedCommit]:
        """Take what is there; return the commits that are not written about yet, most important first."""
        wanted = {one.commit.sha: self._shelf.key(one, self._wanted(one)) for one in self.commits}
        first = (self._shelf.key(one, DEPTH_OF_LEVEL[one.rating.level]) for one in self.commits)
        done = await self._shelf.take({*wanted.values(), *(() if self.depth else first)})
        for one in self.commits:
            if stored := done.get(wanted[one.commit.sha]):
                await self._finish(one, stored)
        missing = (one for one in self.commits if one.commit.sha not in self._analyses)
        return sorted(missing, key=lambda one: _LEVELS.index(self._ratings[one.commit.sha].level))

    async def _single(self, one: RatedCommit) -> None:
        depth = self._wanted(one)
        stored = await self._written(one, depth)
        await self._finish(one, await self._raised(one, depth, stored))

    async def _briefs(self, commits: Sequence[RatedCommit]) -> None:
        keys = {one.commit.sha: self._shelf.key(one, Depth.BRIEF) for one in commits}
        async with self.desk.turns.of(keys[sha] for sha in sorted(keys)):
            done = await self._shelf.take(keys.values())
            await self._ask_for_briefs([one for one in commits if keys[one.commit.sha] not in done])
        await together(self._finish_brief(one, self._shelf.taken[keys[one.commit.sha]]) for one in commits)

    async def _finish_brief(self, one: RatedCommit, stored: StoredAnalysis) -> None:
        await self._finish(one, await self._raised(one, Depth.BRIEF, stored))

    async def _raised(self, one: RatedCommit, depth: Depth, stored: StoredAnalysis) -> StoredAnalysis:
        """Write anew what the model has raised since it was to be written in `depth`."""
        wanted = self._wanted(one)
        return stored if wanted is depth else await self._written(one, wanted)

    async def _ask_for_briefs(self, commits: Sequence[RatedCommit]) -> None:
        if not commits:
            return
        made, trouble, spent = dict[str, Analysed](), Trouble.UNUSABLE, None
        try:
            settled = [self._settled(one) for one in commits]
            made = await analyse_briefs(self.desk.model_for(Depth.BRIEF), settled, self.language)
        except Exception as error:  # noqa: BLE001 - whatever a model does, its commits are written about
            trouble, spent = self._failed(error, commits[0])
        left = [one for one in commits if one.commit.sha not in made]
        for one in commits:
            if one.commit.sha in made:
                await self._keep(one, Depth.BRIEF, made[one.commit.sha])
        await self._facts(left, Depth.BRIEF, trouble, spent)

    async def _written(self, one: RatedCommit, depth: Depth) -> StoredAnalysis:
        """Have the model write in `depth`, in less where budget or window end, and facts where it fails."""
        trouble, spent = Trouble.BUDGET, None
        for less in down_from(depth):
            try:
                return await self._by_model(one, less)
            except (BudgetSpentError, PromptTooLongError) as error:
                trouble = self._troubles[one.commit.sha] = trouble_of(error)
            except Exception as error:  # noqa: BLE001 - whatever a model does, its commits are written about
                trouble, spent = self._failed(error, one)
                break
        await self._facts([one], depth, trouble, spent)
        return self._shelf.taken[self._shelf.key(one, depth)]

    async def _by_model(self, one: RatedCommit, depth: Depth) -> StoredAnalysis:
        key = self._shelf.key(one, depth)
        async with self.desk.turns.of([key]):
            if not await self._shelf.take([key]):
                made = await analyse(self.desk.model_for(depth), self._settled(one), depth, self.language)
                await self._keep(one, depth, made)
        return self._shelf.taken[key]

    async def _keep(self, one: RatedCommit, depth: Depth, made: Analysed) -> None:
        self._ratings[one.commit.sha] = await self._shelf.keep(one, self._shelf.key(one, depth), made)

    async def _facts(
        self, commits: Sequence[RatedCommit], depth: Depth, trouble: Trouble, spent: Usage | None
    ) -> None:
        self._troubles |= {one.commit.sha: trouble for one in commits}
        self._waiting |= {one.commit.sha for one in commits if trouble in PASSING}
        await self._shelf.keep_facts([self._settled(one) for one in commits], depth, spent)

    async def _finish(self, one: RatedCommit, stored: StoredAnalysis) -> None:
        self._analyses[one.commit.sha] = stored.analysis
        if stored.redo and one.commit.sha not in self._troubles:  # another run knows why; it may well pass
            self._troubles[one.commit.sha] = Trouble.UNUSABLE
            self._waiting.add(one.commit.sha)
        self._ready += 1
        await self.progress.update(self._ready, len(self.commits))

    def _failed(self, error: Exception, one: RatedCommit) -> tuple[Trouble, Usage | None]:
        """Log what a model's failure is not, and return what readers and the books must know."""
        if not isinstance(error, ModelError):
            self.desk.log.exception("analysis_failed", sha=one.commit.sha)  # noqa: LOG004 - one is being handled
            return Trouble.UNUSABLE, None
        return trouble_of(error), error.usage

    def _wanted(self, one: RatedCommit) -> Depth:
        return self.depth or depth_of(one.rating, self._ratings[one.commit.sha])

    def _settled(self, one: RatedCommit) -> RatedCommit:
        return replace(one, rating=self._ratings[one.commit.sha])
