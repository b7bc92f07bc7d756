"""The facts of a commit as lines for a prompt: what code knows comes before what a model may read itself."""

import re
from collections.abc import Iterable, Iterator

from analysis.analyst.hunks import one_line
from analysis.analyst.tokens import weight
from analysis.facts.models import Alteration
from analysis.facts.secrets import redact
from analysis.language import Language
from analysis.rated import RatedCommit

MOST = 12
"""Lines of one kind; the rest is counted."""

_TRAILER = re.compile(
    r"(?:Signed-off|Co-authored|Reviewed|Acked|Tested|Reported|Suggested|Helped)-by:", re.IGNORECASE
)

LONGEST = 300
"""Characters of one line."""


def factsheet(rated: RatedCommit, language: Language, room: float) -> str:
    """Return the facts of `rated`, most telling first, in at most `room` estimated tokens."""
    lines: list[str] = []
    for line in _lines(rated, language):
        short = one_line(line)[:LONGEST]
        room -= weight(short) + 1
        if room < 0:
            break
        lines.append(short)
    return "\n".join(lines)


def message_of(rated: RatedCommit, room: float) -> str:
    """Return the message, secrets and trailers taken out, as many whole lines of it as fit into `room`."""
    lines: list[str] = []
    for line in redact(rated.commit.message).split("\n"):
        if _TRAILER.match(line):
            continue
        short = line[: 5 * LONGEST]
        room -= weight(short) + 1
        if room < 0:
            break
        lines.append(short)
    return "\n".join(lines)


def _lines(rated: RatedCommit, language: Language) -> Iterator[str]:
    facts, rating = rated.facts, rated.rating
    diff = rated.diff
    yield f"subject: {rated.commit.subject}"
    yield f"level: {rating.level}"
    yield f"files: {len(facts.files)}, lines: +{diff.additions} -{diff.deletions}"
    yield f"types{' (guessed)' if rated.types.guessed else ''}: {', '.join(rated.types.types)}"
    if facts.automated:
        yield "author: an automated account"
    if facts.links.reverts_subject:
        yield f"reverts: {facts.links.reverts_subject}"
    yield from _few("condition", (one.words for one in facts.conditions))
    yield from _few("upgrade note", (note.text.to(language) for note in rated.upgrade_notes))
    yield from _few(
        "looks like a credential", (f"{one.kind} in {one.evidence.path}" for one in facts.secrets)
    )
    yield from _few("reason of the level", (reason.text.to(language) for reason in rating.reasons))
    yield from _few(
        "option", (f"{one.alteration} {one.name} {_change(one.before, one.after)}" for one in facts.options)
    )
    yield from _few(
        "dependency", (f"{one.name} {_change(one.before, one.after)}" for one in facts.dependencies)
    )
    yield from _few("migration", (one.path for one in facts.migrations))
    told = facts.symbols_with(Alteration.ADDED, Alteration.REMOVED, Alteration.RENAMED, Alteration.SIGNATURE)
    yield from _few("definition", (f"{one.alteration} {one.kind} {one.name}" for one in told if one.public))
    yield from _few("inner commit", (inner.subject for inner in rated.commit.inner_commits))


def _few(kind: str, values: Iterable[str]) -> Iterator[str]:
    unique = list(dict.fromkeys(values))
    yield from (f"{kind}: {value}" for value in unique[:MOST])
    if len(unique) > MOST:
        yield f"{kind}: … and {len(unique) - MOST} more"


def _change(before: str | None, after: str | None) -> str:
    return f"{before or 'none'} → {after or 'none'}" if before or after else ""
