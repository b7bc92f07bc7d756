"""Upgrade notes in a message: what could break or oblige a user, each with its place."""

from collections.abc import Mapping, Sequence

from analysis.language import Language
from analysis.models import Commit
from analysis.results import UpgradeNote
from bot.messages import Bullets, Code, Link, Span, Spans, Text
from bot.presenters.addresses import evidence_page
from bot.presenters.shown import sha_link
from bot.presenters.spans import inline


def upgrade_list(notes: Sequence[UpgradeNote], commits: Mapping[str, Commit], language: Language) -> Bullets:
    """Return `notes` as a list; `commits` holds the digest's commits by SHA."""
    return Bullets(tuple(_note(note, commits.get(note.sha), language) for note in notes))


def _note(note: UpgradeNote, commit: Commit | None, language: Language) -> Spans:
    return (*inline(note.text.to(language)), Text(" "), _place(note, commit))


def _place(note: UpgradeNote, commit: Commit | None) -> Span:
    """Return the short SHA, leading to the exact line where it has a page."""
    if commit is None:
        return Code(note.sha[:7])
    page = evidence_page(commit, note.evidence)
    return Link(commit.short_sha, page) if page else sha_link(commit)
