"""From the fields of an answer to an analysis: checked claims, and facts where too few survive."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from analysis.analyst.claims import Checker
from analysis.analyst.conditions import unmentioned
from analysis.analyst.fields import choices_of, statements_of, text_of
from analysis.analyst.grounds import Grounds
from analysis.analyst.injections import injection_claims
from analysis.analyst.levels import stepped
from analysis.analyst.schema import DIMENSIONS, MOST, MOST_TYPES
from analysis.language import Language
from analysis.rated import RatedCommit
from analysis.results import (
    Advice,
    Analysis,
    ChangeType,
    Claims,
    Depth,
    Insight,
    Rating,
    Types,
    Usage,
    WrittenBy,
)
from analysis.text import clean
from analysis.writing import write_from_facts

BRIEF_LIMIT = 300
"""Characters of a brief: one line of a list."""

_TYPES = {kind.value: kind for kind in ChangeType}


@dataclass(frozen=True, slots=True)
class Analysed:
    """A commit as the model left it: its analysis, its rating with the model's step, its types, what it cost.

    `types` are the model's only where the facts had to guess.
    """

    analysis: Analysis
    rating: Rating
    types: Types
    usage: Usage = field(default_factory=Usage)


def from_facts(rated: RatedCommit, depth: Depth, language: Language) -> Analysis:
    """Return the analysis that needs no model, with the warning about words that try to give orders."""
    written = write_from_facts(rated.commit, rated.facts, rated.types, rated.rating, depth, language)
    return with_warning(written, rated)


def with_warning(analysis: Analysis, rated: RatedCommit) -> Analysis:
    """Return `analysis` with the finding that `rated` tries to instruct its readers, if it does."""
    warning = injection_claims(rated, analysis.language)
    if analysis.depth is Depth.BRIEF:
        return replace(analysis, summary=(*analysis.summary, *warning))
    return replace(analysis, risks=(*warning, *analysis.risks))


def analysed(
    fields: Mapping[str, object],
    rated: RatedCommit,
    grounds: Grounds,
    plan: tuple[Depth, Language],
    *,
    cut: bool = False,
) -> Analysed:
    """Return what of an answer's `fields` is borne out; never raises, whatever they are."""
    depth, language = plan
    checker = Checker(rated.facts, grounds, language, cut)
    facts = write_from_facts(rated.commit, rated.facts, rated.types, rated.rating, depth, language)
    mine = _checked(fields, checker, depth)
    rating = _rating(fields, rated, checker)
    written = _filled(mine, facts, rated) if _says_anything(mine) else facts
    written = with_warning(replace(written, claims_dropped=checker.dropped), rated)
    return Analysed(written, rating, _types(fields, rated.types))


def _checked(fields: Mapping[str, object], checker: Checker, depth: Depth) -> Analysis:
    most = MOST[depth]

    def claims(name: str) -> Claims:
        return checker.claims(statements_of(fields, name, most[name])) if name in most else ()

    summary, scope = claims("summary"), claims("scope")
    insight = _insight(fields, checker, most.get("insight", 0))
    risks = claims("risks")
    advice = tuple(
        Advice(said.audience, claim)
        for said, claim in checker.kept(statements_of(fields, "advice", most["advice"]))
    )
    conclusion = checker.conclusion(text_of(fields, "conclusion")) if depth is Depth.DEEP else ""
    return Analysis(
        depth, checker.language, WrittenBy.MODEL, summary, scope, insight, risks, advice, conclusion
    )


def _insight(fields: Mapping[str, object], checker: Checker, most: int) -> Insight:
    """Return the insight by dimension; a statement about none of them is left out."""
    said = [one for one in statements_of(fields, "insight", most) if one.dimension in DIMENSIONS]
    found: dict[str, Claims] = {}
    for one, claim in checker.kept(said):
        found[one.dimension] = (*found.get(one.dimension, ()), claim)
    return Insight(**found)


def _says_anything(analysis: Analysis) -> bool:
    return bool(analysis.summary or analysis.scope or analysis.risks or analysis.advice)


def _filled(mine: Analysis, facts: Analysis, rated: RatedCommit) -> Analysis:
    """Return `mine` with facts in each empty field, and with every condition and credential told."""
    summary = mine.summary or facts.summary
    return replace(
        mine,
        summary=(*summary, *unmentioned(mine, facts.summary, rated.facts)),
        scope=mine.scope or facts.scope,
        insight=Insight(
            **{name: getattr(mine.insight, name) or getattr(facts.insight, name) for name in DIMENSIONS}
        ),
        risks=_risks(mine.risks, facts.risks, rated),
        advice=mine.advice or facts.advice,
        conclusion=mine.conclusion or facts.conclusion,
    )


def _risks(mine: Claims, facts: Claims, rated: RatedCommit) -> Claims:
    """Return the model's risks; what the facts know of credentials is told before them in any case."""
    places = {secret.evidence for secret in rated.facts.secrets}
    must = tuple(claim for claim in facts if places.intersection(claim.evidence))
    return (*must, *mine) if mine else facts


def _rating(fields: Mapping[str, object], rated: RatedCommit, checker: Checker) -> Rating:
    evidence = checker.evidence(text_of(fields, "importance_file"), text_of(fields, "importance_quote"))
    return stepped(rated.rating, text_of(fields, "importance").lower(), evidence)


def _types(fields: Mapping[str, object], known: Types) -> Types:
    said = choices_of(fields, "types", _TYPES)[:MOST_TYPES]
    return Types(tuple(said), guessed=True) if known.guessed and said else known


def brief(
    said: Mapping[str, object], rated: RatedCommit, grounds: Grounds, language: Language, *, cut: bool = False
) -> Analysed | None:
    """Return the brief that one item of a batch holds, or `None` where it is not borne out."""
    checker = Checker(rated.facts, grounds, language, cut)
    claims = checker.claims(statements_of({"brief": said}, "brief", 1))
    if not claims or len(clean(claims[0].text)) > BRIEF_LIMIT:
        return None
    facts = write_from_facts(rated.commit, rated.facts, rated.types, rated.rating, Depth.BRIEF, language)
    written = Analysis(Depth.BRIEF, language, WrittenBy.MODEL, claims)
    told = replace(written, summary=(*claims, *unmentioned(written, facts.summary, rated.facts)))
    step = "raise" if text_of(said, "importance").lower() == "raise" else "keep"
    rating = stepped(rated.rating, step, claims[0].evidence[0] if claims[0].evidence else None)
    return Analysed(with_warning(told, rated), rating, rated.types)
