"""One commit in a message: in full, shorter, or on one line."""

from collections.abc import Iterator

from analysis.language import Bilingual, Language
from analysis.results import DigestCommit, Reason
from bot.messages import (
    Code,
    Fields,
    Heading,
    Link,
    LinkButton,
    Message,
    Paragraph,
    Section,
    Span,
    Spans,
    Strong,
    Text,
    Tone,
)
from bot.presenters import analyses, shown
from bot.presenters.addresses import pull_request_page
from bot.presenters.analyses import Teller
from bot.presenters.spans import filled, inline, joined
from bot.presenters.ties import ties
from bot.presenters.words import common, explanation
from bot.presenters.words import digest as words

REASONS_SHOWN = 4
TONES = {level: Tone(level.value) for level in common.LEVELS}


def in_full(one: DigestCommit, language: Language) -> Message:
    """Return a message of its own about one commit of a digest."""
    return Message(
        shown.title(one, language),
        (*_begun(one, language), *analyses.in_full(one, Teller(one.commit, language))),
        page_button(one, language),
        _small_print(one, language),
        tone=TONES[one.rating.level],
    )


def in_short(one: DigestCommit, language: Language) -> Iterator[Section]:
    """Yield what a message about several commits says of one."""
    yield Heading(shown.title(one, language))
    yield from _begun(one, language)
    yield from analyses.in_short(one, Teller(one.commit, language))


def _begun(one: DigestCommit, language: Language) -> Iterator[Section]:
    """Yield which commit it is, and how it is tied to others that readers know."""
    yield Paragraph(_about(one, language))
    for tie in ties(one, language):
        yield Paragraph(tie)


def _about(one: DigestCommit, language: Language) -> Spans:
    """Return on one line, also on a phone, which commit it is, of what kind and of whom."""
    kinds = shown.types(one.types, language, common.GUESSED_SHORT)
    author = shown.author(one.commit, language)
    return joined(((shown.sha_link(one.commit),), (Text(kinds),), (Text(author),)), common.DOT)


def on_a_line(one: DigestCommit, language: Language) -> Spans:
    """Return one commit as an item of a list."""
    said = Teller(one.commit, language).running(one.analysis.summary)
    title = (Strong(each.text) if isinstance(each, Text) else each for each in _title(one, language))
    named = (shown.sha_link(one.commit), Text(" "), *title)
    tied = tuple(span for tie in ties(one, language) for span in (Text(" "), *tie))
    return (*named, Text(" — "), *said, *tied) if said else (*named, *tied)


def listed(one: DigestCommit, language: Language) -> Spans:
    """Return the commit's short SHA, which leads to its page, and its title."""
    return (shown.sha_link(one.commit), Text(" "), *_title(one, language))


def _title(one: DigestCommit, language: Language) -> Spans:
    """Return the title; what stands between backticks in it is code, as the author meant it."""
    return inline(shown.title(one, language))


def fields(one: DigestCommit, zone: str, language: Language) -> Fields:
    """Return who, when, what kind and how important."""
    level, commit = one.rating.level, one.commit
    pairs: list[tuple[Bilingual, Span]] = [
        (common.COMMIT, shown.sha_link(commit)),
        (common.AUTHOR, Text(shown.authors(one, language))),
        (common.LANDED_AT, Text(shown.moment(commit.landed_at, zone))),
        (common.TYPE, Text(shown.types(one.types, language))),
        (common.LEVEL, Text(f"{common.SIGNS[level]} {common.LEVELS[level].to(language)}")),
        *((common.PULL_REQUEST, number) for number in _pull_request(one)),
    ]
    return Fields(tuple((name.to(language), (value,)) for name, value in pairs))


def _pull_request(one: DigestCommit) -> Iterator[Span]:
    if number := shown.pull_request(one):
        page = pull_request_page(one.commit, number)
        yield Link(f"#{number}", page) if page else Text(f"#{number}")


def page_button(one: DigestCommit, language: Language) -> tuple[LinkButton, ...]:
    """Return the button that opens the page of the pull request, else of the commit, where there is one."""
    number = shown.pull_request(one)
    if number and (page := pull_request_page(one.commit, number)):
        return (LinkButton(words.PULL_REQUEST_ON_GITHUB.to(language), page),)
    url = one.commit.url
    return (LinkButton(words.COMMIT_ON_GITHUB.to(language), url),) if url else ()


def reason(one: Reason, language: Language) -> Spans:
    """Return a reason of a rating with its weight and what made it fire."""
    if one.weight:
        said = filled(
            explanation.REASON, language, points=shown.points(one.weight), text=inline(one.text.to(language))
        )
    else:
        said = filled(explanation.RULING, language, text=inline(one.text.to(language)))
    evidence = shown.line(one.evidence)
    return (*said, *filled(explanation.EVIDENCE, language, evidence=Code(evidence))) if evidence else said


def _small_print(one: DigestCommit, language: Language) -> Spans:
    said = (_why(one, language), analyses.dropped(one.analysis, language))
    return joined([each for each in said if each], common.DOT)


def _why(one: DigestCommit, language: Language) -> Spans:
    """Return the weightiest reasons of the level; `explain` and the report tell all of them."""
    reasons = sorted(one.rating.reasons, key=lambda reason: (reason.weight != 0, -reason.weight))
    texts = [inline(reason.text.to(language)) for reason in reasons[:REASONS_SHOWN]]
    if more := len(reasons) - len(texts):
        texts.append((Text(words.REASONS_MORE.to(language).format(count=more)),))
    label = common.LABEL.to(language).format(label=common.WHY[one.rating.level].to(language))
    return (Text(label), *joined(texts, common.BETWEEN.to(language))) if texts else ()
