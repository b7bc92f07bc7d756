"""How long a bot works: until somebody ends it, or its engine goes to another process."""

import asyncio
import contextlib
import signal

import typer

from bot.cli.codes import DONE, FAILED
from bot.cli.session import Session
from bot.presenters.words import posting as words


async def until_ended(lost: asyncio.Event, name: str, session: Session) -> int:
    """Wait for SIGTERM, Ctrl-C or `lost`, and return the exit code."""
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for wish in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError):  # Windows has no such handlers
            loop.add_signal_handler(wish, ended.set)
    waiting = [asyncio.create_task(event.wait()) for event in (ended, lost)]
    await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    for task in waiting:
        task.cancel()
    if lost.is_set():
        typer.echo(words.LOST.to(session.language).format(name=name), err=True)
        return FAILED
    return DONE
