"""`commit-digest post`: a day's digest to a channel, once."""

import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace

import typer

from analysis.days import Day
from analysis.language import Bilingual
from bot import bootstrap
from bot.bootstrap import Memory
from bot.chats import platforms_of
from bot.cli.arguments import quoted, read_repo, source_of, split_date, yesterday
from bot.cli.codes import DONE, FAILED, CommandError
from bot.cli.options import Platform
from bot.cli.session import Choices, Session, conduct
from bot.daily import Daily, tell
from bot.editions import key_by_hand, newest_number
from bot.errors import About, NoPlatformError, RefusedError
from bot.orders import Order, order_data
from bot.ports import ChatPlatform
from bot.presenters.words import posting as words
from bot.requests import LATEST
from bot.runs import POST, next_run_id, noted, run_of
from bot.safety import safe_line
from bot.services import new_incident
from bot.stores import Edition, EditionState
from bot.subscriptions import Channel

TERMINAL = "terminal"


def post(typed: Sequence[str], to: str, choices: Choices, *, again: bool) -> int:
    """Post the digest that `typed` (`REPO [DATE]`) asks for, or what is missing of it; say what was done."""

    async def command(session: Session) -> int:
        channel = _channel(to)
        order, repo = await _order(typed, channel, session, again=again)
        before = await session.stores.editions.get(order.edition)
        if before is None or before.state is not EditionState.POSTED:
            async with _platforms(channel, session) as platforms:
                run = bootstrap.daily(session.app, session.stores, platforms, by_operator=True)
                await _post(order, repo, run, session)
        await _say(before, order, session)
        return DONE

    return conduct(command, choices, Memory.NEEDED)


def _channel(to: str) -> Channel:
    try:
        channel = Channel.parse(to)
    except ValueError as error:
        raise CommandError(words.BAD_CHANNEL.format(text=quoted(to))) from error
    if channel.platform not in set(Platform):
        raise CommandError(words.BAD_CHANNEL.format(text=quoted(to)))
    return channel


@asynccontextmanager
async def _platforms(channel: Channel, session: Session) -> AsyncIterator[Mapping[str, ChatPlatform]]:
    """Connect to the platform of `channel`; raises `NoPlatformError` where it is not set up."""
    if channel.platform == TERMINAL:
        yield {TERMINAL: bootstrap.terminal_platform(sys.stdout)}
        return
    if channel.platform not in session.app.settings.chats:
        raise NoPlatformError(channel.platform)
    async with bootstrap.chats(session.app.settings) as chats:
        yield platforms_of(chats)


async def _order(
    typed: Sequence[str], channel: Channel, session: Session, *, again: bool
) -> tuple[Order, str]:
    """Return the order for the newest edition of the day, or for the next one, and the repository's name."""
    repos, date = split_date(typed, session)
    if len(repos) != 1:
        raise CommandError(words.ONE_REPOSITORY)
    source, branch = await source_of(repos[0], session), session.choices.branch
    date = date or yesterday(session)
    if date == LATEST:
        day = await source.newest_day(session.zone, branch, now=session.app.services.clock.now())
    else:
        day = Day(date, session.zone)
    landed = await source.landed(day, branch)
    editions, place = session.stores.editions, (channel, source.repo, landed.branch, day.date)
    number = await newest_number(editions, *place)
    number = number + 1 if again else max(number, 1)
    key, repo = key_by_hand(*place, number), read_repo(repos[0], session)
    return Order(key, channel, repo, day, session.language, branch, repeat=number > 1), source.repo


async def _post(order: Order, repo: str, daily: Daily, session: Session) -> None:
    runs, clock = session.stores.runs, session.app.services.clock
    run = run_of(order, POST, await next_run_id(runs, POST, order.edition), clock)
    run = replace(run, repo=repo)  # the order may hold a path, which says nothing to who reads the list
    try:
        await noted(runs, run, tell(daily, order_data(order)), clock, new_incident)
    except RefusedError as error:
        if error.about is not About.CHANNEL:
            raise
        raise CommandError(words.NO_CHANNEL.format(channel=quoted(str(order.channel))), FAILED) from error


async def _say(before: Edition | None, order: Order, session: Session) -> None:
    """Say what became of it: beside the channel where that is what standard output shows."""
    after = await session.stores.editions.get(order.edition)
    sentence = _sentence(before).format(
        repo=after.repo if after else order.repo,
        date=str(order.day),
        channel=str(order.channel),
        count=len(after.parts) if after else 0,
    )
    typer.echo(safe_line(sentence.to(session.language)), err=order.channel.platform == TERMINAL)


def _sentence(before: Edition | None) -> Bilingual:
    if before is None:
        return words.POSTED
    return words.ALREADY if before.state is EditionState.POSTED else words.COMPLETED
