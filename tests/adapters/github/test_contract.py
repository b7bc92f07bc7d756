"""A repository on GitHub behaves as every commit source does, and as its clone on this disk."""

from collections.abc import AsyncIterator

import pytest
from contracts.commit_source import CommitSourceContract, OpenSource
from fakes import FakeClock
from githubserver import GitHubServer
from gitrepo import NAME, GitRepo

from adapters.github import Access, GitHub, GitHubSource
from bot.memory import MemoryChains


class TestGitHubSource(CommitSourceContract):
    """The common behaviours, through the real client and a server of this machine."""

    tells_modes = False

    @pytest.fixture
    async def open_source(self, repo: GitRepo) -> AsyncIterator[OpenSource]:
        """Serve the repository, and open it there."""
        with GitHubServer({NAME: repo.path}) as server:
            async with GitHub(Access(server.url, pause=0, retries=0), MemoryChains(), FakeClock()) as hub:

                async def opened(_: GitRepo) -> GitHubSource:
                    return await hub.open(NAME)

                yield opened
