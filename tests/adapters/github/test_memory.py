"""What is kept of GitHub's answers, and for how long."""

from hypothesis import given
from hypothesis import strategies as st

from adapters.github.memory import Recent


def test_what_was_used_longest_ago_is_forgotten_first() -> None:
    recent = Recent[str, int](2)
    recent.put("a", 1)
    recent.put("b", 2)
    assert recent.get("a") == 1
    recent.put("c", 3)
    assert (recent.get("a"), recent.get("b"), recent.get("c"), len(recent)) == (1, None, 3, 2)


def test_a_value_that_is_replaced_weighs_once() -> None:
    recent = Recent[str, str](4, len)
    for value in ("aa", "bbb", "cc"):
        recent.put("a", value)
    recent.put("b", "dd")
    assert (recent.get("a"), recent.get("b")) == ("cc", "dd")


def test_a_value_that_is_too_heavy_is_not_kept() -> None:
    recent = Recent[str, str](3, len)
    recent.put("a", "aaaa")
    assert (recent.get("a"), len(recent)) == (None, 0)


@given(st.lists(st.tuples(st.sampled_from("abcde"), st.text("x", max_size=6))))
def test_all_that_is_kept_never_weighs_too_much(puts: list[tuple[str, str]]) -> None:
    recent = Recent[str, str](8, len)
    for key, value in puts:
        recent.put(key, value)
        assert sum(len(recent.get(it) or "") for it in "abcde") <= 8
