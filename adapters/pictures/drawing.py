"""A plate as a picture: its head, where the day happened, and at the foot the days before it."""

from adapters.pictures.canvas import Sheet
from adapters.pictures.days import days_height, draw_days
from adapters.pictures.fitting import beginning
from adapters.pictures.layers import fill
from adapters.pictures.places import draw_places, places_height
from adapters.pictures.style import INK, MARGIN, PALE, RIGHT, SMALL, TITLE
from bot.plates import Plate, Share

HEAD = 58
TITLE_LINE, SHARES_LINE = 27, 48
FOOT = 4
AIR, SWATCH = 14.0, 10.0


def drawn(plate: Plate) -> bytes:
    """Return the picture of `plate` as PNG."""
    places = places_height(plate.places) if plate.places else 0
    days = days_height() if plate.days else 0
    sheet = Sheet(HEAD + places + days + FOOT)
    _draw_head(sheet, plate)
    if plate.places:
        draw_places(sheet, plate.places, HEAD)
    if plate.days:
        draw_days(sheet, plate.days, HEAD + places)
    return sheet.png()


def _draw_head(sheet: Sheet, plate: Plate) -> None:
    sheet.words_before(RIGHT, TITLE_LINE, plate.date, size=SMALL, colour=PALE)
    room = RIGHT - MARGIN - sheet.width(plate.date, SMALL) - AIR
    title = beginning(plate.title, room, lambda text: sheet.width(text, TITLE, strong=True))
    sheet.words(MARGIN, TITLE_LINE, title, size=TITLE, strong=True)
    x = MARGIN + sheet.words(MARGIN, SHARES_LINE, plate.total, colour=PALE) + AIR
    for level, share in enumerate(plate.shares):
        x = _draw_share(sheet, x, level, share)


def _draw_share(sheet: Sheet, x: float, level: int, share: Share) -> float:
    """Draw how many commits have a level, the key to its colour; return where the next begins."""
    fill(sheet, level, [(x, SHARES_LINE - SWATCH + 0.5, SWATCH, SWATCH)])
    x += SWATCH + 5
    x += sheet.words(x, SHARES_LINE, share.name, colour=PALE) + 4
    colour = INK if share.count else PALE
    return x + sheet.words(x, SHARES_LINE, str(share.count), colour=colour, strong=share.count > 0) + AIR
