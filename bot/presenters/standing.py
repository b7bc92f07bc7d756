"""How one subscription stands, in two short phrases: when it comes next, and what became of the last time."""

import datetime as dt

from analysis.days import time_zone
from analysis.language import Language
from bot.presenters import shown
from bot.presenters.words import standing as words
from bot.standings import Standing
from bot.stores import Run


def coming(standing: Standing, language: Language) -> str:
    """Return when the next digest comes, on the clocks of the subscription, which stand beside it."""
    return words.NEXT.to(language).format(time=_moment(standing))


def coming_elsewhere(standing: Standing, language: Language) -> str:
    """Return the same where nothing else names the zone."""
    zone = standing.subscription.zone
    return words.NEXT_ELSEWHERE.to(language).format(time=_moment(standing), zone=zone)


def last(run: Run | None, language: Language) -> str:
    """Return what became of the last digest."""
    if run is None:
        return words.NEVER.to(language)
    subject, incident = shown.line(run.subject), run.incident or ""
    return words.LAST[run.state].to(language).format(subject=subject, incident=incident)


def _moment(standing: Standing) -> str:
    due: dt.datetime = standing.due.astimezone(time_zone(standing.subscription.zone))
    return f"{due:%Y-%m-%d %H:%M}"
