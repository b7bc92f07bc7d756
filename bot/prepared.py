"""Digests and explanations on demand where an engine runs: what a model must write is shared and durable."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.days import Day
from analysis.language import Language
from analysis.ports import CommitSource
from analysis.rated import RatedCommit
from analysis.results import Depth, Digest, DigestCommit
from bot.digests import Digests
from bot.ports import Progress
from bot.progress import SILENT
from bot.runs import Runs
from bot.stores import AnalysisStore
from bot.tasks import lacking


@dataclass(frozen=True, slots=True)
class PreparedDigests:
    """Offers `build` and `explain` as `Digests` does; what is missing is written by `runs` first."""

    digests: Digests
    analyses: AnalysisStore
    runs: Runs

    async def build(
        self,
        source: CommitSource,
        day: Day,
        *,
        language: Language,
        branch: str | None,
        now: dt.datetime,
        progress: Progress,
    ) -> Digest:
        """Return the digest of `day`; a `SourceError` is never taken for a quiet day."""
        if self.digests.writer.model:
            landed = await source.landed(day, branch)
            rated = await self.digests.rated(source, landed.commits)
            await self._prepare(source, rated, language, progress)
        return await self.digests.build(
            source, day, language=language, branch=branch, now=now, progress=progress
        )

    async def explain(self, source: CommitSource, prefix: str, *, language: Language) -> DigestCommit:
        """Return the deep analysis of a commit, whatever its level; raises as `Digests.explain` does."""
        if self.digests.writer.model:
            rated = await self.digests.rated(source, [await source.commit(prefix)])
            await self._prepare(source, rated, language, SILENT, Depth.DEEP)
        return await self.digests.explain(source, prefix, language=language)

    async def _prepare(
        self,
        source: CommitSource,
        rated: Sequence[RatedCommit],
        language: Language,
        progress: Progress,
        depth: Depth | None = None,
    ) -> None:
        tasks = await lacking(
            source,
            rated,
            repo=source.repo,
            language=language,
            model=self.digests.writer.model,
            analyses=self.analyses,
            depth=depth,
        )
        await self.runs.analyse(tasks, progress)
