"""What the command line needs of a terminal, or of the pipes that stand for it."""

from contextlib import AbstractContextManager
from typing import Protocol

from bot.messages import Thread
from bot.ports import Progress, Reply


class Screen(Protocol):
    """Results on standard output, progress on standard error."""

    def reply(self, key: str) -> Reply:
        """Return the way back for one request."""
        ...

    def progress(self, label: str) -> AbstractContextManager[Progress]:
        """Return somewhere to show that work called `label` goes on, until the context ends."""
        ...

    def prompt(self) -> None:
        """Invite to type."""
        ...

    def leave(self) -> None:
        """End the line that the last prompt began."""
        ...

    async def show(self, thread: Thread) -> None:
        """Print a thread: its parent, and what stands below it."""
        ...

    async def plain(self, thread: Thread) -> str:
        """Return what a pipe would receive of `thread`."""
        ...
