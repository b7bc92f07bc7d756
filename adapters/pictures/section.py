"""How a part of a picture begins: a rule, a heading, and a word on the other side of the line."""

from adapters.pictures.canvas import Sheet
from adapters.pictures.style import FAINT, MARGIN, PALE, RIGHT, SMALL, TEXT

SECTION = 30
"""Room that it takes."""
RULE, LINE, THICK = 4, 22, 0.75


def draw_section(sheet: Sheet, top: float, title: str, said: str) -> None:
    """Draw the beginning of a part at `top`."""
    sheet.boxes([(MARGIN, top + RULE, RIGHT - MARGIN, THICK)], FAINT)
    sheet.words(MARGIN, top + LINE, title, size=TEXT, strong=True)
    sheet.words_before(RIGHT, top + LINE, said, size=SMALL, colour=PALE)
