"""Showing that long work goes on: a bar on a terminal, a line now and then elsewhere."""

import time
from collections.abc import Callable
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn

from bot.safety import safe_line

PLAIN_EVERY = 5.0  # seconds between two lines where there is no terminal to draw a bar on


class ProgressDisplay:
    """One bar, or the lines that stand for it, on standard error."""

    def __init__(self, console: Console, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._console = console
        self._monotonic = monotonic
        self._bar: Progress | None = None
        self._task = TaskID(0)
        self._said_at: float | None = None

    def show(self, label: str, done: int, total: int | None) -> None:
        """Show that `done` of `total` (`None` while unknown) parts of the work are ready."""
        if self._console.is_terminal:
            self._draw(safe_line(label), done, total)
        else:
            self._say(safe_line(label), done, total)

    def close(self) -> None:
        """Take the bar away before something else is printed."""
        if self._bar:
            self._bar.stop()
            self._bar = None
        self._said_at = None

    def _draw(self, label: str, done: int, total: int | None) -> None:
        if self._bar is None:
            columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), BarColumn())
            self._bar = Progress(*columns, MofNCompleteColumn(), console=self._console, transient=True)
            self._bar.start()
            self._task = self._bar.add_task(label, total=total)
        self._bar.update(self._task, description=label, completed=done, total=total)

    def _say(self, label: str, done: int, total: int | None) -> None:
        now = self._monotonic()
        if self._said_at is None:
            self._said_at = now  # quick work needs no words
        elif now - self._said_at >= PLAIN_EVERY:
            self._said_at = now
            self._console.print(f"{label} {done}/{'?' if total is None else total}", soft_wrap=True)


class TerminalProgress:
    """Implements `bot.ports.Progress` for work that has one name; the bar goes when the work ends."""

    def __init__(self, display: ProgressDisplay, label: str) -> None:
        self._display = display
        self._label = label

    async def update(self, done: int, total: int | None) -> None:
        """Show how far the work is."""
        self._display.show(self._label, done, total)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None
    ) -> None:
        self._display.close()
