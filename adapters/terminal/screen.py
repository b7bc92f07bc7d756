"""A terminal put together: results on one stream, progress on the other."""

from io import StringIO
from typing import TextIO

from adapters.terminal.console import error_console, plain_console, result_console
from adapters.terminal.platform import TerminalPlatform
from adapters.terminal.progress import ProgressDisplay, TerminalProgress
from adapters.terminal.reply import TerminalReply
from bot.messages import Thread

PROMPT = "› "


class TerminalScreen:
    """Implements `bot.screen.Screen`; what it prints belongs to the channel called `channel`."""

    def __init__(self, output: TextIO, errors: TextIO, channel: str) -> None:
        self._output = result_console(output)
        self._channel = channel
        self._platform = TerminalPlatform(self._output)
        self._display = ProgressDisplay(error_console(errors))

    def reply(self, key: str) -> TerminalReply:
        """Return the way back for one request."""
        return TerminalReply(self._platform, self._display, self._channel, key)

    def progress(self, label: str) -> TerminalProgress:
        """Return a bar for work called `label`."""
        return TerminalProgress(self._display, label)

    def prompt(self) -> None:
        """Show where to type."""
        self._output.print(PROMPT, end="", style="digest.info")
        self._output.file.flush()

    def leave(self) -> None:
        """End the line that the last prompt began."""
        self._output.print()

    async def show(self, thread: Thread) -> None:
        """Print `thread`."""
        await self.reply("").answer(thread, private=False)

    async def plain(self, thread: Thread) -> str:
        """Return `thread` as text."""
        stream = StringIO()
        platform = TerminalPlatform(plain_console(stream))
        await TerminalReply(platform, self._display, self._channel, "").answer(thread, private=False)
        return stream.getvalue()
