"""How a rule quotes what made it fire: some names, then how many more there are."""

from collections.abc import Iterable

from analysis.facts.models import FileFacts
from analysis.facts.secret_shapes import redact
from analysis.rating.rule import Found

SHOWN = 3
"""How many names or paths are quoted as evidence."""


def listed(names: Iterable[str]) -> str:
    """Return some names as evidence, with the count of those left out."""
    known = tuple(dict.fromkeys(names))
    shown = ", ".join(redact(name) for name in known[:SHOWN])
    return shown if len(known) <= SHOWN else f"{shown} (+{len(known) - SHOWN})"


def named(names: Iterable[str]) -> Found | None:
    """Return names, each once, as what was found; `None` when there are none."""
    known = tuple(dict.fromkeys(names))
    return Found(listed(known), len(known)) if known else None


def paths(files: Iterable[FileFacts]) -> Found | None:
    """Return the paths of files as what was found."""
    return named(file.path for file in files)
