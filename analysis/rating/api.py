"""What happens to public definitions: those that come, go, or are called in another way."""

import re

from analysis.facts.models import Alteration, Facts, SymbolChange
from analysis.facts.symbols import is_measured
from analysis.rating.quoting import named
from analysis.rating.rule import Case, Found

_JOINT = re.compile(r"[.:#]+")


def alters_api(facts: Facts) -> bool:
    """Whether a public definition comes, goes, or is called or named in another way."""
    return any(
        _public(facts, alteration)
        for alteration in (Alteration.ADDED, Alteration.REMOVED, Alteration.RENAMED, Alteration.SIGNATURE)
    )


def api_added(case: Case) -> Found | None:
    """Find public definitions that are new, not moved."""
    return named(_one_sided(case.facts, Alteration.ADDED, Alteration.REMOVED))


def api_removed(case: Case) -> Found | None:
    """Find public definitions that are gone, not moved."""
    return named(_one_sided(case.facts, Alteration.REMOVED, Alteration.ADDED))


def api_altered(case: Case) -> Found | None:
    """Find public definitions with another name or other parameters."""
    altered = (
        *_public(case.facts, Alteration.RENAMED),
        *_public(case.facts, Alteration.SIGNATURE),
    )
    return named(symbol.name for symbol in altered)


def _one_sided(facts: Facts, wanted: Alteration, other: Alteration) -> list[str]:
    moved = {_bare(symbol.name) for symbol in _public(facts, other)}
    return [symbol.name for symbol in _public(facts, wanted) if _bare(symbol.name) not in moved]


def _public(facts: Facts, alteration: Alteration) -> list[SymbolChange]:
    """Return public definitions in the languages that the rating was measured with."""
    return [symbol for symbol in facts.symbols_with(alteration) if symbol.public and is_measured(symbol)]


def _bare(name: str) -> str:
    return _JOINT.split(name)[-1]
