"""The terminal as a chat platform: a channel on standard output, through rich."""

from adapters.terminal.console import error_console, plain_console, result_console
from adapters.terminal.lines import read_lines
from adapters.terminal.platform import TerminalPlatform
from adapters.terminal.progress import ProgressDisplay, TerminalProgress
from adapters.terminal.reply import TerminalReply
from adapters.terminal.screen import TerminalScreen
from bot.safety import safe

__all__ = [
    "ProgressDisplay",
    "TerminalPlatform",
    "TerminalProgress",
    "TerminalReply",
    "TerminalScreen",
    "error_console",
    "plain_console",
    "read_lines",
    "result_console",
    "safe",
]
