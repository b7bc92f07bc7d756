"""Any message in Slack: within every limit, all its words in order, nothing in it markup or a mention."""

import json
import re
from collections.abc import Mapping

import pytest
from blockkit import check_payload, nodes, words_of
from contracts.rendering import CHINESE, CROWDS, MOST_SECONDS, SNARES, bare, kept_in_order, messages
from hypothesis import example, given, settings

from adapters.slack.render import parts_of
from adapters.slack.texts import one_line
from analysis.language import Language
from benchmarks.fuzzing.pace import Pace
from bot.messages import (
    Attachment,
    Bullets,
    Button,
    Code,
    CodeBlock,
    Fields,
    Heading,
    Link,
    LinkButton,
    Menu,
    MenuOption,
    Message,
    Paragraph,
    Strong,
    Text,
    Tone,
)
from bot.presenters.examples import EXAMPLES, Example

MENTION = re.compile(r"<[@!#]|@(?:channel|here|everyone)\b", re.IGNORECASE)


FLOODS = (
    Message("500", (Paragraph((Text(CHINESE),)),) * 500),
    Message("t" * 4000, (CodeBlock("code();\n" * 4000), Fields((("label", (Text(CHINESE * 200),)),) * 40))),
    Message(
        "x", (Bullets(((Text("word " * 3000), Strong("x" * 9000)),) * 20),), footer=(Text("y" * 30_000),)
    ),
    Message("b", (), (Button("Go", "follow", "v" * 1900), LinkButton("l", "https://a.b/" + "p" * 2900)) * 20),
)
"""More of everything than any day brings."""


def list_of(node: Mapping[str, object]) -> list[object]:
    """Return the elements of a list."""
    elements = node["elements"]
    assert isinstance(elements, list)
    return elements


@pytest.mark.parametrize("flood", FLOODS, ids=lambda flood: flood.title[:3])
def test_more_than_fits_is_parted(flood: Message) -> None:
    """However much there is, each part is within the limits and nothing is lost."""
    parts = parts_of(flood)

    assert kept_in_order(flood, words_of(parts))
    assert bare(flood.title) in bare(words_of(parts))
    for part in parts:
        check_payload(part.payload)


@pytest.mark.parametrize("kind", CROWDS)
def test_time_grows_with_the_message_and_no_faster(kind: str) -> None:
    """Thousands of anything are rendered before anybody else has to wait."""
    assert Pace(MOST_SECONDS, 0).keep(lambda: parts_of(CROWDS[kind]), 0)


@settings(max_examples=60, deadline=None)
@given(messages)
@example(Message("", (Heading("<" * 1_000),)))
@example(Message("", (Heading("&" * 3_000),)))
def test_any_message_is_within_every_limit(message: Message) -> None:
    """Slack's own models and our reading of its pages take every part."""
    for part in parts_of(message):
        check_payload(part.payload)
        json.dumps(part.payload).encode()


@settings(max_examples=60, deadline=None)
@given(messages)
def test_every_word_is_kept_in_order(message: Message) -> None:
    """A body is only ever split."""
    assert kept_in_order(message, words_of(parts_of(message)))


@settings(max_examples=60, deadline=None)
@given(messages)
def test_no_text_can_call_anybody(message: Message) -> None:
    """The one line that Slack reads as markup holds neither a mention nor a link."""
    for part in parts_of(message):
        text = str(part.payload["text"])
        assert "<" not in text
        assert ">" not in text
        assert not MENTION.search(text)


@pytest.mark.parametrize("snare", SNARES)
def test_what_looks_like_markup_is_shown_as_it_was_written(snare: str) -> None:
    """Text elements hold words and nothing else."""
    (part,) = parts_of(Message("T", (Paragraph((Text(snare),)),)))
    shown = [str(node["text"]) for node in nodes(part.payload["blocks"]) if node.get("type") == "text"]

    assert "".join(shown) == one_line(snare)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_all_that_the_bot_says_fits(example: Example, language: Language) -> None:
    """Each example is rendered, with its title in the notification where it has none of its own."""
    thread = example.make(language)
    for message in (thread.parent, *thread.replies):
        for part in parts_of(message):
            check_payload(part.payload)


def test_several_parts_are_numbered() -> None:
    """A reader sees that more follows, in the title and in the notification."""
    parts = parts_of(Message("Long", (Paragraph((Text(CHINESE * 500),)),)))
    titles = [next(nodes(part.payload["blocks"]))["text"]["text"] for part in parts]  # type: ignore[index] # JSON of Slack's own form

    assert len(parts) > 1
    assert titles == [f"Long ({number}/{len(parts)})" for number in range(1, len(parts) + 1)]
    assert str(parts[1].payload["text"]).startswith("Long (2/")


