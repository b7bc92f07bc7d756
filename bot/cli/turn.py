"""Whose turn it is: of several processes that could listen, one does, and the next takes over from it."""

from collections.abc import Mapping
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING

import typer

from bot import bootstrap
from bot.cli.session import Session
from bot.errors import EngineTakenError
from bot.ports import ChatPlatform
from bot.presenters.words import posting as words

if TYPE_CHECKING:
    from adapters.durable import Engine


async def engine_in_turn(
    stack: AsyncExitStack, session: Session, platforms: Mapping[str, ChatPlatform], executor: str
) -> "Engine":
    """Run the engine called `executor` on `stack` as soon as no other process does.

    On a shared database this process stands by until the other ends, however it ends, and says so once.
    An SQLite file has one bot: `EngineTakenError` where it has it already.
    """
    stands_by = False
    while True:
        opening = bootstrap.engine(session.app, session.stores, platforms, executor)
        try:
            return await stack.enter_async_context(opening)  # asks for the lock for some seconds by itself
        except EngineTakenError:
            if not bootstrap.is_shared(session.app.settings):
                raise
            if not stands_by:
                typer.echo(words.STANDS_BY.to(session.language), err=True)
                stands_by = True
