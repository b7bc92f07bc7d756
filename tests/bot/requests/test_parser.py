"""Commands as people type them, on any platform."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analysis.language import Language
from analysis.results import Level
from bot import errors
from bot.requests import (
    COMMAND_OF,
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
)
from bot.subscriptions import Layout, Quiet

NOON_IN_SHANGHAI = dt.datetime(2026, 2, 4, 4, tzinfo=dt.UTC)
CHAT = ParseContext(NOON_IN_SHANGHAI, "Asia/Shanghai", Language.ZH, ("encode/httpx", "psf/black"))
TERMINAL = replace(CHAT, default_repo="encode/httpx", paths=True)
TODAY, YESTERDAY = dt.date(2026, 2, 4), dt.date(2026, 2, 3)


@pytest.mark.parametrize(
    "text",
    [
        "/digest o/r 2026-02-03",
        "/digest 2026-02-03 o/r",
        "digest o/r yesterday",
        "/DIGEST o/r",
        "/digest https://github.com/o/r 昨天",
        "/digest “o/r” ‘yesterday’",
        "／ｄｉｇｅｓｔ　ｏ／ｒ，昨天。",
        "/digest for o/r on Feb 3, please",
        "o/r yesterday",
        "昨天 o/r",
        "/日报 o/r 昨天",
        "/digest o/r 02-03",
    ],
)
def test_a_digest_is_asked_for_in_many_ways(text: str) -> None:
    """Order, case, language, quotes and slashes make no difference; yesterday is the default."""
    assert parse(text, CHAT) == DigestRequest("o/r", YESTERDAY)


def test_a_digest_takes_its_keywords() -> None:
    """Zone, language, branch and privacy can be said in any order."""
    request = parse("/digest private branch main o/r in english zone new york latest", CHAT)

    assert request == DigestRequest("o/r", LATEST, "America/New_York", Language.EN, "main", private=True)


def test_today_is_the_day_of_the_zone_that_is_asked_for() -> None:
    """It is still Tuesday in Los Angeles when it is Wednesday noon in Shanghai."""
    assert parse("/digest o/r today zone America/Los_Angeles", CHAT) == DigestRequest(
        "o/r", YESTERDAY, "America/Los_Angeles"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/explain abc1", ExplainRequest(Sha("abc1"))),
        ("/explain ABC1234 o/r", ExplainRequest(Sha("abc1234"), "o/r")),
        ("/explain httpx abc1234", ExplainRequest(Sha("abc1234"), "encode/httpx")),
        ("/explain o/r@abc1", ExplainRequest(Sha("abc1"), "o/r")),
        ("/explain 12345678", ExplainRequest(Sha("12345678"))),
        ("/explain commit abc1234 of o/r", ExplainRequest(Sha("abc1234"), "o/r")),
        ("/explain #12 private", ExplainRequest(PullRequest(12), private=True)),
        ("/explain pr 12 of httpx", ExplainRequest(PullRequest(12), "encode/httpx")),
        ("/explain 12", ExplainRequest(PullRequest(12))),
        ("https://github.com/o/r/commit/abc1234", ExplainRequest(Sha("abc1234"), "o/r")),
        ("/digest o/r#12", ExplainRequest(PullRequest(12), "o/r")),
        ("/digest abc1234", ExplainRequest(Sha("abc1234"))),
        ("abc1234 中文", ExplainRequest(Sha("abc1234"), language=Language.ZH)),
        ("/digest explain abc1234", ExplainRequest(Sha("abc1234"))),
    ],
)
def test_an_explanation_is_asked_for_in_many_ways(text: str, expected: ExplainRequest) -> None:
    """A SHA, a pull request or an address is enough; the repository may stay open."""
    assert parse(text, CHAT) == expected


@pytest.mark.parametrize("form", ["/follow", "follow", "/digest follow", "digest follow", "/关注"])
def test_following_takes_the_whole_grammar(form: str) -> None:
    """Every keyword works in every form of the command."""
    text = (
        f"{form} o/r at 09:00 zone Asia/Shanghai language en branch main "
        "layout flat quiet skip level high path src/** path docs/*.md"
    )

    assert parse(text, CHAT) == FollowRequest(
        "o/r",
        dt.time(9),
        "Asia/Shanghai",
        Language.EN,
        "main",
        Layout.FLAT,
        Quiet.SKIP,
        Level.HIGH,
        ("src/**", "docs/*.md"),
    )


def test_following_understands_values_that_explain_themselves() -> None:
    """A time, a zone and a language need no keyword."""
    assert parse("/follow Asia/Tokyo o/r 早上9点 english", CHAT) == FollowRequest(
        "o/r", dt.time(9), "Asia/Tokyo", Language.EN
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/unfollow httpx branch dev", UnfollowRequest("encode/httpx", "dev")),
        ("/digest unfollow o/r", UnfollowRequest("o/r")),
        ("/following", FollowingRequest()),
        ("/digest following", FollowingRequest()),
        ("/help me, please", HelpRequest()),
        ("/", HelpRequest()),
        ("", HelpRequest()),
        ("  ", HelpRequest()),
    ],
)
def test_the_small_commands_are_read(text: str, expected: Request) -> None:
    """Unfollowing, listing and help work alone and below `/digest`; silence is a call for help."""
    assert parse(text, CHAT) == expected


def test_a_platform_may_hand_over_the_command_apart() -> None:
    """With the command's name given, the text is its arguments only."""
    assert parse("o/r yesterday", CHAT, "digest") == DigestRequest("o/r", YESTERDAY)
    assert parse("follow o/r", CHAT, "/digest") == FollowRequest("o/r")
    assert parse("abc1234 o/r", CHAT, "explain") == ExplainRequest(Sha("abc1234"), "o/r")


