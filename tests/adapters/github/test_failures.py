"""What becomes of GitHub's refusals and silences: an error of ours, a time to come back, nothing else."""

import asyncio
import datetime as dt
import logging
import threading
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest
from fakes import FakeClock
from githubserver import SECONDARY_LIMIT, Fault, GitHubServer, primary_limit
from gitrepo import NAME, START, GitRepo, Spec

from adapters.github import Access, GitHub
from analysis.days import Day
from analysis.errors import SourceError, SourceLimitedError, SourceUnreachableError, SourceUnreadableError
from analysis.models import Landed
from bot.clock import SystemClock

TOKEN = "ghp_0123456789abcdefghijABCDEFGHIJ012345"
TODAY = Day(dt.date(2026, 2, 4), "UTC")
SHA = "1" * 40
PERSON = {"name": "Ada", "email": "ada@example.org", "date": "2026-02-04T00:00:00Z"}
HTML = "<html><title>Unicorn!</title></html>"
Connect = Callable[..., AbstractAsyncContextManager[GitHub]]


@pytest.fixture
def connect(repo: GitRepo, server: GitHubServer) -> Connect:
    """Return how to connect to a repository of one commit, with as much patience as a test needs."""
    repo.commit("Begin\n", {"a": "x\n"}, START)

    @asynccontextmanager
    async def connected(*, retries: int = 0, patience: float = 0, silence: int = 5) -> AsyncIterator[GitHub]:
        access = Access(
            server.url, TOKEN, pause=0, retries=retries, patience=patience, timeout=silence, workers=2
        )
        async with GitHub(access, clock=SystemClock()) as hub:
            yield hub

    return connected


async def failure(connect: Connect, **more: float) -> SourceError:
    """Return what becomes of the next question."""
    async with connect(**more) as hub:
        with pytest.raises(SourceError) as raised:
            await hub.open(NAME)
        return raised.value


def threads() -> list[str]:
    """Return our threads that are alive."""
    return [it.name for it in threading.enumerate() if it.name.startswith("github")]


def second_attempt(server: GitHubServer) -> None:
    """Wait for it: it follows the first at once, the third comes after two seconds."""
    while len(server.requests) < 2:
        time.sleep(0.005)


# Limits


async def test_a_spent_hour_says_when_to_come_back(server: GitHubServer, connect: Connect) -> None:
    server.faults.append(primary_limit(1800))
    error = await failure(connect)
    assert isinstance(error, SourceLimitedError)
    assert 1790 < error.retry_after <= 1802


@pytest.mark.parametrize(
    ("fault", "wait"),
    [
        (SECONDARY_LIMIT, 60),
        (Fault(403, SECONDARY_LIMIT.body, {"Retry-After": "120"}), 120),
        (Fault(429, {"message": "Too many requests"}), 60),
        (Fault(429, {"message": "Too many requests"}, {"Retry-After": "90"}), 90),
        (Fault(503, HTML, {"Retry-After": "300"}), 300),
        (Fault(403, primary_limit(0).body), 60),
    ],
)
async def test_every_refusal_for_a_while_says_when_to_come_back(
    server: GitHubServer, connect: Connect, fault: Fault, wait: float
) -> None:
    server.faults.extend([fault, fault])
    error = await failure(connect, retries=1, patience=20)
    assert isinstance(error, SourceLimitedError)
    assert error.retry_after == pytest.approx(wait, abs=2)


async def test_a_refusal_without_patience_says_when_to_come_back(
    server: GitHubServer, connect: Connect
) -> None:
    server.faults.extend([Fault(403, SECONDARY_LIMIT.body, {"Retry-After": "1"})] * 2)
    error = await failure(connect, retries=1, patience=2)
    assert isinstance(error, SourceLimitedError)


async def test_a_short_refusal_is_waited_for(server: GitHubServer, connect: Connect) -> None:
    server.faults.append(Fault(429, {"message": "Too many requests"}, {"Retry-After": "1"}))
    async with connect(retries=1, patience=2) as hub:
        assert (await hub.open(NAME)).repo == NAME


