"""One commit explained: the deep analysis, why it has its level, and the places all of it rests on."""

from collections.abc import Iterator

from analysis.language import Language
from analysis.results import DigestCommit, WrittenBy
from bot.messages import Bullets, Heading, Message, Paragraph, Section, Spans, Text
from bot.presenters import analyses, commits, shown
from bot.presenters.analyses import Teller
from bot.presenters.spans import filled, joined
from bot.presenters.upgrades import singly, upgrade_list
from bot.presenters.words import common
from bot.presenters.words import explanation as words


def explanation(one: DigestCommit, repo: str, zone: str, language: Language) -> Message:
    """Return all that is known of a commit of `repo`, times in `zone`."""
    commit = one.commit
    title = shown.title(one, language)
    return Message(
        title,
        tuple(_sections(one, zone, language)),
        commits.page_button(one, language),
        joined([each for each in _small_print(one, repo, language) if each], common.DOT),
        tone=commits.TONES[one.rating.level],
        notification=words.NOTIFICATION.to(language).format(
            repo=shown.line(repo), sha=commit.short_sha, subject=title
        ),
    )


def _sections(one: DigestCommit, zone: str, language: Language) -> Iterator[Section]:
    teller = Teller(one.commit, language, evidence=True)
    yield commits.fields(one, zone, language)
    yield from analyses.in_full(one, teller)
    if one.upgrade_notes:
        yield teller.heading(common.UPGRADE_NOTES)
        yield upgrade_list(singly(one.upgrade_notes), {one.commit.sha: one.commit}, language)
    yield from _why(one, teller)
    yield from _inner(one, teller)


def _why(one: DigestCommit, teller: Teller) -> Iterator[Section]:
    language, rating = teller.language, one.rating
    yield teller.heading(common.WHY[rating.level])
    if not rating.reasons:
        yield Paragraph((Text(words.NO_REASON.to(language)),))
        return
    yield Bullets(tuple(commits.reason(reason, language) for reason in rating.reasons))
    yield Paragraph(filled(words.SCORE, language, score=shown.points(rating.score)))


def _inner(one: DigestCommit, teller: Teller) -> Iterator[Section]:
    inner = one.commit.inner_commits
    if inner:
        yield Heading(common.INNER_COMMITS.to(teller.language).format(count=len(inner)))
        yield Bullets(tuple((Text(f"{each.sha[:7]} {shown.line(each.subject)}"),) for each in inner))


def _small_print(one: DigestCommit, repo: str, language: Language) -> Iterator[Spans]:
    yield filled(words.ABOUT, language, repo=shown.line(repo), sha=one.commit.short_sha)
    yield _writer(one, language)
    yield analyses.dropped(one.analysis, language)


def _writer(one: DigestCommit, language: Language) -> tuple[Text, ...]:
    by_model = one.analysis.written_by is WrittenBy.MODEL
    return (Text((words.BY_MODEL if by_model else words.BY_FACTS).to(language)),)
