"""How the process ends, and the errors that end it in a command's own words."""

from dataclasses import dataclass
from typing import Final

from analysis.language import Bilingual
from bot.errors import BotError

DONE: Final = 0
FAILED: Final = 1
WRONG_ARGUMENTS: Final = 2
INTERRUPTED: Final = 130  # by Ctrl-C, as shells write it: 128 + SIGINT


@dataclass(eq=False)
class CommandError(BotError):
    """A command cannot go on; `words` is the sentence for the user, `code` how the process ends."""

    words: Bilingual
    code: int = WRONG_ARGUMENTS
