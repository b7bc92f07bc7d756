"""`commit-digest worker`: one more process that works on a shared PostgreSQL."""

import asyncio
import contextlib
import signal
import socket

import typer

from bot import bootstrap
from bot.bootstrap import Memory
from bot.cli.codes import DONE, FAILED, CommandError
from bot.cli.session import Choices, Session, conduct
from bot.presenters.words import posting as words


def worker(name: str | None, choices: Choices) -> int:
    """Work under `name` (by default the machine's) until somebody ends it; 1 if another takes the name."""
    name = name or socket.gethostname()

    async def command(session: Session) -> int:
        if not bootstrap.is_shared(session.app.settings):
            raise CommandError(words.NEEDS_SERVER)
        async with (
            bootstrap.chat_platforms(session.app) as platforms,
            bootstrap.engine(session.app, session.stores, platforms, name) as engine,
        ):
            typer.echo(words.AT_WORK.to(session.language).format(name=name), err=True)
            return await _until_ended(engine.lost, name, session)

    return conduct(command, choices, Memory.NEEDED)


async def _until_ended(lost: asyncio.Event, name: str, session: Session) -> int:
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
