"""What the message says that bears on importance: words of the title, marks, links and the author."""

import re
from collections.abc import Collection

from analysis.facts.models import Facts, FileClass, MarkKind, MarkPlace, Title
from analysis.facts.secret_shapes import redact
from analysis.rating import words
from analysis.rating.rule import Finder, Found

_TITLE_READ = 500
_NEAR = (MarkPlace.SIGN, MarkPlace.SUBJECT)


def full_title(title: Title) -> str:
    """Return the title with its type and areas, as it was read."""
    return ": ".join(part for part in (title.type, ", ".join(title.areas), title.text) if part)[:_TITLE_READ]


def says(pattern: re.Pattern[str]) -> Finder:
    """Return a finder of words in the title."""

    def find(facts: Facts) -> Found | None:
        found = pattern.search(full_title(facts.title))
        return Found(redact(found[0].strip())) if found else None

    return find


def adds(facts: Facts) -> Found | None:
    """Find a title that announces something new."""
    found = words.ADDS.match(facts.title.text[:_TITLE_READ])
    if found or facts.title.type == "feat":
        return Found(redact(found[0].strip()) if found else "feat")
    return None


def marked_near(kind: MarkKind) -> Finder:
    """Return a finder of marks in the title, or of the signs made for them."""
    return lambda facts: _mark(facts, kind, _NEAR)


def marked_in_body(kind: MarkKind) -> Finder:
    """Return a finder of marks that only the body carries."""
    return lambda facts: None if facts.has_mark(kind, _NEAR) else _mark(facts, kind, (MarkPlace.BODY,))


def _mark(facts: Facts, kind: MarkKind, places: Collection[MarkPlace]) -> Found | None:
    if facts.automated:
        return None
    found = (mark.word for mark in facts.marks if mark.kind is kind and mark.place in places)
    word = next(found, None)
    return None if word is None else Found(word)


def closes(facts: Facts) -> Found | None:
    """Find issues that the commit closes."""
    return Found(", ".join(f"#{number}" for number in facts.links.closes[:3])) if facts.links.closes else None


def reverts(facts: Facts) -> Found | None:
    """Find a commit that is taken back."""
    if not facts.links.is_revert:
        return None
    return Found(redact(facts.links.reverts_subject or facts.links.reverts_sha or ""))


def automated(facts: Facts) -> Found | None:
    """Find a program as the author."""
    return Found(redact(facts.title.text)) if facts.automated else None


def secures(facts: Facts) -> Found | None:
    """Find a person's words about security in the title of a change to source."""
    touched = facts.touches(FileClass.SOURCE)
    return _mark(facts, MarkKind.SECURITY, _NEAR) if touched else None


def repairs_severe(facts: Facts) -> Found | None:
    """Find words about a severe fault in the title of a change to source."""
    touched = facts.touches(FileClass.SOURCE)
    return _mark(facts, MarkKind.SEVERE, _NEAR) if touched else None


def signs_breaking(facts: Facts) -> Found | None:
    """Find the sign by which a person declares a breaking change."""
    return _mark(facts, MarkKind.BREAKING, (MarkPlace.SIGN,))


def names_advisory(facts: Facts) -> Found | None:
    """Find the number of an advisory in an update of dependencies."""
    advisories = (
        mark.word
        for mark in facts.marks
        if mark.kind is MarkKind.SECURITY and mark.word.startswith(("CVE-", "GHSA-"))
    )
    word = next(advisories, None)
    updates = bool(facts.dependencies) or facts.touches(FileClass.DEPS, FileClass.LOCK)
    return Found(word) if word and updates else None
