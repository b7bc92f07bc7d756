"""Whose turn it is: of several processes that could listen, one does, and the next takes over from it."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from typing import TypeVar

import typer

from bot import bootstrap
from bot.cli.session import Session
from bot.errors import EngineTakenError
from bot.presenters.words import posting as words

Engine = TypeVar("Engine")


async def in_turn(
    stack: AsyncExitStack, session: Session, opening: Callable[[], AbstractAsyncContextManager[Engine]]
) -> Engine:
    """Open an engine on `stack` as soon as no other process runs one of its name, and return it.

    On a shared database this process stands by until the other ends, however it ends, and says so once.
    An SQLite file has one bot: `EngineTakenError` where it has it already.
    """
    stands_by = False
    while True:
        try:
            return await stack.enter_async_context(opening())  # asks for the lock for some seconds by itself
        except EngineTakenError:
            if not bootstrap.is_shared(session.app.settings):
                raise
            if not stands_by:
                typer.echo(words.STANDS_BY.to(session.language), err=True)
                stands_by = True
