"""Words into spans."""

import strategies
from hypothesis import given

from analysis.language import Bilingual, Language
from bot.messages import Code, Link, Strong, Text, plain
from bot.presenters.spans import codes, filled, inline, joined

WORDS = Bilingual("`{repo}` 有 {count} 个。", "{repo} has {count} of `kind`.")


def test_code_words_stand_between_backticks() -> None:
    assert inline("Adds `send` here.") == (Text("Adds "), Code("send"), Text(" here."))


def test_a_lone_backtick_is_a_backtick() -> None:
    assert inline("one ` only") == (Text("one ` only"),)


def test_two_code_words_may_touch() -> None:
    assert inline("`a``b`") == (Code("a"), Code("b"))


def test_an_empty_pair_of_backticks_is_text() -> None:
    assert inline("a `` b") == (Text("a `` b"),)


def test_nothing_is_said_about_nothing() -> None:
    assert inline("") == ()


@given(strategies.texts)
def test_no_word_is_lost_but_the_backticks_of_code(text: str) -> None:
    assert plain(inline(text)).replace("`", "") == text.replace("`", "")


def test_a_template_is_filled_with_spans_numbers_and_words() -> None:
    spans = filled(WORDS, Language.EN, repo=Strong("acme"), count=3)
    assert spans == (Strong("acme"), Text(" has "), Text("3"), Text(" of "), Code("kind"), Text("."))


def test_several_spans_can_fill_one_place() -> None:
    spans = filled(Bilingual("{a}", "{a}"), Language.ZH, a=(Text("x"), Link("y", "https://example.org")))
    assert spans == (Text("x"), Link("y", "https://example.org"))


@given(strategies.texts)
def test_a_value_is_never_read_as_a_template_or_as_code(value: str) -> None:
    assert filled(Bilingual("{a}", "{a}"), Language.EN, a=value) == (Text(value),)


def test_lists_are_parted_as_their_language_does() -> None:
    assert plain(codes(("a", "b"), Language.ZH)) == "a、b"
    assert plain(codes(("a", "b"), Language.EN)) == "a, b"


def test_a_list_of_nothing_is_nothing() -> None:
    assert joined((), ", ") == ()
