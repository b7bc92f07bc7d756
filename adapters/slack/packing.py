"""Pieces in parts: as many as a message takes, and no heading at a part's end."""

from collections.abc import Iterable, Iterator

from adapters.slack import limits
from adapters.slack.blocks import count_blocks
from adapters.slack.pieces import Piece

BODY_SIZE = limits.MESSAGE_SIZE - limits.HEADER
BODY_BLOCKS = limits.BLOCKS - 1  # the title is a block too


def packed(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """Yield the pieces of each part; none is empty."""
    part: list[Piece] = []
    for piece in pieces:
        if part and not _fits(part, piece):
            kept = _without_last_heading(part)
            yield kept
            part = part[len(kept) :]
        part.append(piece)
    if part:
        yield part


def _fits(part: list[Piece], piece: Piece) -> bool:
    size = sum(one.size for one in part) + piece.size
    return size <= BODY_SIZE and count_blocks([*part, piece]) <= BODY_BLOCKS


def _without_last_heading(part: list[Piece]) -> list[Piece]:
    end = len(part)
    while end > 0 and part[end - 1].binds:
        end -= 1
    return part[:end] if end else part
