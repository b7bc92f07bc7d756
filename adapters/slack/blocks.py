"""Pieces as blocks: running text and lists as Slack's own composer writes them, in one block of rich text.

Air is made of line feeds: how far apart blocks stand differs from client to client.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from adapters.slack.pieces import Form, Piece
from adapters.slack.texts import Json

_STYLES = {Form.BULLET: "bullet", Form.NUMBER: "ordered"}


def blocks_of(pieces: Sequence[Piece]) -> Iterator[Json]:
    """Yield the blocks that show `pieces` in their order."""
    for group in _groups(pieces):
        ready = group[0].block
        yield ready or {"type": "rich_text", "elements": list(_rich_elements(group))}


def count_blocks(pieces: Sequence[Piece]) -> int:
    """Return how many blocks show `pieces`."""
    return sum(1 for _ in _groups(pieces))


def begins_block(before: Sequence[Piece], piece: Piece) -> bool:
    """Whether `piece` is shown in a block of its own behind those `before` it."""
    return not before or piece.block is not None or before[-1].block is not None


def _groups(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Yield the pieces of each block."""
    group: list[Piece] = []
    for piece in pieces:
        if group and begins_block(group, piece):
            yield group
            group = []
        group.append(piece)
    if group:
        yield group


def _rich_elements(group: Sequence[Piece]) -> Iterator[Json]:
    begun = False
    for form, run in groupby(group, key=lambda piece: piece.form):
        pieces = list(run)
        match form:
            case Form.LINE:
                yield _section(list(_lines(pieces, begun=begun)))
            case Form.CODE:
                yield from map(_code, pieces)
            case Form.BULLET | Form.NUMBER:
                yield _list(pieces, form)
        begun = True


def _lines(pieces: Sequence[Piece], *, begun: bool) -> Iterator[Json]:
    """Yield lines one below the other, a blank one between what does not belong together."""
    for number, piece in enumerate(pieces):
        feeds = (number > 0) + (piece.opens and (begun or number > 0))
        if feeds:
            yield {"type": "text", "text": "\n" * feeds}
        yield from piece.elements


def _section(elements: Sequence[Json]) -> Json:
    return {"type": "rich_text_section", "elements": list(elements)}


def _code(piece: Piece) -> Json:
    return {"type": "rich_text_preformatted", "elements": list(piece.elements)}


def _list(pieces: Sequence[Piece], form: Form) -> Json:
    shown: Json = {
        "type": "rich_text_list",
        "style": _STYLES[form],
        "elements": [_section(piece.elements) for piece in pieces],
    }
    if pieces[0].number and form is Form.NUMBER:
        shown["offset"] = pieces[0].number
    return shown
