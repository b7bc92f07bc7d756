"""A year of days in zones whose clocks change: each local date is posted once to each channel."""

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from fakes import FakeClock
from morning import FOLLOWED, Morning

from bot.subscriptions import Channel, Subscription

TIMES = (dt.time(0), dt.time(2, 30), dt.time(9), dt.time(23, 59))
"""Midnight, which Sao Paulo skipped; the hour that most zones skip; an ordinary one; the last minute."""
ONE_DAY = dt.timedelta(days=1)


def followed(zone: str, at: dt.time, start: dt.datetime) -> Subscription:
    """Return a subscription with a channel of its own, made at `start`."""
    name = f"{zone}-{at:%H%M}".replace("/", "-")
    return replace(FOLLOWED, id=name, channel=Channel("chat", name), zone=zone, at=at, created_at=start)


def instants(start: dt.datetime, end: dt.datetime, chance: random.Random) -> Iterator[dt.datetime]:
    """Yield instants at which somebody looks: irregular, with two days in summer when nobody does."""
    down = start + dt.timedelta(days=200)
    now = start
    while now < end:
        if not down < now < down + 2 * ONE_DAY:
            yield now
        now += dt.timedelta(minutes=chance.choice((1, 17, 60, 95)))
    yield end


@pytest.mark.parametrize(
    ("zone", "year"),
    [
        ("Europe/Berlin", 2026),
        ("America/New_York", 2026),
        ("Australia/Lord_Howe", 2026),
        ("Asia/Shanghai", 2026),
        ("America/Sao_Paulo", 2018),
    ],
)
async def test_each_local_date_of_a_year_is_posted_once(zone: str, year: int) -> None:
    place, chance = ZoneInfo(zone), random.Random(zone)  # noqa: S311 - irregular, and the same each time
    start = dt.datetime(year, 1, 1, 12, tzinfo=place)
    end = dt.datetime(year + 1, 1, 1, 12, tzinfo=place)
    morning = Morning(clock=FakeClock(start.astimezone(dt.UTC)))
    every = [followed(zone, at, start.astimezone(dt.UTC)) for at in TIMES]
    for one in every:
        await morning.scene.stores.subscriptions.follow(one)
    for now in instants(start.astimezone(dt.UTC), end.astimezone(dt.UTC), chance):
        morning.clock.time = now
        if chance.random() < 0.01:
            morning.restart()
        await morning.ticker.tick()

    for one in every:
        first = start.date() - ONE_DAY if one.at >= start.time() else start.date()
        last = end.date() - ONE_DAY if one.at <= end.time() else end.date() - 2 * ONE_DAY
        wanted = [first + ONE_DAY * days for days in range((last - first).days + 1)]
        posted = [key.split(":")[1] for key in morning.scene.service.keys(one.channel.id)]
        assert posted == [str(date) for date in wanted], one.id
