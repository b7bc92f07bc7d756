"""Times of day as people write them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.requests.times import read_time


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *((text, "09:00") for text in ("9", "9am", "9 AM", "9 a.m.", "09:00", "0900", "9:00", "9 o'clock")),
        *((text, "09:00") for text in ("早上9点", "九点", "9点整", "9時", "每天早上9点", "上午九点")),
        *(
            (text, "21:30")
            for text in ("21:30", "9:30pm", "2130", "晚上9点半", "晚上9点30分", "晚上9:30", "21.30", "21h30")
        ),
        *((text, "00:00") for text in ("0", "12am", "midnight", "午夜", "晚上12点", "凌晨12点", "零点")),
        *((text, "12:00") for text in ("12", "12pm", "noon", "中午", "中午12点", "正午")),
        ("中午1点", "13:00"),
        ("中午11点", "11:00"),
        ("下午3点一刻", "15:15"),
    ],
)
def test_a_time_is_found_by_what_people_call_it(text: str, expected: str) -> None:
    """Clocks of 12 and 24 hours and Chinese parts of the day name the time a reader would think of."""
    time = read_time(text)

    assert time is not None
    assert f"{time:%H:%M}" == expected


@pytest.mark.parametrize(
    "text", ["", "24:00", "25:00", "9:75", "13pm", "0am", "123", "morning", "o/r", "十十点"]
)
def test_what_is_no_time_of_day_is_none(text: str) -> None:
    """A time that no clock shows is not bent into one."""
    assert read_time(text) is None


@given(st.times())
def test_the_form_that_we_write_is_read_back(time: dt.time) -> None:
    """Hours and minutes survive being written and read."""
    assert read_time(f"{time:%H:%M}") == time.replace(second=0, microsecond=0, fold=0)
