"""A repository to build on, for every test of the git adapter."""

from pathlib import Path

import pytest
from gitrepo import GitRepo


@pytest.fixture
def repo(tmp_path: Path) -> GitRepo:
    """Return an empty bare repository called `acme/app`."""
    return GitRepo.create(tmp_path / "app.git")
