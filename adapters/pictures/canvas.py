"""A sheet to draw on in units from the upper left corner, with words that are never markup."""

import io
from collections.abc import Iterator, Sequence
from math import ceil
from typing import Literal

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import Collection, LineCollection, PolyCollection
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch
from matplotlib.text import Text
from matplotlib.transforms import Affine2D
from PIL import Image  # matplotlib saves its pictures with it too

from adapters.pictures.letters import drawable, font, width_of
from adapters.pictures.style import CARD, EDGE, INK, SCALE, TEXT, WIDTH

UNITS_PER_INCH = 72
STRIPE, STRIPES_APART = 1.1, 4.5
ROUND = 10.0
COLOURS = 128
"""Of the finished picture: nobody sees the difference, and it has a quarter of the size."""

Side = Literal["left", "right"]
Box = tuple[float, float, float, float]
"""Left, top, width and height in units."""


class Sheet:
    """One picture while it is drawn; `height` is in units."""

    def __init__(self, height: int) -> None:
        size = (WIDTH / UNITS_PER_INCH, height / UNITS_PER_INCH)
        self._figure = Figure(figsize=size, dpi=UNITS_PER_INCH * SCALE, facecolor="none")
        FigureCanvasAgg(self._figure)  # the figure keeps it
        self._place = Affine2D().scale(SCALE, -SCALE).translate(0, height * SCALE)
        self._draw_card(height)

    def _draw_card(self, height: int) -> None:
        line = 1.0
        card = FancyBboxPatch(
            (line / 2, line / 2),
            WIDTH - line,
            height - line,
            boxstyle=f"round,pad=0,rounding_size={ROUND}",
            facecolor=CARD,
            edgecolor=EDGE,
            linewidth=line,
        )
        card.set_transform(self._place)
        self._figure.add_artist(card)

    def boxes(self, boxes: Sequence[Box], colour: str) -> None:
        """Fill boxes of one colour."""
        corners = [[(x, y), (x + w, y), (x + w, y + h), (x, y + h)] for x, y, w, h in boxes]
        self._add(PolyCollection(corners, facecolors=colour, linewidths=0))

    def stripes(self, boxes: Sequence[Box], colour: str) -> None:
        """Draw slanting stripes over boxes."""
        lines = [stripe for box in boxes for stripe in _stripes(box)]
        self._add(LineCollection(lines, colors=colour, linewidths=STRIPE, capstyle="butt"))

    def _add(self, shapes: Collection) -> None:
        shapes.set_transform(self._place)
        self._figure.add_artist(shapes)

    def words(
        self, x: float, y: float, text: str, *, size: float = TEXT, colour: str = INK, strong: bool = False
    ) -> float:
        """Write `text` from `x` on, its base line at `y`, and return its width."""
        self._write((x, y), text, size, colour, "left", strong=strong)
        return self.width(text, size, strong=strong)

    def words_before(
        self, x: float, y: float, text: str, *, size: float = TEXT, colour: str = INK, strong: bool = False
    ) -> None:
        """Write `text` so that it ends at `x`."""
        self._write((x, y), text, size, colour, "right", strong=strong)

    def _write(
        self, at: tuple[float, float], text: str, size: float, colour: str, side: Side, *, strong: bool
    ) -> None:
        known = drawable(text)
        properties = font(known, size, strong=strong)
        written = Text(*at, known, color=colour, fontproperties=properties, horizontalalignment=side)
        written.set_parse_math(False)  # a path may have any signs in it
        written.set_transform(self._place)
        self._figure.add_artist(written)

    def width(self, text: str, size: float = TEXT, *, strong: bool = False) -> float:
        """Return how wide `text` is."""
        return width_of(drawable(text), size, strong=strong)

    def png(self) -> bytes:
        """Return the picture."""
        dots = io.BytesIO()
        self._figure.savefig(dots, format="rgba", dpi="figure", facecolor="none")
        across, down = (round(inches * UNITS_PER_INCH * SCALE) for inches in self._figure.get_size_inches())
        image = Image.frombytes("RGBA", (across, down), dots.getvalue())
        buffer = io.BytesIO()
        image.quantize(COLOURS, method=Image.Quantize.FASTOCTREE).save(buffer, "PNG")
        return buffer.getvalue()


def _stripes(box: Box) -> Iterator[list[tuple[float, float]]]:
    """Yield the lines at 45 degrees that cross a box, at the same places in all boxes of a sheet."""
    left, top, width, height = box
    right, bottom = left + width, top + height
    for number in range(ceil((left + top) / STRIPES_APART), ceil((right + bottom) / STRIPES_APART)):
        along = number * STRIPES_APART
        begin, end = max(left, along - bottom), min(right, along - top)
        if end - begin > STRIPE:
            yield [(begin, along - begin), (end, along - end)]
