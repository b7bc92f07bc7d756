"""Upgrade notes in a message: what could break or oblige a user, each with its place."""

from collections.abc import Iterable, Mapping, Sequence

from analysis.language import Language
from analysis.models import Commit
from analysis.results import UpgradeKind, UpgradeNote
from bot.messages import Bullets, Code, Link, Span, Spans, Text
from bot.presenters.addresses import evidence_page
from bot.presenters.shown import sha_link
from bot.presenters.spans import filled, inline, joined
from bot.presenters.words import common
from bot.presenters.words.digest import NOTES_TOGETHER

_RENAMED = {UpgradeKind.API_RENAMED, UpgradeKind.OPTION_RENAMED}  # these name what was and what is

Group = tuple[UpgradeNote, ...]


def grouped(notes: Iterable[UpgradeNote]) -> tuple[Group, ...]:
    """Return `notes` in their order, those together that say the same of several names of one commit."""
    groups: dict[object, list[UpgradeNote]] = {}
    for number, note in enumerate(notes):
        key = (note.kind, note.sha) if note.kind in NOTES_TOGETHER and _names(note) else number
        groups.setdefault(key, []).append(note)
    return tuple(map(tuple, groups.values()))


def singly(notes: Iterable[UpgradeNote]) -> tuple[Group, ...]:
    """Return each of `notes` for itself, for a page that has the room."""
    return tuple((note,) for note in notes)


def upgrade_list(groups: Sequence[Group], commits: Mapping[str, Commit], language: Language) -> Bullets:
    """Return `groups` as a list; `commits` holds the digest's commits by SHA."""
    return Bullets(tuple(_item(group, commits.get(group[0].sha), language) for group in groups))


def _item(group: Group, commit: Commit | None, language: Language) -> Spans:
    if len(group) == 1:
        return (*inline(group[0].text.to(language)), Text(" "), _place(group[0], commit))
    names = joined([_named(note, commit) for note in group], common.PAUSE.to(language))
    sha = sha_link(commit) if commit else Code(group[0].sha[:7])
    return (*filled(NOTES_TOGETHER[group[0].kind], language, names=names), Text(" "), sha)


def _names(note: UpgradeNote) -> tuple[str, ...]:
    """Return the names that a note is about: the first code words of its English text."""
    words = [span.text for span in inline(note.text.en) if isinstance(span, Code)]
    return tuple(words[: 2 if note.kind in _RENAMED else 1])


def _named(note: UpgradeNote, commit: Commit | None) -> Spans:
    """Return a note's names, leading to their line where it has a page."""
    page = evidence_page(commit, note.evidence) if commit else None
    names = _names(note)
    if page:
        return (Link(" → ".join(names), page),)
    return joined([(Code(name),) for name in names], " → ")


def _place(note: UpgradeNote, commit: Commit | None) -> Span:
    """Return the short SHA, leading to the exact line where it has a page."""
    if commit is None:
        return Code(note.sha[:7])
    page = evidence_page(commit, note.evidence)
    return Link(commit.short_sha, page) if page else sha_link(commit)
