"""Local days: where they begin, how long they are, and that they divide time."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.days import Day, time_zone
from analysis.errors import UnknownTimeZoneError

ZONES = (
    "UTC",
    "Asia/Shanghai",
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "America/Sao_Paulo",
)
INSTANTS = st.datetimes(dt.datetime(1990, 1, 1), dt.datetime(2035, 1, 1), timezones=st.just(dt.UTC))  # noqa: DTZ001 -- hypothesis wants naive bounds


@pytest.mark.parametrize(
    ("date", "zone", "hours"),
    [
        ("2026-01-05", "Asia/Shanghai", 24),
        ("2026-03-29", "Europe/Berlin", 23),
        ("2026-10-25", "Europe/Berlin", 25),
        ("2026-10-04", "Australia/Lord_Howe", 23.5),
        ("2026-04-05", "Australia/Lord_Howe", 24.5),
        ("2018-11-04", "America/Sao_Paulo", 23),  # midnight itself is skipped
        ("2018-02-17", "America/Sao_Paulo", 25),  # its last hour happens twice
        ("2011-12-30", "Pacific/Apia", 0),  # the zone skipped this date
    ],
)
def test_a_day_has_the_length_its_zone_gives_it(date: str, zone: str, hours: float) -> None:
    """A day lasts from one local midnight to the next, whatever the clocks do between."""
    day = Day(dt.date.fromisoformat(date), zone)

    assert day.end - day.start == dt.timedelta(hours=hours)


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/New_York"])
@pytest.mark.parametrize("date", [dt.date.min, dt.date.max])
def test_the_calendar_has_a_first_and_a_last_day(date: dt.date, zone: str) -> None:
    """A date at its edge is a day too, if a shorter one."""
    assert Day(date, zone).start < Day(date, zone).end


@given(INSTANTS, st.sampled_from(ZONES))
def test_every_instant_belongs_to_the_day_of_its_local_date(instant: dt.datetime, zone: str) -> None:
    """The day of an instant is its local date, and the interval of that day holds it."""
    day = Day.of(instant, zone)

    assert instant in day
    assert day.date == instant.astimezone(time_zone(zone)).date()


@given(st.dates(dt.date(1990, 1, 1), dt.date(2035, 1, 1)), st.sampled_from(ZONES))
def test_days_follow_each_other_without_gap_or_overlap(date: dt.date, zone: str) -> None:
    """A day ends where the next one starts."""
    assert Day(date, zone).end == Day(date + dt.timedelta(days=1), zone).start


@pytest.mark.parametrize("name", ["Mars/Olympus", "", "../etc/passwd", "/etc/localtime", "Asia/Shang\x00hai"])
def test_a_zone_that_does_not_exist_is_named_in_the_error(name: str) -> None:
    """A name that is no IANA zone raises our own error, whatever trick it tries."""
    with pytest.raises(UnknownTimeZoneError) as caught:
        time_zone(name)

    assert caught.value.zone == name
