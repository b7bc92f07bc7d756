"""Days as people name them, in figures and in words, in English and in Chinese."""

import datetime as dt
import re
from collections.abc import Callable, Mapping

from bot.errors import UnreadableDateError
from bot.requests.models import LATEST, Date
from bot.requests.numbers import NUMBER, number

LONGEST_DATE = 4  # words: "day before yesterday", "on feb 4 2026"
EARLIEST = dt.date(1970, 1, 1)  # git counts its seconds from here

DAYS_AGO: Mapping[str, int] = {
    **dict.fromkeys(("today", "今天", "今日"), 0),
    **dict.fromkeys(("yesterday", "昨天", "昨日"), 1),
    **dict.fromkeys(("day before yesterday", "the day before yesterday", "前天", "前日"), 2),
    "大前天": 3,
    **dict.fromkeys(("tomorrow", "明天", "明日"), -1),
}
LATEST_WORDS = frozenset({LATEST, "newest", "last day", "最新", "最近", "最近一天"})
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_WEEK = dt.timedelta(weeks=1)
_DATE_SHAPED = re.compile(r"[0-9][0-9年月日号號/.\-]*")
_ARTICLES = {"a": "1", "an": "1", "one": "1", "two": "2", "three": "3"}

_Reading = Callable[[re.Match[str], dt.date], dt.date]


def read_date(text: str, today: dt.date) -> Date | None:
    """Return the day that `text` names, seen from `today`; `None` when it names no day at all.

    A day without a year is the most recent one that is not after `today`; so is a weekday. Raises
    `UnreadableDateError` for what is shaped like a date but is none. A future day is returned as it is.
    """
    key = " ".join(text.casefold().split())
    if key in LATEST_WORDS:
        return LATEST
    try:
        date = _from_words(key, today) or _from_shapes(key, today)
    except (ValueError, OverflowError) as error:
        raise UnreadableDateError(text) from error
    if (date and date < EARLIEST) or (not date and _DATE_SHAPED.fullmatch(key)):
        raise UnreadableDateError(text)
    return date


def _from_words(key: str, today: dt.date) -> dt.date | None:
    return today - dt.timedelta(days=DAYS_AGO[key]) if key in DAYS_AGO else None


def _from_shapes(key: str, today: dt.date) -> dt.date | None:
    for shape, reading in _SHAPES:
        if match := shape.fullmatch(key):
            return reading(match, today)
    return None


def _full(match: re.Match[str], _: dt.date) -> dt.date:
    return dt.date(int(match["year"]), int(match["month"]), int(match["day"]))


def _without_year(match: re.Match[str], today: dt.date) -> dt.date:
    return _most_recent(int(match["month"]), int(match["day"]), today)


def _most_recent(month: int, day: int, today: dt.date) -> dt.date:
    """Return the last such day until `today`; 29 February may lie up to eight years back."""
    dt.date(2000, month, day)  # raises for a day that no year has
    for year in range(today.year, today.year - 9, -1):
        try:
            date = dt.date(year, month, day)
        except ValueError:  # 29 February in an ordinary year
            continue
        if date <= today:
            return date
    raise ValueError(day)


def _chinese(match: re.Match[str], today: dt.date) -> dt.date:
    month, day = number(match["month"]), number(match["day"])
    return dt.date(int(match["year"]), month, day) if match["year"] else _most_recent(month, day, today)


def _english(match: re.Match[str], today: dt.date) -> dt.date:
    month, day = MONTHS.index(match["month"]) + 1, int(match["day"])
    return dt.date(int(match["year"]), month, day) if match["year"] else _most_recent(month, day, today)


def _ago(match: re.Match[str], today: dt.date) -> dt.date:
    count = number(_ARTICLES.get(match["count"], match["count"]))
    return (
        today
        - (_WEEK if match["unit"] in {"week", "周", "週", "星期", "礼拜"} else dt.timedelta(days=1)) * count
    )


def _weekday(match: re.Match[str], today: dt.date) -> dt.date:
    index = [name[:3] for name in WEEKDAYS].index(match["weekday"][:3])
    if match["which"] == "this":
        return today + dt.timedelta(days=index - today.weekday())
    back = (today.weekday() - index) % 7
    return today - dt.timedelta(days=back or (7 if match["which"] else 0))


def _chinese_weekday(match: re.Match[str], today: dt.date) -> dt.date:
    index = "一二三四五六日".index(match["weekday"].replace("天", "日"))
    this_week = today + dt.timedelta(days=index - today.weekday())
    weeks_back = {"上": 1, "上上": 2, "本": 0, "这": 0, "這": 0}.get(match["which"] or "")
    if weeks_back is None:
        return this_week if this_week <= today else this_week - _WEEK
    return this_week - _WEEK * weeks_back


_YEAR, _MONTH, _DAY = r"(?P<year>[0-9]{4})", r"(?P<month>[0-9]{1,2})", r"(?P<day>[0-9]{1,2})"
_NAMED_MONTH = rf"(?P<month>{'|'.join(MONTHS)})[a-z]*\.?"
_WEEKDAY = "|".join((*WEEKDAYS, "mon", "tues?", "wed", "thu(?:rs?)?", "fri", "sat", "sun"))
_ORDINAL = rf"{_DAY}(?:st|nd|rd|th)?"
_SHAPES: tuple[tuple[re.Pattern[str], _Reading], ...] = (
    (re.compile(rf"{_YEAR}[-/.]{_MONTH}[-/.]{_DAY}"), _full),
    (re.compile(r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})"), _full),
    (re.compile(rf"{_MONTH}[-/]{_DAY}"), _without_year),
    (re.compile(rf"(?:{_YEAR}年 ?)?(?P<month>{NUMBER})月 ?(?P<day>{NUMBER})[日号號]?"), _chinese),
    (re.compile(rf"{_NAMED_MONTH} {_ORDINAL}(?:,? {_YEAR})?"), _english),
    (re.compile(rf"{_ORDINAL} {_NAMED_MONTH}(?:,? {_YEAR})?"), _english),
    (re.compile(rf"(?P<count>[0-9]{{1,4}}|{'|'.join(_ARTICLES)}) ?(?P<unit>day|week)s? ago"), _ago),
    (re.compile(rf"(?P<count>{NUMBER}) ?个?(?P<unit>天|日|周|週|星期|礼拜) ?[之以]?前"), _ago),
    (re.compile(rf"(?:(?P<which>last|past|this) )?(?P<weekday>{_WEEKDAY})"), _weekday),
    (
        re.compile(
            r"(?P<which>上上|上|本|这|這)?[个個]?(?:周|週|星期|礼拜|禮拜)(?P<weekday>[一二三四五六日天])"
        ),
        _chinese_weekday,
    ),
)
