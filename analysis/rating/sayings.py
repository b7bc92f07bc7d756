"""What the message says that bears on importance: words of the title, marks, links and the author."""

import re
from collections.abc import Collection

from analysis.facts.models import Facts, FileClass, MarkKind, MarkPlace
from analysis.facts.secret_shapes import redact
from analysis.rating import words
from analysis.rating.api import alters_api
from analysis.rating.obligations import supported_versions
from analysis.rating.rule import Case, Finder, Found

TITLE_READ = 500
"""Characters of a title that are searched for words."""

MAINTENANCE_TYPES = frozenset({"docs", "test", "ci", "chore", "build", "style", "deps", "refactor"})
"""Prefixes that say what the maintenance words say; both together weigh no more than one of them."""

_NEAR = (MarkPlace.SIGN, MarkPlace.SUBJECT)


def says(pattern: re.Pattern[str], kinds: Collection[str] = ()) -> Finder:
    """Return a finder of words in the title, or of a prefix that means the same."""

    def find(case: Case) -> Found | None:
        title = case.facts.title
        found = pattern.search(", ".join((*title.areas, title.text))[:TITLE_READ])
        if found:
            return Found(redact(found[0].strip()))
        return Found(title.type) if title.type and title.type in kinds else None

    return find


def with_source(finder: Finder) -> Finder:
    """Return `finder` limited to commits that change source."""
    return lambda case: finder(case) if case.facts.touches(FileClass.SOURCE) else None


def adds(case: Case) -> Found | None:
    """Find a title that announces something new."""
    title = case.facts.title
    found = words.ADDS.match(title.text[:TITLE_READ])
    if found:
        return Found(redact(found[0].strip()))
    return Found(title.type) if title.type == "feat" else None


_says_maintenance = says(words.MAINTENANCE)


def maintains(case: Case) -> Found | None:
    """Find a title about maintenance, which the diff does not belie."""
    found = _says_maintenance(case)
    return None if found is None or _reaches_users(case) else found


def maintains_with_reach(case: Case) -> Found | None:
    """Find a title about maintenance over a change of public definitions or supported versions."""
    found = _says_maintenance(case)
    return found if found and _reaches_users(case) else None


def prefixed_maintenance(case: Case) -> Found | None:
    """Find a prefix of maintenance before a title that has no such words."""
    kind = case.facts.title.type
    return Found(kind) if kind in MAINTENANCE_TYPES and not _says_maintenance(case) else None


def _reaches_users(case: Case) -> bool:
    return alters_api(case.facts) or supported_versions(case) is not None


def marked_near(kind: MarkKind) -> Finder:
    """Return a finder of a person's marks in the title, or of the signs made for them."""
    return lambda case: _mark(case.facts, (kind,), _NEAR)


def marked_in_body(case: Case) -> Found | None:
    """Find marks that only the description carries."""
    kinds = [kind for kind in MarkKind if not case.facts.has_mark(kind, _NEAR)]
    return _mark(case.facts, kinds, (MarkPlace.BODY,))


def signs_breaking(case: Case) -> Found | None:
    """Find the sign by which a person declares a breaking change."""
    return _mark(case.facts, (MarkKind.BREAKING,), (MarkPlace.SIGN,))


def _mark(facts: Facts, kinds: Collection[MarkKind], places: Collection[MarkPlace]) -> Found | None:
    """Return the first mark of these kinds and places; what a bot says is quoted from others."""
    if facts.automated:
        return None
    found = (mark.word for mark in facts.marks if mark.kind in kinds and mark.place in places)
    word = next(found, None)
    return None if word is None else Found(redact(word))


def names_advisory(case: Case) -> Found | None:
    """Find the number of an advisory in an update of dependencies, workflow steps and images included."""
    numbers = (mark.word for mark in case.facts.marks if mark.word.startswith(("CVE-", "GHSA-")))
    number = next(numbers, None)
    updates = bool(case.facts.dependencies) or case.facts.touches(FileClass.DEPS, FileClass.LOCK)
    return Found(number) if number and updates else None


def closes(case: Case) -> Found | None:
    """Find issues that the commit closes."""
    numbers = case.facts.links.closes
    return Found(", ".join(f"#{number}" for number in numbers[:3])) if numbers else None


def reverts(case: Case) -> Found | None:
    """Find a commit that is taken back."""
    links = case.facts.links
    return Found(redact(links.reverts_subject or links.reverts_sha or "")) if links.is_revert else None


def automated(case: Case) -> Found | None:
    """Find a program as the author."""
    return Found(redact(case.facts.title.text)) if case.facts.automated else None