def test_a_part_ends_with_a_sentence() -> None:
    """Text is broken where a reader pauses."""
    parts = parts_of(Message("Long", (Paragraph((Text("Words that say something. " * 800),)),)))

    assert all(words_of([part]).rstrip().endswith("something.") for part in parts)


def test_a_heading_goes_with_what_it_stands_above() -> None:
    """The last thing of a part is never a heading."""
    filler = (Paragraph((Text("x" * 2400),)),) * 4
    parts = parts_of(Message("T", (*filler, Heading("Risks"), Paragraph((Text("y" * 2400),)))))

    assert [("Risks" in words_of([part])) for part in parts] == [False, True]


def test_air_stands_between_what_does_not_belong_together() -> None:
    """A blank line above a heading, none below it, and none at the beginning."""
    (part,) = parts_of(
        Message("T", (Heading("a"), Paragraph((Text("b"),)), Heading("c"), Paragraph((Text("d"),))))
    )
    (section,) = (node for node in nodes(part.payload) if node.get("type") == "rich_text_section")

    assert "".join(str(node["text"]) for node in nodes(section) if "text" in node) == "a\nb\n\nc\nd"


def test_a_list_that_goes_on_keeps_counting() -> None:
    """The second part of an ordered list begins where the first one ended."""
    items = tuple((Text(f"{number} " + "x" * 900),) for number in range(30))
    parts = parts_of(Message("T", (Bullets(items, ordered=True),)))
    lists = [node for part in parts for node in nodes(part.payload) if node.get("type") == "rich_text_list"]

    assert sum(len(list_of(one)) for one in lists) == 30
    assert lists[1]["offset"] == len(list_of(lists[0]))


def test_spans_keep_their_form() -> None:
    """Weight, code and links are styles of the text, never signs in it."""
    (part,) = parts_of(
        Message("T", (Paragraph((Strong("a"), Code("b"), Link("c", "https://github.com/acme/api"))),))
    )
    section = next(node for node in nodes(part.payload) if node.get("type") == "rich_text_section")

    assert section["elements"] == [
        {"type": "text", "text": "a", "style": {"bold": True}},
        {"type": "text", "text": "b", "style": {"code": True}},
        {"type": "link", "url": "https://github.com/acme/api", "text": "c"},
    ]


def test_a_long_title_stands_in_the_body_whole() -> None:
    """A header holds 150 characters; a title beyond that loses nothing."""
    (part,) = parts_of(Message("t" * 200, tone=Tone.HIGH))

    assert "🔴 " + "t" * 200 in words_of([part])


def test_a_day_of_thirty_commits_is_one_message_with_its_menu() -> None:
    """The usual parent of a digest is not torn apart by its menu."""
    options = tuple(
        MenuOption(f"{number:07x} " + CHINESE, f"acme/courier@{number:040x}", "🔴 x") for number in range(30)
    )
    body = Bullets(tuple(((Text(CHINESE * 2),)) for _ in range(12)))
    parts = parts_of(Message("acme/courier", (body,), (Menu("Explain", "explain", options),)))

    assert len(parts) == 1


def test_every_commit_of_a_large_day_can_be_chosen() -> None:
    """Five hundred options become several menus."""
    options = tuple(MenuOption(str(number), f"v{number}") for number in range(500))
    parts = parts_of(Message("T", (), (Menu("Explain", "explain", options),)))
    values = [
        option["value"]
        for part in parts
        for node in nodes(part.payload)
        for option in (node.get("options") or ())  # type: ignore[attr-defined] # JSON of Slack's own form
    ]

    assert values == [one.value for one in options]


def test_a_button_that_could_not_come_back_is_left_out() -> None:
    """Slack carries at most 2,000 characters back to us; half a value would mean something else."""
    (part,) = parts_of(Message("T", (), (Button("Go", "follow", "x" * 2001),)))

    assert "actions" not in [node.get("type") for node in nodes(part.payload)]


def test_a_file_is_a_part_of_its_own_at_the_end() -> None:
    """The words of a message that brings a file too stand before it."""
    first, last = parts_of(
        Message("T", (Paragraph((Text("x"),)),), (), (), Tone.INFO, Attachment("a.md", "# A", "Report"))
    )

    assert "file" not in first.payload
    assert last.payload["file"] == {"name": "a.md", "title": "Report", "content": "# A"}


def test_a_message_that_says_nothing_still_has_a_text() -> None:
    """Slack refuses a message without any."""
    (part,) = parts_of(Message(""))

    check_payload(part.payload)
