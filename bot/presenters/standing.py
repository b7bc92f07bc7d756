"""How one subscription stands, in two short phrases: when it comes next, and what became of the last time."""

import datetime as dt

from analysis.days import time_zone
from analysis.language import Language
from bot.causes import known_cause
from bot.presenters import shown
from bot.presenters.words import causes
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
    """Return what became of the last digest; of one that failed also why, and what helps."""
    if run is None:
        return words.NEVER.to(language)
    cause = known_cause(run.cause)
    return (
        words.LAST[run.state]
        .to(language)
        .format(
            subject=shown.line(run.subject),
            why=causes.REASONS[cause].to(language),
            next=causes.STEPS[cause].to(language),
            incident=run.incident or "",
        )
    )


def _moment(standing: Standing) -> str:
    due: dt.datetime = standing.due.astimezone(time_zone(standing.subscription.zone))
    return f"{due:%Y-%m-%d %H:%M}"
