"""The model's step: one level, with evidence, never past a hard rule."""

import pytest

from analysis.analyst.levels import RULE, stepped
from analysis.facts.models import Evidence
from analysis.language import Bilingual
from analysis.rating import HARD_RULES
from analysis.rating.rule import HardRule
from analysis.results import Level, Rating, Reason

SEEN = Evidence("cache = {}", "src/a.py", 3)


def rating(level: Level, *rules: str) -> Rating:
    return Rating(level, 10, tuple(Reason(rule, 0, Bilingual("因", "why")) for rule in rules))


@pytest.mark.parametrize(
    ("level", "step", "after"),
    [
        (Level.LOW, "raise", Level.MEDIUM),
        (Level.MEDIUM, "raise", Level.HIGH),
        (Level.HIGH, "lower", Level.MEDIUM),
        (Level.HIGH, "raise", Level.HIGH),
        (Level.LOW, "lower", Level.LOW),
        (Level.MEDIUM, "keep", Level.MEDIUM),
        (Level.MEDIUM, "", Level.MEDIUM),
    ],
)
def test_a_step_moves_by_one_level(level: Level, step: str, after: Level) -> None:
    assert stepped(rating(level), step, SEEN).level is after


def test_a_step_is_a_visible_reason_that_keeps_the_score() -> None:
    moved = stepped(rating(Level.LOW), "raise", SEEN)

    assert moved.score == 10
    assert (moved.reasons[0].rule, moved.reasons[0].weight, moved.reasons[0].evidence) == (
        RULE,
        0,
        SEEN.quote,
    )


def test_no_step_without_evidence() -> None:
    assert stepped(rating(Level.LOW), "raise", None) == rating(Level.LOW)


def test_a_second_step_is_not_taken() -> None:
    moved = stepped(rating(Level.LOW), "raise", SEEN)

    assert stepped(moved, "raise", SEEN) == moved


@pytest.mark.parametrize("rule", [rule for rule in HARD_RULES if rule.at_least or rule.at_most])
def test_no_step_leads_past_a_hard_rule(rule: HardRule) -> None:
    level = rule.at_least or rule.at_most or Level.LOW
    step = "lower" if rule.at_least else "raise"

    assert stepped(rating(level, rule.id), step, SEEN).level is level
