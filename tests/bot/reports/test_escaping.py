"""Text into Markdown that shows it verbatim."""

import pytest
import strategies
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.messages import Code, Link, Strong, Text
from bot.reports.escaping import code, escaped, link, markdown, strong
from bot.safety import safe_line

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
HOSTILE = st.one_of(strategies.texts, st.text("\\`*_[]()<>#+-.!|~&:=$ a1\n\t", max_size=40))


def inline(text: str) -> list[Token]:
    """Return what the only paragraph of `text` is made of."""
    tokens = PARSER.parse(text)
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"], text
    return tokens[1].children or []


def shown(text: str) -> str:
    """Return what a reader sees of `text`; fail where it is anything but one paragraph of plain words."""
    children = inline(text)
    assert {token.type for token in children} <= {"text", "text_special"}, text
    return "".join(token.content for token in children)


@pytest.mark.parametrize(
    "text",
    [
        "# no heading",
        "## neither ##",
        "trailing ##",
        "- no item",
        "+ no item",
        "12. no item",
        "1) no item",
        "> no quote",
        "=== ",
        "---",
        "| a | b |",
        "**bold** _thin_ __x__ *y*",
        "snake_case_name and _private_",
        "`code` and ``more``",
        "[text](http://example.org) ![image](x) [a]: b",
        "<script>alert(1)</script> <!-- x --> <https://example.org>",
        "&lt; &amp; &#35; &copy",
        "~~gone~~",
        "\\ back \\* slash\\",
        "$x$",
        "~~~ fence",
        "``` fence",
        "* * *",
        "_ _ _",
    ],
)
def test_markup_is_shown_verbatim(text: str) -> None:
    assert shown(escaped(text)) == safe_line(text)


@settings(max_examples=300, deadline=None)
@given(HOSTILE.filter(lambda text: bool(escaped(text))))
def test_any_text_is_one_paragraph_of_its_own_words(text: str) -> None:
    assert shown(escaped(text)) == escaped_words(text)


def escaped_words(text: str) -> str:
    """Return the words that escaping must keep: `text` on one line."""
    return safe_line(text)


@settings(max_examples=200, deadline=None)
@given(HOSTILE)
def test_any_code_is_one_code_span_of_its_own_words(text: str) -> None:
    span = code(text)
    if span:
        (token,) = inline(span)
        assert (token.type, token.content.strip()) == ("code_inline", safe_line(text))


@settings(max_examples=200, deadline=None)
@given(HOSTILE)
def test_any_text_stays_inside_a_link(text: str) -> None:
    label = escaped(text)
    if label:
        children = inline(link(text, "https://example.org/x"))
        assert [token.type for token in children if "link" in token.type] == ["link_open", "link_close"]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.one_of(st.builds(Text, HOSTILE), st.builds(Code, HOSTILE)), max_size=5))
def test_spans_keep_their_words_and_make_nothing_else(spans: list[Text | Code]) -> None:
    line = markdown(spans)
    if line:
        children = inline(line)
        assert {token.type for token in children} <= {"text", "text_special", "code_inline"}
        seen = "".join(token.content for token in children)
        words = "".join(safe_line(span.text) for span in spans)
        assert "".join(seen.split()) == "".join(words.split())


def test_the_words_of_a_label_are_bold_and_its_colon_is_not() -> None:
    assert strong("架构影响：") == "**架构影响**："
    assert strong("Advice: ") == "**Advice**: "


def test_code_spans_that_touch_are_parted() -> None:
    assert markdown((Code("a"), Code("b"))) == "`a` `b`"


def test_spans_take_their_forms() -> None:
    spans = (Strong("Risk: "), Text("see "), Link("a.py:1", "https://example.org/a"))
    assert markdown(spans) == "**Risk**: see [a.py:1](https://example.org/a)"


def test_an_address_in_a_text_becomes_no_link() -> None:
    assert escaped("see https://evil.example and www.evil.example") == (
        "see https\\://evil.example and www\\.evil.example"
    )


def test_no_secret_is_shown() -> None:
    token = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"
    assert token not in escaped(f"use {token}")
    assert token not in code(f"use {token}")
    assert token not in markdown((Text(f"use {token}"),))
