"""From facts to an analysis: every depth, in the reader's language, without a model."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from analysis.facts.models import Facts
from analysis.language import Bilingual, Language
from analysis.models import Commit
from analysis.results import Advice, Analysis, Claims, Depth, Insight, Rating, Types, WrittenBy
from analysis.writing.chinese import Chinese
from analysis.writing.conclusion import conclusion
from analysis.writing.english import English
from analysis.writing.grammar import Grammar, Sentence, claim, say
from analysis.writing.insights import INSIGHTS
from analysis.writing.material import Material, gather
from analysis.writing.rules import RULES
from analysis.writing.scope import scope
from analysis.writing.summary import summary
from analysis.writing.whereabouts import counted

BRIEF_LIMIT = 300
"""Characters of a brief summary: one line of a list."""

MOST_ADVICE = {Depth.STANDARD: 3, Depth.DEEP: 6}

UNREAD = Bilingual(
    "改动太大：{all} 个文件中有 {unread} 个没有逐行查看，名称和行数仍按全部文件统计。",
    "The change is very large: the lines of {unread} of its {all} files were not looked at one by one;"
    " names and counts cover them all.",
)
"""What is said where `MOST_READ` was not enough."""

_CODE = re.compile(r"`([^`]+)`")
_GRAMMARS: dict[Language, Grammar] = {Language.EN: English(), Language.ZH: Chinese()}


def write_from_facts(  # noqa: PLR0917 - six nouns that every caller has at hand, agreed between modules
    commit: Commit, facts: Facts, types: Types, rating: Rating, depth: Depth, language: Language
) -> Analysis:
    """Return an analysis of `commit` at `depth` whose every sentence is a fact of its diff or message.

    What is said does not depend on `language`, only how.
    """
    material = gather(commit, facts, types, rating)
    grammar = _GRAMMARS[language]
    told = _unique(summary(material, depth))
    if commit.boundary:
        return Analysis(depth, language, WrittenBy.FACTS, _claims(told, grammar))
    notes = _notes(material, language)
    if depth is Depth.BRIEF:
        told = _on_one_line(told) or [counted(material)]
        return Analysis(depth, language, WrittenBy.FACTS, _claims(told, grammar), notes=notes)
    analysis = Analysis(
        depth,
        language,
        WrittenBy.FACTS,
        _claims(told, grammar),
        scope=_claims(_beyond(told, _unique(scope(material, _names_in(told)))), grammar),
        advice=_advice(material, depth, grammar),
        notes=notes,
    )
    if depth is Depth.STANDARD:
        return analysis
    closing = conclusion(material)
    return replace(
        analysis,
        insight=_insight(material, grammar),
        risks=_claims(_unique(_risks(material)), grammar),
        conclusion=say(closing, grammar) if closing else "",
    )


def _notes(material: Material, language: Language) -> tuple[str, ...]:
    unread = material.files_unread
    return (UNREAD.to(language).format(unread=unread, all=len(material.facts.files)),) if unread else ()


def _claims(sentences: Iterable[Sentence], grammar: Grammar) -> Claims:
    return tuple(claim(sentence, grammar) for sentence in sentences)


def _beyond(told: Sequence[Sentence], reached: Sequence[Sentence]) -> Sequence[Sentence]:
    """Return the scope, or nothing where it is one place that the summary has told with its size."""
    if len(reached) != 1:
        return reached
    grammar = _GRAMMARS[Language.EN]
    known = " ".join(say(one, grammar) for one in told)
    place = reached[0].values.get("places") or reached[0].values.get("place")
    is_known = place is not None and "names" not in reached[0].values and grammar.show(place) in known
    return [] if is_known else reached


def _names_in(sentences: Iterable[Sentence]) -> frozenset[str]:
    """Return the code words of sentences."""
    return frozenset(name for one in sentences for name in _CODE.findall(say(one, _GRAMMARS[Language.EN])))


def _unique(sentences: Iterable[Sentence]) -> list[Sentence]:
    """Leave out what was said before, told by its English so that both languages say the same."""
    return list({say(sentence, _GRAMMARS[Language.EN]): sentence for sentence in sentences}.values())


def _on_one_line(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Keep the sentences that fit into a line in either language."""
    kept, room = list[Sentence](), BRIEF_LIMIT
    for sentence in sentences:
        length = max(len(say(sentence, grammar)) for grammar in _GRAMMARS.values()) + 1
        if length <= room:
            kept.append(sentence)
            room -= length
    return kept


def _risks(material: Material) -> Iterator[Sentence]:
    for rule in RULES:
        if rule.risk:
            for finding in list(rule.find(material))[: rule.most]:
                yield Sentence(rule.risk, finding.values, finding.evidence)


def _advice(material: Material, depth: Depth, grammar: Grammar) -> tuple[Advice, ...]:
    given = dict[str, Advice]()
    stands = False
    for rule in RULES:
        if rule.advice:
            for finding in list(rule.find(material))[: rule.most]:
                sentence = Sentence(rule.advice, finding.values, finding.evidence)
                key = say(sentence, _GRAMMARS[Language.EN])
                given.setdefault(key, Advice(rule.audience, claim(sentence, grammar)))
                stands = stands or not rule.accompanies
    return tuple(given.values())[: MOST_ADVICE[depth]] if stands else ()


def _insight(material: Material, grammar: Grammar) -> Insight:
    dimensions = {name: list[Sentence]() for name in Insight.__dataclass_fields__}
    for rule in INSIGHTS:
        for finding in list(rule.find(material))[: rule.most]:
            dimensions[rule.dimension].append(Sentence(rule.words, finding.values, finding.evidence))
    return Insight(**{name: _claims(_unique(told), grammar) for name, told in dimensions.items()})
