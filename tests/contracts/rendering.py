"""What every chat platform owes any message: its words, all of them, in their order.

`messages` is a strategy of hostile messages. A platform's tests give `kept_in_order` the words that they
read out of its parts with eyes of their own: marks and escapes undone, part numbers and controls left out.
"""

import re
from collections.abc import Iterator

from hypothesis import strategies as st
from strategies import texts

from bot.messages import (
    Attachment,
    Bullets,
    Button,
    Code,
    CodeBlock,
    Control,
    Fields,
    Heading,
    Link,
    LinkButton,
    Menu,
    MenuOption,
    Message,
    Paragraph,
    Picture,
    Section,
    Spans,
    Strong,
    Text,
    Tone,
)
from bot.safety import safe

CHINESE = "默认值由十秒改为三十秒，依赖它的脚本会等得更久；请先检查重试。（见 `pool.py`）"
PROSE = "The pool closes twice. Callers that hold a connection see an error; retry once, then report it. " * 8
SNARES = (
    "**bold** __under__ ~~gone~~ ||spoiler|| _a_ *b*",
    "<@1> <@&2> <#3> <!here> <!subteam^S1> <:smile:4> <t:1:R> </follow:5> <id:home> @here",
    "https://evil.example/x?a=b#c and discord.gg/abc <https://evil.example|safe>",
    "1. one\n- two\n> three\n>>> four\n-# five\n### six",
    "```\nfence\n``` ```` `````",
    "\\`\\* \\\\ \\",
    "&amp; &lt;!channel&gt; & < >",
    ":tada: \U0001f600\U0001f3fd\u200d\U0001f680 e\u0301\u0301",
    "\ud800 lone",
    "",
    " ",
)
words = st.one_of(
    texts, st.sampled_from(SNARES), st.just(CHINESE), st.just(PROSE), st.just("x" * 5_000), st.just(PROSE * 9)
)
"""Any text, long ones included."""

short_words = st.one_of(texts, st.sampled_from(SNARES), st.just(CHINESE))
urls = st.one_of(
    st.just("https://github.com/acme/api/commit/abc1234"),
    st.just("https://github.com/acme/api/blob/main/a (b)/c.py?x=1&y=<2>#L1"),
    st.just("https://github.com/" + "long/" * 900),
)
PNG = b"\x89PNG\r\n\x1a\n"
"""How every picture begins."""

Texts = st.SearchStrategy[str]


def spans_of(words: Texts, short_words: Texts, most: int) -> st.SearchStrategy[Spans]:
    """Return running text of `words`, in every style."""
    span = st.one_of(
        st.builds(Text, words),
        st.builds(Strong, short_words),
        st.builds(Code, short_words),
        st.builds(Link, short_words, urls),
    )
    return st.lists(span, max_size=most).map(tuple)


def sections_of(words: Texts, short_words: Texts, most: int) -> st.SearchStrategy[Section]:
    """Return sections of every kind."""
    spans = spans_of(words, short_words, most)
    return st.one_of(
        st.builds(Heading, words),
        st.builds(Paragraph, spans),
        st.builds(Bullets, st.lists(spans, max_size=most).map(tuple), st.booleans()),
        st.builds(Fields, st.lists(st.tuples(short_words, spans), max_size=3 * most).map(tuple)),
        st.builds(CodeBlock, words, st.sampled_from(("", "python", "c++", "`` x", "x" * 5_000))),
    )


def controls_of(short_words: Texts) -> st.SearchStrategy[Control]:
    """Return buttons and menus, among them one of five hundred options."""
    option = st.builds(MenuOption, short_words, short_words, short_words)
    crowd = tuple(MenuOption(f"abc{n} Change", f"acme/api@abc{n}", "fix") for n in range(500))
    options = st.one_of(st.lists(option, max_size=4).map(tuple), st.just(crowd))
    return st.one_of(
        st.builds(Button, short_words, st.just("explain"), short_words),
        st.builds(LinkButton, short_words, urls),
        st.builds(Menu, short_words, st.just("explain"), options),
    )


def messages_of(words: Texts, short_words: Texts, most: int = 4) -> st.SearchStrategy[Message]:
    """Return messages that say `words`, and `short_words` where there is little room.

    None has more than `most` sections, items or spans beside each other, and three times as many controls.
    """
    return st.builds(
        Message,
        title=short_words,
        sections=st.lists(sections_of(words, short_words, most), max_size=most).map(tuple),
        controls=st.lists(controls_of(short_words), max_size=3 * most).map(tuple),
        footer=spans_of(words, short_words, most),
        tone=st.sampled_from(Tone),
        attachment=st.none() | st.builds(Attachment, short_words, words, short_words),
        picture=st.none() | st.builds(Picture, short_words, st.just(PNG), words),
        notification=short_words,
    )


messages = messages_of(words, short_words)
"""Any message."""


MOST_SECONDS = 15.0
"""Of this thread's own work for each of `CROWDS`: far above what they take, far below what they took."""

_MANY = 7_000
CROWDS = {
    "paragraphs": Message("t", (Paragraph((Text("ab"),)),) * _MANY),
    "headings": Message("t", (Heading("ab"),) * _MANY),
    "items": Message("t", (Bullets(((Text("ab"),),) * _MANY),)),
    "spans": Message("t", (Paragraph((Text("ab"), Code("c")) * _MANY),)),
    "blanks": Message("t", (Paragraph((Code(" "), Strong(" ")) * _MANY),)),
    "marks": Message("t", (Paragraph((Text("`*_" * _MANY),)),)),
    "words": Message("t", (Paragraph((Text("word, and " * _MANY),)),)),
    "lines": Message("t", (CodeBlock("\n`" * _MANY),)),
}
"""Thousands of one kind of thing: a renderer that looks at all of them for each of them takes minutes."""


def body(message: Message) -> Iterator[str]:
    """Yield the texts of a body in the order of reading; a title may be shortened, these may not."""
    for section in message.sections:
        match section:
            case Heading(text) | CodeBlock(text):
                yield text
            case Paragraph(pieces):
                yield _said(pieces)
            case Bullets(items):
                yield from map(_said, items)
            case Fields(pairs):
                for label, value in pairs:
                    yield label
                    yield _said(value)
    yield _said(message.footer)


def _said(spans: Spans) -> str:
    """Return the words of `spans`, each safe by itself: a sign that only colours the one before is none."""
    return "".join(safe(span.text) for span in spans)


def bare(text: str) -> str:
    """Return `text` without any blank: what must never be lost or reordered."""
    return re.sub(r"\s+", "", safe(text))


def kept_in_order(message: Message, words: str) -> bool:
    """Whether all characters of the body stand in `words` in their order."""
    rest = iter(bare(words))
    return all(character in rest for text in body(message) for character in bare(text))
