"""What a press of a button or a choice from a menu asks for, wherever and whenever it was shown.

Everything is in the message itself, so that it works after a restart and years later.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.presenters.actions import EXPLAIN, FOLLOW


@dataclass(frozen=True, slots=True)
class Press:
    """The command that a press stands for; `below` the message it was made on, or in the channel."""

    command: str
    below: bool


PRESSES: Mapping[str, Press] = {
    EXPLAIN: Press("explain", below=True),
    FOLLOW: Press("follow", below=False),
}
"""By action; the value of the control is what would be typed after the command."""
