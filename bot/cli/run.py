"""`commit-digest run`: the bot; without a chat platform, a terminal channel."""

import asyncio
import sys
from collections.abc import Mapping
from contextlib import AsyncExitStack
from functools import partial

import typer

from bot import bootstrap
from bot.bootstrap import Memory
from bot.bootstrap.care import care
from bot.bootstrap.watching import Watch
from bot.care import caring
from bot.chats import Chat, Desk, platforms_of
from bot.cli.codes import DONE
from bot.cli.ending import ending, first_of
from bot.cli.round import ticker_of
from bot.cli.session import Choices, Session, conduct
from bot.cli.turn import in_turn
from bot.grip import Grip
from bot.presenters.words import posting as words
from bot.runs import LISTENER
from bot.settings import SettingsError, read_settings
from bot.ticker import ticking


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
    async with (
        bootstrap.watching(session.app, session.stores) as watch,
        bootstrap.chats(session.app.settings) as chats,
    ):
        while (code := await _served(session, watch, chats)) is None:
            typer.echo(words.REPLACED.to(session.language), err=True)
        return code


async def _served(session: Session, watch: Watch, chats: Mapping[str, Chat]) -> int | None:
    """Serve as soon as it is this process's turn; `None` when another one has taken its place."""
    app, platforms = session.app, platforms_of(chats)
    async with AsyncExitStack() as stack:
        opening = partial(bootstrap.engine, app, session.stores, platforms, LISTENER)
        engine = await in_turn(stack, session, opening)
        desk = bootstrap.desk(app, session.stores, engine, watch.site)
        ticker = ticker_of(session, engine, chats)
        await stack.enter_async_context(ticking(ticker, ticked=watch.pulse.beat))
        await stack.enter_async_context(caring(care(app, session.stores, platforms, ticker)))
        watch.started(engine, chats, rounds=True)
        with ending() as ended:
            return await _listened(session, chats, desk, engine.grip, ended)


async def _listened(
    session: Session, chats: Mapping[str, Chat], desk: Desk, grip: Grip, ended: asyncio.Event
) -> int | None:
    """Listen while the engine's lock is known to be ours; the exit code, or `None` when it is another's.

    Cut off from the database, this process may have been replaced without knowing it: two must not answer.
    """
    while True:
        async with AsyncExitStack() as inbound:
            for chat in chats.values():
                await inbound.enter_async_context(chat.listening(desk))
            typer.echo(words.LISTENING.to(session.language).format(chats=", ".join(chats)), err=True)
            await first_of(ended, grip.lost, grip.slipped)
        if grip.slipped.is_set() and not ended.is_set() and not grip.lost.is_set():
            typer.echo(words.CUT_OFF.to(session.language), err=True)
            await first_of(ended, grip.lost, grip.firm)
        if ended.is_set():
            return DONE
        if grip.lost.is_set():
            return None


async def _talk(session: Session) -> int:
    """Post the newest day of the repository we stand in, then answer what is typed."""
    interactive = sys.stdin.isatty() and sys.stdout.isatty()
    channel = bootstrap.terminal_channel(
        session.app, session.screen, sys.stdin.fileno(), interactive=interactive
    )
    await channel.run()
    return DONE
