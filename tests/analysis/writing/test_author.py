"""Which of an author's sentences are worth quoting, and that a quotation is never cut."""

import pytest
import strategies
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.text import prose
from analysis.writing.author import adds_to, fitting, is_squash, split, tells, words
from analysis.writing.paragraphs import blocks, unmarked

TITLE = "Close idle sockets"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One thing. Another thing!", ["One thing.", "Another thing!"]),
        ("See e.g. the guide. It helps.", ["See e.g. the guide.", "It helps."]),
        ("Version 1.2.3 of a.py is out. Use it.", ["Version 1.2.3 of a.py is out.", "Use it."]),
        ("先关闭连接。再归还！", ["先关闭连接。", "再归还！"]),
        ("no end", ["no end"]),
        ("", []),
    ],
)
def test_a_text_is_split_where_sentences_end(text: str, expected: list[str]) -> None:
    assert list(split(text)) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Close the idle sockets.",
        "Too short.",
        "Here is the list:",
        "Thanks to everybody for the review.",
        "Fixes #12 for good.",
    ],
)
def test_a_sentence_that_says_nothing_new_is_passed_over(sentence: str) -> None:
    assert not tells(sentence, TITLE)


@pytest.mark.parametrize("sentence", ["The server hangs up after a minute.", "服务器一分钟后会断开连接。"])
def test_a_sentence_that_says_something_is_kept(sentence: str) -> None:
    assert tells(sentence, TITLE)


def test_a_sentence_that_explains_the_title_at_length_is_kept() -> None:
    title = "Fix integer overflow in STRALGO LCS (CVE-2021-32625)"
    said = (
        "An integer overflow bug in Redis version 6.0 or newer can be exploited using the STRALGO LCS command"
        " to corrupt the heap and potentially result with remote code execution."
    )

    assert tells(said, title)


def test_a_date_to_be_announced_is_no_news() -> None:
    assert not tells("Codename to be decided, release date to be announced.", "HEAD is 0.5-dev")


def test_a_sentence_is_told_once() -> None:
    assert words("The server hangs up early.\n\nThe server hangs up early.", TITLE).sentences == (
        "The server hangs up early.",
    )


def test_a_sentence_that_hangs_on_one_left_out_is_left_out_too() -> None:
    body = "Thanks to Bob for the idea. This is why it waits. The server hangs up early."

    assert words(body, TITLE).sentences == ("The server hangs up early.",)


def test_sentences_are_joined_while_they_fit() -> None:
    assert fitting(["One two.", "Three four.", "Five six."], 21, 3) == "One two. Three four."
    assert fitting(["One two", "Three."], 80, 2) == "One two. Three."
    assert fitting(["Far too long for the limit."], 5, 3) == ""


def test_starred_subjects_with_blank_lines_between_are_a_squashed_branch() -> None:
    assert is_squash("* one\n\n* two")
    assert not is_squash("* one\n* two")
    assert not is_squash("- one\n\n- two")


def test_an_inner_subject_adds_to_the_title_unless_it_says_the_same() -> None:
    assert adds_to("Document the limit", TITLE)
    assert not adds_to("close idle sockets!", TITLE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a link](http://x) and ![an image](y)", "a link and"),
        ("**bold** and *slanted*", "**bold** and slanted"),
        ("see :func:`~a.b` now", "see `a.b` now"),
        ("<details><summary>x</summary>hidden</details>shown", "shown"),
    ],
)
def test_markup_is_taken_away(text: str, expected: str) -> None:
    assert " ".join(unmarked(text).split()) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Signed-off-by: A <a@b>",
        "| a | b |",
        "---",
        "> quoted",
        "    code()",
        "- [x] I have read the guide",
        "## Checklist\nAll of it is done and well.",
        "Fixes: #12",
    ],
)
def test_what_is_no_prose_is_no_block(text: str) -> None:
    assert blocks(text) == ()


def test_a_paragraph_is_one_block_and_each_item_another() -> None:
    assert [(block.text, block.is_item) for block in blocks("One\ntwo.\n\n- three\n  four\n- five")] == [
        ("One two.", False),
        ("three four", True),
        ("five", True),
    ]


@settings(max_examples=200, deadline=None)
@given(st.one_of(strategies.messages, st.text(max_size=300)), strategies.texts)
def test_every_quotation_stands_in_the_text(text: str, title: str) -> None:
    found = words(text, title)

    known = _letters(text)
    for sentence in (*found.sentences, *found.steps):
        assert _letters(sentence) in known or "redacted" in sentence
        assert prose(sentence) == sentence


def _letters(text: str) -> str:
    return "".join(character for character in prose(unmarked(text)) if character.isalnum())
