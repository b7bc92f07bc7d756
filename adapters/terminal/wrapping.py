"""Where a line may be broken: at blanks, and between Chinese characters but not before their punctuation."""

import re
from collections.abc import Iterator

from rich.cells import cell_len

# https://www.w3.org/TR/clreq/#prohibition_rules_for_line_start_end: what may not begin or end a line
_NOT_FIRST = frozenset("，。、；：！？）】」』》〉”’…,.;:!?)]}%·～")
_NOT_LAST = frozenset("（【「『《〈“‘([{")
_WIDE = r"\u2e80-\u303f\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef"
_ADDRESS = "://"
_ATOM = re.compile(rf"[ ]+|[{_WIDE}]|[^ {_WIDE}]+")


def breaks(text: str, width: int) -> list[int]:
    """Return the offsets at which `text` is cut so that no line is wider than `width` columns.

    Blanks at a break stay with the line that they end. A word wider than a whole line is cut, but for an
    address: a terminal puts it into two rows too, and yet it can be opened and copied whole.
    """
    offsets: list[int] = []
    used = position = 0
    for atom in _atoms(text):
        size = cell_len(atom)
        if used and used + cell_len(atom.rstrip(" ")) > width:
            offsets.append(position)
            used = 0
        if size > width and _ADDRESS not in atom:
            cuts, size = _cuts(atom, width)
            offsets += [position + cut for cut in cuts]
        used += size
        position += len(atom)
    return [offset for offset in offsets if offset < len(text)]


def _atoms(text: str) -> Iterator[str]:
    """Yield what is never broken unless it must be: words and characters, each with its punctuation."""
    pending = ""
    for match in _ATOM.finditer(text):
        piece = match[0]
        glued = not pending or pending[-1] in _NOT_LAST or piece[0] in _NOT_FIRST or piece.isspace()
        if glued:
            pending += piece
        else:
            yield pending
            pending = piece
    if pending:
        yield pending


def _cuts(atom: str, width: int) -> tuple[list[int], int]:
    """Return where `atom` is cut, one character or more apart, and the columns of what remains."""
    word = atom.rstrip(" ")
    cuts, used = [0], 0
    for index, character in enumerate(word):
        size = cell_len(character)
        if used + size > width and index > cuts[-1]:
            cuts.append(index)
            used = 0
        used += size
    return cuts[1:], used + len(atom) - len(word)
