"""`commit-digest worker`: one more process that works on a shared PostgreSQL."""

import socket
from dataclasses import replace

import typer

from bot import bootstrap
from bot.bootstrap import Memory
from bot.bootstrap.care import care
from bot.care import caring
from bot.chats import platforms_of
from bot.cli.codes import CommandError
from bot.cli.ending import until_ended
from bot.cli.round import ticker_of
from bot.cli.session import Choices, Session, conduct
from bot.presenters.words import posting as words
from bot.ticker import ticking


def worker(name: str | None, choices: Choices) -> int:
    """Work under `name` (by default the machine's) until somebody ends it; 1 if another takes the name."""
    name = name or socket.gethostname()

    async def command(session: Session) -> int:
        if not bootstrap.is_shared(session.app.settings):
            raise CommandError(words.NEEDS_SERVER)
        async with (
            bootstrap.watching(session.app, session.stores) as watch,
            bootstrap.chats(session.app.settings) as chats,
            bootstrap.engine(session.app, session.stores, platforms_of(chats), name) as engine,
        ):
            watch.started(engine, chats, rounds=False)
            typer.echo(words.AT_WORK.to(session.language).format(name=name), err=True)
            ticker = ticker_of(session, engine, chats)
            look_after = care(session.app, session.stores, platforms_of(chats), ticker)
            async with ticking(ticker, may=engine.leads), caring(look_after, may=engine.leads):
                return await until_ended(engine.grip.lost, name, session)

    return conduct(command, replace(choices, service=True), Memory.NEEDED)
