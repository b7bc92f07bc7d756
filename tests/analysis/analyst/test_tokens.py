"""What the estimate of tokens promises."""

from hypothesis import given
from hypothesis import strategies as st

from analysis.analyst.tokens import estimate, reserved, weight


def test_runs_of_letters_digits_blanks_and_chinese_add_up() -> None:
    assert weight("abc") == 1.0
    assert weight("12") == 1.8
    assert weight("    ") == 0.8
    assert weight("默认") == 1.6


def test_an_emoji_counts_for_more_than_a_letter() -> None:
    assert weight("🚀") > weight("a")


def test_a_diff_is_not_told_short_by_a_quarter_of_its_characters() -> None:
    line = "+    if self._state.get(key, None) is not None and value >= 0x1F:\n"

    assert estimate(line * 50) > len(line * 50) / 4


def test_the_reserve_adds_a_fifth() -> None:
    assert reserved(100) == 120


@given(st.text(max_size=60), st.text(max_size=60))
def test_joining_two_texts_costs_hardly_more_than_both(one: str, other: str) -> None:
    assert weight(f"{one}\n{other}") <= weight(one) + weight(other) + 1.0
