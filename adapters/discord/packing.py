"""Blocks into pages that each fit into one message, with nothing lost between them."""

from collections.abc import Iterable

from adapters.discord.blocks import Block
from adapters.discord.limits import units

SHORT = 4  # a block of less than this part of a page goes to the next page rather than be cut


def pages(blocks: Iterable[Block], room: int, taken: int = 0) -> list[str]:
    """Return the blocks as pages of markdown of at most `room` units, cut only where they must be.

    Of the first page, so many units are `taken` by something else; it may be empty.
    """
    book = _Book(room, taken)
    for block in blocks:
        book.add(block)
    return book.closed()


class _Book:
    """Pages as they fill."""

    def __init__(self, room: int, taken: int) -> None:
        self._room = room
        self._pages: list[str] = []
        self._page: list[Block] = []
        self._used = taken

    def add(self, block: Block) -> None:
        """Put `block` on the page, or as much of it as there is room for, the rest on further ones."""
        rest: Block | None = block
        while rest and (text := rest.text.strip()):
            size = (
                len(text) if len(text) > self._room else self._size(rest)
            )  # a long one is not written in vain
            rest = self._rest_of(rest, size)

    def _rest_of(self, block: Block, size: int) -> Block | None:
        """Put as much of `block` on the page as there is room for, and turn it where something is left."""
        if self._used + size <= self._room:
            self._page.append(block)
            self._used += size
            return None
        left = self._room - self._used - len(self._gap(block))
        pieces = None if self._used and size < self._room // SHORT else block.cut(left)
        if pieces:
            self.add(pieces[0])
        self._turn()
        return pieces[1] if pieces else block

    def closed(self) -> list[str]:
        """Return all pages; at least one, which may be empty."""
        if self._page or not self._pages:
            self._pages.append(_written(self._page))
        return self._pages

    def _turn(self) -> None:
        """Begin a new page; a heading at the foot of the old one goes along."""
        kept = [self._page.pop()] if len(self._page) > 1 and self._page[-1].binds else []
        if self._page or self._used:
            self._pages.append(_written(self._page))
        self._page, self._used = [], 0
        for block in kept:
            self.add(block)

    def _size(self, block: Block) -> int:
        return units(block.written()) + len(self._gap(block))

    def _gap(self, block: Block) -> str:
        return gap(block) if self._page else ""


def gap(block: Block) -> str:
    """Return what stands between `block` and the one before it."""
    return "\n\n" if block.air else "\n"


def _written(blocks: list[Block]) -> str:
    return "".join((gap(block) if number else "") + block.written() for number, block in enumerate(blocks))
