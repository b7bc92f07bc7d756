"""A local day as a half-open interval of instants."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from analysis.errors import UnknownTimeZoneError

ONE_DAY = dt.timedelta(days=1)


def time_zone(name: str) -> ZoneInfo:
    """Return the IANA zone called `name`; raise `UnknownTimeZoneError` when there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UnknownTimeZoneError(name) from error


@dataclass(frozen=True, slots=True)
class Day:
    """A local date in an IANA time zone: usually 24 hours, other lengths when clocks change.

    The interval is half-open, so the days of a zone divide time without gap or overlap. A midnight
    that clocks skip starts the day at the first instant that exists; one that happens twice starts
    it at the first of the two (PEP 495, fold 0). A date that a zone skipped is an empty interval.
    """

    date: dt.date
    zone: str

    @classmethod
    def of(cls, instant: dt.datetime, zone: str) -> "Day":
        """Return the day in `zone` that holds the aware `instant`."""
        local = instant.astimezone(time_zone(zone)).date()
        candidates = (cls(local + ONE_DAY * step, zone) for step in (0, 1, -1))
        return next((day for day in candidates if instant in day), cls(local, zone))

    @property
    def start(self) -> dt.datetime:
        """The first instant of the day, in UTC."""
        return _midnight(self.date, self.zone)

    @property
    def end(self) -> dt.datetime:
        """The first instant after the day, in UTC; the calendar's last day ends with the calendar."""
        if self.date == dt.date.max:
            return dt.datetime.max.replace(tzinfo=dt.UTC)
        return _midnight(self.date + ONE_DAY, self.zone)

    def __contains__(self, instant: dt.datetime) -> bool:
        return self.start <= instant < self.end

    def __str__(self) -> str:
        return self.date.isoformat()


def newest_day_of(instants: Collection[dt.datetime], zone: str, now: dt.datetime | None = None) -> Day:
    """Return the day in `zone` of the newest of `instants`, of which there must be one.

    Where `now` is known, days after today are only meant when there is no other: a clock was wrong.
    """
    end = Day.of(now, zone).end if now else dt.datetime.max.replace(tzinfo=dt.UTC)
    return Day.of(max((it for it in instants if it < end), default=max(instants)), zone)


def _midnight(date: dt.date, zone: str) -> dt.datetime:
    try:
        return dt.datetime.combine(date, dt.time(), time_zone(zone)).astimezone(dt.UTC)
    except OverflowError:  # the calendar's first midnight, east of Greenwich
        return dt.datetime.min.replace(tzinfo=dt.UTC)
