"""From facts to an analysis: every depth, in the reader's language, without a model."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from analysis.facts.models import Facts
from analysis.language import Language
from analysis.models import Commit
from analysis.results import Advice, Analysis, Claim, Claims, Depth, Insight, Rating, Types, WrittenBy
from analysis.writing.chinese import Chinese
from analysis.writing.conclusion import conclusion
from analysis.writing.english import English
from analysis.writing.grammar import Grammar, Sentence, claim, say
from analysis.writing.insights import INSIGHTS
from analysis.writing.material import Material, gather
from analysis.writing.rules import RULES
from analysis.writing.scope import scope
from analysis.writing.summary import summary

BRIEF_LIMIT = 300
"""Characters of a brief summary: one line of a list."""

MOST_ADVICE = {Depth.STANDARD: 3, Depth.DEEP: 6}

_GRAMMARS: dict[Language, Grammar] = {Language.EN: English(), Language.ZH: Chinese()}


def write_from_facts(  # noqa: PLR0917 - six nouns that every caller has at hand, agreed between modules
    commit: Commit, facts: Facts, types: Types, rating: Rating, depth: Depth, language: Language
) -> Analysis:
    """Return an analysis of `commit` at `depth` whose every sentence is a fact of its diff or message."""
    material = gather(commit, facts, types, rating)
    grammar = _GRAMMARS[language]
    told = _claims(summary(material, depth), grammar)
    analysis = Analysis(depth, language, WrittenBy.FACTS, told)
    if depth is Depth.BRIEF:
        return replace(analysis, summary=_on_one_line(told))
    analysis = replace(
        analysis, scope=_claims(scope(material), grammar), advice=_advice(material, depth, grammar)
    )
    if depth is Depth.STANDARD:
        return analysis
    closing = conclusion(material)
    return replace(
        analysis,
        insight=_insight(material, grammar),
        risks=_unique(claim(sentence, grammar) for sentence in _risks(material)),
        conclusion=say(closing, grammar) if closing else "",
    )


def _claims(sentences: Iterable[Sentence], grammar: Grammar) -> Claims:
    return _unique(claim(sentence, grammar) for sentence in sentences)


def _unique(claims: Iterable[Claim]) -> Claims:
    return tuple({one.text: one for one in claims if one.text}.values())


def _on_one_line(claims: Claims) -> Claims:
    """Keep the leading claims that fit into a line; the first always does, for it is made short."""
    kept, room = list[Claim](), BRIEF_LIMIT
    for one in claims:
        if len(one.text) + 1 <= room:
            kept.append(one)
            room -= len(one.text) + 1
    return tuple(kept)


def _risks(material: Material) -> Iterator[Sentence]:
    for rule in RULES:
        if rule.risk:
            for finding in list(rule.find(material))[: rule.most]:
                yield Sentence(rule.risk, finding.values, finding.evidence)


def _advice(material: Material, depth: Depth, grammar: Grammar) -> tuple[Advice, ...]:
    given = dict[str, Advice]()
    for rule in RULES:
        if rule.advice:
            for finding in list(rule.find(material))[: rule.most]:
                made = claim(Sentence(rule.advice, finding.values, finding.evidence), grammar)
                given.setdefault(made.text, Advice(rule.audience, made))
    return tuple(given.values())[: MOST_ADVICE[depth]]


def _insight(material: Material, grammar: Grammar) -> Insight:
    dimensions = {name: list[Sentence]() for name in Insight.__dataclass_fields__}
    for rule in INSIGHTS:
        for finding in list(rule.find(material))[: rule.most]:
            dimensions[rule.dimension].append(Sentence(rule.words, finding.values, finding.evidence))
    return Insight(**{name: _claims(sentences, grammar) for name, sentences in dimensions.items()})
