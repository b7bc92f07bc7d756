"""Model text that is shown holds no link, mention, markup, secret or half sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import texts

from analysis.analyst.cleaning import cleaned, is_in, sentence
from analysis.language import Language


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("See [the docs](https://evil.example/x) for it.", "See the docs for it."),
        ("Ask https://evil.example now.", "Ask now."),
        ("Ping @everyone today.", "Ping everyone today."),
        ("Ping <@U123> and <!channel>.", "Ping and ."),
        ("# Heading text.", "Heading text."),
        ("**Bold** and `code_name`.", "Bold and `code_name`."),
        ("<b>Bold</b><br/> text.", "Bold text."),
        ("![image](http://x) here.", "image here."),
        ("Keep __init__ as it is.", "Keep __init__ as it is."),
    ],
)
def test_markup_goes_and_words_stay(raw: str, shown: str) -> None:
    assert cleaned(raw) == shown


def test_a_decorator_between_backticks_keeps_its_sign() -> None:
    assert cleaned("Adds `@property` to it.") == "Adds `@property` to it."


@pytest.mark.parametrize("text", ["It renames the", "引入了前端，", "但 HTTP（", "It adds a, "])
def test_a_sentence_that_breaks_off_is_dropped(text: str) -> None:
    assert sentence(text, Language.EN) is None


def test_a_missing_full_stop_is_made_good_only_where_nothing_was_cut() -> None:
    assert sentence("重命名接口", Language.ZH) == "重命名接口。"
    assert sentence("It renames it", Language.EN) == "It renames it."
    assert sentence("It renames it", Language.EN, cut=True) is None


@pytest.mark.parametrize(
    ("language", "text", "right"),
    [
        (Language.ZH, "`connect` 改用新的超时设置。", True),
        (Language.ZH, "The timeout changes.", False),
        (Language.ZH, "タイムアウトを変更します。", False),
        (Language.EN, "`connect` now takes a timeout.", True),
        (Language.EN, "超时设置有变化。", False),
        (Language.EN, "Le client utilise maintenant une nouvelle valeur par défaut partout.", False),
    ],
)
def test_the_language_is_told_from_the_words_outside_code(
    language: Language, text: str, *, right: bool
) -> None:
    assert is_in(language, text) is right


@given(st.one_of(texts, st.lists(texts, max_size=4).map(" ".join)))
def test_nothing_that_is_shown_links_or_mentions(text: str) -> None:
    shown = cleaned(text)

    outside = "".join(shown.split("`")[::2])
    assert "://" not in outside
    assert "@everyone" not in outside
    assert "<!" not in outside
    assert "\n" not in shown
