"""Time zones as people name them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.days import time_zone
from bot.requests.zones import ALIASES, CITIES_AT, is_zone, read_zone, unknown_zone


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Asia/Shanghai", "Asia/Shanghai"),
        ("asia/shanghai", "Asia/Shanghai"),
        ("Shanghai", "Asia/Shanghai"),
        ("北京", "Asia/Shanghai"),
        ("new york", "America/New_York"),
        ("utc", "UTC"),
        ("pst", "America/Los_Angeles"),
    ],
)
def test_a_zone_is_found_by_what_people_call_it(text: str, expected: str) -> None:
    """Case, cities, Chinese names and clear abbreviations lead to the one IANA name."""
    assert read_zone(text) == expected


@pytest.mark.parametrize(
    ("text", "nearest", "offset"),
    [
        ("UTC+8", ("Asia/Shanghai", "Asia/Singapore"), True),
        ("GMT-5", ("America/New_York", "America/Bogota"), True),
        ("+08:00", ("Asia/Shanghai", "Asia/Singapore"), True),
        ("utc−8", ("America/Los_Angeles",), True),
        ("UTC+99", (), True),
        ("Shangai", ("Asia/Shanghai",), False),
        ("CST", ("Asia/Shanghai", "America/Chicago"), False),
        ("Mars/Olympus", (), False),
    ],
)
def test_a_name_that_is_no_zone_is_explained(text: str, nearest: tuple[str, ...], offset: bool) -> None:  # noqa: FBT001 -- a table's column
    """An offset is told from a misspelling, and both come with names that work."""
    error = unknown_zone(text)

    assert read_zone(text) is None
    assert (error.zone, error.nearest, error.offset) == (text, nearest, offset)


@pytest.mark.parametrize("table", [ALIASES, CITIES_AT])
def test_every_suggestion_is_a_zone(table: dict[object, tuple[str, ...]]) -> None:
    """Nothing is suggested that the zone database does not have."""
    assert all(time_zone(name) for names in table.values() for name in names)


def test_a_full_name_of_a_zone_is_told_from_a_repository() -> None:
    """`Area/City` is a zone; a repository and a bare city are not mistaken for one."""
    assert [is_zone(text) for text in ("Asia/Tokyo", "encode/httpx", "UTC")] == [True, False, False]


@given(st.text(max_size=40))
def test_whatever_is_read_is_a_zone(text: str) -> None:
    """No text gives a name that the zone database does not have."""
    zone = read_zone(text)

    assert zone is None or time_zone(zone).key == zone