def test_what_the_place_says_need_not_be_said() -> None:
    """In a digest's thread the command knows the repository and the day."""
    thread = replace(CHAT, default_repo="o/r", default_date=dt.date(2026, 1, 5))

    assert parse("/digest", thread) == DigestRequest("o/r", dt.date(2026, 1, 5))


@pytest.mark.parametrize("repo", [".", "./x", "/srv/git/x.git", "~", "~/my-project", "../x"])
def test_a_terminal_takes_paths(repo: str) -> None:
    """A path is a repository where the asker can read the machine's files anyway."""
    assert parse(f"/digest {repo} yesterday", TERMINAL) == DigestRequest(repo, YESTERDAY)
    assert parse(f"{repo} yesterday", TERMINAL) == DigestRequest(repo, YESTERDAY)


@pytest.mark.parametrize(
    ("text", "expected", "instead"),
    [
        ("/digst o/r", errors.UnknownCommandError("digst", ("digest",)), "/digest o/r"),
        ("hello", errors.UnknownCommandError("hello"), "/help"),
        (
            "/digest o/r yesteday",
            errors.UnknownWordError("yesteday", "digest", ("yesterday",)),
            "/digest o/r yesterday",
        ),
        ("/digest htpx", errors.NoSuchRepositoryError("htpx", ("encode/httpx",)), "/digest encode/httpx"),
        ("/digest whatever", errors.NoSuchRepositoryError("whatever"), "/digest encode/httpx 2026-02-03"),
        (
            "/digest",
            errors.MissingRepositoryError(("encode/httpx", "psf/black")),
            "/digest encode/httpx 2026-02-03",
        ),
        (
            "/digest o/r tomorrow",
            errors.DateInFutureError(dt.date(2026, 2, 5), TODAY, "Asia/Shanghai"),
            "/digest o/r 2026-02-04",
        ),
        ("/digest o/r 2026-02-30", errors.UnreadableDateError("2026-02-30"), "/digest o/r 2026-02-03"),
        ("/digest o/r p/q", errors.SaidTwiceError("repo", "o/r", "p/q"), "/digest o/r 2026-02-03"),
        (
            "/digest o/r today yesterday",
            errors.SaidTwiceError("date", "today", "yesterday"),
            "/digest o/r 2026-02-03",
        ),
        (
            "/digest o/r zone Shangai",
            errors.UnknownZoneError("Shangai", ("Asia/Shanghai",)),
            "/digest o/r zone Asia/Shanghai",
        ),
        ("/digest o/r branch a..b", errors.UnreadableValueError("branch", "a..b"), "/digest o/r 2026-02-03"),
        ("/digest .", errors.PathNotAllowedError("."), "/digest encode/httpx 2026-02-03"),
        ("/explain", errors.MissingCommitError(), "/explain 1a2b3c4 encode/httpx"),
        ("/explain xyz o/r", errors.NotAShaError("xyz"), "/explain 1a2b3c4 o/r"),
        ("/explain o/r@main", errors.NotAShaError("main"), "/explain 1a2b3c4 o/r"),
        (
            "/follow o/r at 25:00",
            errors.UnreadableTimeError("25:00"),
            "/follow o/r at 09:00 zone Asia/Shanghai language zh",
        ),
        (
            "/follow o/r quiet",
            errors.MissingValueError("quiet", ("post", "skip")),
            "/follow o/r at 09:00 zone Asia/Shanghai language zh",
        ),
        (
            "/digst htpx yesteday",
            errors.UnknownCommandError("digst", ("digest",)),
            "/digest encode/httpx yesterday",
        ),
        (
            "/digst o/r 2026-02-30",
            errors.UnknownCommandError("digst", ("digest",)),
            "/digest o/r 2026-02-03",
        ),
        (
            "/follow o/r level huge",
            errors.UnreadableValueError("level", "huge", ("high", "medium", "low")),
            "/follow o/r at 09:00 zone Asia/Shanghai language zh",
        ),
    ],
)
def test_a_mistake_says_what_is_wrong_and_what_to_type(
    text: str, expected: errors.BadRequestError, instead: str
) -> None:
    """Every mistake has its own error with its data, and a command line that works."""
    with pytest.raises(errors.BadRequestError) as caught:
        parse(text, CHAT)

    expected.instead = instead
    assert repr(caught.value) == repr(expected)


