"""The day's headline: written once from the analyses as they stand, and stored like a brief of the day."""

import hashlib
from collections.abc import Sequence

from analysis.analyst import headline, version
from analysis.errors import ModelError
from analysis.language import Language
from analysis.results import Analysis, Claim, Depth, DigestCommit, WrittenBy
from bot.stores import AnalysisKey, StoredAnalysis
from bot.writers.desk import Desk
from bot.writing import Headline


async def headline_of(desk: Desk, commits: Sequence[DigestCommit], language: Language) -> Headline:
    """Return the headline of a day, or an empty one where no model wrote, or none that was borne out."""
    if not any(one.analysis.written_by is WrittenBy.MODEL for one in commits):
        return Headline()
    key = _key(desk, commits, language)
    async with desk.turns.of([key]):
        if stored := (await desk.analyses.get([key])).get(key):
            return _as_headline(stored)
        try:
            made = await headline(desk.model_for(Depth.BRIEF), commits, language)
        except ModelError:
            return Headline()
        except Exception:
            desk.log.exception("headline_failed")
            return Headline()
        said = (Claim(made.text),) if made.text else ()
        analysis = Analysis(Depth.BRIEF, language, WrittenBy.MODEL, said)
        stored = StoredAnalysis(key, analysis, made.usage, desk.clock.now())
        await desk.analyses.put((stored,))
        return _as_headline(stored)


def _key(desk: Desk, commits: Sequence[DigestCommit], language: Language) -> AnalysisKey:
    """Return a key that holds for as long as the same is said of the same commits."""
    seen = "\n".join(
        f"{one.commit.sha} {one.rating.level} {one.analysis.depth} {one.analysis.written_by}"
        for one in commits
    )
    day = f"headline-{hashlib.sha256(seen.encode()).hexdigest()[:32]}"
    return AnalysisKey(commits[0].commit.repo, day, language, Depth.BRIEF, version(), desk.model.name)


def _as_headline(stored: StoredAnalysis) -> Headline:
    summary = stored.analysis.summary
    return Headline(summary[0].text if summary else None, stored.usage)
