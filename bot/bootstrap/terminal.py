"""The terminal as a screen, as a channel, and as a place to post to."""

from collections.abc import AsyncGenerator
from typing import TextIO

from bot.application import Application
from bot.conversation import Asker
from bot.dispatch import Dispatcher
from bot.ports import ChatPlatform
from bot.screen import Screen
from bot.subscriptions import Channel
from bot.terminal import TerminalChannel

TERMINAL = Channel("terminal", "main")


def screen(output: TextIO, errors: TextIO) -> Screen:
    """Return the terminal on two streams, or the pipes that stand for it."""
    from adapters.terminal import TerminalScreen  # noqa: PLC0415 - adapters are loaded where they are chosen

    return TerminalScreen(output, errors, TERMINAL.id)


def input_lines(descriptor: int) -> AsyncGenerator[str, None]:
    """Yield the lines of an open file until it ends."""
    from adapters.terminal import read_lines  # noqa: PLC0415 - as above

    return read_lines(descriptor)


def terminal_channel(
    app: Application, shown_on: Screen, descriptor: int, *, interactive: bool
) -> TerminalChannel:
    """Return the terminal as a channel that takes commands from an open file."""
    settings = app.settings
    asker = Asker(
        TERMINAL, "me", settings.digest_language, settings.digest_timezone, repo=app.here, at_terminal=True
    )
    lines = input_lines(descriptor)
    dispatcher = Dispatcher(app.services)
    return TerminalChannel(dispatcher, asker, lines, shown_on, interactive)


def terminal_platform(output: TextIO) -> ChatPlatform:
    """Return the terminal as a place to post to: what is printed on `output` stands there."""
    from adapters.terminal import TerminalPlatform, result_console  # noqa: PLC0415 - as above

    return TerminalPlatform(result_console(output))
