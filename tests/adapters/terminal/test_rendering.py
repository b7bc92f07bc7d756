"""Any message on a terminal: all its words, nothing that moves the cursor, nothing too wide."""

import asyncio
import io
import re
import time

import pytest
from contracts.rendering import CHINESE, bare, kept_in_order, messages
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from adapters.terminal import TerminalPlatform, plain_console, result_console
from bot.messages import (
    Attachment,
    Bullets,
    Code,
    CodeBlock,
    Fields,
    Heading,
    Link,
    Message,
    Paragraph,
    Strong,
    Text,
    Tone,
)
from bot.ports import Target


def shown(message: Message, width: int = 80, thread: str | None = None) -> str:
    """Return what a plain console of `width` columns prints of `message`."""
    stream = io.StringIO()
    platform = TerminalPlatform(plain_console(stream, width))
    for part in platform.render(message):
        asyncio.run(platform.send(Target("main", thread), part, "key"))
    return stream.getvalue()


@settings(max_examples=80, deadline=None)
@given(messages, st.sampled_from((20, 41, 80, 200)))
def test_every_word_is_kept_in_order(message: Message, width: int) -> None:
    """A body is only ever broken into lines, however wide the terminal is."""
    said = shown(message, width)

    assert kept_in_order(message, said)
    if message.sections or not message.attachment:  # a terminal has no place for a file that comes alone
        assert bare(message.title) in bare(said)


@settings(max_examples=80, deadline=None)
@given(messages)
def test_no_control_but_the_line_feed_is_sent(message: Message) -> None:
    """Nothing in a commit can colour, move or hide what stands on the screen."""
    assert not re.search(
        r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]", shown(message)
    )


@settings(max_examples=80, deadline=None)
@given(messages, st.sampled_from((32, 60, 100)), st.sampled_from((None, "1")))
def test_no_line_is_wider_than_the_terminal(message: Message, width: int, thread: str | None) -> None:
    """Only code keeps to lines of its own, an address to one line, and a title never loses its sign."""
    quiet = Message(message.title, message.sections, (), message.footer, message.tone)

    lines = shown(quiet, width, thread).split("\n")
    assert max(cell_len(line) for line in lines if "://" not in line) <= width


def test_an_address_is_never_cut() -> None:
    """It is opened with a click and copied whole: a terminal of any width shows the rest in its next row."""
    address = "https://example.org/" + "a" * 60

    assert address in shown(Message("", (Paragraph((Text(f"See {address} for more"),)),)), 30).split("\n")


def test_a_wide_character_counts_twice() -> None:
    """Chinese text fills forty columns with about twenty characters, and no line begins with a comma."""
    lines = shown(Message("", (Paragraph((Text(CHINESE * 3),)),)), 40).splitlines()

    assert all(cell_len(line) <= 40 for line in lines)
    assert len(lines) <= 7
    assert not [line for line in lines if line.startswith(("，", "。", "；", "）"))]


def test_what_is_wrapped_hangs_below_its_beginning() -> None:
    """A bullet stays one thing to the eye."""
    text = shown(Message("T", (Bullets(((Text("one two three four five six"),),)),)), 20)

    assert text == "T\n• one two three four\n  five six\n\n"


def test_a_word_of_a_million_characters_is_cut_in_passing() -> None:
    """Its end is reached long before anybody's patience is."""
    began = time.process_time()

    text = shown(Message("", (Paragraph((Text("x" * 1_000_000),)),)), 100)

    assert text.replace("\n", "") == "x" * 1_000_000
    assert max(map(len, text.split("\n"))) == 100
    assert time.process_time() - began < 15  # two minutes where each line's rest is measured anew


def test_a_thread_stands_indented_below_its_parent() -> None:
    """A reply shows where it belongs."""
    assert shown(Message("Reply"), thread="1") == "    Reply\n\n"


def test_a_tone_is_a_sign_also_without_colours() -> None:
    """Levels differ in a pipe too."""
    assert shown(Message("High", tone=Tone.HIGH)) == "🔴 High\n\n"
    assert shown(Message("Wrong", tone=Tone.ERROR)) == "✗ Wrong\n\n"


def test_code_keeps_its_blanks() -> None:
    """Indentation means something."""
    text = shown(Message("T", (CodeBlock("if x:\n\treturn  1"),)))

    assert text == "T\n    if x:\n        return  1\n\n"


def test_piped_output_is_plain(capsys: pytest.CaptureFixture[str]) -> None:
    """No colour, no hyperlink, no escape sequence where nobody looks at a screen."""
    platform = TerminalPlatform(result_console())
    message = Message("T", (Paragraph((Strong("bold"), Link("here", "https://example.org"))),))

    asyncio.run(platform.send(Target("main"), platform.render(message)[0], "key"))

    assert "\x1b" not in capsys.readouterr().out


def test_labels_stand_above_each_other() -> None:
    """Values are read in one column, also behind Chinese labels."""
    pairs = (("提交", (Code("abc1234"),)), ("Author", (Text("Ada"),)))

    assert shown(Message("T", (Fields(pairs),))) == "T\n提交    abc1234\nAuthor  Ada\n\n"


def test_a_list_is_set_apart_from_what_follows() -> None:
    """Air shows where a thought ends."""
    message = Message(
        "T",
        (Bullets(((Text("one"),),)), Paragraph((Text("two"),)), Heading("H"), Paragraph((Text("three"),))),
    )

    assert shown(message) == "T\n• one\n\ntwo\n\nH\nthree\n\n"


def test_a_file_that_comes_alone_leaves_its_footer() -> None:
    """A terminal has no place for it: the thread says everything already."""
    message = Message(
        "Report", footer=(Text("by facts"),), attachment=Attachment("a.md", "# A", "The report")
    )

    assert shown(message) == "by facts\n\n"


def test_code_of_several_words_shows_where_it_ends_without_colour() -> None:
    spans = (Text("Adds "), Code("if x:"), Text(" in "), Code("a.py"))
    assert "Adds `if x:` in a.py" in shown(Message("T", (Paragraph(spans),)))
