"""Quantities: every way to state a number comes to the same thing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.analyst.quantities import Quantity, quantities


def stated(text: str) -> set[tuple[str, str | None]]:
    return {(one.number, one.unit) for one in quantities(text)}


@pytest.mark.parametrize(
    "text",
    [
        "down by 37 %",
        "down by 37%",
        "下降 37％",
        "下降 ３７％",
        "thirty-seven percent less",
        "下降百分之三十七",
        "37 个百分点",
    ],
)
def test_a_percentage_is_read_however_it_is_written(text: str) -> None:
    assert ("37", "%") in stated(text)


@pytest.mark.parametrize(
    "text", ["3x faster", "3× faster", "three times faster", "three-fold", "快 3 倍", "快三倍"]
)
def test_a_factor_is_read_however_it_is_written(text: str) -> None:
    assert ("3", "x") in stated(text)


@pytest.mark.parametrize("text", ["halved the time", "by half", "翻倍", "减半", "twice as fast", "几十倍"])
def test_words_that_say_an_amount_are_quantities(text: str) -> None:
    assert any(one.in_words for one in quantities(text))


def test_grouped_digits_are_one_number() -> None:
    assert ("1000", "ms") in stated("1,000 ms")
    assert ("60000", None) in stated("60_000")


@pytest.mark.parametrize(
    "text",
    ["utf8 and http2", "sha256", "PEP 621 and RFC 7230", "`x86_64`", "ones and zeros", "0x1F"],
)
def test_digits_inside_names_are_no_quantity(text: str) -> None:
    assert quantities(text) == []


def test_the_sign_of_a_format_string_is_no_percentage() -> None:
    assert stated("10 %s") == {("10", None)}


def test_hundreds_in_words_are_added_up() -> None:
    assert ("120", "%") in stated("百分之一百二十")
    assert ("200", "ms") in stated("two hundred milliseconds")


@given(st.text(max_size=80))
def test_any_text_is_read_without_raising(text: str) -> None:
    assert all(isinstance(one, Quantity) for one in quantities(text))
