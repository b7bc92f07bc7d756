"""The parent of a digest's thread: headline, statistics, upgrade notes, the commits that matter most."""

import re
from collections.abc import Iterator, Sequence

from analysis.results import Digest, DigestCommit, Level
from bot.messages import (
    Bullets,
    Control,
    Heading,
    LinkButton,
    Message,
    Paragraph,
    Section,
    Spans,
    Strong,
    Text,
    Tone,
    plain,
)
from bot.presenters import shown
from bot.presenters.actions import explain_menu, follow_button
from bot.presenters.addresses import day_page
from bot.presenters.commits import listed
from bot.presenters.filtering import Filter
from bot.presenters.notices import notices
from bot.presenters.sequel import late_sections
from bot.presenters.spans import filled, inline
from bot.presenters.upgrades import grouped, upgrade_list
from bot.presenters.words import common
from bot.presenters.words import digest as words

NOTES_SHOWN = 6  # items of upgrade notes in the parent; the rest stands below it
HIGHS_SHOWN = 12  # high commits in the parent's list, more than nine days in ten have
MEDIUMS_SHOWN = 5  # medium ones, on a day without any high one
_CLAUSE = re.compile(r"[^;；。]+?(?:[;；。]|[.!?](?=\s|$))")


def parent(digest: Digest, wanted: Filter, *, offer_follow: bool, file_only: bool) -> Message:
    """Return the parent of `digest`; with `file_only`, what it leaves out stands in the report."""
    language = digest.language
    commits = wanted.commits(digest)
    heading = name(digest)
    return Message(
        heading,
        tuple(_sections(digest, commits, wanted, file_only=file_only)),
        _controls(digest, commits, offer_follow=offer_follow),
        filled(words.ABOUT, language, branch=shown.line(digest.branch), zone=digest.day.zone),
        tone=_tone(commits),
        notification=words.NOTIFICATION.to(language).format(
            repo=digest.repo, date=digest.day, headline=plain(inline(digest.headline))
        ),
    )


def name(digest: Digest) -> str:
    """Return what the digest is about: repository and day."""
    return words.TITLE.to(digest.language).format(
        repo=shown.line(digest.repo), date=shown.date(digest.day, digest.language)
    )


def statistics(digest: Digest) -> Spans:
    """Return the counts of the three levels."""
    language, stats = digest.language, digest.stats
    total = words.STATISTICS_ONE if stats.total == 1 else words.STATISTICS
    levels = (
        words.LEVEL_COUNT.to(language).format(
            sign=common.SIGNS[level], level=common.LEVELS[level].to(language), count=count
        )
        for level, count in zip(Level, (stats.high, stats.medium, stats.low), strict=True)
    )
    return (Strong(total.to(language).format(total=stats.total)), *(Text(f" · {one}") for one in levels))


def _sections(
    digest: Digest, commits: Sequence[DigestCommit], wanted: Filter, *, file_only: bool
) -> Iterator[Section]:
    yield Paragraph((*_emphasised(digest),))
    if digest.commits:
        yield Paragraph(statistics(digest))
    for notice in notices(digest):
        yield Paragraph(inline(notice))
    if digest.commits and not wanted.lets_all_through:
        yield from _filtered(digest, commits, wanted)
    yield from _upgrades(digest, wanted, file_only=file_only)
    yield from _foremost(digest, commits, file_only=file_only)
    yield from late_sections(digest, wanted)


def _emphasised(digest: Digest) -> Spans:
    """Return the headline, its first clause strong: all of it would be a wall, nothing of it a blur."""
    end = _CLAUSE.match(digest.headline)
    first = end[0] if end else digest.headline
    strong = (Strong(span.text) if isinstance(span, Text) else span for span in inline(first))
    return (*strong, *inline(digest.headline[len(first) :]))


def _filtered(digest: Digest, commits: Sequence[DigestCommit], wanted: Filter) -> Iterator[Section]:
    language = digest.language
    yield Paragraph(
        filled(
            words.SHOWN,
            language,
            filters=wanted.said(language),
            shown=len(commits),
            total=len(digest.commits),
        )
    )
    if not commits:
        yield Paragraph((Text(words.NONE_SHOWN.to(language)),))


def _upgrades(digest: Digest, wanted: Filter, *, file_only: bool) -> Iterator[Section]:
    groups, language = grouped(wanted.notes(digest)), digest.language
    if groups:
        known = {one.commit.sha: one.commit for one in digest.everything}
        yield Heading(common.UPGRADE_NOTES.to(language))
        yield upgrade_list(groups[:NOTES_SHOWN], known, language)
    if left := sum(map(len, groups[NOTES_SHOWN:])):
        more = words.NOTES_MORE_FILE if file_only else words.NOTES_MORE
        yield Paragraph((Text(more.to(language).format(count=left)),))


def _foremost(digest: Digest, commits: Sequence[DigestCommit], *, file_only: bool) -> Iterator[Section]:
    language = digest.language
    level, most = (Level.HIGH, HIGHS_SHOWN) if digest.stats.high else (Level.MEDIUM, MEDIUMS_SHOWN)
    named = [one for one in commits if one.rating.level is level]
    if named:
        yield Heading(f"{common.SIGNS[level]} {common.GROUPS[level].to(language)}")
        yield Bullets(tuple(listed(one, language) for one in named[:most]))
    if len(named) > most:
        more = words.MORE_FILE if file_only else words.MORE
        yield Paragraph((Text(more.to(language).format(count=len(named) - most)),))


def _controls(digest: Digest, commits: Sequence[DigestCommit], *, offer_follow: bool) -> tuple[Control, ...]:
    menu = explain_menu(commits, digest.repo, digest.language)
    follow = follow_button(digest.repo, digest.language) if offer_follow else ()
    return (*menu, *follow, *_day_button(digest))


def _day_button(digest: Digest) -> tuple[LinkButton, ...]:
    page = next((day_page(one.commit, digest.branch, digest.day) for one in digest.commits), None)
    return (LinkButton(words.DAY_ON_GITHUB.to(digest.language), page),) if page else ()


def _tone(commits: Sequence[DigestCommit]) -> Tone:
    """Return how the day feels: like its high commits, or like nothing in particular."""
    return Tone.HIGH if any(one.rating.level is Level.HIGH for one in commits) else Tone.INFO
