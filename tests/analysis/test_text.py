"""Untrusted text becomes safe to stand in a sentence, and stays what it was otherwise."""

import pytest
import strategies
from hypothesis import given
from hypothesis import strategies as st

from analysis.text import CODE_LIMIT, clean, code, joined, plain, prose, renamed_or_code


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  two\n\tlines ", "two lines"),
        ("\x1b[31mred\x07", "[31mred"),
        ("abc\u202edef\u200b", "abc def"),
        ("naïve 中文", "naïve 中文"),
        ("AKIA" + "ABCDEFGHIJKLMNOP", "[redacted: aws key]"),
    ],
)
def test_clean_takes_away_what_moves_hides_or_turns_text(text: str, expected: str) -> None:
    assert clean(text) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [("f()", "`f()`"), ("a`b", "`a b`"), ("", "`?`"), ("\n", "`?`"), ("x" * 100, f"`{'x' * 89}…`")],
)
def test_code_stands_between_single_backticks(word: str, expected: str) -> None:
    assert code(word) == expected


def test_a_long_path_keeps_its_beginning_and_its_file() -> None:
    path = f"src/{'deep/' * 30}pool.py"

    shown = code(path).strip("`")
    assert len(shown) == CODE_LIMIT
    assert shown.startswith("src/deep/")
    assert shown.endswith("/deep/pool.py")


def test_both_sides_of_a_renaming_are_code() -> None:
    assert renamed_or_code("a → b") == "`a` → `b`"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("use ``x`` now", "use `x` now"), ("a ` b", "a b"), ("`` ` ` x", "x"), ("```py\nx```", "`py x`")],
)
def test_prose_has_paired_backticks_or_none(text: str, expected: str) -> None:
    assert prose(text) == expected


def test_plain_has_no_backticks() -> None:
    assert plain("a `b` c") == "a b c"


@pytest.mark.parametrize(
    ("parts", "expected"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_parts_are_joined_as_english_does(parts: list[str], expected: str) -> None:
    assert joined(parts) == expected


@given(st.one_of(strategies.texts, st.text(max_size=200)))
def test_whatever_the_text_it_becomes_one_clean_line(text: str) -> None:
    for made in (clean(text), code(text), prose(text), plain(text)):
        assert clean(made) == made
    assert prose(text).count("`") % 2 == 0
    assert code(text).count("`") == 2
    assert len(code(text)) <= CODE_LIMIT + 2
