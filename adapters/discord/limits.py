"""How much Discord takes, and how it counts.

https://docs.discord.com/developers/components/reference and .../resources/message
"""

COMPONENTS = 40  # in one message, nested ones included
TEXT = 4_000  # in all text displays of a message together
ROW = 5  # buttons in one row
OPTIONS = 25  # in one menu
CUSTOM_ID = 100
BUTTON_LABEL = 80
OPTION_TEXT = 100  # an option's label, value and description, each
PLACEHOLDER = 150
URL = 512  # of a button that opens a page
FILE_BYTES = 10 * 1024 * 1024
FILE_DESCRIPTION = 1_024
THREAD_NAME = 100
CHOICES = 25  # offered while somebody types
CHOICE_TEXT = 100


def units(text: str) -> int:
    """Return the length of `text` in UTF-16 code units, the strictest way in which it may be counted."""
    return len(text) + sum(character > "\uffff" for character in text)


def shortened(text: str, most: int) -> str:
    """Return `text`, cut with an ellipsis where it has more than `most` units."""
    if units(text) <= most:
        return text
    kept, room = list[str](), most - 1
    for character in text:
        room -= units(character)
        if room < 0:
            break
        kept.append(character)
    return "".join(kept).rstrip() + "…"
