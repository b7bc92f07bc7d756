"""The answer to one command in the terminal channel."""

from adapters.terminal.platform import TerminalPlatform
from adapters.terminal.progress import ProgressDisplay
from bot.messages import Message, Thread
from bot.ports import Target


class TerminalReply:
    """Implements `bot.ports.Reply`: work is shown on standard error, the answer in the channel.

    A terminal has one reader, so that nothing in it is private.
    """

    def __init__(self, platform: TerminalPlatform, display: ProgressDisplay, channel: str, key: str) -> None:
        self._platform = platform
        self._display = display
        self._channel = channel
        self._key = key

    async def acknowledge(self, message: Message, *, private: bool) -> None:
        """Show that the work begins."""
        del private
        self._display.show(_line(message), 0, None)

    async def progress(self, message: Message, done: int, total: int | None) -> None:
        """Show how far the work is."""
        self._display.show(_line(message), done, total)

    async def answer(self, thread: Thread, *, private: bool) -> None:
        """Print the thread: its parent, then the replies below it."""
        del private
        self._display.close()
        parent = await self._post(thread.parent, Target(self._channel), f"{self._key}:0")
        for number, reply in enumerate(thread.replies, 1):
            await self._post(reply, Target(self._channel, parent), f"{self._key}:{number}")

    async def refuse(self, message: Message) -> None:
        """Print why there is no answer."""
        self._display.close()
        await self._post(message, Target(self._channel), f"{self._key}:0")

    async def _post(self, message: Message, target: Target, key: str) -> str:
        ids = [await self._platform.send(target, part, key) for part in self._platform.render(message)]
        return ids[0]


def _line(message: Message) -> str:
    return message.notification or message.title
