"""The fuzzer finds what there is to find, says it once, and goes on."""

import importlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.fuzz import TARGETS
from benchmarks.fuzzing.hunt import hunt
from benchmarks.fuzzing.pace import Pace


@dataclass
class Numbers:
    """A target that is fed with numbers."""

    check: Callable[[Any], None]
    INPUTS: st.SearchStrategy[Any] = field(default_factory=lambda: st.integers(0, 1_000))


@pytest.mark.parametrize("name", TARGETS)
def test_each_target_takes_what_it_is_fed_with(name: str) -> None:
    target = importlib.import_module(f"benchmarks.fuzzing.{name}")

    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
    @given(target.INPUTS)
    def fed(value: object) -> None:
        target.check(value)

    fed()


def test_a_failure_is_found_once_with_its_smallest_input_and_others_behind_it_too() -> None:
    def check(number: int) -> None:
        if number > 500:
            raise ValueError(number)
        assert number != 7

    found = hunt(Numbers(check), seconds=6, first_seed=1)

    assert {kind for kind, _ in found.findings} == {"ValueError", "AssertionError"}
    assert found.again > 0
    assert any("value=501" in told for told in found.findings.values())


def test_nothing_is_found_where_nothing_is_wrong() -> None:
    found = hunt(Numbers(lambda _: None), seconds=0.2, first_seed=1)

    assert found.inputs > 0
    assert not found.findings


def test_what_grows_faster_than_its_input_is_a_failure() -> None:
    pace = Pace(start=0.001, each=0.000_01)

    assert pace.keep(lambda: 7, size=10) == 7
    with pytest.raises(AssertionError, match="for a size of 10, at most 1 ms"):
        pace.keep(lambda: sum(range(2_000_000)), size=10)
