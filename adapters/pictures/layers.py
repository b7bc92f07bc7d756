"""Boxes sorted by what they are filled with: each level in one go, with its stripes over it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from adapters.pictures.canvas import Box, Sheet
from adapters.pictures.style import LEVELS


@dataclass(frozen=True, slots=True)
class Layers:
    """The boxes of the three levels."""

    boxes: tuple[list[Box], ...] = field(default_factory=lambda: tuple([] for _ in LEVELS))

    def add(self, level: int, box: Box) -> None:
        """Add a box of the level at a place in their order."""
        self.boxes[level].append(box)

    def draw(self, sheet: Sheet) -> None:
        """Draw all boxes."""
        for level, boxes in enumerate(self.boxes):
            fill(sheet, level, boxes)


def fill(sheet: Sheet, level: int, boxes: Sequence[Box]) -> None:
    """Fill boxes as a level is filled."""
    if boxes:
        sheet.boxes(boxes, LEVELS[level].fill)
    if boxes and (stripe := LEVELS[level].stripe):
        sheet.stripes(boxes, stripe)
