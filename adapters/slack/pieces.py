"""A message's body as pieces that are never parted, each small enough for any message."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import assert_never

from adapters.slack.limits import PIECE_SIZE
from adapters.slack.texts import Json, elements, one_line
from bot.messages import Bullets, CodeBlock, Fields, Heading, Paragraph, Section, Spans, Strong, Text
from bot.safety import safe
from bot.splitting import split_lines, split_spans

FEEDS = 2  # characters at most that set a piece off from the one before
_GAP = "  "  # between a label and its value


class Form(Enum):
    """What kind of rich text a piece is part of."""

    LINE = auto()
    BULLET = auto()
    NUMBER = auto()
    CODE = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """Something that stays whole, or a ready `block` (a row of controls, a footer).

    With `opens` there is air above it. What `binds` (a heading) must not be the last of a part. `number`
    counts the items of an ordered list from 0.
    """

    form: Form
    elements: tuple[Json, ...] = ()
    opens: bool = False
    binds: bool = False
    number: int = 0
    block: Json | None = None

    @property
    def size(self) -> int:
        """The characters that it counts for in a message."""
        return size_of(self.block) if self.block else FEEDS + sum(map(size_of, self.elements))


def size_of(value: object) -> int:
    """Return how many characters `value` brings into a payload: all its strings, names of types aside."""
    if isinstance(value, str):
        return len(value)
    if isinstance(value, dict):
        return sum(size_of(inner) for name, inner in value.items() if name not in ("type", "action_id"))
    return sum(map(size_of, value)) if isinstance(value, list | tuple) else 0


def pieces_of(sections: tuple[Section, ...]) -> Iterator[Piece]:
    """Yield the pieces of a body, with air above headings and below lists, labels and code."""
    before: Section | None = None
    for section in sections:
        air = _needs_air(before, section)
        for number, piece in enumerate(_pieces(section)):
            yield replace(piece, opens=True) if air and number == 0 else piece
        before = section


def _needs_air(before: Section | None, section: Section) -> bool:
    closed = isinstance(before, Bullets | Fields | CodeBlock)
    return isinstance(section, Heading) or (closed and isinstance(section, Paragraph | Fields))


def lines_of(spans: Spans) -> Iterator[Piece]:
    """Yield running text."""
    for group in split_spans(spans, PIECE_SIZE):
        if shown := elements(group):
            yield Piece(Form.LINE, shown)


def _pieces(section: Section) -> Iterator[Piece]:
    match section:
        case Heading(text):
            for piece in lines_of((Strong(text),)):
                yield Piece(Form.LINE, piece.elements, binds=True)
        case Paragraph(spans):
            yield from lines_of(spans)
        case Bullets(items, ordered):
            yield from _items(items, Form.NUMBER if ordered else Form.BULLET)
        case Fields(pairs):
            for label, value in pairs:
                yield from lines_of((Strong(one_line(label)), Text(_GAP), *value))
        case CodeBlock(text):
            yield from _code(text)
        case _:
            assert_never(section)


def _items(items: tuple[Spans, ...], form: Form) -> Iterator[Piece]:
    """Yield a piece for each item; what does not fit into it goes on as running text."""
    number = 0
    for item in items:
        groups = (shown for group in split_spans(item, PIECE_SIZE) if (shown := elements(group)))
        for part, shown in enumerate(groups):
            yield Piece(Form.LINE if part else form, shown, number=number)
            number += not part


def _code(text: str) -> Iterator[Piece]:
    for lines in split_lines(safe(text), PIECE_SIZE):
        if shown := lines.removesuffix("\n"):
            yield Piece(Form.CODE, ({"type": "text", "text": shown},))
