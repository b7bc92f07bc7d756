"""The plan of a report: which headings it has, in the order in which they come."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis.language import Language
from analysis.results import Digest, DigestCommit, Level
from bot.presenters import shown
from bot.presenters.words import report as words
from bot.presenters.words import sequel
from bot.reports.anchors import Heading, Headings

REPOSITORY, PART, COMMIT = 2, 3, 4  # levels of headings; the title alone has the first


@dataclass(frozen=True, slots=True)
class Group:
    """One level's commits, or those that came late, with their headings."""

    heading: Heading
    commits: tuple[tuple[Heading, DigestCommit], ...]
    late: bool = False


@dataclass(frozen=True, slots=True)
class Chapter:
    """One repository's part of a report."""

    digest: Digest
    repository: Heading
    statistics: Heading
    upgrade_notes: Heading | None
    contents: Heading
    groups: tuple[Group, ...]


def chapter(digest: Digest, headings: Headings, language: Language) -> Chapter:
    """Return the plan of one digest; `headings` has those that come before."""
    return Chapter(
        digest,
        headings.new(REPOSITORY, shown.line(digest.repo) or "?", "repository"),
        headings.new(PART, words.STATISTICS.to(language), "statistics"),
        headings.new(PART, words.UPGRADE_NOTES.to(language), "upgrade-notes")
        if digest.upgrade_notes
        else None,
        headings.new(PART, words.CONTENTS.to(language), "contents"),
        tuple(_groups(digest, headings, language)),
    )


def _groups(digest: Digest, headings: Headings, language: Language) -> Iterator[Group]:
    for level in Level:
        if commits := digest.with_level(level):
            text = words.GROUPS[level].to(language).format(count=len(commits))
            yield Group(headings.new(PART, text, level), _commits(commits, headings, language))
    if digest.late:
        text = sequel.GROUP.to(language).format(count=len(digest.late))
        yield Group(headings.new(PART, text, "late"), _commits(digest.late, headings, language), late=True)


def _commits(
    commits: Sequence[DigestCommit], headings: Headings, language: Language
) -> tuple[tuple[Heading, DigestCommit], ...]:
    return tuple(
        (headings.new(COMMIT, shown.title(one, language), f"commit-{one.commit.short_sha}"), one)
        for one in commits
    )
