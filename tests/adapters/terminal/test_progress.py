"""Showing that long work goes on."""

import io

import pytest
from rich.console import Console

from adapters.terminal import ProgressDisplay, TerminalProgress, error_console, plain_console
from adapters.terminal.progress import PLAIN_EVERY


class Ticks:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        """Return the time."""
        return self.now


def test_quick_work_needs_no_words() -> None:
    """Nothing is said before five seconds have passed."""
    stream, ticks = io.StringIO(), Ticks()
    display = ProgressDisplay(plain_console(stream), ticks)

    display.show("acme/api", 0, None)
    ticks.now = PLAIN_EVERY - 1
    display.show("acme/api", 1, 9)

    assert stream.getvalue() == ""


def test_long_work_is_told_now_and_then_where_there_is_no_terminal() -> None:
    """A line each five seconds, with what is known."""
    stream, ticks = io.StringIO(), Ticks()
    display = ProgressDisplay(plain_console(stream), ticks)

    for now, done, total in ((0, 0, None), (6, 0, None), (8, 1, 9), (12, 2, 9)):
        ticks.now = now
        display.show("acme/api\x1b[2J", done, total)

    assert stream.getvalue() == "acme/api 0/?\nacme/api 2/9\n"


def test_a_terminal_gets_a_bar_that_goes_away() -> None:
    """What is left of it is an empty line."""
    stream = io.StringIO()
    display = ProgressDisplay(Console(file=stream, force_terminal=True, width=60))

    display.show("acme/api", 1, 2)
    display.close()

    assert "acme/api" in stream.getvalue()
    assert stream.getvalue().endswith("\x1b[2K")


async def test_progress_of_one_work_closes_with_it() -> None:
    """The next words begin on a clean line."""
    ticks = Ticks()
    stream = io.StringIO()
    with TerminalProgress(ProgressDisplay(plain_console(stream), ticks), "acme/api") as progress:
        await progress.update(0, 2)
        ticks.now = 10
        await progress.update(1, 2)

    assert stream.getvalue() == "acme/api 1/2\n"


def test_progress_goes_to_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    """Results alone go to standard output."""
    ticks = Ticks()
    display = ProgressDisplay(error_console(), ticks)
    display.show("acme/api", 0, None)
    ticks.now = 10
    display.show("acme/api", 1, 2)

    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == "acme/api 1/2\n"
