"""What one process read of GitHub, the next one does not ask for."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest
from fakes import FakeClock
from githubgit import HostedRepository
from githubserver import GitHubServer, primary_limit
from gitrepo import NAME, START, Entry, GitRepo, Spec

from adapters.github import Access, GitHub
from analysis.days import Day
from analysis.errors import SourceLimitedError, UnknownCommitError
from analysis.models import Commit, Diff, Withheld
from bot.memory import MemoryChains, MemoryCommits

Process = Callable[[], AbstractAsyncContextManager[GitHub]]


@pytest.fixture
def process(server: GitHubServer, chains: MemoryChains, clock: FakeClock) -> Process:
    """Return what connects another process to the same server and the same stores."""
    commits = MemoryCommits()

    @asynccontextmanager
    async def connect() -> AsyncIterator[GitHub]:
        server.requests.clear()
        async with GitHub(Access(server.url, pause=0, retries=0), chains, clock, commits) as hub:
            yield hub

    return connect


async def today(hub: GitHub, repo: str = NAME) -> list[tuple[Commit, Diff]]:
    """Return what landed on the day of the clock."""
    source = await hub.open(repo)
    landed = await source.landed(Day.of(FakeClock().now(), "Asia/Shanghai"))
    return [read async for read in source.diffs(landed.commits)]


async def explained(hub: GitHub, prefix: str, repo: str = NAME) -> tuple[Commit, Diff]:
    """Return one commit with its diff."""
    source = await hub.open(repo)
    commit = await source.commit(prefix)
    ((_, diff),) = [read async for read in source.diffs([commit])]
    return commit, diff


def many(repo: GitRepo, number: int) -> list[str]:
    """Make so many commits on the day of the clock."""
    return repo.commits([Spec(f"Change {n}\n", {f"f{n}": f"{n}\n"}, START + n) for n in range(number)])


async def test_a_day_costs_two_requests_in_the_next_process(
    repo: GitRepo, server: GitHubServer, process: Process
) -> None:
    many(repo, 7)
    async with process() as hub:
        first = await today(hub)
        assert len(server.requests) == 3 + 7
    async with process() as hub:
        assert await today(hub) == first
        assert len(server.requests) == 2


async def test_what_landed_since_is_all_that_is_asked_for(
    repo: GitRepo, server: GitHubServer, process: Process
) -> None:
    many(repo, 5)
    async with process() as hub:
        await today(hub)
    repo.commit("One more\n", {"more": "x\n"}, START + 60)
    async with process() as hub:
        assert len(await today(hub)) == 6
        assert len(server.requests) == 3 + 1


async def test_a_commit_costs_two_requests_in_the_next_process(
    repo: GitRepo, server: GitHubServer, process: Process
) -> None:
    base = repo.commit("Begin\n", {"a": "x\n"})
    files = dict[str | bytes, str | bytes | Entry | None]((f"f{number:03}", "x\n") for number in range(310))
    side = repo.commit("Work\n", files, branch="side", parents=[base])
    merge = repo.merge("Merge side\n", [side], files)
    async with process() as hub:
        first = await explained(hub, merge[:8])
    assert [inner.sha for inner in first[0].inner_commits] == [side]
    async with process() as hub:
        assert await explained(hub, merge[:8]) == first
        # Whether the prefix still names it is asked; its second page of files comes with the answer.
        assert len(server.requests) == 2 + 1


async def test_what_was_withheld_stays_withheld(repo: GitRepo, process: Process) -> None:
    repo.commit("Add an image\n", {"a.png": b"\x89PNG\0\0"}, START)
    for _ in range(2):
        async with process() as hub:
            ((_, diff),) = await today(hub)
            assert diff.files[0].withheld is Withheld.BINARY


async def test_a_limit_loses_nothing_that_was_read_before_it(
    repo: GitRepo, server: GitHubServer, process: Process
) -> None:
    shas = many(repo, 6)
    async with process() as hub:
        limit = primary_limit(1800)
        server.faults.append(
            type(limit)(limit.status, limit.body, limit.headers, where=f"/commits/{shas[0]}")
        )
        with pytest.raises(SourceLimitedError):
            await today(hub)
    async with process() as hub:
        assert len(await today(hub)) == 6
        assert len(server.requests) == 2 + 1


async def test_a_renamed_repository_is_asked_again(
    repo: GitRepo, server: GitHubServer, process: Process
) -> None:
    many(repo, 2)
    async with process() as hub:
        await today(hub)
    number = server.repositories.pop(NAME).number
    server.repositories["acme/new"] = HostedRepository(repo.path, "acme/new", number, server.url)
    server.renamed[NAME] = "acme/new"
    async with process() as hub:
        read = await today(hub)
    assert [commit.repo for commit, _ in read] == ["acme/new"] * 2
    assert all(commit.url and "acme/new" in commit.url for commit, _ in read)


async def test_a_commit_that_another_repository_of_that_name_had_is_unknown(
    repo: GitRepo, process: Process
) -> None:
    kept = repo.commit("Begin\n", {"a": "x\n"})
    secret = repo.commit("Hide\n", {"a": "y\n"}, branch="secret", parents=[kept])
    async with process() as hub:
        await explained(hub, secret)
    repo.git("update-ref", "-d", "refs/heads/secret")
    repo.git("gc", "--quiet", "--prune=now")
    async with process() as hub:
        with pytest.raises(UnknownCommitError):
            await explained(hub, secret)
