"""The fonts that are shipped with the pictures: the same letters wherever the bot runs."""

from functools import lru_cache
from pathlib import Path

from matplotlib.font_manager import FontProperties, get_font

_FOLDER = Path(__file__).parent / "fonts"
REGULAR, STRONG = "NotoSansSC-Regular.ttf", "NotoSansSC-SemiBold.ttf"
_FINE, _FRACTION = 4, 64  # measured four times as large as asked for, in parts of a dot
UNKNOWN = "?"
"""Stands for each letter that no font here has."""


def drawable(text: str) -> str:
    """Return `text` in letters that there are."""
    known = _letters(REGULAR)
    return "".join(letter if letter in known else UNKNOWN for letter in text)


def font(text: str, size: float, *, strong: bool = False) -> FontProperties:
    """Return the font for `text`; the strong one where it has all of its letters."""
    return FontProperties(fname=_FOLDER / _face(text, strong=strong), size=size)


def width_of(text: str, size: float, *, strong: bool = False) -> float:
    """Return how wide `text` is in the unit of `size`."""
    face = get_font(_FOLDER / _face(text, strong=strong))
    face.set_size(size, _FINE * 72)
    face.set_text(text)
    return face.get_width_height()[0] / (_FRACTION * _FINE)


def _face(text: str, *, strong: bool) -> str:
    return STRONG if strong and _letters(STRONG).issuperset(text) else REGULAR


@lru_cache(maxsize=2)
def _letters(name: str) -> frozenset[str]:
    return frozenset(map(chr, get_font(_FOLDER / name).get_charmap()))
