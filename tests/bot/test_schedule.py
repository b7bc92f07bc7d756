"""When a subscription is due: by the clocks of its zone, each local date once, whatever the clocks do."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.days import Day, time_zone
from analysis.language import Language
from bot.schedule import due_at, due_dates, next_due
from bot.subscriptions import Channel, Subscription

FOLLOWED = Subscription("s1", Channel("chat", "C1"), "acme/api", dt.time(9), "Asia/Shanghai", Language.EN)
ZONES = (
    "UTC",
    "Asia/Shanghai",
    "Europe/Berlin",
    "America/New_York",
    "America/St_Johns",
    "Australia/Lord_Howe",
    "America/Sao_Paulo",
    "Pacific/Apia",
)
MINUTE = dt.timedelta(minutes=1)
CATCH_UP = 3


def instant(text: str) -> dt.datetime:
    """Read an instant in UTC."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


def dates(*texts: str) -> tuple[dt.date, ...]:
    """Read dates."""
    return tuple(map(dt.date.fromisoformat, texts))


@pytest.mark.parametrize(
    ("date", "at", "zone", "due"),
    [
        ("2026-02-04", "09:00", "Asia/Shanghai", "2026-02-05 01:00"),
        ("2028-02-28", "09:00", "Asia/Shanghai", "2028-02-29 01:00"),  # a leap day
        ("2028-02-29", "09:00", "Asia/Shanghai", "2028-03-01 01:00"),
        ("2026-03-28", "02:30", "Europe/Berlin", "2026-03-29 01:00"),  # skipped: clocks show 03:00 then
        ("2026-10-24", "02:30", "Europe/Berlin", "2026-10-25 00:30"),  # twice: the first
        ("2026-03-07", "02:59", "America/New_York", "2026-03-08 07:00"),
        ("2026-11-01", "09:00", "America/New_York", "2026-11-02 14:00"),
        ("2026-10-03", "02:15", "Australia/Lord_Howe", "2026-10-03 15:30"),  # half an hour is skipped
        ("2026-04-04", "01:45", "Australia/Lord_Howe", "2026-04-04 14:45"),  # half an hour comes twice
        ("2018-11-03", "00:00", "America/Sao_Paulo", "2018-11-04 03:00"),  # midnight is skipped
        ("2018-02-16", "23:30", "America/Sao_Paulo", "2018-02-18 01:30"),  # its last hour comes twice
        ("2011-12-29", "09:00", "Pacific/Apia", "2011-12-30 10:00"),  # the whole next date is skipped
        ("2011-12-30", "09:00", "Pacific/Apia", "2011-12-30 19:00"),
    ],
)
def test_a_date_is_due_when_clocks_show_the_hour_of_the_day_after(
    date: str, at: str, zone: str, due: str
) -> None:
    assert due_at(dt.date.fromisoformat(date), dt.time.fromisoformat(at), zone) == instant(due)


@pytest.mark.parametrize(
    ("created", "now", "due"),
    [
        ("2026-02-05 00:59", "2026-02-05 00:59", ()),
        ("2026-02-05 00:59", "2026-02-05 01:00", ("2026-02-04",)),  # before today's hour: today
        ("2026-02-05 01:00", "2026-02-05 01:00", ("2026-02-04",)),
        ("2026-02-05 01:01", "2026-02-05 01:02", ()),  # after today's hour: tomorrow
        ("2026-02-05 01:01", "2026-02-06 01:00", ("2026-02-05",)),
        ("2026-01-01 00:00", "2026-02-05 00:59", ("2026-01-31", "2026-02-01", "2026-02-02", "2026-02-03")),
        ("2026-01-01 00:00", "2026-02-05 01:00", ("2026-02-01", "2026-02-02", "2026-02-03", "2026-02-04")),
        ("2026-02-03 12:00", "2026-02-05 01:00", ("2026-02-03", "2026-02-04")),
    ],
)
def test_what_is_due_is_the_newest_date_and_some_that_were_missed(
    created: str, now: str, due: tuple[str, ...]
) -> None:
    followed = replace(FOLLOWED, created_at=instant(created))
    assert due_dates(followed, instant(now), CATCH_UP) == dates(*due)


def test_nothing_is_made_up_for_where_nobody_wishes_it() -> None:
    assert due_dates(FOLLOWED, instant("2026-02-05 01:00"), 0) == dates("2026-02-04")


