"""Lines of chat taken apart into words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import RequestTooLongError
from bot.requests.words import LONGEST, words


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("/digest o/r yesterday", ["/digest", "o/r", "yesterday"]),
        ("／ｄｉｇｅｓｔ　ｏ／ｒ　昨天", ["/digest", "o/r", "昨天"]),
        ("o/r，昨天。", ["o/r", "昨天"]),
        ("(o/r), yesterday!", ["o/r", "yesterday"]),
        ("o/r\u200b \ufeffyesterday\u202e", ["o/r", "yesterday"]),
        ("<https://github.com/o/r|o/r the repo> today", ["https://github.com/o/r", "today"]),
        ("<https://github.com/o/r>", ["https://github.com/o/r"]),
        ("<mailto:git@github.com|git@github.com>:o/r.git", ["git@github.com:o/r.git"]),
        ("at=9 --branch=main", ["at", "9", "branch", "main"]),
        (". .. ?", [".", "..", "?"]),
        ("https://github.com/o/r?tab=readme", ["https://github.com/o/r?tab=readme"]),
        ("", []),
    ],
)
def test_a_line_is_read_as_its_words(line: str, expected: list[str]) -> None:
    """Full-width forms, unseen characters, wrapped links and punctuation do not reach the reader."""
    assert [word.text for word in words(line)] == expected


@pytest.mark.parametrize(
    "quoted",
    ['"a b"', "'a b'", "“a b”", "‘a b’", "「a b」", "『a b』", "《a b》", "«a b»", "`a b`", "＂a b＂"],
)
def test_quotes_keep_words_together(quoted: str) -> None:
    """Whatever quotes a keyboard makes hold their words as one."""
    assert [(word.raw, word.quoted) for word in words(f"x {quoted} y")][1] == ("a b", True)


def test_a_quote_inside_double_quotes_can_be_escaped() -> None:
    """A backslash keeps the quote after it from ending the word."""
    assert words(r'"a \" \\ b"')[0].raw == r"a " + '" \\ b'


def test_a_quote_without_its_partner_is_noise() -> None:
    """An opening quote that is never closed does not swallow the rest of the line."""
    assert [word.text for word in words('"o/r yesterday')] == ["o/r", "yesterday"]


def test_a_line_that_nobody_means_is_refused_before_any_work() -> None:
    """A line longer than any platform's command is refused with the limit."""
    with pytest.raises(RequestTooLongError) as caught:
        words("x" * (LONGEST + 1))

    assert caught.value.limit == LONGEST


@given(st.text(max_size=200))
def test_every_word_has_something_to_read(line: str) -> None:
    """No line makes an empty word."""
    assert all(word.text for word in words(line))
