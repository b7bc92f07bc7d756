"""What the nouns of the core promise about themselves."""

import pytest

from analysis.models import LONGEST_MESSAGE, tidy_message


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("Fix it\r\n\r\nBecause.\r\n", "Fix it\n\nBecause."),
        ("Fix it\rBecause.", "Fix it\nBecause."),
        ("Fix it\n\n\n", "Fix it"),
        ("\n  Fix it", "\n  Fix it"),
        ("", ""),
    ],
)
def test_a_message_has_line_feeds_only_and_none_at_its_end(told: str, kept: str) -> None:
    assert tidy_message(told) == kept


def test_a_message_of_the_greatest_length_is_kept_whole() -> None:
    assert tidy_message("x" * LONGEST_MESSAGE) == "x" * LONGEST_MESSAGE


def test_a_longer_message_is_cut_where_one_can_see_it() -> None:
    assert tidy_message("x" * 10_000_000) == "x" * (LONGEST_MESSAGE - 1) + "…"
