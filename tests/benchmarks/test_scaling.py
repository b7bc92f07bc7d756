"""The judge of the benchmark of many: limits are what they say, and what is wrong is counted."""

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.scaling.limits import JITTER, Drip, Judge, Limit, Window
from benchmarks.scaling.platforms import judged

WANTED = {"C1": [[{"a0"}, {"a1"}], [{"b0"}, {"b1"}]]}


@given(st.lists(st.floats(0, 3), max_size=50))
def test_no_window_lets_more_pass_than_its_limit(pauses: list[float]) -> None:
    window, now, passed = Window(Limit(5, 4.0)), 0.0, list[float]()
    for pause in pauses:
        now += pause
        if not window.wait(now):
            window.passes(now)
            passed.append(now)
    for first in passed:
        assert len([at for at in passed if first <= at < first + 4.0]) <= 5


def test_a_drip_bears_a_burst_and_then_one_each_second() -> None:
    window = Window(Drip(5, 5.0))
    for _ in range(5):
        assert not window.wait(100.0)
        window.passes(100.0)
    assert window.wait(100.0) == 1.0 - JITTER
    assert not window.wait(101.0)


def test_who_comes_back_too_early_is_said_to_ignore_a_refusal() -> None:
    judge, scopes = Judge(), [("posts", Limit(1, 10.0))]
    assert judge.asked("post", scopes, 0.0) == 0
    assert judge.asked("post", scopes, 1.0) == 9
    assert judge.asked("post", scopes, 5.0) == 5
    assert judge.ignored == 1
    assert judge.asked("post", scopes, 10.0) == 0
    assert (judge.ignored, judge.served["post"], judge.refused["post"]) == (1, 2, 2)


def test_what_was_on_its_way_when_a_refusal_was_told_ignored_nothing() -> None:
    judge, scopes = Judge(), [("posts", Limit(1, 10.0))]
    judge.asked("post", scopes, 0.0)
    judge.asked("post", scopes, 1.0)
    judge.asked("post", scopes, 1.2)
    assert judge.ignored == 0


def test_what_stands_once_and_in_order_is_well() -> None:
    found = judged({"C1": ["a0", "b0", "a1", "b1"]}, WANTED)
    assert found["messages"] == 4
    assert found.total() == 4


def test_what_is_doubled_missing_or_out_of_order_is_counted() -> None:
    found = judged({"C1": ["a1", "a0", "a0", "b0", "strange"]}, WANTED)
    assert (found["doubled"], found["missing"], found["disordered"]) == (2, 1, 1)
