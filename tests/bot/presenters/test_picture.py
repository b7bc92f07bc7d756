"""What the picture of a day is labelled with, and what it says to those who do not see it."""

import pytest
from glances import day_of, hostile_days, touching
from hypothesis import given, settings

from analysis.facts.models import FileClass
from analysis.language import Language
from analysis.results import Digest, Level, Stats
from bot.presenters.picture import ALT_LONGEST, alt_text, plate


def test_a_day_of_one_known_date_has_no_columns() -> None:
    made = plate(day_of(touching({"a.py": 3})))
    assert made is not None
    assert made.days is None


def test_the_alternative_text_says_what_the_picture_shows_in_english() -> None:
    day = day_of(
        touching({"src/pool.py": 30}, Level.HIGH),
        touching({"docs/a.md": 1}, Level.LOW),
        past={1: Stats(low=3)},
    )
    assert alt_text(day) == (
        "acme/api, 2026-02-04: 2 commits (1 high, 1 low). "
        "31 lines changed: src/pool.py 30 lines (mostly high); docs/a.md 1 line (mostly low). "
        "The last 30 days: 5 commits (1 high, 4 low), the most on 2026-02-03: 3. "
        "Of 28 of these days nothing is known."
    )


def test_the_alternative_text_says_what_the_picture_shows_in_chinese() -> None:
    day = day_of(touching({"src/pool.py": 30}, Level.HIGH), language=Language.ZH, past={1: Stats(low=3)})
    assert alt_text(day) == (
        "acme/api 2026-02-04：1 个提交（高 1）。改动 30 行：src/pool.py 30 行（以高为主）。"
        "近 30 天共 4 个提交（高 1、低 3），最多的一天是 2026-02-03，3 个。其中 28 天的情况未知。"
    )


def test_a_picture_says_how_many_lines_of_tools_it_leaves_out() -> None:
    lock = touching({"Cargo.lock": 1900}, file_class=FileClass.LOCK)
    made = plate(day_of(touching({"a.rs": 5}), lock))
    assert made is not None
    assert made.places is not None
    assert made.places.caption == "Not counted: 1,900 lines of lock and generated files"


def test_there_is_no_picture_of_a_quiet_day_without_history() -> None:
    assert plate(day_of()) is None


@pytest.mark.parametrize("language", Language)
def test_the_picture_of_a_quiet_day_is_its_history(language: Language) -> None:
    made = plate(day_of(language=language, past={3: Stats(high=2)}))
    assert made is not None
    assert made.places is None
    assert made.days is not None
    assert made.days.columns[-4:] == ((2, 0, 0), None, None, (0, 0, 0))


@given(hostile_days())
@settings(max_examples=50, deadline=None)
def test_any_day_can_be_said_within_the_limits_of_alternative_texts(digest: Digest) -> None:
    assert 0 < len(alt_text(digest)) <= ALT_LONGEST
    plate(digest)
