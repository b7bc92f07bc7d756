"""Who writes the analyses of a day's rated commits; here, the one who needs no model."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from analysis.language import Language
from analysis.rated import RatedCommit
from analysis.results import DEPTH_OF_LEVEL, Analysis, Depth, Rating, Usage
from analysis.writing import write_from_facts
from bot.ports import Progress


@dataclass(frozen=True, slots=True)
class Written:
    """Analyses and final ratings by SHA: a model may have argued a level one step.

    `notes` are sentences for readers; `headline` is `None` where facts shall make it.
    """

    analyses: Mapping[str, Analysis]
    ratings: Mapping[str, Rating]
    usage: Usage = field(default_factory=Usage)
    notes: tuple[str, ...] = ()
    headline: str | None = None


class Writer(Protocol):
    """Writes about commits; what goes wrong with a model is a note, never an exception."""

    @property
    def model(self) -> str:
        """The model whose work is worth storing, as part of its key; empty where facts write."""
        ...

    async def write(
        self,
        commits: Sequence[RatedCommit],
        language: Language,
        progress: Progress,
        depth: Depth | None = None,
    ) -> Written:
        """Return an analysis and a rating of every one of `commits`; without `depth`, levels decide it.

        `progress` hears of every commit that is ready, out of `len(commits)`.
        """
        ...


class FactsWriter:
    """Implements `Writer` with sentences made of facts."""

    model = ""

    async def write(
        self,
        commits: Sequence[RatedCommit],
        language: Language,
        progress: Progress,
        depth: Depth | None = None,
    ) -> Written:
        """Write about every commit from its facts, off the event loop."""
        analyses = dict[str, Analysis]()
        for done, one in enumerate(commits, 1):
            wanted = depth or DEPTH_OF_LEVEL[one.rating.level]
            analyses[one.commit.sha] = await asyncio.to_thread(
                write_from_facts, one.commit, one.facts, one.types, one.rating, wanted, language
            )
            await progress.update(done, len(commits))
        return Written(analyses, {one.commit.sha: one.rating for one in commits})
