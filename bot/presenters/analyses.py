"""An analysis as sections of a message: conclusion, summary, scope, insight, risks, advice."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from analysis.facts.models import Evidence
from analysis.language import Bilingual, Language
from analysis.models import Commit
from analysis.results import Analysis, Claim, Claims, DigestCommit
from bot.messages import Bullets, Code, Heading, Link, Paragraph, Section, Span, Spans, Strong, Text
from bot.presenters import shown
from bot.presenters.addresses import evidence_page
from bot.presenters.spans import filled, inline, joined
from bot.presenters.words import common
from bot.presenters.words import explanation as words

EVIDENCE_SHOWN = 2  # places of one sentence; more would bury it


@dataclass(frozen=True, slots=True)
class Teller:
    """Says the claims about one commit; with `evidence`, together with the places they rest on."""

    commit: Commit
    language: Language
    evidence: bool = False

    def claim(self, claim: Claim) -> Spans:
        """Return one claim as a sentence."""
        return self._sentence(claim, frozenset())

    def claims(self, claims: Claims) -> tuple[Spans, ...]:
        """Return claims as items of a list; a place that the item above names is not named again."""
        above: Claims = (Claim(""), *claims)
        return tuple(
            self._sentence(claim, frozenset(_by_place(before)[:EVIDENCE_SHOWN]))
            for before, claim in zip(above, claims, strict=False)
        )

    def _sentence(self, claim: Claim, known: frozenset[Evidence]) -> Spans:
        inferred = (Text(words.INFERRED.to(self.language)),) if claim.inferred and self.evidence else ()
        return (*inline(claim.text), *inferred, *(self._places(claim, known) if self.evidence else ()))

    def running(self, claims: Claims) -> Spans:
        """Return claims as running text."""
        return tuple(self._one_by_one(claims))

    def _one_by_one(self, claims: Claims) -> Iterator[Span]:
        """Yield claims one after the other; a quotation never runs into the Latin word after it."""
        between = common.SPACE.to(self.language)
        ended = ""
        for claim, said in zip(claims, self.claims(claims), strict=True):
            runs_in = ended.endswith("”") and claim.text[:1].isascii()
            yield from (Text(between or (" " if runs_in else "")),) if ended and (between or runs_in) else ()
            yield from said
            ended = claim.text

    def label(self, name: Bilingual) -> Strong:
        """Return `name` as the label of what follows."""
        return Strong(common.LABEL.to(self.language).format(label=name.to(self.language)))

    def heading(self, name: Bilingual) -> Heading:
        """Return `name` as a heading."""
        return Heading(name.to(self.language))

    def _places(self, claim: Claim, known: frozenset[Evidence]) -> Iterator[Span]:
        """Yield where the claim was seen: as links, or named where no page shows it and a line is known.

        A whole file that the sentence itself names needs no link.
        """
        for seen in _by_place(claim)[:EVIDENCE_SHOWN]:
            if seen in known or not (seen.line or _place(seen) not in claim.text):
                continue
            if page := evidence_page(self.commit, seen):
                yield from (Text(" "), Link(_place(seen).rpartition("/")[2], page))
            elif seen.line:
                yield from filled(common.IN_BRACKETS, self.language, text=self._named(seen, claim))

    def _named(self, seen: Evidence, claim: Claim) -> Span:
        if seen.path and seen.path in claim.text:
            return Text(words.LINE.to(self.language).format(line=seen.line))
        return Code(_place(seen))


def _by_place(claim: Claim) -> tuple[Evidence, ...]:
    """Return the evidence of a claim, one of each place."""
    return tuple({(seen.path, seen.line): seen for seen in claim.evidence if seen.path}.values())


def _place(seen: Evidence) -> str:
    """Return the path and the line, as editors and terminals know them."""
    path = shown.line(seen.path or "")
    return f"{path}:{seen.line}" if seen.line else path


def in_full(one: DigestCommit, teller: Teller) -> Iterator[Section]:
    """Yield every field of the analysis in the report's order, the conclusion before them all."""
    analysis = one.analysis
    if analysis.conclusion:
        yield Paragraph((teller.label(common.CONCLUSION), *inline(analysis.conclusion)))
    yield from _summary(analysis, teller)
    yield from _list(common.SCOPE, teller.claims(analysis.scope), teller)
    yield from _list(common.INSIGHT, insights(analysis, teller), teller)
    yield from _list(common.RISKS, teller.claims(analysis.risks), teller, ordered=True)
    yield from _list(common.ADVICE, advice(analysis, teller), teller)
    yield from _notes(analysis)


def in_short(one: DigestCommit, teller: Teller) -> Iterator[Section]:
    """Yield the fields that an analysis of medium depth has, without headings."""
    analysis = one.analysis
    yield Paragraph(teller.running(analysis.summary))
    if analysis.scope:
        places = joined(teller.claims(analysis.scope), common.BETWEEN.to(teller.language))
        yield Paragraph((teller.label(common.SCOPE), *places))
    if analysis.advice:
        yield Bullets(advice(analysis, teller))
    yield from _notes(analysis)
    if left_out := dropped(analysis, teller.language):
        yield Paragraph(left_out)


def insights(analysis: Analysis, teller: Teller) -> tuple[Spans, ...]:
    """Return the technical insight, each dimension led by its name."""
    labelled = (
        (name, claim)
        for dimension, name in common.DIMENSIONS.items()
        for claim in getattr(analysis.insight, dimension)
    )
    return _led(labelled, teller)


def advice(analysis: Analysis, teller: Teller) -> tuple[Spans, ...]:
    """Return the advice, led by whom it is for."""
    return _led(((common.AUDIENCES[one.audience], one.claim) for one in analysis.advice), teller)


def _led(labelled: Iterable[tuple[Bilingual, Claim]], teller: Teller) -> tuple[Spans, ...]:
    """Return claims behind their labels; a label that the one before has already is not repeated."""
    items, before = list[Spans](), None
    for name, claim in labelled:
        items.append((*(() if name is before else (teller.label(name),)), *teller.claim(claim)))
        before = name
    return tuple(items)


def dropped(analysis: Analysis, language: Language) -> Spans:
    """Return how much of what a model said was left out; nothing where nothing was."""
    count = analysis.claims_dropped
    return (Text(common.DROPPED.to(language).format(count=count)),) if count else ()


def _notes(analysis: Analysis) -> Iterator[Section]:
    """Yield what the reader must know about the analysis itself."""
    for note in analysis.notes:
        yield Paragraph(inline(note))


def _summary(analysis: Analysis, teller: Teller) -> Iterator[Section]:
    yield teller.heading(common.SUMMARY)
    if len(analysis.summary) > 1:
        yield Bullets(teller.claims(analysis.summary))
    else:
        yield Paragraph(teller.running(analysis.summary))


def _list(
    name: Bilingual, items: tuple[Spans, ...], teller: Teller, *, ordered: bool = False
) -> Iterator[Section]:
    if items:
        yield from (teller.heading(name), Bullets(items, ordered=ordered))
