"""`commit-digest run`: the bot; without a chat platform, a terminal channel."""

import sys
from collections.abc import Collection
from contextlib import AsyncExitStack
from functools import partial

import typer

from bot import bootstrap
from bot.bootstrap import Memory
from bot.bootstrap.care import care
from bot.care import caring
from bot.chats import platforms_of
from bot.cli.codes import DONE
from bot.cli.ending import until_ended
from bot.cli.session import Choices, Session, conduct
from bot.cli.turn import in_turn
from bot.presenters.words import posting as words
from bot.runs import Runs
from bot.settings import SettingsError, read_settings
from bot.ticker import Ticker, ticking

EXECUTOR = "main"
"""The engine of the one process that listens; further ones stand by, and workers have names of their own."""


def run(*, verbose: bool) -> int:
    """Serve the chats that are set up until somebody ends it; without one, the terminal until input ends."""
    if _has_chats():
        return conduct(_serve, Choices(service=True), Memory.NEEDED, at_terminal=False)
    return conduct(_talk, Choices(verbose=verbose), Memory.LATENT)


def _has_chats() -> bool:
    try:
        return bool(read_settings().chats)
    except SettingsError:  # the command itself tells what is wrong with them
        return False


async def _serve(session: Session) -> int:
    """Sign in first: a token that does not work ends the start before any work begins."""
    app = session.app
    async with AsyncExitStack() as stack:
        watch = await stack.enter_async_context(bootstrap.watching(app, session.stores))
        chats = await stack.enter_async_context(bootstrap.chats(app.settings))
        platforms = platforms_of(chats)
        opening = partial(bootstrap.engine, app, session.stores, platforms, EXECUTOR)
        engine = await in_turn(stack, session, opening)
        desk = bootstrap.desk(app, session.stores, engine, watch.site)
        for chat in chats.values():
            await stack.enter_async_context(chat.listening(desk))
        ticker = _ticker(session, engine, chats)
        await stack.enter_async_context(ticking(ticker, ticked=watch.pulse.beat))
        await stack.enter_async_context(caring(care(app, session.stores, platforms, ticker)))
        watch.started(engine, chats, rounds=True)
        typer.echo(words.LISTENING.to(session.language).format(chats=", ".join(chats)), err=True)
        return await until_ended(engine.lost, EXECUTOR, session)


def _ticker(session: Session, runs: Runs, platforms: Collection[str]) -> Ticker:
    services, days = session.app.services, session.app.settings.catch_up_days
    return Ticker(session.stores, runs, platforms, days, services.clock, services.log, services.new_incident)


async def _talk(session: Session) -> int:
    """Post the newest day of the repository we stand in, then answer what is typed."""
    interactive = sys.stdin.isatty() and sys.stdout.isatty()
    channel = bootstrap.terminal_channel(
        session.app, session.screen, sys.stdin.fileno(), interactive=interactive
    )
    await channel.run()
    return DONE
