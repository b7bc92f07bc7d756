"""The Markdown report of one or several digests: table, statistics, contents, then every commit by level."""

import datetime as dt
from collections.abc import Iterator, Sequence

from analysis.language import Language
from analysis.results import Digest, DigestCommit
from bot.presenters import shown
from bot.presenters.notices import notices, written_by
from bot.presenters.sequel import late_counted
from bot.presenters.spans import inline
from bot.presenters.upgrades import singly, upgrade_list
from bot.presenters.words import report as words
from bot.reports import commits
from bot.reports.anchors import Headings
from bot.reports.escaping import code, escaped, markdown
from bot.reports.glance import glance_blocks
from bot.reports.outline import Chapter, chapter

RULE = "---"
INDENT = "  "


def report(digests: Sequence[Digest], language: Language, date: dt.date) -> str:
    """Return the report of `date`; nothing of a digest is cut, and nothing in it can become markup."""
    headings = Headings()
    title = headings.new(1, words.TITLE.to(language).format(date=date), "report")
    chapters = [chapter(digest, headings, language) for digest in digests]
    blocks = [f"# {escaped(title.text)}"]
    if len(chapters) > 1:
        blocks.append("\n".join(f"- {one.repository.entry}" for one in chapters))
    for one in chapters:
        blocks += _chapter(one, language)
    return "\n\n".join(blocks) + "\n"


def _chapter(one: Chapter, language: Language) -> Iterator[str]:
    digest = one.digest
    yield one.repository.markdown
    about = words.ABOUT.to(language).format(branch=code(digest.branch) or "?", zone=digest.day.zone)
    yield about
    if digest.commits:
        yield _table(digest, digest.commits, language)
    yield from _statistics(one, language)
    if one.upgrade_notes:
        known = {each.commit.sha: each.commit for each in digest.everything}
        notes = upgrade_list(singly(digest.upgrade_notes), known, language)
        yield one.upgrade_notes.markdown
        yield "\n".join(f"- {markdown(item)}" for item in notes.items)
    if digest.everything:
        yield one.contents.markdown
        yield "\n".join(_contents(one))
    for group in one.groups:
        yield group.heading.markdown
        if group.late:
            yield escaped(" ".join(late_counted(digest)))
            yield _table(digest, digest.late, language)
        for heading, each in group.commits:
            yield from commits.blocks(heading, each, language)
            yield RULE
    if digest.everything:
        yield markdown(inline(written_by(digest)))


def _table(digest: Digest, told: Sequence[DigestCommit], language: Language) -> str:
    """Return the commits `told`, newest first, times in the digest's zone."""
    newest_first = sorted(told, key=lambda one: one.commit.landed_at, reverse=True)
    rows = [
        (
            shown.moment(one.commit.landed_at, digest.day.zone),
            escaped(shown.authors(one, language)),
            escaped(shown.subject(one.commit, language)),
        )
        for one in newest_first
    ]
    header = tuple(column.to(language) for column in words.COLUMNS)
    return "\n".join(f"| {' | '.join(row)} |" for row in (header, ("---",) * len(header), *rows))


def _statistics(one: Chapter, language: Language) -> Iterator[str]:
    digest, stats = one.digest, one.digest.stats
    yield one.statistics.markdown
    said = words.COUNTS_ONE if stats.total == 1 else words.COUNTS
    counts = said.to(language).format(total=stats.total, high=stats.high, medium=stats.medium, low=stats.low)
    lines = [counts, markdown(inline(digest.headline))]
    lines += [markdown(inline(notice)) for notice in notices(digest)]
    yield "\n>\n".join(f"> {line}" for line in lines if line)
    yield from glance_blocks(digest)


def _contents(one: Chapter) -> Iterator[str]:
    yield f"- {one.repository.entry}"
    parts = [one.statistics, one.upgrade_notes] if one.upgrade_notes else [one.statistics]
    for part in parts:
        yield f"{INDENT}- {part.entry}"
    for group in one.groups:
        yield f"{INDENT}- {group.heading.entry}"
        for heading, _ in group.commits:
            yield f"{INDENT * 2}- {heading.entry}"
