"""Requests, the lines that ask for them, and what becomes of such lines under the fingers of people."""

import datetime as dt
from collections.abc import Iterable

from hypothesis import strategies as st
from strategies import SNARES

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
    written,
)
from bot.requests.dates import DAYS_AGO, LATEST_WORDS, MONTHS, WEEKDAYS
from bot.requests.draft import GRAMMARS
from bot.requests.keywords import BAD_IN_PATH, KEYWORDS, LANGUAGES, LAYOUTS, LEVELS, QUIETS
from bot.requests.references import branch_name
from bot.requests.times import NAMED
from bot.requests.words import LONGEST
from bot.requests.zones import ALIASES
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
LANGUAGE = st.none() | st.sampled_from(Language)
COMMITS = st.one_of(
    st.from_regex(r"[0-9a-f]{4,40}", fullmatch=True).map(Sha), st.integers(1, 999_999_999).map(PullRequest)
)
REQUESTS: st.SearchStrategy[Request] = st.one_of(
    st.builds(
        DigestRequest,
        REPOS,
        st.just(LATEST) | st.dates(dt.date(1970, 1, 1), dt.date(2026, 2, 3)),
        ZONES,
        LANGUAGE,
        BRANCHES,
        st.booleans(),
    ),
    st.builds(ExplainRequest, COMMITS, st.none() | REPOS, LANGUAGE, st.booleans()),
    st.builds(
        FollowRequest,
        REPOS,
        st.none() | st.builds(dt.time, st.integers(0, 23), st.integers(0, 59)),
        ZONES,
        LANGUAGE,
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
"""Any request that `TERMINAL` takes."""


def _vocabulary() -> Iterable[str]:
    for grammar in GRAMMARS:
        yield from (form for alias in sorted(grammar.aliases) for form in (alias, f"/{alias}"))
    for keyword in KEYWORDS:
        yield from (form for alias in sorted(keyword.aliases) for form in (alias, f"--{alias}", f"{alias}="))
    for table in (LANGUAGES, LAYOUTS, QUIETS, LEVELS, DAYS_AGO, NAMED, ALIASES):
        yield from table
    yield from (*sorted(LATEST_WORDS), *WEEKDAYS, *MONTHS)


VOCABULARY = tuple(_vocabulary())
SHAPES = (
    *(
        "2026-02-03",
        "2026-02-30",
        "02/03",
        "20260203",
        "2月3日",
        "二〇二六年",
        "Feb 4 2026",
        "4th Feb",
        "0 days ago",
    ),
    *(
        "三天前",
        "9999 weeks ago",
        "last friday",
        "上上周日",
        "this mon",
        "0000-00-00",
        "9999-12-31",
        "1969-12-31",
    ),
    *(
        "9",
        "9am",
        "24:00",
        "0900",
        "9 o'clock pm",
        "早上9点半",
        "晚上十二点",
        "中午1点",
        "utc+8",
        "-05:30",
        "Asia/Tokyo",
    ),
    *("new york", "port of spain", "America/Argentina/Buenos_Aires", "EST5EDT", "tokio"),
    *(
        "o/r",
        "O/R",
        "o/r.git",
        "acme/courier",
        "couriers",
        "o/r@main",
        "o/r@abc1234",
        "o/r#12",
        "o/r@",
        "o/..",
        "@a",
    ),
    *("abc1", "ABC1234", "12", "#12", "pr#7", "!3", "0", "9" * 12, "a" * 40, "a" * 41, "²", "٣"),
    *(
        "https://github.com/o/r",
        "<https://github.com/o/r/pull/7/commits/abc1234|x>",
        "git@github.com:o/r.git",
    ),
    *(
        "<mailto:git@github.com|git@github.com>:o/r",
        "https://github.com/o/r/tree/a..b",
        "https://evil.example/o/r",
    ),
    *(
        "github.com/o/r/commit/%61bcd",
        "user:pw@github.com/o/r",
        "http://[",
        "ssh://git@github.com:x/o/r",
        "//",
        "https://",
    ),
    *(
        ".",
        "..",
        "~",
        "~/x",
        "/srv/git",
        "./a b",
        "C:\\x",
        "src/**",
        "a..b",
        "-",
        "--",
        "—at",
        "=",
        "x=y=z",
        "@{",
        "\\",
    ),
    *(
        "“",
        "”",
        '"',
        "'",
        "`",
        "「",
        "」",
        "《",
        "»",
        "＂",
        "(",
        ")",
        "[",
        "<",
        ">",
        "|",
        ",",
        "，",
        "。",
        "…",
        "!",
    ),
    *(
        "\u202e",
        "\u200b",
        "\x00",
        "\ud800",
        "İ",
        "ß",
        "ﬃ",
        "／ｄｉｇｅｓｔ",
        "ｏ／ｒ",
        "e\u0301",
        "\U0001f600",
    ),
    *SNARES,
)
PIECES = st.one_of(st.sampled_from(VOCABULARY), st.sampled_from(SHAPES), st.text(max_size=8))
GAPS = st.sampled_from((" ", " ", " ", "", "，", "\u3000", "\n", "\t", '" "'))


@st.composite
def _strung(draw: st.DrawFn) -> str:
    pieces = draw(st.lists(st.tuples(PIECES, GAPS), max_size=12))
    return "".join(piece + gap for piece, gap in pieces)


@st.composite
def _harmed(draw: st.DrawFn) -> str:
    """Draw a command as it should be, with letters cut, doubled and put in between."""
    line = written(draw(REQUESTS), draw(st.none() | st.just("digest")))
    for _ in range(draw(st.integers(0, 3))):
        start = draw(st.integers(0, len(line)))
        end = draw(st.integers(start, min(start + 4, len(line))))
        line = line[:start] + draw(PIECES) + line[end:]
    return line


@st.composite
def _many(draw: st.DrawFn) -> str:
    """Draw a few pieces said again and again, to the longest line that is read."""
    unit = draw(_strung())
    return draw(PIECES) + " " + (unit * draw(st.integers(1, 2_000)))[: draw(st.integers(0, LONGEST))]


LINES = st.one_of(_strung(), _harmed(), _many())
"""Lines that somebody could type, paste or mean harm with."""

KNOWN = (
    "encode/httpx",
    "psf/black",
    "acme/courier",
    "zoo/courier",
    "today",
    "my project",
    "文档（一）",
    "o/r",
)
CONTEXTS = st.builds(
    ParseContext,
    now=st.datetimes(dt.datetime(1971, 1, 2), dt.datetime(2100, 1, 1), timezones=st.just(dt.UTC)),  # noqa: DTZ001 - hypothesis adds the zone itself
    zone=st.sampled_from(("UTC", "Asia/Shanghai", "America/New_York", "Australia/Lord_Howe")),
    language=st.sampled_from(Language),
    known_repos=st.lists(st.sampled_from(KNOWN), max_size=4).map(tuple),
    default_repo=st.none() | st.sampled_from(KNOWN),
    default_date=st.none() | st.just(dt.date(2026, 1, 5)),
    hosts=st.sampled_from((("github.com",), ("github.com", "git.acme.example"))),
    paths=st.booleans(),
    umbrella=st.none() | st.just("digest"),
)
"""Places where something is asked."""
