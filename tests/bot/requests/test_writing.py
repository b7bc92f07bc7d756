"""Requests written as the commands that ask for them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.language import Language
from analysis.results import Level
from bot.requests import (
    LATEST,
    DigestRequest,
    ExplainRequest,
    FollowingRequest,
    FollowRequest,
    HelpRequest,
    ParseContext,
    PullRequest,
    Request,
    Sha,
    UnfollowRequest,
    parse,
    written,
)
from bot.requests.keywords import BAD_IN_PATH
from bot.requests.references import branch_name
from bot.subscriptions import Layout, Quiet

NOW = dt.datetime(2026, 2, 4, 4, tzinfo=dt.UTC)
TERMINAL = ParseContext(NOW, "Asia/Shanghai", Language.ZH, ("today", "my project", "文档（一）"), paths=True)

REPOS = st.one_of(
    st.from_regex(r"[A-Za-z0-9][A-Za-z0-9-]{0,8}/[A-Za-z0-9_.-]{0,8}[a-z0-9_-]", fullmatch=True),
    st.sampled_from(
        ("today", "my project", "文档（一）", "Asia/Tokyo", "2026/2", ".", "~/x y", '/srv/"x"', "./.git")
    ),
).filter(lambda repo: not repo.endswith("/.git"))
ZONES = st.none() | st.sampled_from(("UTC", "Asia/Shanghai", "America/New_York", "Etc/GMT+8"))
BRANCHES = st.none() | st.text(min_size=1, max_size=12).filter(branch_name)
GLOBS = st.text(min_size=1, max_size=12).filter(lambda glob: glob.strip() and not BAD_IN_PATH.search(glob))
LANGUAGES = st.none() | st.sampled_from(Language)
COMMITS = st.one_of(
    st.from_regex(r"[0-9a-f]{4,40}", fullmatch=True).map(Sha), st.integers(1, 999_999_999).map(PullRequest)
)
REQUESTS: st.SearchStrategy[Request] = st.one_of(
    st.builds(
        DigestRequest,
        REPOS,
        st.just(LATEST) | st.dates(dt.date(1970, 1, 1), dt.date(2026, 2, 3)),
        ZONES,
        LANGUAGES,
        BRANCHES,
        st.booleans(),
    ),
    st.builds(ExplainRequest, COMMITS, st.none() | REPOS, LANGUAGES, st.booleans()),
    st.builds(
        FollowRequest,
        REPOS,
        st.none() | st.builds(dt.time, st.integers(0, 23), st.integers(0, 59)),
        ZONES,
        LANGUAGES,
        BRANCHES,
        st.none() | st.sampled_from(Layout),
        st.none() | st.sampled_from(Quiet),
        st.none() | st.sampled_from(Level),
        st.lists(GLOBS, max_size=3, unique=True).map(tuple),
    ),
    st.builds(UnfollowRequest, REPOS, BRANCHES),
    st.builds(FollowingRequest),
    st.builds(HelpRequest),
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
