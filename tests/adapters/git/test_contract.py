"""A local repository behaves as every commit source does."""

import pytest
from contracts.commit_source import CommitSourceContract, OpenSource
from gitrepo import GitRepo

from adapters.git import GitSource, open_repository


class TestGitSource(CommitSourceContract):
    """The common behaviours, on the repository itself."""

    @pytest.fixture
    def open_source(self) -> OpenSource:
        """Open it where it is."""

        async def opened(repo: GitRepo) -> GitSource:
            return await open_repository(repo.path)

        return opened
