"""Untrusted text that is to be shown."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import SNARES, texts

from bot.safety import safe, safe_line

ALLOWED_CONTROLS = frozenset("\n\t")


def is_hidden(character: str) -> bool:
    """Whether a character controls, hides, turns or carries what no reader sees."""
    kind = unicodedata.category(character)
    return kind in {"Cc", "Cf", "Cs", "Zl", "Zp"} and character not in ALLOWED_CONTROLS


@given(st.one_of(st.text(), texts, st.sampled_from(SNARES)))
@example("\x1b]8;;http://x\x1b\\click\x1b]8;;\x1b\\")
@example("\x9b2J\x90q\x9c")
@example("a\u202eb\u2066c\u200bd\ufeff\U000e0041\u061c\xad")
def test_nothing_that_moves_or_hides_is_left(text: str) -> None:
    """No escape, no control, no bidi override, nothing of zero width."""
    assert not [character for character in safe(text) if is_hidden(character)]


@given(st.text())
def test_what_was_made_safe_stays_as_it_is(text: str) -> None:
    """Once is enough."""
    assert safe(safe(text)) == safe(text)


@given(st.text(st.characters(codec="ascii", exclude_categories=["Cc"])))
def test_plain_words_are_not_touched(text: str) -> None:
    """What is harmless is shown as it was written."""
    assert safe(text) == text


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;title\x07", "]0;title"),
        ("a\r\nb\rc\u2028d\x85e", "a\nb\nc\nd\ne"),
        ("naïve cafe\u0301", "naïve cafe\u0301"),
        ("z" + "\u0301" * 40, "z" + "\u0301" * 4),
        ("⚠️ ok ✅", "⚠️ ok ✅"),
        ("a\ufe0f", "a"),
        ("中文，标点。", "中文，标点。"),
        ("\ud800", "\ufffd"),
    ],
)
def test_words_survive_what_loses_its_power(given: str, expected: str) -> None:
    """Sequences are defused; the words between them stay."""
    assert safe(given) == expected


@given(st.text())
def test_a_line_is_one_line(text: str) -> None:
    """Titles never break."""
    assert len(safe_line(text).splitlines()) <= 1
