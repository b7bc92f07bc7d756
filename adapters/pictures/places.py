"""The part of a picture that shows where a day happened: a bar for each area, the largest first."""

from dataclasses import dataclass

from adapters.pictures.canvas import Sheet
from adapters.pictures.fitting import end_of_path, lengths
from adapters.pictures.layers import Layers
from adapters.pictures.section import SECTION, draw_section
from adapters.pictures.style import GAP, LEVELS, MARGIN, PALE, RIGHT, SMALL
from bot.plates import Bar, Places

ROW, BAR, LINE = 21, 12, 14
CAPTION, CAPTION_LINE = 17, 12
FOOT = 6
NAMES = 150.0
"""Room for the name of an area at most."""
SPACE, AFTER_NAME, BEFORE_NUMBER = 4.0, 10.0, 5.0


def places_height(places: Places) -> int:
    """Return how much room `draw_places` needs."""
    return SECTION + ROW * len(places.bars) + (CAPTION if places.caption else 0) + FOOT


def draw_places(sheet: Sheet, places: Places, top: float) -> None:
    """Draw a bar for each area below `top`."""
    draw_section(sheet, top, places.title, places.said)
    names = [_name(sheet, bar) for bar in places.bars]
    begin = MARGIN + max(name.wide for name in names) + AFTER_NAME
    numbers = max(sheet.width(bar.said, SMALL) for bar in places.bars) + BEFORE_NUMBER
    room = RIGHT - begin - numbers - GAP * len(LEVELS)
    unit = room / max(1, *(sum(bar.parts) for bar in places.bars))
    layers, y = Layers(), top + SECTION
    for bar, name in zip(places.bars, names, strict=True):
        _draw_name(sheet, name, bar, y + LINE)
        end = _add_bar(layers, bar, unit, begin, y + (ROW - BAR) / 2)
        sheet.words(end + BEFORE_NUMBER, y + LINE, bar.said, size=SMALL, colour=PALE)
        y += ROW
    layers.draw(sheet)
    sheet.words(MARGIN, y + CAPTION_LINE, places.caption, size=SMALL, colour=PALE)


@dataclass(frozen=True, slots=True)
class _Name:
    """A path as far as there is room for it, where its note begins, and how wide they are together."""

    path: str
    note_at: float
    wide: float


def _name(sheet: Sheet, bar: Bar) -> _Name:
    note = sheet.width(bar.note)
    path = end_of_path(bar.path, NAMES - note - SPACE, sheet.width)
    wide = sheet.width(path)
    note_at = wide + SPACE if path else 0.0
    return _Name(path, note_at, note_at + note if note else wide)


def _draw_name(sheet: Sheet, name: _Name, bar: Bar, line: float) -> None:
    sheet.words(MARGIN, line, name.path)
    sheet.words(MARGIN + name.note_at, line, bar.note, colour=PALE)


def _add_bar(layers: Layers, bar: Bar, unit: float, x: float, y: float) -> float:
    """Add the parts of a bar that begins at `x`, and return where it ends."""
    for level, wide in enumerate(lengths(bar.parts, unit)):
        if wide:
            layers.add(level, (x, y, wide, BAR))
            x += wide + GAP
    return x
