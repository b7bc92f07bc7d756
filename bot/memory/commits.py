"""Known commits and their diffs in memory."""

from collections.abc import Mapping, Sequence

from analysis.models import Commit, Diff


class MemoryCommits:
    """A `CommitStore` in memory."""

    def __init__(self) -> None:
        self._commits: dict[tuple[str, str], Commit] = {}
        self._diffs: dict[tuple[str, str], Diff] = {}

    async def commits(self, repo: str, shas: Sequence[str]) -> Mapping[str, Commit]:
        """Return those of the commits called `shas` that are known, by SHA."""
        return {sha: self._commits[repo, sha] for sha in shas if (repo, sha) in self._commits}

    async def diff(self, repo: str, sha: str) -> Diff | None:
        """Return the diff of a commit if it is known."""
        return self._diffs.get((repo, sha))

    async def add(self, commits: Sequence[Commit]) -> None:
        """Remember `commits`; what is known already stays."""
        for commit in commits:
            self._commits.setdefault((commit.repo, commit.sha), commit)

    async def add_diff(self, repo: str, sha: str, diff: Diff) -> None:
        """Remember the diff of a commit, unless one is known."""
        self._diffs.setdefault((repo, sha), diff)
