"""What is at hand of one repository's commits, so that GitHub is asked for each at most once."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from adapters.github.memory import Recent
from analysis.models import Commit, Diff
from bot.stores import CommitStore

FILE_WEIGHT = 300  # characters that a file weighs beside its patch
MOST_COMMITS = 20_000
MOST_CHARACTERS = 16_000_000  # of diffs: some days of busy repositories


def _weight(diff: Diff) -> int:
    return FILE_WEIGHT + sum(FILE_WEIGHT + len(file.patch) for file in diff.files)


@dataclass(frozen=True, slots=True)
class Memory:
    """Whole commits, and diffs, by repository and SHA: neither ever changes."""

    commits: Recent[tuple[str, str], Commit] = field(default_factory=lambda: Recent(MOST_COMMITS))
    diffs: Recent[tuple[str, str], Diff] = field(default_factory=lambda: Recent(MOST_CHARACTERS, _weight))


@dataclass(frozen=True, slots=True)
class Kept:
    """Whole commits and diffs of `repo`: in this process's memory, and in a store if there is one."""

    repo: str
    memory: Memory
    store: CommitStore | None = None

    def commit(self, sha: str) -> Commit | None:
        """Return a whole commit that is in memory."""
        return self.memory.commits.get((self.repo, sha))

    async def recall(self, shas: Sequence[str]) -> list[str]:
        """Bring commits from the store to memory, and return which of `shas` are known to neither."""
        missing = [sha for sha in shas if not self.commit(sha)]
        if not missing or self.store is None:
            return missing
        known = await self.store.commits(self.repo, missing)
        for commit in known.values():
            self.keep(commit)
        return [sha for sha in missing if sha not in known]

    def keep(self, commit: Commit) -> None:
        """Hold a whole commit in memory."""
        self.memory.commits.put((self.repo, commit.sha), commit)

    async def save(self, commits: Sequence[Commit]) -> None:
        """Store whole commits for the next process."""
        if self.store is not None and commits:
            await self.store.add(commits)

    async def diff(self, sha: str) -> Diff | None:
        """Return the diff of a commit if it is known."""
        key = (self.repo, sha)
        diff = self.memory.diffs.get(key)
        if diff is None and self.store is not None and (diff := await self.store.diff(self.repo, sha)):
            self.memory.diffs.put(key, diff)
        return diff

    async def add_diff(self, sha: str, diff: Diff) -> None:
        """Keep the diff of a commit."""
        self.memory.diffs.put((self.repo, sha), diff)
        if self.store is not None:
            await self.store.add_diff(self.repo, sha, diff)
