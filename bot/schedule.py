"""When a subscription is due: which local dates it must have heard of by an instant, and when the next is."""

import datetime as dt
from zoneinfo import ZoneInfo

from analysis.days import ONE_DAY, Day, time_zone
from bot.subscriptions import Subscription

ONE_SECOND = dt.timedelta(seconds=1)
SPARE = (
    4  # dates looked at beyond those wanted: today, yesterday, and one that a zone skipped, on either side
)


def due_at(date: dt.date, at: dt.time, zone: str) -> dt.datetime:
    """Return when the digest of local `date` is due, in UTC: on the day after, when clocks show `at`.

    Where clocks skip that time, it is the first instant after the gap; where they show it twice, the first.
    """
    wall = dt.datetime.combine(date + ONE_DAY, at)
    place = time_zone(zone)
    first = wall.replace(tzinfo=place, fold=0).astimezone(dt.UTC)
    second = wall.replace(tzinfo=place, fold=1).astimezone(dt.UTC)
    return _end_of_gap(wall, place, second, first) if second < first else first


def due_dates(subscription: Subscription, now: dt.datetime, catch_up: int) -> tuple[dt.date, ...]:
    """Return the local dates whose digests are due by `now`, oldest first.

    That is the newest one and up to `catch_up` before it; none whose hour was over when the
    subscription was made, and no date that its zone skipped.
    """
    today = now.astimezone(time_zone(subscription.zone)).date()
    dates = (today - ONE_DAY * back for back in range(catch_up + SPARE))
    due = [date for date in dates if _is_day(date, subscription) and _due(date, subscription) <= now]
    wanted = (date for date in due[: catch_up + 1] if _is_heard(_due(date, subscription), subscription))
    return tuple(sorted(wanted))


def next_due(subscription: Subscription, now: dt.datetime) -> dt.datetime:
    """Return the first instant after `now` at which a digest is due, in UTC."""
    after = max(now, subscription.created_at or now)
    date = after.astimezone(time_zone(subscription.zone)).date() - ONE_DAY * 2
    while not _is_day(date, subscription) or not _is_ahead(_due(date, subscription), subscription, now):
        date += ONE_DAY
    return _due(date, subscription)


def _due(date: dt.date, subscription: Subscription) -> dt.datetime:
    return due_at(date, subscription.at, subscription.zone)


def _is_day(date: dt.date, subscription: Subscription) -> bool:
    day = Day(date, subscription.zone)
    return day.start < day.end


def _is_ahead(due: dt.datetime, subscription: Subscription, now: dt.datetime) -> bool:
    return due > now and _is_heard(due, subscription)


def _is_heard(due: dt.datetime, subscription: Subscription) -> bool:
    return subscription.created_at is None or due >= subscription.created_at


def _end_of_gap(wall: dt.datetime, place: ZoneInfo, before: dt.datetime, after: dt.datetime) -> dt.datetime:
    """Return the first instant, to the second, at which clocks show `wall` or later."""
    while after - before > ONE_SECOND:
        middle = before + ONE_SECOND * ((after - before) // ONE_SECOND // 2)
        if middle.astimezone(place).replace(tzinfo=None) < wall:
            before = middle
        else:
            after = middle
    return after
