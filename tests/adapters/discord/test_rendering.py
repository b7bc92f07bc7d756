"""Any message on Discord: valid within every limit, all its words, no mark but our own."""

import json
import re
from dataclasses import replace

import discordtext
import pytest
from contracts.rendering import CROWDS, MOST_SECONDS, kept_in_order, messages
from digesting import digest, made
from discordrules import complaints
from discordtext import components, kinds, words_of
from hypothesis import example, given, settings
from hypothesis import strategies as st

from adapters.discord import limits
from adapters.discord.blocks import Block
from adapters.discord.markdown import Run
from adapters.discord.packing import pages
from adapters.discord.render import parts_of
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
from bot.presenters.digest import digest_thread

OURS = {"text", "line", "strong", "code", "link", "fence"}


def content(message: Message) -> str:
    """Return the text of a message that fits into one part."""
    (part,) = parts_of(message)
    return "\n".join(discordtext.contents(part))


def paragraph(*spans: Text | Strong | Code | Link) -> str:
    """Return how a paragraph is written."""
    return content(Message("", (Paragraph(spans),)))


@pytest.mark.parametrize("kind", CROWDS)
def test_time_grows_with_the_message_and_no_faster(kind: str) -> None:
    """Thousands of anything are rendered before anybody else has to wait."""
    assert Pace(MOST_SECONDS, 0).keep(lambda: parts_of(CROWDS[kind]), 0)


@settings(max_examples=60, deadline=None)
@given(messages)
def test_any_message_is_valid(message: Message) -> None:
    """Discord refuses nothing of it, and mentions nobody."""
    parts = parts_of(message)

    assert parts
    for part in parts:
        assert not complaints(part.payload)
        assert part.payload["allowed_mentions"] == {"parse": []}
        assert part.payload["flags"] == 1 << 15 | 1 << 2
        assert json.loads(json.dumps(part.payload)) == part.payload


@settings(max_examples=60, deadline=None)
@given(messages)
@example(Message("", footer=(Text("1"), Text("\ufe0f"))))
def test_every_word_is_kept_in_order(message: Message) -> None:
    """However many parts it takes."""
    assert kept_in_order(message, words_of(parts_of(message)))


@settings(max_examples=60, deadline=None)
@given(messages)
@example(Message("", (Paragraph((Text("a`"), Code("b"), Text("`c"), Strong("*"), Text("*"))),)))
def test_no_mark_is_anybody_elses(message: Message) -> None:
    """No ping, no link, no emphasis, no fence that a commit wrote has a meaning."""
    for part in parts_of(message):
        for text in discordtext.contents(part):
            assert kinds(text) <= OURS
            links = {mark.url for mark in discordtext.marks(text) if mark.kind == "link"}
            assert all(url.startswith("https://github.com/") for url in links)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="`*_~|\\<>@#-+.1 a[]()\n:/h", max_size=80))
def test_every_sign_shows_as_itself(text: str) -> None:
    """What a reader sees is what the commit says."""
    shown = discordtext.words(paragraph(Text("x"), Text(text), Text("x")))

    assert shown.split() == f"x{text}x".split()


def test_a_code_block_that_is_split_keeps_its_fences() -> None:
    """Each part opens and closes its own."""
    code = "\n".join(f"line {number} ```" for number in range(900))
    parts = parts_of(Message("Code", (CodeBlock(code, "python"),)))

    assert len(parts) > 2
    for part in parts:
        (text,) = discordtext.contents(part)
        assert text.count("```") == 2
        assert text.rstrip().endswith("\n```")


def test_a_language_that_is_none_leaves_room_for_the_code() -> None:
    """A name longer than a message would never be parted from what it names."""
    assert content(Message("", (CodeBlock("a", "x" * 5_000),))) == "```\na\n```"


def test_a_text_of_two_thousand_pages_is_rendered() -> None:
    """However long it is, no page of it waits inside another."""
    assert len(pages([Block((Run("x" * 100_000),))], 60)) > 1_500


