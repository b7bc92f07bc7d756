"""How pictures look: a card of its own colour, so that it reads the same on white and on dark."""

from dataclasses import dataclass

WIDTH = 360
"""Of a picture in units: a unit is a pixel of a phone, and sizes of letters are in units too."""

SCALE = 2
"""Dots of the image for one unit: what is drawn stays sharp on phones."""

MARGIN = 16
RIGHT = WIDTH - MARGIN

GAP = 1.0
"""Between the levels of a bar or column, which are parted by more than their colours."""

TITLE, TEXT, SMALL = 14.0, 12.0, 11.0
"""Sizes of letters; nothing is smaller than the last."""


@dataclass(frozen=True, slots=True)
class Colour:
    """What one level is filled with; `stripe` is drawn over it, so that it is known without its colour."""

    fill: str
    stripe: str | None = None


CARD, EDGE = "#f7f8fa", "#d5dae1"
INK, PALE, FAINT = "#1c2430", "#5b6675", "#c3cad3"
LEVELS = (Colour("#b3261e"), Colour("#d98c10", "#f6d391"), Colour("#6a9fa8"))
"""High, medium, low: told apart by stripes and lightness too, for those who see no red or no green."""