async def test_a_long_refusal_blocks_nobody(server: GitHubServer, connect: Connect) -> None:
    server.faults.append(Fault(429, {"message": "Too many requests"}, {"Retry-After": "3600"}))
    began = time.monotonic()
    await failure(connect, retries=4, patience=20)
    assert time.monotonic() - began < 5


async def test_nothing_is_asked_until_the_refusal_ends(
    repo: GitRepo, server: GitHubServer, hub: GitHub, clock: FakeClock
) -> None:
    repo.commit("Begin\n")
    server.faults.append(Fault(429, {"message": "Too many requests"}, {"Retry-After": "90"}))
    for passed, left in ((0, 90), (60, 30)):
        clock.move(passed)
        with pytest.raises(SourceLimitedError) as raised:
            await hub.open(NAME)
        assert (raised.value.retry_after, len(server.requests)) == (left, 1)
    clock.move(31)
    assert (await hub.open(NAME)).repo == NAME


# Other refusals


@pytest.mark.parametrize(
    "fault",
    [
        Fault(401, {"message": "Bad credentials"}),
        Fault(403, {"message": "Resource not accessible by personal access token"}),
        Fault(451, {"message": "Repository access blocked"}),
        Fault(500, HTML),
        Fault(502, {"message": "Server Error"}),
        Fault(200, HTML),
        Fault(200, "{ half of"),
        Fault(200, ["a", "list"]),
        Fault(200, {"full_name": 7, "private": "no", "default_branch": []}),
        Fault(200, "null"),
        Fault(200, ""),
        Fault(301, "", {"Location": "http://localhost:1/"}),
        Fault(429, {"message": "Too many"}, {"Retry-After": "soon"}),
        Fault(),
    ],
)
async def test_every_other_failure_is_told_apart_from_a_quiet_day(
    server: GitHubServer, connect: Connect, fault: Fault
) -> None:
    server.faults.extend([fault] * 3)
    error = await failure(connect)
    assert isinstance(error, (SourceUnreadableError, SourceLimitedError))
    assert error.repo == NAME


@pytest.mark.parametrize(
    "body",
    [
        HTML,
        [1],
        ["x"],
        [None],
        [{}],
        [{"sha": None}],
        [{"sha": SHA, "parents": None, "commit": {}}],
        [{"sha": SHA, "parents": [], "commit": {"author": None, "committer": None, "message": "x"}}],
        [{"sha": SHA, "parents": [], "commit": {"author": {"date": "yesterday"}, "committer": {}}}],
        [{"sha": "../../user", "parents": [], "commit": {"author": PERSON, "committer": PERSON}}],
        [{"sha": SHA, "parents": [{"sha": "a?b"}], "commit": {"author": PERSON, "committer": PERSON}}],
    ],
)
async def test_a_list_of_anything_else_than_commits_is_an_error(
    server: GitHubServer, connect: Connect, body: object
) -> None:
    async with connect() as hub:
        source = await hub.open(NAME)
        server.faults.append(Fault(200, body, where="/commits?"))
        with pytest.raises(SourceUnreadableError):
            await source.landed(TODAY)


@pytest.mark.parametrize("page", ["/commits?", "page=2"])
async def test_a_list_that_ends_before_the_chain_does_is_an_error(
    repo: GitRepo, server: GitHubServer, connect: Connect, page: str
) -> None:
    repo.commits([Spec(f"Add {number}\n", at=START) for number in range(150)])
    async with connect() as hub:
        source = await hub.open(NAME)
        server.faults.append(Fault(200, [], where=page))
        with pytest.raises(SourceUnreadableError):
            await source.landed(TODAY)


@pytest.mark.parametrize("fault", [Fault(502, HTML), Fault()])
async def test_a_passing_failure_is_not_noticed(server: GitHubServer, connect: Connect, fault: Fault) -> None:
    server.faults.append(fault)
    async with connect(retries=1) as hub:
        assert (await hub.open(NAME)).repo == NAME


