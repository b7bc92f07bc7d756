"""The daily round of a process that serves chats."""

from collections.abc import Collection

from bot.cli.session import Session
from bot.runs import Runs
from bot.ticker import Ticker


def ticker_of(session: Session, runs: Runs, platforms: Collection[str]) -> Ticker:
    """Return what has `runs` tell the subscriptions of `platforms` what they are due."""
    services, days = session.app.services, session.app.settings.catch_up_days
    return Ticker(session.stores, runs, platforms, days, services.clock, services.log, services.new_incident)
