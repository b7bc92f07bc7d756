"""The writer that asks a model: stored work first, a call for what is missing, facts where it fails."""

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.language import Language
from analysis.rated import RatedCommit
from analysis.results import Depth, DigestCommit
from bot.ports import Progress
from bot.writers.desk import Desk
from bot.writers.headlines import headline_of
from bot.writers.runs import Run
from bot.writing import Headline, Written


@dataclass(frozen=True, slots=True)
class ModelWriter:
    """Implements `Writer` and `HeadlineWriter` with a model; no answer is ever paid for twice."""

    desk: Desk

    @property
    def model(self) -> str:
        """The model whose work is stored."""
        return self.desk.model.name

    async def write(
        self,
        commits: Sequence[RatedCommit],
        language: Language,
        progress: Progress,
        depth: Depth | None = None,
    ) -> Written:
        """Return an analysis and a rating of every commit; a model's failure is a note."""
        return await Run(self.desk, commits, language, progress, depth).write()

    async def headline(self, commits: Sequence[DigestCommit], language: Language) -> Headline:
        """Return the headline of a day's analysed `commits`."""
        return await headline_of(self.desk, commits, language)