async def test_a_silent_server_is_given_up(server: GitHubServer, connect: Connect) -> None:
    server.faults.append(Fault(500, HTML, delay=3))
    began = time.monotonic()
    error = await failure(connect, silence=1)
    assert isinstance(error, SourceUnreachableError)
    assert time.monotonic() - began < 3


async def test_a_server_that_is_not_there_is_an_error() -> None:
    async with GitHub(Access("http://127.0.0.1:9", pause=0, retries=0)) as hub:
        with pytest.raises(SourceUnreachableError):
            await hub.open(NAME)


async def test_nothing_is_written_beside_our_own_log(
    server: GitHubServer, connect: Connect, capfd: pytest.CaptureFixture[str]
) -> None:
    server.faults.extend([Fault(502, HTML), SECONDARY_LIMIT, primary_limit(60)])
    await failure(connect, retries=1)
    await failure(connect)
    assert capfd.readouterr() == ("", "")


# Who waits, and who stops waiting


async def test_a_cancelled_caller_leaves_no_thread_behind(server: GitHubServer, connect: Connect) -> None:
    server.faults.extend([Fault(502, HTML)] * 9)
    async with connect(retries=9) as hub:
        task = asyncio.create_task(hub.open(NAME))
        await asyncio.to_thread(second_attempt, server)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        began = time.monotonic()
    assert time.monotonic() - began < 1.5
    assert threads() == []
    assert len(server.requests) == 2


async def test_closing_ends_the_waits_of_those_who_are_still_there(
    server: GitHubServer, connect: Connect
) -> None:
    server.faults.extend([Fault(502, HTML)] * 9)
    async with connect(retries=9) as hub:
        task = asyncio.create_task(hub.open(NAME))
        await asyncio.to_thread(second_attempt, server)
        began = time.monotonic()
    with pytest.raises(SourceUnreadableError):
        await task
    assert time.monotonic() - began < 1.5
    assert threads() == []


async def test_closing_turns_away_those_who_are_still_in_line(server: GitHubServer, connect: Connect) -> None:
    server.faults.extend([Fault(502, HTML)] * 9)
    async with connect(retries=9) as hub:
        tasks = [asyncio.create_task(hub.open(f"acme/app{number}")) for number in range(5)]
        await asyncio.to_thread(second_attempt, server)
    failures = await asyncio.gather(*tasks, return_exceptions=True)
    assert all(isinstance(it, SourceUnreadableError) for it in failures)


async def test_one_slow_answer_holds_up_nobody_else(server: GitHubServer, connect: Connect) -> None:
    server.faults.append(Fault(404, {"message": "Not Found"}, where="slow", delay=1))
    async with connect() as hub:
        slow = asyncio.create_task(hub.open("acme/slow"))
        began = time.monotonic()
        assert (await hub.open(NAME)).repo == NAME
        assert time.monotonic() - began < 1
        with pytest.raises(SourceError):
            await slow


async def test_after_closing_nothing_can_be_asked(connect: Connect) -> None:
    async with connect() as hub:
        source = await hub.open(NAME)
    with pytest.raises(SourceUnreadableError):
        await source.landed(TODAY)


# What may be said


async def test_a_token_is_in_no_log_and_no_error(
    server: GitHubServer, connect: Connect, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for fault in (Fault(401, {"message": "Bad credentials"}), Fault(502, HTML), Fault(200, HTML), Fault()):
        server.faults.append(fault)
        error = await failure(connect)
        chain: BaseException | None = error
        while chain:
            assert TOKEN not in f"{chain!r} {chain}"
            chain = chain.__cause__
    async with connect() as hub:
        landed: Landed = await (await hub.open(NAME)).landed(TODAY)
    assert len(landed.commits) == 1
    assert TOKEN not in caplog.text
    assert TOKEN not in repr(Access(server.url, TOKEN))


async def test_a_refused_token_is_told_to_the_log(server: GitHubServer, connect: Connect) -> None:
    server.tokens = {"another"}
    error = await failure(connect)
    assert isinstance(error, SourceUnreadableError)
    assert "401" in error.detail
    assert "Bad credentials" in error.detail
