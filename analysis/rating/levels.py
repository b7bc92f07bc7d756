"""From facts to a rating: the rules' weights add up to the score, and hard rules have the last word."""

from collections.abc import Iterable
from dataclasses import dataclass

from analysis.facts.models import Facts
from analysis.rating.rubric import HARD_RULES, REVERTS_REPORTED, RULES
from analysis.rating.rule import Case, HardRule
from analysis.results import Level, Rating, Reason

_RANK = {level: rank for rank, level in enumerate(reversed(Level))}
_HARD = {rule.id: rule for rule in (*HARD_RULES, REVERTS_REPORTED)}


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The scores, in hundredths of a point, from which on a commit is high or medium."""

    high: int = 140
    medium: int = -150

    def level_of(self, score: int) -> Level:
        """Return the level that a score alone gives."""
        if score >= self.high:
            return Level.HIGH
        return Level.MEDIUM if score >= self.medium else Level.LOW


THRESHOLDS = Thresholds()
"""Measured: a fifth of commits is high and half is low, in projects of four different styles."""


def rate(facts: Facts, *, reverts_reported: bool = False, thresholds: Thresholds = THRESHOLDS) -> Rating:
    """Return the rating of a commit; `reverts_reported`: it takes back one that readers were told of.

    The score is the sum of all reasons' weights. Reasons come heaviest first, after the hard rules.
    """
    case = Case(facts)
    soft = tuple(filter(None, (rule.reason(case) for rule in RULES)))
    rules = (*HARD_RULES, REVERTS_REPORTED) if reverts_reported else HARD_RULES
    hard = tuple(filter(None, (rule.reason(case) for rule in rules)))
    score = sum(reason.weight for reason in soft)
    level = bounded(thresholds.level_of(score), hard)
    ordered = sorted(soft, key=lambda reason: -abs(reason.weight))
    return Rating(level, score, (*hard, *ordered))


def bounded(level: Level, reasons: Iterable[Reason]) -> Level:
    """Return `level` moved into what the hard rules among `reasons` allow.

    Where they contradict each other, "at least" wins: a warning missed costs more than one too many.
    """
    rules: tuple[HardRule, ...] = tuple(_HARD[reason.rule] for reason in reasons if reason.rule in _HARD)
    most = min((rule.at_most for rule in rules if rule.at_most), key=_RANK.__getitem__, default=Level.HIGH)
    least = max((rule.at_least for rule in rules if rule.at_least), key=_RANK.__getitem__, default=Level.LOW)
    return max(min(level, most, key=_RANK.__getitem__), least, key=_RANK.__getitem__)
