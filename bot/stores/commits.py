"""What the bot must remember of commits, so that it asks a slow source for each of them once."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from analysis.models import Commit, Diff


class CommitStore(Protocol):
    """Whole commits and their diffs, by the name that the repository had when they were read.

    Neither ever changes, so what is known is true for ever; but old records may be forgotten to make
    room for new ones, and a giant diff is not kept at all. A renamed repository is asked again.

    What was read of private repositories lies here too: whoever can read the database can read them.
    Whether somebody may ask about a repository, and whether it has a commit that somebody names, is
    therefore never decided by what is found here.
    """

    async def commits(self, repo: str, shas: Sequence[str]) -> Mapping[str, Commit]:
        """Return those of the commits called `shas` that are known, by SHA."""
        ...

    async def diff(self, repo: str, sha: str) -> Diff | None:
        """Return the diff of a commit if it is known; what the source withheld is marked in it."""
        ...

    async def add(self, commits: Sequence[Commit]) -> None:
        """Remember `commits`, inner ones included; what is known already stays."""
        ...

    async def add_diff(self, repo: str, sha: str, diff: Diff) -> None:
        """Remember the diff of a commit, unless one is known or it is too large to be kept."""
        ...
