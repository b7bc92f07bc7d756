"""What a day looks like at a glance: where it happened, and the days before it."""

import datetime as dt
from dataclasses import replace

from digesting import DAY
from glances import day_of, hostile_days, touching
from hypothesis import given, settings

from analysis.days import Day
from analysis.facts.models import FileClass
from analysis.glance import DAYS, MOST, areas_of, days_before, glance_of
from analysis.results import Digest, Level, Stats


def named(digest: Digest) -> dict[str, int]:
    return {area.path + (" …" if area.partial else ""): area.total for area in areas_of(digest).named}


def test_a_small_day_is_told_file_by_file() -> None:
    assert named(day_of(touching({"src/pool/a.py": 7, "docs/b.md": 3}))) == {
        "src/pool/a.py": 7,
        "docs/b.md": 3,
    }


def test_a_large_directory_falls_into_its_parts_and_the_rest_of_it() -> None:
    many = {f"src/net/{letter}.py": 4 for letter in "abcdefghij"}
    shown = named(day_of(touching({"src/pool.py": 60, "src/core.py": 50, "docs/x.md": 30, **many})))
    assert shown == {"src/pool.py": 60, "src/core.py": 50, "src/net": 40, "docs": 30}


def test_the_largest_of_what_was_put_together_stands_for_itself_where_there_is_room() -> None:
    large = {"src/a.py": 30, "src/b.py": 30, "src/c.py": 30}
    shown = named(day_of(touching({**large, "src/mid.py": 5, "src/low.py": 4, "src/least.py": 1})))
    assert shown == {**large, "src/mid.py": 5, "src/low.py": 4, "src …": 1}


def test_many_small_files_of_one_directory_stay_together() -> None:
    assert named(day_of(touching({f"src/f{number}.py": 1 for number in range(60)}))) == {"src": 60}


def test_a_repository_without_large_areas_shows_its_largest_ones() -> None:
    areas = areas_of(day_of(touching({f"d{number:02}/f.py": 10 + number for number in range(40)})))
    assert [area.path for area in areas.named][:2] == ["d39/f.py", "d38/f.py"] or areas.named[0].path == "d39"
    assert sum(areas.rest) > 0


def test_as_many_areas_as_there_is_room_for_are_all_named() -> None:
    areas = areas_of(day_of(touching({f"d{number}/f.py": 10 for number in range(MOST)})))
    assert (len(areas.named), sum(areas.rest)) == (MOST, 0)


def test_lines_are_told_apart_by_the_level_of_their_commit() -> None:
    areas = areas_of(day_of(touching({"a.py": 5}, Level.HIGH), touching({"a.py": 2}, Level.LOW)))
    assert areas.named[0].lines == (5, 0, 2)


def test_lines_that_tools_made_are_counted_apart() -> None:
    lock = touching({"Cargo.lock": 900}, file_class=FileClass.LOCK)
    areas = areas_of(day_of(touching({"a.rs": 5}), lock))
    assert (areas.total, areas.made_by_tools) == (5, 900)


@given(hostile_days())
@settings(max_examples=60, deadline=None)
def test_no_line_is_lost_or_told_twice_and_there_are_few_areas(digest: Digest) -> None:
    areas = areas_of(digest)
    files = [file for one in digest.commits for file in one.facts.files]
    assert areas.total + areas.made_by_tools == sum(file.churn for file in files)
    assert len(areas.named) + bool(sum(areas.rest)) <= MOST
    assert all(area.path and area.total for area in areas.named)
    assert len({area.path for area in areas.named}) == len(areas.named)


def test_days_of_which_nothing_is_known_are_unknown_and_never_zero() -> None:
    days = glance_of(day_of(touching({"a": 1}), past={1: Stats(), 3: Stats(1, 2, 3)})).days
    assert [stats for _, stats in days][-4:] == [Stats(1, 2, 3), None, Stats(), Stats(0, 1, 0)]
    assert len(days) == DAYS


def test_the_beginning_of_the_calendar_has_no_days_before_it() -> None:
    first = replace(day_of(), day=Day(dt.date.min, "UTC"))
    assert [date for date, _ in glance_of(first).days] == [dt.date.min]


def test_a_history_goes_back_from_the_day_before() -> None:
    before = days_before(DAY.date)
    assert (len(before), before[-1]) == (DAYS - 1, DAY.date - dt.timedelta(days=1))


def test_a_quiet_day_shows_something_only_where_something_landed_before() -> None:
    assert glance_of(day_of()).shows_nothing
    assert glance_of(day_of(past={2: Stats()})).shows_nothing
    assert not glance_of(day_of(past={2: Stats(low=1)})).shows_nothing
