"""What stays together on a narrow screen."""

import strategies
from hypothesis import given, settings

from bot.typography import kept_together


def test_a_level_keeps_its_sign_and_its_count() -> None:
    assert kept_together(" · 🔴 high 3 · 🟡 中 12") == " · 🔴\u00a0high\u00a03 · 🟡\u00a0中\u00a012"


def test_lines_added_stay_with_lines_removed() -> None:
    assert kept_together("(+1,204 −3) and more") == "(+1,204\u00a0−3) and more"


@settings(max_examples=50, deadline=None)
@given(strategies.texts)
def test_words_stay_the_same(text: str) -> None:
    assert kept_together(text).replace("\u00a0", " ") == text.replace("\u00a0", " ")
