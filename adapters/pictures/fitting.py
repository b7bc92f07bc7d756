"""Words that are too long for their place, and numbers that are too small for theirs."""

from collections.abc import Callable

from bot.plates import Parts

CUT = "..."  # the font's ellipsis is the Chinese one, which hangs in the middle of the line
LEAST = 1.5
"""Units that anything above nothing is drawn with: what is there is seen."""

Width = Callable[[str], float]


def beginning(text: str, room: float, width: Width) -> str:
    """Return as much of the beginning of `text` as there is room for."""
    return _most(text, room, width, lambda kept: text[:kept] + CUT)


def end_of_path(path: str, room: float, width: Width) -> str:
    """Return as much of the end of `path` as there is room for: whole names, if one of them fits."""
    if width(path) <= room:
        return path
    names = path.split("/")
    for first in range(1, len(names)):
        shown = "/".join((CUT, *names[first:]))
        if width(shown) <= room:
            return shown
    return _most(path, room, width, lambda kept: CUT + path[len(path) - kept :])


def _most(text: str, room: float, width: Width, cut: Callable[[int], str]) -> str:
    """Return `text` where it fits, else as much of it as does, looked for by halving."""
    if width(text) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if width(cut(middle)) <= room else (low, middle - 1)
    return cut(low)


def lengths(parts: Parts, unit: float) -> tuple[float, ...]:
    """Return how long each part is drawn."""
    return tuple(max(part * unit, LEAST) if part else 0.0 for part in parts)
