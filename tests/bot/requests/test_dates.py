"""Days as people name them, seen from Wednesday, 4 February 2026."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import UnreadableDateError
from bot.requests.dates import EARLIEST, read_date

WEDNESDAY = dt.date(2026, 2, 4)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *(
            (text, "2026-02-04")
            for text in ("2026-02-04", "2026/2/4", "2026.2.4", "20260204", "2026年2月4日")
        ),
        *(
            (text, "2026-02-04")
            for text in ("02-04", "2/4", "2月4日", "二月四日", "2月4号", "Feb 4", "4th February")
        ),
        *((text, "2026-02-04") for text in ("today", "今天", "Wednesday", "周三", "0 days ago")),
        *((text, "2026-02-03") for text in ("yesterday", "昨天", "1天前", "a day ago")),
        *(
            (text, "2026-02-02")
            for text in ("day before yesterday", "前天", "monday", "mon", "周一", "星期一", "礼拜一")
        ),
        *(
            (text, "2026-02-01")
            for text in ("3 days ago", "3天前", "三天前", "大前天", "sunday", "周日", "星期天")
        ),
        *((text, "2026-01-30") for text in ("last friday", "上周五", "上个星期五", "周五", "friday")),
        *((text, "2026-01-28") for text in ("last wednesday", "上周三", "a week ago", "一周前")),
        ("上上周一", "2026-01-19"),
        ("本周一", "2026-02-02"),
        ("十二月二十五日", "2025-12-25"),
        ("12-31", "2025-12-31"),
        ("02-29", "2024-02-29"),
        ("Dec 25, 2024", "2024-12-25"),
        ("tomorrow", "2026-02-05"),
        ("本周五", "2026-02-06"),
        ("this friday", "2026-02-06"),
        ("latest", "latest"),
        ("最新", "latest"),
    ],
)
def test_a_day_is_found_by_what_people_call_it(text: str, expected: str) -> None:
    """Figures, words and weekdays in both languages name the day that a reader would think of."""
    assert str(read_date(text, WEDNESDAY)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "2026-13-01",
        "2026-02-30",
        "02-30",
        "31-31",
        "2026-2-4-5",
        "123",
        "9999 weeks ago",
        "1969-12-31",
        "0001-01-01",
        "十十月一日",
    ],
)
def test_what_is_shaped_like_a_date_but_is_none_is_refused(text: str) -> None:
    """The error names the text, so that nobody gets another day than the one they typed."""
    with pytest.raises(UnreadableDateError) as caught:
        read_date(text, WEDNESDAY)

    assert caught.value.text == text


@pytest.mark.parametrize(
    "text", ["", "encode/httpx", "main", "yesteday", "周八", "last week", "https://x.y/2026-02-04"]
)
def test_other_words_are_no_dates(text: str) -> None:
    """A word that names no day is left to other readers."""
    assert read_date(text, WEDNESDAY) is None


@given(st.dates(EARLIEST, dt.date(2100, 1, 1)))
def test_an_iso_date_is_itself(date: dt.date) -> None:
    """The form that we write ourselves is read as the day it names."""
    assert read_date(date.isoformat(), WEDNESDAY) == date


@given(st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)), st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)))
def test_a_day_without_a_year_is_never_in_the_future(named: dt.date, today: dt.date) -> None:
    """Month and day mean the last such day until today."""
    date = read_date(f"{named:%m-%d}", today)

    assert isinstance(date, dt.date)
    assert date <= today
    assert (date.month, date.day) == (named.month, named.day)
