"""A repository, a GitHub that serves it, and our connection to that."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from fakes import FakeClock
from githubserver import GitHubServer
from gitrepo import NAME, GitRepo

from adapters.github import Access, GitHub
from bot.memory import MemoryChains


@pytest.fixture
def repo(tmp_path: Path) -> GitRepo:
    """Return an empty bare repository called `acme/app`."""
    return GitRepo.create(tmp_path / "app.git")


@pytest.fixture
def server(repo: GitRepo) -> Iterator[GitHubServer]:
    """Serve it."""
    with GitHubServer({NAME: repo.path}) as server:
        yield server


@pytest.fixture
def clock() -> FakeClock:
    """Return noon of 4 February 2026 in Shanghai, for as long as nobody moves it."""
    return FakeClock()


@pytest.fixture
def chains() -> MemoryChains:
    """Return what is known of chains: nothing."""
    return MemoryChains()


@pytest.fixture
async def hub(server: GitHubServer, chains: MemoryChains, clock: FakeClock) -> AsyncIterator[GitHub]:
    """Connect to the server, with no patience at all."""
    async with GitHub(Access(server.url, pause=0, retries=0), chains, clock) as hub:
        yield hub