def test_a_date_that_its_zone_skipped_is_never_due() -> None:
    apia = replace(FOLLOWED, zone="Pacific/Apia")
    assert due_dates(apia, instant("2011-12-31 19:00"), 2) == dates("2011-12-28", "2011-12-29", "2011-12-31")


def test_a_date_stays_due_while_its_clocks_go_back_over_midnight() -> None:
    newfoundland = replace(FOLLOWED, zone="America/St_Johns", at=dt.time())
    for now in ("2010-11-07 02:30", "2010-11-07 02:31", "2010-11-07 03:29"):  # at 00:01 it is 23:01 again
        assert due_dates(newfoundland, instant(now), 0) == dates("2010-11-06")


@pytest.mark.parametrize(
    ("created", "now", "due"),
    [
        ("2026-01-01 00:00", "2026-02-05 00:59", "2026-02-05 01:00"),
        ("2026-01-01 00:00", "2026-02-05 01:00", "2026-02-06 01:00"),
        ("2026-02-05 01:01", "2026-02-05 01:01", "2026-02-06 01:00"),
    ],
)
def test_the_next_one_is_known(created: str, now: str, due: str) -> None:
    followed = replace(FOLLOWED, created_at=instant(created))
    assert next_due(followed, instant(now)) == instant(due)


def test_after_a_skipped_date_the_next_one_is_the_day_after() -> None:
    apia = replace(FOLLOWED, zone="Pacific/Apia")
    assert next_due(apia, instant("2011-12-30 09:00")) == instant("2011-12-30 10:00")
    assert next_due(apia, instant("2011-12-30 10:00")) == instant("2011-12-31 19:00")


@given(
    st.sampled_from(ZONES),
    st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    st.datetimes(dt.datetime(2005, 1, 1), dt.datetime(2030, 1, 1), timezones=st.just(dt.UTC)),  # noqa: DTZ001 - hypothesis wants naive bounds
    st.lists(st.integers(-2 * 24 * 60, 3 * 24 * 60), max_size=20),
)
@settings(max_examples=100, deadline=None)
def test_over_any_ticks_every_date_comes_up_and_is_told_once(
    zone: str, at: dt.time, start: dt.datetime, steps: list[int]
) -> None:
    """Clocks may also jump back; no two ticks lie further apart than what is made up for."""
    followed = replace(FOLLOWED, zone=zone, at=at, created_at=start)
    told = list[dt.date]()
    now = latest = start
    for step in (0, *steps):
        now = max(start, min(now + MINUTE * step, latest + MINUTE * 3 * 24 * 60))
        latest = max(now, latest)
        told += [date for date in due_dates(followed, now, CATCH_UP) if date not in told]
    day = start.astimezone(time_zone(zone)).date() - dt.timedelta(days=2)
    expected = list[dt.date]()
    while day <= latest.astimezone(time_zone(zone)).date():
        is_day = Day(day, zone).start < Day(day, zone).end
        if is_day and start <= due_at(day, at, zone) <= latest:
            expected.append(day)
        day += dt.timedelta(days=1)

    assert told == expected


@given(
    st.sampled_from(ZONES),
    st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    st.datetimes(dt.datetime(2005, 1, 1), dt.datetime(2030, 1, 1), timezones=st.just(dt.UTC)),  # noqa: DTZ001 - as above
)
@settings(max_examples=100, deadline=None)
def test_what_comes_next_is_due_then_and_not_before(zone: str, at: dt.time, now: dt.datetime) -> None:
    followed = replace(FOLLOWED, zone=zone, at=at, created_at=now)
    due = next_due(followed, now)
    just_before = max(now, due - dt.timedelta(seconds=1))

    assert due_dates(followed, just_before, CATCH_UP) == due_dates(followed, now, CATCH_UP)
    assert len(set(due_dates(followed, due, CATCH_UP)) - set(due_dates(followed, now, CATCH_UP))) == 1


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
def test_a_year_of_ticks_tells_each_of_its_dates_once(zone: str, year: int) -> None:
    """At an hour that clocks skip and repeat."""
    followed = replace(FOLLOWED, zone=zone, at=dt.time(2, 15))
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    now, end = due_at(first, followed.at, zone), due_at(last, followed.at, zone)
    told = [first]
    while now <= end:
        told += [date for date in due_dates(followed, now, 0) if date != told[-1]]
        now += dt.timedelta(hours=1)

    assert told == [first + dt.timedelta(days=number) for number in range(365)]
