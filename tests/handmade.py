"""Commits written by hand, as short as a test can say them, and the notes made of them."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from typing import Any

from analysis.facts.extract import facts_of
from analysis.facts.models import Facts
from analysis.language import Language
from analysis.models import Commit, Diff, FileChange, FileStatus, InnerCommit, Person
from analysis.results import Analysis, Audience, Depth, Insight, Level, Rating, UpgradeNote
from analysis.types import types_of
from analysis.upgrades import upgrade_notes
from analysis.writing import write_from_facts

NOON = dt.datetime(2026, 1, 5, 12, tzinfo=dt.UTC)
ADA = Person("Ada", "ada@example.org")
BOT = Person("renovate[bot]", "bot@example.org")
RATING = Rating(Level.HIGH, 0, ())


def commit(
    message: str = "Do the work",
    *,
    author: Person = ADA,
    inner: tuple[str, ...] = (),
    boundary: bool = False,
) -> Commit:
    """Return a commit with `message`; `inner` are the subjects that a merge brought in."""
    brought = tuple(InnerCommit("e" * 40, subject) for subject in inner)
    parents = ("b" * 40, "c" * 40) if inner else ("b" * 40,)
    return Commit(
        "acme/api", "a" * 40, parents, author, author, NOON, NOON, message, None, None, brought, boundary
    )


def change(path: str, lines: str = "", *, heading: str = "", **details: Any) -> FileChange:  # noqa: ANN401 - any field of a file, by its name
    """Return a changed file whose one hunk is `lines`, each with its sign; counts follow from it."""
    rows = lines.removesuffix("\n").split("\n") if lines else []
    signs = Counter(row[:1] for row in rows)
    old, new = signs["-"] + signs[" "], signs["+"] + signs[" "]
    starts = f"@@ -{1 if old else 0},{old} +{1 if new else 0},{new} @@ {heading}".rstrip()
    patch = "\n".join([starts, *rows]) + "\n" if rows else ""
    given: dict[str, Any] = {
        "status": FileStatus.MODIFIED,
        "additions": signs["+"],
        "deletions": signs["-"],
        "patch": patch,
    }
    return FileChange(path, **given | details)


def new(path: str, text: str) -> FileChange:
    """Return an added file that holds `text`."""
    return change(path, "\n".join(f"+{line}" for line in text.split("\n")), status=FileStatus.ADDED)


def gone(path: str, text: str) -> FileChange:
    """Return a deleted file that held `text`."""
    return change(path, "\n".join(f"-{line}" for line in text.split("\n")), status=FileStatus.DELETED)


def facts(made: Commit | str, *files: FileChange) -> Facts:
    """Return the facts of a commit, given whole or by its message."""
    return facts_of(commit(made) if isinstance(made, str) else made, Diff(files))


def note(
    made: Commit | str, *files: FileChange, depth: Depth = Depth.DEEP, language: Language = Language.EN
) -> Analysis:
    """Return what is written of a commit, given whole or by its message."""
    whole = commit(made) if isinstance(made, str) else made
    found = facts(whole, *files)
    return write_from_facts(whole, found, types_of(found), RATING, depth, language)


def upgrades(made: Commit | str, *files: FileChange) -> tuple[UpgradeNote, ...]:
    """Return the upgrade notes of a commit."""
    return upgrade_notes("a" * 40, facts(made, *files))


def summary(analysis: Analysis) -> list[str]:
    """Return the sentences of the summary."""
    return [claim.text for claim in analysis.summary]


def insight(analysis: Analysis, dimension: str) -> list[str]:
    """Return the sentences of one dimension of insight."""
    return [claim.text for claim in getattr(analysis.insight, dimension)]


def risks(analysis: Analysis) -> list[str]:
    """Return the sentences on risks."""
    return [claim.text for claim in analysis.risks]


def advice(analysis: Analysis, audience: Audience | None = None) -> list[str]:
    """Return the pieces of advice, of all audiences or of one."""
    return [one.claim.text for one in analysis.advice if audience in (None, one.audience)]


def said(analysis: Analysis) -> Iterator[tuple[str, str]]:
    """Yield every sentence of an analysis with the name of its field, in the order of the report."""
    yield from (("summary", claim.text) for claim in analysis.summary)
    yield from (("scope", claim.text) for claim in analysis.scope)
    for dimension in Insight.__dataclass_fields__:
        yield from ((dimension, text) for text in insight(analysis, dimension))
    yield from (("risk", claim.text) for claim in analysis.risks)
    yield from ((f"advice to {one.audience}", one.claim.text) for one in analysis.advice)
    if analysis.conclusion:
        yield "conclusion", analysis.conclusion


def told(*files: FileChange, message: str = "Do it", depth: Depth = Depth.STANDARD) -> list[str]:
    """Return the summary of a commit in English."""
    return summary(note(message, *files, depth=depth))


def told_zh(*files: FileChange, message: str = "Do it", depth: Depth = Depth.STANDARD) -> list[str]:
    """Return the summary of a commit in Chinese."""
    return summary(note(message, *files, depth=depth, language=Language.ZH))