def test_advice_comes_in_the_form_that_works_where_it_is_given() -> None:
    """Where all commands are words after one, advice says so."""
    slack = replace(CHAT, umbrella="digest")

    with pytest.raises(errors.UnreadableTimeError) as caught:
        parse("follow o/r at dawn", slack, "digest")

    assert caught.value.instead == "/digest follow o/r at 09:00 zone Asia/Shanghai language zh"


WORDS = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        [
            "/digest",
            "/follow",
            "explain",
            "o/r",
            "at",
            "zone",
            "branch",
            "path",
            "yesterday",
            "2026-02-04",
            "9",
            "“",
            '"',
            "'",
            "「",
            "<https://github.com/",
            "#",
            "@",
            "#1",
            "abc1234",
            ".",
            "~",
            "/",
            "\\",
            "上周五",
            "3天前",
            "language",
            "private",
            "httpx",
            "http://[",
            "--",
            "=",
            "9999999999",
            "days",
            "ago",
            "utc+8",
        ]
    ),
)


@given(st.lists(WORDS, max_size=8).map(" ".join), st.none() | st.sampled_from(sorted(COMMAND_OF.values())))
@example("\x00/digest \ud800", None)
@example("0 0 0 days ago", "digest")
@example("/explain #1 languadigestzh", None)
@example("/foll0 days agoowing", None)
@example("digest/digest explain 0000", None)
@example("/digest A/A0 latest languadigestzh private", None)
def test_no_text_raises_anything_but_a_mistake(text: str, command: str | None) -> None:
    """Whatever is typed is a request, or a mistake with a command line that is one."""
    for context in (CHAT, TERMINAL):
        try:
            request = parse(text, context, command)
        except errors.BadRequestError as error:
            assert type(parse(error.instead, context)) in COMMAND_OF  # noqa: PT017 -- either outcome is right, each has its rule
        else:
            assert type(request) in COMMAND_OF