def test_parts_are_numbered_where_there_are_several() -> None:
    """In small print, below the words."""
    parts = parts_of(Message("Long", (Paragraph((Text("Word. " * 1_000),)),)))
    last = [components(part)[-1]["content"] for part in parts]

    assert last == ["-# 1/2", "-# 2/2"]
    assert "-# 1/1" not in json.dumps(parts_of(Message("Short"))[0].payload)


def test_a_text_is_cut_where_a_sentence_ends() -> None:
    """Nobody reads on from the middle of a word."""
    parts = parts_of(Message("Long", (Paragraph((Text("This is one sentence. " * 300),)),)))

    assert all(discordtext.contents(part)[0].endswith("sentence.") for part in parts)


def test_a_heading_goes_with_what_it_heads() -> None:
    """It never stands alone at the foot of a part."""
    filler = tuple(Paragraph((Text("y" * 600),)) for _ in range(6))
    first, second = parts_of(
        Message(
            "T", (*filler, Paragraph((Text("z" * 300),)), Heading("Risks"), Paragraph((Text("w" * 500),)))
        )
    )

    assert "Risks" not in discordtext.contents(first)[0]
    assert discordtext.contents(second)[0].startswith("### Risks\n")


def test_spans_are_written_in_our_marks() -> None:
    """Each in its form."""
    written = paragraph(Strong("Why "), Code("a`b"), Text(" in "), Link("#1", "https://github.com/a/b"))

    assert written == "**Why** `` a`b `` in [#1](<https://github.com/a/b>)"


def test_a_link_whose_words_would_break_it_hangs_on_a_sign() -> None:
    """Discord's own reader knows no escaped bracket in a link, and no address."""
    url = "https://github.com/a/b"

    assert paragraph(Link("app/[id].ts", url)) == rf"app/\[id\].ts [↗](<{url}>)"
    assert paragraph(Link("http://x", url)) == rf"http:\//x [↗](<{url}>)"


def test_no_text_takes_over_the_link_before_it() -> None:
    """A reader that looks for the last bracket must not find one that a commit wrote."""
    written = paragraph(Link("#1", "https://github.com/a/b"), Text("](http://evil)"))

    assert written == r"[#1](<https://github.com/a/b>)\]\(http:\//evil)"


def test_a_link_to_no_page_is_its_words() -> None:
    """Nothing but a page can be opened."""
    assert paragraph(Link("here", "javascript:alert(1)")) == "here"


def test_a_line_begins_nothing_that_it_does_not_mean() -> None:
    """No list, heading, quote or small print."""
    starts = ("# a", "- a", "+ a", "12. a", "3) a", "> a", "-# a", "* a")

    assert [paragraph(Text(one)) for one in starts] == [
        r"\# a", r"\- a", r"\+ a", r"12\. a", r"3\) a", r"\> a", r"\-# a", r"\* a",
    ]  # fmt: skip


def test_lists_and_labels() -> None:
    """Bullets, numbers, and labelled values one below the other."""
    message = Message(
        "T",
        (
            Fields((("Author", (Text("Ada"),)), ("Commit", (Code("abc"),)), ("What", (Text("x" * 60),)))),
            Bullets(((Text("one"),), (Text("two"),)), ordered=True),
            Paragraph((Text("three"),)),
        ),
        tone=Tone.HIGH,
    )

    assert content(message) == (
        "## 🔴 T\n**Author**\u2002Ada\n**Commit**\u2002`abc`\n**What**\u2002"
        + "x" * 60
        + "\n\n1. one\n2. two\n\nthree"
    )


