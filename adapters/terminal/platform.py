"""The terminal as a place where messages are posted: what is printed stays printed."""

import datetime as dt
from collections.abc import Iterable

from pydantic import TypeAdapter
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from adapters.terminal.render import Line, lines_of
from adapters.terminal.wrapping import breaks
from bot.messages import Message
from bot.ports import Part, Target

INDENT = " " * 4  # of a thread's replies below their parent
NARROWEST = 20  # columns; below that lines are longer than the terminal rather than unreadable
REPEATED = "↻ "

_LINES = TypeAdapter(tuple[Line, ...])


class TerminalPlatform:
    """Implements `bot.ports.ChatPlatform` on a console.

    What was posted is remembered for the life of this process, by channel and key; another process cannot
    know it, and finds nothing.
    """

    name = "terminal"

    def __init__(self, console: Console) -> None:
        self._console = console
        self._ids: dict[tuple[str, str], str] = {}
        self._posted: dict[str, Target] = {}

    def render(self, message: Message) -> tuple[Part, ...]:
        """Turn `message` into one part: a terminal has no limits."""
        return (Part({"lines": _LINES.dump_python(lines_of(message), mode="json")}),)

    async def send(self, target: Target, part: Part, key: str) -> str:
        """Print `part`, indented where it belongs to a thread."""
        message_id = self._ids.setdefault((target.channel, key), str(len(self._posted) + 1))
        self._posted[message_id] = target
        self._print(part, target)
        return message_id

    async def find(self, target: Target, key: str, since: dt.datetime) -> str | None:
        """Return the id of what this process posted under `key`, whenever that was."""
        del since
        return self._ids.get((target.channel, key))

    async def edit(self, target: Target, message_id: str, part: Part, key: str | None = None) -> None:
        """Print `part` anew with a sign that it replaces something: paper cannot be unprinted.

        Raises `LookupError` where nothing was posted as `message_id`.
        """
        del key  # of what was printed, the first stays findable
        if message_id not in self._posted:
            raise LookupError(message_id)
        self._print(part, target, REPEATED)

    def _print(self, part: Part, target: Target, sign: str = "") -> None:
        indent = INDENT if target.thread else ""
        lines = _LINES.validate_python(part.payload["lines"])
        for number, line in enumerate(lines):
            self._print_line(line, indent + ("" if number else sign))
        self._console.print()

    def _print_line(self, line: Line, indent: str) -> None:
        lead = indent + line.lead
        width = max(self._console.width - cell_len(lead), NARROWEST)
        for number, row in enumerate(_rows(line, width)):
            row.rstrip()
            prefix = Text(lead if number == 0 else " " * cell_len(lead))
            self._console.print(_trimmed(prefix + row), soft_wrap=True)


def _rows(line: Line, width: int) -> Iterable[Text]:
    text = Text()
    for piece in line.pieces:
        text.append(piece.text, style=piece.style)
        if piece.url:
            text.stylize(f"link {piece.url}", len(text) - len(piece.text))
    return text.divide(breaks(text.plain, width))


def _trimmed(text: Text) -> Text:
    text.rstrip()
    return text
