"""Who writes the analyses of a day's rated commits; here, the one who needs no model."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from analysis.analyst import from_facts
from analysis.language import Language
from analysis.rated import RatedCommit
from analysis.results import DEPTH_OF_LEVEL, Analysis, Depth, DigestCommit, Rating, Usage
from bot.ports import Progress


@dataclass(frozen=True, slots=True)
class Written:
    """Analyses and final ratings by SHA: a model may have argued a level one step.

    `notes` are sentences for readers; `headline` is `None` where facts shall make it. `waiting` are SHAs
    that facts wrote about because no model could be asked: it is worth while to ask again later.
    """

    analyses: Mapping[str, Analysis]
    ratings: Mapping[str, Rating]
    usage: Usage = field(default_factory=Usage)
    notes: tuple[str, ...] = ()
    headline: str | None = None
    waiting: frozenset[str] = frozenset()


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


@dataclass(frozen=True, slots=True)
class Headline:
    """A day's headline, `None` where facts shall make it, and what it took."""

    text: str | None = None
    usage: Usage = field(default_factory=Usage)


class HeadlineWriter(Protocol):
    """Writes the headline of a day."""

    async def headline(self, commits: Sequence[DigestCommit], language: Language) -> Headline:
        """Return the headline of analysed `commits`; what goes wrong makes an empty one."""
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
            analyses[one.commit.sha] = await asyncio.to_thread(from_facts, one, wanted, language)
            await progress.update(done, len(commits))
        return Written(analyses, {one.commit.sha: one.rating for one in commits})
