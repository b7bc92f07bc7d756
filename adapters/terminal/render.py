"""A message as lines of styled text; how wide they are shown is decided when they are."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from rich.cells import cell_len

from bot.messages import (
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
    Message,
    Paragraph,
    Section,
    Span,
    Spans,
    Strong,
    Text,
    Tone,
)
from bot.safety import safe, safe_line

TAB = " " * 4


class Style(StrEnum):
    """How a piece of text looks, by what it is; the console's theme chooses the colour."""

    PLAIN = "digest.plain"
    STRONG = "digest.strong"
    CODE = "digest.code"
    LINK = "digest.link"
    HEADING = "digest.heading"
    QUIET = "digest.quiet"
    INFO = "digest.info"
    HIGH = "digest.high"
    MEDIUM = "digest.medium"
    LOW = "digest.low"


@dataclass(frozen=True, slots=True)
class Piece:
    """Safe text in one style; `url` where it leads somewhere."""

    text: str
    style: Style = Style.PLAIN
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of thought: `lead` stands before it, and what is wrapped hangs below its beginning."""

    pieces: tuple[Piece, ...] = ()
    lead: str = ""


BLANK = Line()
_TITLES: dict[Tone, tuple[str, Style]] = {
    Tone.INFO: ("", Style.INFO),
    Tone.HIGH: ("🔴 ", Style.HIGH),
    Tone.MEDIUM: ("🟡 ", Style.MEDIUM),
    Tone.LOW: ("🟢 ", Style.LOW),
    Tone.SUCCESS: ("✓ ", Style.LOW),
    Tone.WARNING: ("! ", Style.MEDIUM),
    Tone.ERROR: ("✗ ", Style.HIGH),
}


def lines_of(message: Message) -> tuple[Line, ...]:
    """Return all that `message` says; buttons are left to what can be pressed."""
    return tuple(_lines(message))


def _lines(message: Message) -> Iterator[Line]:
    if not _is_only_a_file(message):
        yield from _title(message)
    for before, section in zip((None, *message.sections), message.sections, strict=False):
        if _needs_air(before, section):
            yield BLANK
        yield from _section(section)
    for control in message.controls:
        yield from _control(control)
    if message.attachment and not _is_only_a_file(message):
        name, title = safe_line(message.attachment.name), safe_line(message.attachment.title)
        yield Line((Piece(title, Style.QUIET), Piece(f" ({name})" if title else name)), lead="📎 ")
    if message.footer:
        yield Line(tuple(Piece(piece.text, Style.QUIET, piece.url) for piece in _pieces(message.footer)))


def _is_only_a_file(message: Message) -> bool:
    """Whether a message does nothing but bring a file, which a terminal has no place for."""
    return message.attachment is not None and not message.sections


def _title(message: Message) -> Iterator[Line]:
    sign, style = _TITLES[message.tone]
    if title := safe_line(message.title):
        yield Line((Piece(title, style),), lead=sign)


def _needs_air(before: Section | None, section: Section) -> bool:
    """Whether a blank line tells two sections apart: a list or labels from what follows them."""
    blocks = isinstance(before, Bullets | Fields | CodeBlock)
    return isinstance(section, Heading) or (blocks and isinstance(section, Paragraph | Fields))


def _section(section: Section) -> Iterator[Line]:
    match section:
        case Heading(text):
            yield Line((Piece(safe_line(text), Style.HEADING),))
        case Paragraph(spans):
            yield Line(_pieces(spans))
        case Bullets(items, ordered):
            for number, item in enumerate(items, 1):
                yield Line(_pieces(item), lead=f"{number}. " if ordered else "• ")
        case Fields(pairs):
            yield from _fields(pairs)
        case CodeBlock(text):
            for row in safe(text).expandtabs(len(TAB)).split("\n"):
                yield Line((Piece(row, Style.CODE),), lead=TAB)
        case _:
            assert_never(section)


def _fields(pairs: tuple[tuple[str, Spans], ...]) -> Iterator[Line]:
    """Yield a line for each pair, the values below each other."""
    labels = [safe_line(label) for label, _ in pairs]
    widest = max(map(cell_len, labels), default=0)
    for label, (_, value) in zip(labels, pairs, strict=True):
        padding = " " * (widest - cell_len(label) + 2)
        yield Line((Piece(label + padding, Style.QUIET), *_pieces(value)))


def _control(control: Control) -> Iterator[Line]:
    match control:
        case LinkButton(label, url):
            address = Piece(safe_line(url), Style.QUIET, safe_line(url))
            yield Line((Piece(f"{safe_line(label)}  ", Style.QUIET), address))
        case Button() | Menu():  # their choices stand in the body; a terminal has nothing to press
            return
        case _:
            assert_never(control)


def _pieces(spans: Spans) -> tuple[Piece, ...]:
    """Return the spans as pieces; a line feed in running text is a blank like any other."""
    return tuple(_piece(span) for span in spans if span.text)


def _piece(span: Span) -> Piece:
    text = safe(span.text).replace("\n", " ").replace("\t", " ")
    match span:
        case Text():
            return Piece(text)
        case Strong():
            return Piece(text, Style.STRONG)
        case Code():
            return Piece(f"`{text}`" if " " in text else text, Style.CODE)  # its ends show without colour too
        case Link():
            return Piece(text, Style.LINK, safe_line(span.url))
        case _:
            assert_never(span)
