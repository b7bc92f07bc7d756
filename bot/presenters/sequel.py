"""How a digest says what it owes to the ones before: that it is late, what it leaves out, what came late."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from analysis.days import Day, time_zone
from analysis.language import Bilingual
from analysis.models import ABBREVIATED
from analysis.results import Digest, DigestCommit, Level
from bot.messages import Bullets, Heading, Message, Paragraph, Section, Spans, Text
from bot.presenters import commits as one_commit
from bot.presenters import shown
from bot.presenters.commits import TONES
from bot.presenters.filtering import Filter
from bot.presenters.words import common
from bot.presenters.words import sequel as words

NAMED = 3  # commits that are gone, by name
LISTED = 5  # late arrivals in the parent, the most important ones
DATES = 3  # of digests that told a day's commits before
MEDIUM_IN_ONE = 4  # as with the day's own


def sentences(digest: Digest) -> Iterator[str]:
    """Yield what a reader must know before the rest, code words between backticks."""
    yield from _due(digest)
    yield from _rewritten(digest)
    yield from _told(digest)


def late_counted(digest: Digest) -> Iterator[str]:
    """Yield how many commits came late, and how many of them are told by number alone."""
    sequel, language = digest.sequel, digest.language
    if count := len(digest.late) + sequel.not_shown:
        about = _number(count, words.LATE_ABOUT_ONE, words.LATE_ABOUT)
        yield about.to(language).format(count=count, since=sequel.since)
    if sequel.not_shown:
        rest = _number(sequel.not_shown, words.NOT_SHOWN_ONE, words.NOT_SHOWN)
        yield rest.to(language).format(count=sequel.not_shown)


def late_sections(digest: Digest, wanted: Filter) -> Iterator[Section]:
    """Yield the parent's sections about late arrivals; nothing where there are none."""
    language, late = digest.language, wanted.late(digest)
    if said := tuple(late_counted(digest)):
        yield Heading(words.LATE.to(language))
        yield Paragraph((Text(common.SPACE.to(language).join(said)),))
        if late:
            yield Bullets(tuple(_listed(one, digest) for one in late[:LISTED]))
        else:
            yield Paragraph((Text(words.FILTERED.to(language)),))
    if len(late) > LISTED:
        yield Paragraph((Text(words.MORE.to(language).format(count=len(late) - LISTED)),))


def late_replies(digest: Digest, wanted: Filter) -> Iterator[Message]:
    """Yield the late arrivals as they are written, each with the day it landed on."""
    late, language = wanted.late(digest), digest.language
    for one in late:
        if one.rating.level is Level.HIGH:
            message = one_commit.in_full(one, language)
            yield _under_heading(message, one, digest)
    mediums = [one for one in late if one.rating.level is Level.MEDIUM]
    for at in range(0, len(mediums), MEDIUM_IN_ONE):
        batch = mediums[at : at + MEDIUM_IN_ONE]
        sections = (
            each for one in batch for each in _dated(tuple(one_commit.in_short(one, language)), one, digest)
        )
        yield Message(_title(Level.MEDIUM, digest), tuple(sections), tone=TONES[Level.MEDIUM])
    if lows := [one for one in late if one.rating.level is Level.LOW]:
        items = tuple((*one_commit.on_a_line(one, language), *_landed(one, digest)) for one in lows)
        yield Message(_title(Level.LOW, digest), (Bullets(items),), tone=TONES[Level.LOW])


def _due(digest: Digest) -> Iterator[str]:
    if due := digest.sequel.due_at:
        local = due.astimezone(time_zone(digest.day.zone))
        date = shown.date(Day(local.date(), digest.day.zone), digest.language)
        said = words.DUE.to(digest.language)
        yield said.format(date=date, time=f"{local:%H:%M}", zone=digest.day.zone)


def _told(digest: Digest) -> Iterator[str]:
    sequel, language = digest.sequel, digest.language
    told = {sha: date for sha, date in sequel.told.items() if sha not in sequel.recreated}
    if told:
        dates = [str(date) for date in sorted(set(told.values()))][-DATES:]
        said = _number(len(told), words.TOLD_ONE, words.TOLD)
        yield said.to(language).format(count=len(told), dates=common.PAUSE.to(language).join(dates))


def _rewritten(digest: Digest) -> Iterator[str]:
    sequel, language = digest.sequel, digest.language
    if not sequel.rewritten:
        return
    said = [words.REWRITTEN.to(language).format(since=sequel.since)]
    if gone := len(sequel.gone):
        form = _number(gone, words.GONE_ONE, words.GONE).to(language)
        said.append(form.format(count=gone, names=_gone(digest)))
    if again := len(sequel.recreated):
        said.append(_number(again, words.AGAIN_ONE, words.AGAIN).to(language).format(count=again))
    if not sequel.known:
        said.append(words.LOST.to(language))
    yield common.SPACE.to(language).join(said)


def _gone(digest: Digest) -> str:
    sequel, language = digest.sequel, digest.language
    names = common.PAUSE.to(language).join(_name(sha, digest) for sha in sequel.gone[:NAMED])
    more = len(sequel.gone) > NAMED
    return words.GONE_MORE.to(language).format(names=names) if more else names


def _name(sha: str, digest: Digest) -> str:
    short = sha[:ABBREVIATED]
    subject = shown.line(digest.sequel.subjects.get(sha, "")).replace("`", "'")
    if not subject:
        return f"`{short}`"
    return words.GONE_NAME.to(digest.language).format(sha=short, subject=subject)


def _listed(one: DigestCommit, digest: Digest) -> Spans:
    return (*one_commit.listed(one, digest.language), *_landed(one, digest))


def _landed(one: DigestCommit, digest: Digest) -> Spans:
    """Return when a late arrival landed, as the end of a line."""
    date = Day.of(one.commit.landed_at, digest.day.zone).date
    return (Text(common.DOT), Text(words.LANDED_ON.to(digest.language).format(date=date)))


def _dated(sections: Sequence[Section], one: DigestCommit, digest: Digest) -> Iterator[Section]:
    """Yield `sections`, the first paragraph saying when the commit landed."""
    dated = False
    for section in sections:
        if isinstance(section, Paragraph) and not dated:
            yield Paragraph((*section.spans, *_landed(one, digest)))
            dated = True
        else:
            yield section


def _under_heading(message: Message, one: DigestCommit, digest: Digest) -> Message:
    """Return a message of its own that says first that the commit came late."""
    title = words.LATE_LEVEL.to(digest.language).format(group=message.title)
    return replace(message, title=title, sections=tuple(_dated(message.sections, one, digest)))


def _title(level: Level, digest: Digest) -> str:
    return words.LATE_LEVEL.to(digest.language).format(group=common.GROUPS[level].to(digest.language))


def _number(count: int, one: Bilingual, more: Bilingual) -> Bilingual:
    return one if count == 1 else more
