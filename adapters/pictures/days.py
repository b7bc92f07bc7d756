"""The part of a picture that shows day after day: a column each, the most important level at its foot.

A day without commits is a plain line; one of which nobody knows is a shaded stump without a line.
"""

from collections.abc import Sequence

from adapters.pictures.canvas import Box, Sheet
from adapters.pictures.fitting import lengths
from adapters.pictures.layers import Layers
from adapters.pictures.section import SECTION, draw_section
from adapters.pictures.style import FAINT, GAP, LEVELS, MARGIN, PALE, RIGHT, SMALL
from bot.plates import Days, Parts

COLUMNS, AXIS = 58, 20
BETWEEN = 3.0
STUMP = 12.0
GROUND, GROUND_AT = 1.5, 1.0
LABEL_LINE, SWATCH, AFTER_SWATCH = 16, 10.0, 5.0


def days_height() -> int:
    """Return how much room `draw_days` needs."""
    return SECTION + COLUMNS + AXIS


def draw_days(sheet: Sheet, days: Days, top: float) -> None:
    """Draw a column for each day below `top`."""
    draw_section(sheet, top, days.title, days.said)
    base = top + SECTION + COLUMNS
    step = (RIGHT - MARGIN + BETWEEN) / len(days.columns)
    unit = (COLUMNS - GAP * len(LEVELS)) / _most(days.columns)
    layers, known, unknown = Layers(), list[Box](), list[Box]()
    for number, column in enumerate(days.columns):
        x, wide = MARGIN + number * step, step - BETWEEN
        if column is None:
            unknown.append((x, base - STUMP, wide, STUMP))
        else:
            known.append((x, base + GROUND_AT, wide, GROUND))
            _add_column(layers, column, unit, (x, base, wide))
    sheet.boxes(known, FAINT)
    sheet.stripes(unknown, FAINT)
    layers.draw(sheet)
    _draw_axis(sheet, days, base, key=bool(unknown))


def _most(columns: Sequence[Parts | None]) -> int:
    return max(max((sum(column) for column in columns if column), default=1), 1)


def _add_column(layers: Layers, column: Parts, unit: float, foot: tuple[float, float, float]) -> None:
    """Add the parts of a column; `foot` is its left end, its base and its width."""
    x, y, wide = foot
    for level, tall in enumerate(lengths(column, unit)):
        if tall:
            layers.add(level, (x, y - tall, wide, tall))
            y -= tall + GAP


def _draw_axis(sheet: Sheet, days: Days, base: float, *, key: bool) -> None:
    """Write the first and the last date; with `key`, say between them what a shaded stump means."""
    line = base + LABEL_LINE
    sheet.words(MARGIN, line, days.first, size=SMALL, colour=PALE)
    sheet.words_before(RIGHT, line, days.last, size=SMALL, strong=True)
    if key:
        wide = SWATCH + AFTER_SWATCH + sheet.width(days.unknown, SMALL)
        x = (MARGIN + RIGHT - wide) / 2
        sheet.stripes([(x, line - SWATCH + 1, SWATCH, SWATCH)], FAINT)
        sheet.words(x + SWATCH + AFTER_SWATCH, line, days.unknown, size=SMALL, colour=PALE)
