"""The analyst: asks a model about commits, survives what it answers, and keeps only what was checked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from analysis.analyst import batches
from analysis.analyst.asking import added, ask, completed, tried, twice
from analysis.analyst.groups import Noted, is_very_large, noted
from analysis.analyst.headlines import headline_of, headline_question
from analysis.analyst.questions import MOST_DATA, analysis_question
from analysis.analyst.replies import Analysed, analysed, from_facts
from analysis.errors import ModelError, PromptTooLongError
from analysis.language import Language
from analysis.ports import LanguageModel, Question
from analysis.rated import RatedCommit
from analysis.results import Depth, DigestCommit, Usage


@dataclass(frozen=True, slots=True)
class Headline:
    """The day's headline, or `None` where none was borne out, and what it cost."""

    text: str | None
    usage: Usage


async def analyse(model: LanguageModel, rated: RatedCommit, depth: Depth, language: Language) -> Analysed:
    """Return the checked analysis of one commit at `depth`; a `ModelError` says that facts must do.

    A cut answer keeps its complete fields and is asked once for the rest; a prompt that proves too long
    is asked once more with half the diff. Nothing is asked about a shallow clone's boundary: its change is
    unknown.
    """
    if depth is Depth.BRIEF:
        return (await analyse_briefs(model, (rated,), language))[rated.commit.sha]
    if rated.commit.boundary:
        return Analysed(from_facts(rated, depth, language), rated.rating, rated.types)
    large = depth is Depth.DEEP and is_very_large(rated, min(MOST_DATA[depth], model.window))
    known = await noted(model, rated, language, MOST_DATA[Depth.STANDARD]) if large else Noted()
    asked, answer = await ask(model, analysis_question(rated, depth, language, known.notes), MOST_DATA[depth])
    answer = await completed(model, answer, asked.question)
    made = analysed(answer.fields, rated, asked.grounds, (depth, language), cut=answer.cut)
    counted = replace(made.analysis, claims_dropped=made.analysis.claims_dropped + known.dropped)
    return replace(made, analysis=counted, usage=added(known.usage, answer.usage))


async def analyse_briefs(
    model: LanguageModel, commits: Sequence[RatedCommit], language: Language
) -> dict[str, Analysed]:
    """Return the briefs of `commits` by SHA, asked for in as few questions as the window allows.

    A brief that is missing or not borne out is written from facts. The cost of a batch stands with its first
    commit. Where the model fails after some batches, what is paid for is returned and the other commits are
    missing; a `ModelError` is raised only when there is nothing.
    """
    written: dict[str, Analysed] = {}
    waiting = list(commits)
    while waiting:
        room = max(1, batches.capacity(model, language, model.window))
        now, waiting = waiting[:room], waiting[room:]
        try:
            written |= await _briefs(model, now, language)
        except ModelError:
            if not written:
                raise
            break
    return written


async def headline(model: LanguageModel, commits: Sequence[DigestCommit], language: Language) -> Headline:
    """Return the headline of a day from its analysed `commits`; may raise a `ModelError`."""
    if not commits:
        return Headline(None, Usage())

    def make(window: int, share: float) -> Question:
        return headline_question(model, commits, language, int(window * share))

    _, answer = await twice(model, make, lambda question: question)
    return Headline(headline_of(answer, commits, language), answer.usage)


async def _briefs(
    model: LanguageModel, commits: Sequence[RatedCommit], language: Language
) -> dict[str, Analysed]:
    def make(window: int, share: float) -> batches.Batch:
        return batches.batch(model, commits, language, int(window * share))

    asked, answer = await twice(model, make, lambda batch: batch.question)
    found, spent = batches.read(answer, asked, language), answer.usage
    missing = [rated for rated in commits if rated.commit.sha not in found]
    if answer.cut and missing:
        more, cost = await _rest(model, missing, language)
        found, spent = found | more, added(spent, cost)
    return _with_facts(found, commits, language, spent)


async def _rest(
    model: LanguageModel, missing: Sequence[RatedCommit], language: Language
) -> tuple[dict[str, Analysed | None], Usage]:
    """Ask once for the briefs that a cut answer lacks; a failure must not cost what it gave."""
    try:
        asked = batches.batch(model, missing, language, model.window)
    except PromptTooLongError:
        return {}, Usage()
    answer = await tried(model, replace(asked.question, name=f"{asked.question.name}-rest"))
    return batches.read(answer, asked, language), answer.usage


def _with_facts(
    found: Mapping[str, Analysed | None], commits: Sequence[RatedCommit], language: Language, spent: Usage
) -> dict[str, Analysed]:
    written: dict[str, Analysed] = {}
    for rated in commits:
        sha = rated.commit.sha
        made = found.get(sha) or _brief_from_facts(rated, language, dropped=int(sha in found))
        written[sha] = replace(made, usage=Usage() if written else spent)
    return written


def _brief_from_facts(rated: RatedCommit, language: Language, dropped: int) -> Analysed:
    facts = replace(from_facts(rated, Depth.BRIEF, language), claims_dropped=dropped)
    return Analysed(facts, rated.rating, rated.types)
