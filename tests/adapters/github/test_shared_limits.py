"""Several processes with one GitHub token: what one is told holds the others; so many call at a time."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from githubserver import Answer, Fault, GitHubServer
from gitrepo import NAME, START, GitRepo
from throttles import Process, processes

from adapters.github import Access, GitHub, workers
from analysis.errors import SourceLimitedError
from bot.memory import MemoryLimits, MemoryUsages

TOKEN = "ghp_0123456789abcdefghijABCDEFGHIJ012345"
LIMIT = {"X-RateLimit-Limit": "5000", "X-RateLimit-Remaining": "0"}


@asynccontextmanager
async def hub_of(process: Process, server: GitHubServer, patience: float = 20) -> AsyncIterator[GitHub]:
    """Yield a process's connection."""
    access = Access(server.url, TOKEN, pause=0, retries=1, patience=patience)
    process.gates.of(access.caller, access.workers, workers.AT_ONCE)  # its name takes a moment to be made
    async with GitHub(access, gates=process.gates) as hub:
        yield hub


@pytest.fixture
async def two(repo: GitRepo) -> AsyncIterator[list[Process]]:
    """Yield two processes that share a store, and a repository of one commit."""
    repo.commit("Begin\n", {"a": "x\n"}, START)
    async with processes(MemoryLimits(MemoryUsages())) as made:
        yield made


async def test_a_refusal_of_one_process_keeps_the_others_from_asking(
    two: list[Process], server: GitHubServer
) -> None:
    server.faults.append(Fault(429, {"message": "Too many requests"}, {"Retry-After": "90"}))
    async with hub_of(two[0], server) as one, hub_of(two[1], server) as other:
        for hub in (one, other):
            with pytest.raises(SourceLimitedError) as raised:
                await hub.open(NAME)
            assert 80 < raised.value.retry_after <= 90
            await asyncio.sleep(0.05)  # it is written down beside what goes on

    assert len(server.requests) == 1


async def test_a_short_refusal_that_a_thread_waits_for_holds_the_others_too(
    two: list[Process], server: GitHubServer
) -> None:
    server.faults.append(Fault(429, {"message": "Too many requests"}, {"Retry-After": "2"}))
    async with hub_of(two[0], server) as one, hub_of(two[1], server) as other:
        refused = asyncio.create_task(one.open(NAME))
        while not await two[1].shared.asked(lambda store: store.paused(_subject(server))):  # noqa: ASYNC110 - told by a thread
            await asyncio.sleep(0.01)
        told = time.monotonic()
        assert (await other.open(NAME)).repo == NAME
        assert time.monotonic() - told > 1.5
        await refused


async def test_an_answer_that_spends_the_hours_last_request_is_the_last_for_all(
    two: list[Process], server: GitHubServer
) -> None:
    reset = str(int(time.time()) + 600)
    body = {"full_name": NAME, "private": False, "default_branch": "main"}
    server.faults.append(Fault(200, body, LIMIT | {"X-RateLimit-Reset": reset}))
    async with hub_of(two[0], server) as one, hub_of(two[1], server) as other:
        assert (await one.open(NAME)).repo == NAME
        await asyncio.sleep(0.05)
        for hub in (one, other):
            with pytest.raises(SourceLimitedError) as raised:
                await hub.open("acme/another")
            assert 580 < raised.value.retry_after <= 602

    assert len(server.requests) == 1


class Counting(GitHubServer):
    """Takes a moment for each answer, and counts how many are asked for at a time."""

    at_once = most_at_once = 0

    def answer(self, target: str, token: str) -> Answer:
        """Answer, slowly."""
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        time.sleep(0.05)
        self.at_once -= 1
        return super().answer(target, token)


async def test_all_processes_together_call_no_more_often_at_a_time_than_github_bears(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "AT_ONCE", 3)
    made = GitRepo.create(tmp_path / "many.git")
    made.commit("Begin\n", {"a": "x\n"}, START)
    names = {f"acme/app{number}": made.path for number in range(12)}
    with Counting(names) as server:
        async with (
            processes(MemoryLimits(MemoryUsages())) as (one, other),
            hub_of(one, server) as first,
            hub_of(other, server) as second,
        ):
            await asyncio.gather(*(hub.open(name) for name in names for hub in (first, second)))

    assert server.most_at_once == 3
    assert len(server.requests) == 24


def _subject(server: GitHubServer) -> str:
    return Access(server.url, TOKEN).caller.subject
