"""How often one person may ask for something costly."""

import datetime as dt

import pytest
from fakes import NOON

from bot.errors import TooManyRequestsError
from bot.limits import RequestLimit

MINUTE = dt.timedelta(minutes=1)


def test_one_request_too_many_says_when_to_come_back() -> None:
    """The oldest request decides when there is room again."""
    limit = RequestLimit(2, MINUTE)
    limit.note("slack:U1", NOON)
    limit.note("slack:U1", NOON + dt.timedelta(seconds=10))

    with pytest.raises(TooManyRequestsError) as caught:
        limit.note("slack:U1", NOON + dt.timedelta(seconds=20))

    assert caught.value.retry_after == 40


def test_a_refused_request_does_not_count() -> None:
    """Impatience does not lengthen the wait."""
    limit = RequestLimit(1, MINUTE)
    limit.note("slack:U1", NOON)
    with pytest.raises(TooManyRequestsError):
        limit.note("slack:U1", NOON + dt.timedelta(seconds=59))

    limit.note("slack:U1", NOON + MINUTE)


def test_people_do_not_use_up_each_others_patience() -> None:
    """Everybody has a count of their own, on every platform."""
    limit = RequestLimit(1, MINUTE)

    limit.note("slack:U1", NOON)
    limit.note("slack:U2", NOON)
    limit.note("discord:U1", NOON)


def test_who_has_not_asked_for_a_while_is_forgotten() -> None:
    """Memory holds only those who asked within the period."""
    limit = RequestLimit(1, MINUTE)
    limit.note("slack:U1", NOON)
    limit.note("slack:U2", NOON + MINUTE)

    assert set(limit._asked) == {"slack:U2"}
