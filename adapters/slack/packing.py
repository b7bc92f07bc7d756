"""Pieces in parts: as many as a message takes, and no heading at a part's end."""

from collections.abc import Iterable, Iterator

from adapters.slack import limits
from adapters.slack.blocks import begins_block, count_blocks
from adapters.slack.pieces import Piece

BODY_SIZE = limits.MESSAGE_SIZE - limits.HEADER
BODY_BLOCKS = limits.BLOCKS - 1  # the title is a block too


def packed(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """Yield the pieces of each part; none is empty."""
    part, size, blocks = list[Piece](), 0, 0
    for piece in pieces:
        weight = piece.size
        if part and (size + weight > BODY_SIZE or blocks + begins_block(part, piece) > BODY_BLOCKS):
            kept = _without_last_heading(part)
            yield kept
            part = part[len(kept) :]
            size, blocks = sum(one.size for one in part), count_blocks(part)
        size, blocks = size + weight, blocks + begins_block(part, piece)
        part.append(piece)
    if part:
        yield part


def _without_last_heading(part: list[Piece]) -> list[Piece]:
    end = len(part)
    while end > 0 and part[end - 1].binds:
        end -= 1
    return part[:end] if end else part
