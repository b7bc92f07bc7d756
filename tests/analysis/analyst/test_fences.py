"""Fences: what stands between them cannot end them."""

from hypothesis import given
from hypothesis import strategies as st

from analysis.analyst.fences import fenced


@given(st.text(max_size=200))
def test_a_text_never_holds_its_own_mark(text: str) -> None:
    opening, *_, closing = fenced(text, "DIFF").split("\n")

    assert closing.removesuffix(">>>").split()[1] not in text
    assert opening.removeprefix("<<<") == closing.removesuffix(">>>")


def test_a_text_that_copies_an_earlier_fence_gets_another_mark() -> None:
    before = fenced("x", "DIFF")

    assert fenced(before, "DIFF").split("\n")[0] != before.split("\n")[0]


def test_the_same_text_has_the_same_fence_every_time() -> None:
    assert fenced("x", "DIFF") == fenced("x", "DIFF")
