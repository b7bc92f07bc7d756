"""How long a bot works: until somebody ends it, or its engine goes to another process."""

import asyncio
import contextlib
import signal
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from bot.cli.codes import DONE, FAILED
from bot.cli.session import Session
from bot.presenters.words import posting as words


@contextmanager
def ending() -> Iterator[asyncio.Event]:
    """Yield what SIGTERM and Ctrl-C set while the block lasts; outside of it they end the process at once."""
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for wish in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError):  # Windows has no such handlers
            loop.add_signal_handler(wish, ended.set)
    try:
        yield ended
    finally:
        for wish in (signal.SIGTERM, signal.SIGINT):
            with contextlib.suppress(NotImplementedError):
                loop.remove_signal_handler(wish)


async def first_of(*events: asyncio.Event) -> None:
    """Wait until one of `events` is set."""
    waiting = [asyncio.create_task(event.wait()) for event in events]
    try:
        await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in waiting:
            task.cancel()


async def until_ended(lost: asyncio.Event, name: str, session: Session) -> int:
    """Wait for SIGTERM, Ctrl-C or `lost`, and return the exit code."""
    with ending() as ended:
        await first_of(ended, lost)
    if lost.is_set():
        typer.echo(words.LOST.to(session.language).format(name=name), err=True)
        return FAILED
    return DONE