@pytest.mark.parametrize("tone", list(Tone))
def test_a_container_is_coloured_by_what_it_feels_like(tone: Tone) -> None:
    """High is red, medium yellow, low green; a sign says the same without colours."""
    colours = {
        one: parts_of(Message("T", tone=one))[0].payload["components"][0]["accent_color"]  # type: ignore[index] # JSON
        for one in Tone
    }
    levels = {colours[one] for one in (Tone.HIGH, Tone.MEDIUM, Tone.LOW)}

    assert len(levels) == 3
    assert colours[tone] in levels | {colours[Tone.INFO]}
    assert content(Message("T", tone=tone)).startswith("## ")


@pytest.mark.parametrize("repo", ["acme/api", f"{'o' * 39}/{'r' * 100}"])
@pytest.mark.parametrize("count", [1, 25, 26, 300])
def test_every_commit_of_a_digest_can_be_explained(count: int, repo: str) -> None:
    """In as many menus and parts as that takes, whatever the repository is called."""
    commits = [replace(made(f"{number:07x}"), upgrade_notes=()) for number in range(count)]
    thread = digest_thread(replace(digest(*commits), repo=repo))
    parts = [part for message in (thread.parent, *thread.replies) for part in parts_of(message)]
    menus = [one for part in parts for one in components(part) if one["type"] == 3]
    shas = [option["value"].rpartition("@")[2] for menu in menus for option in menu["options"]]

    assert not any(complaints(part.payload) for part in parts)
    assert len(set(shas)) == len(shas) == count
    assert all(any(one.commit.sha.startswith(sha) for one in commits) for sha in shas)


def test_a_menu_of_many_options_becomes_several() -> None:
    """Each says which of them it is, and all stand below the last words."""
    options = tuple(MenuOption(f"abc{n} Change", f"acme/api@abc{n}", "fix") for n in range(60))
    (part,) = parts_of(Message("T", controls=(Menu("Explain", "explain", options),)))
    menus = [one for one in components(part) if one["type"] == 3]

    assert [(one["custom_id"], one["placeholder"], len(one["options"])) for one in menus] == [
        ("explain::0", "Explain 1/3", 25),
        ("explain::1", "Explain 2/3", 25),
        ("explain::2", "Explain 3/3", 10),
    ]


def test_buttons_stand_side_by_side() -> None:
    """An id says what a press means; a page needs none."""
    (part,) = parts_of(
        Message(
            "T", controls=(Button("Follow", "follow", "a/b"), LinkButton("Open", "https://github.com/a/b"))
        )
    )
    row = next(one for one in components(part) if one["type"] == 1)

    assert row["components"] == [
        {"type": 2, "style": 2, "label": "Follow", "custom_id": "follow:a/b"},
        {"type": 2, "style": 5, "label": "Open", "url": "https://github.com/a/b"},
    ]


def test_a_file_goes_along_under_a_name_that_discord_keeps() -> None:
    """A component names it exactly; what is told of it is its title."""
    (part,) = parts_of(Message("Report", attachment=Attachment("a b/ü.md", "# A", "The report")))

    assert part.payload["file"] == "# A"
    assert part.payload["attachments"] == [{"id": 0, "filename": "a_b_.md", "description": "The report"}]
    assert {"type": 13, "file": {"url": "attachment://a_b_.md"}} in components(part)


def test_a_file_too_large_for_one_message_becomes_several() -> None:
    """Cut at line ends, nothing lost."""
    text = "日志一行\n" * 900_000
    parts = parts_of(Message("Report", attachment=Attachment("log.md", text, "Log")))

    assert len(parts) > 1
    assert "".join(str(part.payload["file"]) for part in parts) == text
    assert all(len(str(part.payload["file"]).encode()) <= limits.FILE_BYTES for part in parts)
    assert [re.findall(r"log-\d\.md", json.dumps(part.payload["attachments"])) for part in parts] == [
        [f"log-{number}.md"] for number in range(1, len(parts) + 1)
    ]


def test_an_empty_message_is_still_one() -> None:
    """Discord refuses what says nothing."""
    assert content(Message("")) == "…"
