"""Requests written as the commands that ask for them."""

import datetime as dt

import pytest
from commandlines import REQUESTS, TERMINAL
from hypothesis import given
from hypothesis import strategies as st

from bot.requests import (
    LATEST,
    DigestRequest,
    ExplainRequest,
    FollowRequest,
    PullRequest,
    Request,
    UnfollowRequest,
    parse,
    written,
)


@given(REQUESTS, st.none() | st.just("digest"))
def test_a_written_request_is_read_back_as_itself(request: Request, umbrella: str | None) -> None:
    """Buttons and advice may carry any request as the line that asks for it."""
    assert parse(written(request, umbrella), TERMINAL) == request


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        (DigestRequest("encode/httpx", dt.date(2026, 2, 3)), "/digest encode/httpx 2026-02-03"),
        (DigestRequest("my project", LATEST, private=True), '/digest repo "my project" latest private'),
        (ExplainRequest(PullRequest(12), "encode/httpx"), "/explain #12 encode/httpx"),
        (
            FollowRequest("encode/httpx", dt.time(9), paths=("src/**",)),
            "/follow encode/httpx at 09:00 path src/**",
        ),
    ],
)
def test_a_written_request_is_what_a_person_would_type(request_: Request, expected: str) -> None:
    """Nothing is quoted or spelled out without need."""
    assert written(request_) == expected


def test_a_request_below_an_umbrella_is_not_doubled() -> None:
    """`/digest` stays itself where it is the command all others are words of."""
    request = DigestRequest("encode/httpx", LATEST)

    assert written(request, "digest") == written(request)
    assert written(UnfollowRequest("o/r"), "digest") == "/digest unfollow o/r"
