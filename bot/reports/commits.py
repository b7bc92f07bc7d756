"""One commit of the report: the fields that its depth has, as blocks of Markdown."""

from collections.abc import Iterable, Iterator

from analysis.language import Bilingual, Language
from analysis.results import Depth, DigestCommit, Level
from bot.messages import Spans, Text
from bot.presenters import analyses, commits, shown
from bot.presenters.addresses import pull_request_page
from bot.presenters.analyses import Teller
from bot.presenters.spans import inline, joined
from bot.presenters.ties import ties
from bot.presenters.words import common
from bot.presenters.words import report as words
from bot.reports.anchors import Heading
from bot.reports.escaping import code, escaped, link, markdown, strong

BREAK = "  "  # at the end of a line: Markdown's line break


def blocks(heading: Heading, one: DigestCommit, language: Language) -> Iterator[str]:
    """Yield the blocks about one commit, its heading first."""
    analysis, teller = one.analysis, Teller(one.commit, language)
    with_places = Teller(one.commit, language, evidence=True)
    yield heading.markdown
    yield _identity(one, language)
    yield _kind(one, language)
    for tie in ties(one, language):
        yield markdown(tie)
    summary = words.BRIEF if analysis.depth is Depth.BRIEF else words.SUMMARY
    yield from _summary(summary, teller.claims(analysis.summary), language)
    yield from _list(words.SCOPE, teller.claims(analysis.scope), language)
    yield from _list(words.INSIGHT, analyses.insights(analysis, teller), language)
    yield from _list(words.RISKS, with_places.claims(analysis.risks), language, ordered=True)
    yield from _list(words.ADVICE, analyses.advice(analysis, teller), language)
    if analysis.conclusion:
        yield f"{_label(words.CONCLUSION, language)}{markdown(inline(analysis.conclusion))}"
    yield from _why(one, language)
    yield from _inner(one, language)
    yield from _left_out(one, language)


def _label(words_: Bilingual, language: Language) -> str:
    return strong(common.LABEL.to(language).format(label=words_.to(language)))


def _identity(one: DigestCommit, language: Language) -> str:
    commit, number = one.commit, shown.pull_request(one)
    parts = [f"{_label(words.SHA, language)}{code(commit.short_sha)}"]
    if commit.url:
        parts.append(f"🔗 {link(words.VIEW_COMMIT.to(language), commit.url)}")
    if number:
        page = pull_request_page(commit, number)
        parts.append(link(f"#{number}", page) if page else f"\\#{number}")
    return " | ".join(parts)


def _kind(one: DigestCommit, language: Language) -> str:
    level = one.rating.level
    importance = f"{common.SIGNS[level]} {common.LEVELS[level].to(language)}"
    return (
        f"{_label(words.TYPE, language)}{escaped(shown.types(one.types, language))}{BREAK}\n"
        f"{_label(words.LEVEL, language)}{importance}"
    )


def _summary(name: Bilingual, items: tuple[Spans, ...], language: Language) -> Iterator[str]:
    if len(items) == 1:
        yield f"{_label(name, language)}{markdown(items[0])}"
    else:
        yield from _list(name, items, language)


def _list(
    name: Bilingual, items: Iterable[Spans], language: Language, *, ordered: bool = False
) -> Iterator[str]:
    lines = [line for line in map(markdown, items) if line]
    if lines:
        yield strong(name.to(language))
        yield "\n".join(
            f"{number}. {line}" if ordered else f"- {line}" for number, line in enumerate(lines, 1)
        )


def _why(one: DigestCommit, language: Language) -> Iterator[str]:
    """Yield the reasons of the level: one below the other for a high commit, else on one line."""
    rating = one.rating
    if not rating.reasons:
        return
    name = words.WHY[rating.level].format(score=shown.points(rating.score))
    reasons = tuple(commits.reason(reason, language) for reason in rating.reasons)
    if rating.level is Level.HIGH:
        yield from _list(name, reasons, language)
    else:
        yield f"{_label(name, language)}{markdown(joined(reasons, common.BETWEEN.to(language)))}"


def _inner(one: DigestCommit, language: Language) -> Iterator[str]:
    inner = one.commit.inner_commits
    name = common.INNER_COMMITS.format(count=len(inner))
    lines = [(Text(f"{each.sha[:7]} {each.subject}"),) for each in inner]
    yield from _list(name, lines, language)


def _left_out(one: DigestCommit, language: Language) -> Iterator[str]:
    for note in one.analysis.notes:
        yield markdown(inline(note))
    if one.analysis.claims_dropped:
        yield common.DROPPED.to(language).format(count=one.analysis.claims_dropped)
