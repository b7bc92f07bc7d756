"""Rated and written commits of a day made into its digest: order, status, upgrade notes, headline."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from analysis.days import Day
from analysis.facts.models import Alteration, Evidence
from analysis.headline import headline as headline_of
from analysis.language import Language
from analysis.models import LandedNote
from analysis.results import Digest, DigestCommit, DigestStatus, Level, UpgradeKind, UpgradeNote, Usage
from analysis.reverts import reverted_among
from analysis.sequel import ALL_TOLD, Sequel

NOT_EVERYTHING = frozenset({LandedNote.INCOMPLETE, LandedNote.SHALLOW_BOUNDARY})
"""What makes a digest partial; an approximate one has everything, as far as anybody can tell."""

PRESSING: Sequence[UpgradeKind] = (
    UpgradeKind.BREAKING,
    UpgradeKind.MIGRATION,
    UpgradeKind.API_REMOVED,
    UpgradeKind.OPTION_REMOVED,
    UpgradeKind.ENVIRONMENT_REMOVED,
    UpgradeKind.SUPPORT_DROPPED,
    UpgradeKind.API_RENAMED,
    UpgradeKind.OPTION_RENAMED,
    UpgradeKind.API_CHANGED,
    UpgradeKind.DEFAULT_CHANGED,
    UpgradeKind.DEPENDENCY_MAJOR,
)
"""The kinds of upgrade notes: first what stops a user outright, last what only may."""

_PLACE_OF_LEVEL: Mapping[Level, int] = {level: place for place, level in enumerate(Level)}
_PLACE_OF_KIND: Mapping[UpgradeKind, int] = {kind: place for place, kind in enumerate(PRESSING)}


def assemble(
    repo: str,
    branch: str,
    day: Day,
    language: Language,
    commits: Sequence[DigestCommit],
    *,
    landed_notes: frozenset[LandedNote],
    now: dt.datetime,
    usage: Usage | None = None,
    notes: Sequence[str] = (),
    headline: str | None = None,
) -> Digest:
    """Return the digest of `commits`, most important level first and newest first within a level.

    `now` is aware; a day that is not over then is in progress. Without a `headline`, one is made of facts.
    """
    ordered = tuple(sorted(commits, key=_importance))
    upgrade_notes = _upgrade_notes(ordered)
    ended = now >= day.end
    return Digest(
        repo,
        branch,
        day,
        language,
        _status(landed_notes, ended=ended),
        headline or headline_of(ordered, upgrade_notes, language, ended=ended),
        ordered,
        upgrade_notes,
        approximate=LandedNote.APPROXIMATE in landed_notes,
        usage=usage or Usage(),
        notes=tuple(dict.fromkeys(notes)),
        made_at=now,
    )


def continued(digest: Digest, late: Sequence[DigestCommit], sequel: Sequel) -> Digest:
    """Return `digest` with what its readers must hear besides: `late` commits, linked reverts, the `sequel`.

    Upgrade notes are those of all commits. The day's own commits and counts stay what they are.
    """
    reverters = {revert.sha: sha for sha, revert in sequel.reverts.items() if revert.date is None}

    def linked(one: DigestCommit) -> DigestCommit:
        sha = one.commit.sha
        return replace(one, reverts=sequel.reverts.get(sha), reverted_by=reverters.get(sha))

    own = tuple(map(linked, digest.commits))
    ordered = tuple(map(linked, sorted(late, key=_importance)))
    headline = ALL_TOLD.to(digest.language) if sequel.told and not own else digest.headline
    notes = _upgrade_notes((*own, *ordered)) if ordered else digest.upgrade_notes
    return replace(digest, commits=own, late=ordered, sequel=sequel, upgrade_notes=notes, headline=headline)


def _importance(commit: DigestCommit) -> tuple[int, float]:
    return _PLACE_OF_LEVEL[commit.rating.level], -commit.commit.landed_at.timestamp()


def _status(notes: frozenset[LandedNote], *, ended: bool) -> DigestStatus:
    if notes & NOT_EVERYTHING:
        return DigestStatus.PARTIAL
    return DigestStatus.COMPLETE if ended else DigestStatus.IN_PROGRESS


def _upgrade_notes(commits: Sequence[DigestCommit]) -> tuple[UpgradeNote, ...]:
    """Return each thing once, most pressing first; what the same day took back is not there any more."""
    void = set(_void(commits))
    brief = _brief(commits)
    notes = [
        note
        for one in commits
        if one.commit.sha not in void
        for note in one.upgrade_notes
        if note.evidence not in brief
    ]
    unique = dict[tuple[UpgradeKind, str], UpgradeNote]()
    for note in notes:
        unique.setdefault((note.kind, note.text.en), note)
    return tuple(sorted(unique.values(), key=lambda note: _PLACE_OF_KIND[note.kind]))


def _brief(commits: Sequence[DigestCommit]) -> frozenset[Evidence]:
    """Return where names went that had only come on the same day: nobody outside ever had them."""
    came = dict[tuple[str, str], dt.datetime]()
    for one in commits:
        for symbol in one.facts.symbols_with(Alteration.ADDED):
            key = (symbol.path, symbol.name)
            came[key] = min(one.commit.landed_at, came.get(key, one.commit.landed_at))
    return frozenset(
        symbol.evidence
        for one in commits
        for symbol in one.facts.symbols_with(Alteration.REMOVED, Alteration.RENAMED, Alteration.SIGNATURE)
        if came.get((symbol.path, symbol.before or symbol.name), one.commit.landed_at) < one.commit.landed_at
        or came.get((symbol.path, symbol.name), one.commit.landed_at) < one.commit.landed_at
    )


def _void(commits: Iterable[DigestCommit]) -> Iterator[str]:
    """Yield the commits of a day whose upgrade notes came to nothing: reverted ones, and their reverts.

    The newest word counts: a revert that was itself reverted takes nothing back.
    """
    newest_first = sorted(commits, key=lambda one: one.commit.landed_at, reverse=True)
    taken_back = set[str]()
    for place, revert in enumerate(newest_first):
        older = (one.commit for one in newest_first[place + 1 :])
        target = reverted_among(revert.facts.links, older)
        if target and revert.commit.sha not in taken_back:
            taken_back.add(target)
            yield from (target, revert.commit.sha)
