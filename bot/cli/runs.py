"""`commit-digest runs`: what ran, and what an operator can do about it."""

import asyncio

import typer

from bot import bootstrap
from bot.bootstrap import Memory
from bot.cli.codes import DONE, CommandError
from bot.cli.options import Action
from bot.cli.session import Choices, Session, conduct
from bot.errors import NoSuchRunError
from bot.messages import Thread
from bot.presenters.runs import run_message, runs_message
from bot.presenters.words import posting as words
from bot.runs import DIGEST, edition_of
from bot.safety import safe_line
from bot.stores import Run

SHOWN = 20  # runs in the list


def runs(action: Action, run_id: str | None, choices: Choices) -> int:
    """List the newest runs, or do `action` to one of them."""

    async def command(session: Session) -> int:
        if action is Action.LIST:
            newest = await session.stores.runs.latest(SHOWN)
            await session.screen.show(Thread(runs_message(newest, session.zone, session.language)))
            return DONE
        run = await _run(run_id, session)
        match action:
            case Action.SHOW:
                await _show(run, session)
            case Action.RETRY:
                await _retry(run, session)
            case Action.CANCEL:
                await _cancel(run, session)
        return DONE

    return conduct(command, choices, Memory.NEEDED)


async def _run(run_id: str | None, session: Session) -> Run:
    if run_id is None:
        raise CommandError(words.WHICH_RUN)
    run = await session.stores.runs.get(run_id)
    if run is None:
        raise NoSuchRunError(run_id)
    return run


async def _show(run: Run, session: Session) -> None:
    stores, edition = session.stores, edition_of(run)
    message = run_message(
        run,
        await stores.editions.get(edition),
        await stores.postings.of_edition(edition),
        session.zone,
        session.language,
    )
    await session.screen.show(Thread(message))


async def _retry(run: Run, session: Session) -> None:
    _is_the_engines(run)
    async with bootstrap.operator(session.app, session.stores) as operator:
        new = await operator.retry(run)
    at_work = await asyncio.to_thread(bootstrap.engine_is_running, session.app.settings)
    who = words.TAKEN_UP if at_work else words.WAITS
    _say(words.RETRIED.to(session.language).format(run=new))
    _say(who.to(session.language))


async def _cancel(run: Run, session: Session) -> None:
    _is_the_engines(run)
    async with bootstrap.operator(session.app, session.stores) as operator:
        await operator.cancel(run.id)
    _say(words.CANCELLED.to(session.language).format(run=run.id))


def _is_the_engines(run: Run) -> None:
    if run.kind != DIGEST:
        raise CommandError(words.BY_HAND.format(run=safe_line(run.id)))


def _say(sentence: str) -> None:
    typer.echo(safe_line(sentence))
