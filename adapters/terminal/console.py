"""How wide a terminal is, and what it can show."""

import sys
from typing import TextIO

from rich.console import Console
from rich.theme import Theme

from adapters.terminal.render import Style

PIPED_WIDTH = 100  # columns where nobody says: wide enough for a path, narrow enough to read

_THEME = Theme(
    {
        Style.PLAIN: "none",
        Style.STRONG: "bold",
        Style.CODE: "cyan",
        Style.LINK: "underline",
        Style.HEADING: "bold",
        Style.QUIET: "dim",
        Style.INFO: "bold cyan",
        Style.HIGH: "bold red",
        Style.MEDIUM: "bold yellow",
        Style.LOW: "bold green",
    },
    inherit=False,
)


def result_console(stream: TextIO | None = None) -> Console:
    """Return a console for results: colours on a terminal, plain text where it is piped."""
    stream = stream or sys.stdout
    width = None if stream.isatty() else PIPED_WIDTH
    return Console(file=stream, theme=_THEME, width=width, highlight=False, markup=False, emoji=False)


def plain_console(stream: TextIO, width: int = PIPED_WIDTH) -> Console:
    """Return a console that never sends more than text, whatever `stream` is."""
    return Console(
        file=stream,
        theme=_THEME,
        width=width,
        color_system=None,
        force_terminal=False,
        no_color=True,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )


def error_console(stream: TextIO | None = None) -> Console:
    """Return a console for progress, on standard error."""
    return Console(file=stream, stderr=stream is None, highlight=False, markup=False, emoji=False)
