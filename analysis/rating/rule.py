"""What a rule of the rubric is: when it fires, what it quotes, what it weighs or which level it sets."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from analysis.facts.models import Facts
from analysis.language import Bilingual
from analysis.rating.lines import CodeLines, code_lines
from analysis.results import Level, Reason


@dataclass(frozen=True)
class Case:
    """One commit before the rubric: its facts, and the lines of code they amount to."""

    facts: Facts

    @cached_property
    def code(self) -> CodeLines:
        """The changed lines of code, counted when first asked for."""
        return code_lines(self.facts)


class Found(NamedTuple):
    """What made a rule fire: its evidence, and how much of it there is, where more weighs more."""

    evidence: str
    amount: int = 1


Finder = Callable[[Case], Found | None]
"""Looks for one thing in a commit; `None` when it is not there."""


@dataclass(frozen=True, slots=True)
class Weight:
    """What a rule adds to the score, in hundredths of a point.

    To `start` comes `growth` times the natural logarithm of 1 + the amount: `most` at most, in size.
    """

    start: int
    growth: int = 0
    most: int = 0

    def of(self, amount: int) -> int:
        """Return the weight of `amount` in whole hundredths."""
        grown = round(self.growth * math.log1p(max(0, amount)))
        return self.start + max(-self.most, min(self.most, grown))


@dataclass(frozen=True, slots=True)
class Rule:
    """A term of the sum; `text` may name the `{amount}`."""

    id: str
    weight: Weight
    finds: Finder
    text: Bilingual

    def reason(self, case: Case) -> Reason | None:
        """Return the visible reason where the rule fires and weighs anything."""
        found = self.finds(case)
        weight = self.weight.of(found.amount) if found else 0
        if found is None or not weight:
            return None
        return Reason(self.id, weight, self.text.format(amount=found.amount), found.evidence)


@dataclass(frozen=True, slots=True)
class HardRule:
    """A rule that holds whatever the sum says: the level is at least, or at most, the one it names."""

    id: str
    finds: Finder
    text: Bilingual
    at_least: Level | None = None
    at_most: Level | None = None

    def reason(self, case: Case) -> Reason | None:
        """Return the visible reason, of weight 0, where the rule fires."""
        found = self.finds(case)
        return None if found is None else Reason(self.id, 0, self.text, found.evidence)
