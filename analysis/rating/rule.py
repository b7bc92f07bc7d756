"""What a rule of the rubric is: when it fires, what it quotes, what it weighs or which level it sets."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from analysis.facts.models import Facts
from analysis.language import Bilingual
from analysis.results import Level, Reason


class Found(NamedTuple):
    """What made a rule fire: its evidence, and how much of it there is, where more weighs more."""

    evidence: str
    amount: int = 1


Finder = Callable[[Facts], Found | None]
"""Looks for one thing in the facts; `None` when it is not there."""


@dataclass(frozen=True, slots=True)
class Weight:
    """What a rule adds to the score, in hundredths of a point.

    With `most` it grows with the natural logarithm of 1 + the amount, from nothing up to `most`.
    """

    hundredths: int
    most: int | None = None

    def of(self, amount: int) -> int:
        """Return the weight of `amount` in whole hundredths."""
        if self.most is None:
            return self.hundredths
        return min(self.most, round(self.hundredths * math.log1p(max(0, amount))))


@dataclass(frozen=True, slots=True)
class Rule:
    """A term of the sum; `text` may name the `{amount}`."""

    id: str
    weight: Weight
    finds: Finder
    text: Bilingual

    def reason(self, facts: Facts) -> Reason | None:
        """Return the visible reason where the rule fires."""
        found = self.finds(facts)
        if found is None:
            return None
        text = self.text.format(amount=found.amount)
        return Reason(self.id, self.weight.of(found.amount), text, found.evidence)


@dataclass(frozen=True, slots=True)
class HardRule:
    """A rule that holds whatever the sum says: the level is at least, or at most, the one it names."""

    id: str
    finds: Finder
    text: Bilingual
    at_least: Level | None = None
    at_most: Level | None = None

    def reason(self, facts: Facts) -> Reason | None:
        """Return the visible reason, of weight 0, where the rule fires."""
        found = self.finds(facts)
        return None if found is None else Reason(self.id, 0, self.text, found.evidence)
