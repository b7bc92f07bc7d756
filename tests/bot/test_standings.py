"""How what is followed stands: the next time by its own clock, and the last run that was its own."""

import datetime as dt
from dataclasses import replace

import pytest
from orders import HERE

from analysis.language import Language
from bot.causes import Cause
from bot.memory import memory_stores
from bot.messages import Bullets, plain
from bot.presenters.following import following
from bot.presenters.words.causes import REASONS, STEPS
from bot.standings import LOOKS_BACK, Standing, standings
from bot.stores import Run, RunState, Stores
from bot.subscriptions import Subscription

NOW = dt.datetime(2026, 2, 5, 12, tzinfo=dt.UTC)
FOLLOWED = Subscription("s1", HERE, "acme/api", dt.time(9), "Europe/Berlin", Language.EN)
OTHER = replace(FOLLOWED, id="s12", branch="next")


def run(id_: str, hours_ago: float, state: RunState = RunState.DONE) -> Run:
    """Return a run that began some hours ago."""
    started = NOW - dt.timedelta(hours=hours_ago)
    return Run(id_, "digest", "acme/api", "2026-02-04", str(HERE), state, started, started, "c0ffee")


async def last(stores: Stores, *runs: Run) -> list[str | None]:
    """Return the id of the last run of each of two subscriptions of one channel."""
    for one in runs:
        await stores.runs.begin(one)
    stand = await standings((FOLLOWED, OTHER), stores.runs, NOW)
    return [one.last.id if one.last else None for one in stand]


async def test_the_next_time_is_by_the_clock_of_its_zone() -> None:
    (stands,) = await standings((FOLLOWED,), None, NOW)
    assert stands.due == dt.datetime(2026, 2, 6, 8, tzinfo=dt.UTC)


async def test_the_newest_run_counts() -> None:
    found = await last(
        memory_stores(), run("digest:s1:2026-02-03:1:1", 30), run("digest:s1:2026-02-04:1:1", 3)
    )
    assert found == ["digest:s1:2026-02-04:1:1", None]


async def test_a_subscription_whose_name_begins_alike_has_runs_of_its_own() -> None:
    assert await last(memory_stores(), run("digest:s12:2026-02-04:1:1", 3)) == [
        None,
        "digest:s12:2026-02-04:1:1",
    ]


async def test_a_run_of_long_ago_says_nothing() -> None:
    hours = LOOKS_BACK / dt.timedelta(hours=1) + 1
    assert await last(memory_stores(), run("digest:s1:2026-01-01:1:1", hours)) == [None, None]


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (RunState.DONE, "the digest of 2026-02-04 was posted"),
        (RunState.RUNNING, "the digest of 2026-02-04 is being made"),
        (RunState.FAILED, "is missing: something went wrong in the bot; whoever runs the bot was told"),
        (RunState.CANCELLED, "was cancelled"),
    ],
)
def test_what_is_followed_is_listed_with_its_last_and_next_run(state: RunState, said: str) -> None:
    stands = Standing(FOLLOWED, NOW + dt.timedelta(hours=20), run("digest:s1:2026-02-04:1:1", 3, state))
    (listed,) = following((stands,), Language.EN).sections
    assert isinstance(listed, Bullets)
    line = plain(listed.items[0])
    assert said in line
    assert "next post 2026-02-06 09:00" in line


def test_a_terminal_is_promised_no_post() -> None:
    stands = Standing(FOLLOWED, NOW, None)
    (listed,) = following((stands,), Language.EN, by_itself=False).sections
    assert isinstance(listed, Bullets)
    assert "next post" not in plain(listed.items[0])


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("cause", Cause)
def test_a_digest_that_is_missing_says_why_and_what_helps(cause: Cause, language: Language) -> None:
    failed = replace(run("digest:s1:2026-02-04:1:1", 3, RunState.FAILED), cause=cause.value)
    (listed,) = following((Standing(FOLLOWED, NOW, failed),), language).sections
    assert isinstance(listed, Bullets)
    line = plain(listed.items[0])
    assert REASONS[cause].to(language) in line
    assert STEPS[cause].to(language) in line
    assert "c0ffee" in line


def test_a_failure_that_another_release_noted_is_ours() -> None:
    failed = replace(run("digest:s1:2026-02-04:1:1", 3, RunState.FAILED), cause="weather")
    (listed,) = following((Standing(FOLLOWED, NOW, failed),), Language.EN).sections
    assert isinstance(listed, Bullets)
    assert REASONS[Cause.OURS].en in plain(listed.items[0])
