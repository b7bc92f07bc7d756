"""Weights add up to the score, and hard rules have the last word."""

import pytest
from handmade import BOT, change, commit, facts
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import facts as any_facts

from analysis.facts.extract import facts_of
from analysis.facts.models import Facts
from analysis.models import Diff
from analysis.rating import HARD_RULES, RULES, Thresholds, bounded, rate
from analysis.rating.rule import Weight
from analysis.results import Level, Reason

ORDER = [Level.LOW, Level.MEDIUM, Level.HIGH]
HARD = {rule.id: rule for rule in HARD_RULES}
SOURCE = change("src/pool.py", "-a\n+b")


@settings(max_examples=40, deadline=None)
@given(any_facts, st.booleans())
def test_the_weights_of_the_reasons_are_the_score(made: Facts, reported: bool) -> None:  # noqa: FBT001 - drawn
    rating = rate(made, reverts_reported=reported)
    assert rating.score == sum(reason.weight for reason in rating.reasons)


@settings(max_examples=40, deadline=None)
@given(any_facts)
def test_only_hard_rules_weigh_nothing(made: Facts) -> None:
    weightless = {reason.rule for reason in rate(made).reasons if reason.weight == 0}
    assert weightless <= set(HARD)


@settings(max_examples=40, deadline=None)
@given(any_facts)
def test_no_hard_rule_is_undone_but_by_a_stronger_one(made: Facts) -> None:
    rating = rate(made)
    rules = [HARD[reason.rule] for reason in rating.reasons if reason.rule in HARD]
    least = max((ORDER.index(rule.at_least) for rule in rules if rule.at_least), default=0)
    most = min((ORDER.index(rule.at_most) for rule in rules if rule.at_most), default=2)
    assert least <= ORDER.index(rating.level) <= max(least, most)


def test_a_threshold_belongs_to_the_level_that_it_begins() -> None:
    limits = Thresholds(high=10, medium=-10)
    scores = (9, 10, -11, -10)
    assert [limits.level_of(score) for score in scores] == [Level.MEDIUM, Level.HIGH, Level.LOW, Level.MEDIUM]


@given(st.integers(-900, 900), st.integers(0, 300))
def test_a_higher_score_is_never_a_lower_level(score: int, more: int) -> None:
    levels = [ORDER.index(Thresholds().level_of(value)) for value in (score, score + more)]
    assert levels == sorted(levels)


@given(
    st.builds(Weight, st.integers(-200, 200), st.integers(-50, 50), st.integers(0, 100)),
    st.integers(-9, 10**9),
)
def test_a_weight_stays_within_its_bounds(weight: Weight, amount: int) -> None:
    assert abs(weight.of(amount) - weight.start) <= weight.most


@pytest.mark.parametrize("level", Level)
def test_a_step_of_the_model_cannot_pass_a_hard_rule(level: Level) -> None:
    reasons = rate(facts("Fix CVE-2026-1234", SOURCE)).reasons
    assert bounded(level, reasons) is Level.HIGH


def test_without_hard_rules_any_level_may_stand() -> None:
    assert bounded(Level.LOW, rate(facts("x", SOURCE)).reasons) is Level.LOW


def test_unknown_reasons_bind_nothing() -> None:
    assert bounded(Level.HIGH, [Reason("model", 0, RULES[0].text)]) is Level.HIGH


def test_a_credential_in_documentation_is_high_all_the_same() -> None:
    made = facts("x", change("docs/a.md", "+AKIA" + "ABCDEFGHIJKLMNOP"))
    assert rate(made).level is Level.HIGH


def test_a_revert_of_what_was_reported_is_medium_at_least() -> None:
    made = facts('Revert "Fix the docs"', change("docs/a.md", "+a"))
    assert (rate(made).level, rate(made, reverts_reported=True).level) == (Level.LOW, Level.MEDIUM)


def test_a_commit_that_is_no_revert_is_not_raised_by_being_asked() -> None:
    made = facts("Fix the docs", change("docs/a.md", "+a"))
    assert rate(made, reverts_reported=True).level is Level.LOW


def test_a_subscription_may_set_its_own_thresholds() -> None:
    assert rate(facts("x", SOURCE), thresholds=Thresholds(high=-500, medium=-600)).level is Level.HIGH


def test_what_a_bot_quotes_raises_nothing() -> None:
    message = "Bump a from 1.0 to 1.1\n\nBREAKING CHANGE: b\nFix crash and deadlock"
    made = facts_of(commit(message, author=BOT), Diff((change("uv.lock", "+a"),)))
    assert rate(made).level is Level.LOW


def test_the_heaviest_reason_comes_first_after_the_hard_rules() -> None:
    reasons = rate(facts("Fix crash in the pool", SOURCE, change("docs/a.md", "+a"))).reasons
    assert [reason.rule for reason in reasons[:3]] == ["severe_fault", "severe_title", "says_fix"]
