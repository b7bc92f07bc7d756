"""The hole of the core through which commits come in."""

from collections.abc import AsyncIterator, Sequence
from typing import Protocol

from analysis.days import Day
from analysis.models import Commit, Diff, Landed


class CommitSource(Protocol):
    """One repository, wherever it lives; every method may raise a `SourceError`.

    `branch=None` means the default branch. Commits are immutable, so callers may cache by SHA.
    """

    @property
    def repo(self) -> str:
        """The repository's name: `owner/name`, or a folder's name where nothing better is known."""
        ...

    async def landed(self, day: Day, branch: str | None = None) -> Landed:
        """Return what landed on `day`: the whole first-parent chain filtered by `landed_at`."""
        ...

    async def newest_day(self, zone: str, branch: str | None = None) -> Day:
        """Return the day in `zone` of the newest `landed_at`; `EmptyRepositoryError` if none."""
        ...

    async def commit(self, prefix: str) -> Commit:
        """Return the commit whose SHA begins with `prefix` (hexadecimal digits).

        Raises `UnknownCommitError` or `AmbiguousCommitError`.
        """
        ...

    async def pull_request(self, number: int, branch: str | None = None) -> Commit:
        """Return the commit that landed pull request `number`; `UnknownCommitError` if none."""
        ...

    def diffs(self, commits: Sequence[Commit]) -> AsyncIterator[tuple[Commit, Diff]]:
        """Yield each commit with its diff, in the given order, without holding all at once."""
        ...

    def history(self, branch: str | None = None) -> AsyncIterator[tuple[Commit, Diff]]:
        """Yield the whole first-parent chain with diffs, newest first, in constant memory."""
        ...
