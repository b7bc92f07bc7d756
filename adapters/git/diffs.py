"""Asking git for the diffs of many commits at once, in a form that can be read as a stream."""

from collections.abc import AsyncGenerator, Sequence
from itertools import takewhile

from adapters.git.patches import END, PatchReader
from adapters.git.process import Git
from analysis.errors import CommitNotShownError
from analysis.models import Commit, Diff

MOST_AT_ONCE = 250  # commits that one process is asked for: their SHAs fill half a pipe

_ASK = (
    *("diff-tree", "--stdin", "-r", "--root", "--always", "-z", "--raw", "-p", "-U3", "-M", "-l1000"),
    *("--no-ext-diff", "--no-textconv", "--no-color", "--no-relative"),
    *("--submodule=short", "--ignore-submodules=none"),
)


async def diffs_of(git: Git, commits: Sequence[Commit]) -> AsyncGenerator[tuple[Commit, Diff], None]:
    """Yield each commit with its diff against its first parent, in order.

    Raises `CommitNotShownError` when it comes to the boundary of a shallow clone.
    """
    known = list(takewhile(lambda commit: not commit.boundary, commits))
    for start in range(0, len(known), MOST_AT_ONCE):
        stretch = known[start : start + MOST_AT_ONCE]
        async with git.reading(*_ASK, given=_question(stretch)) as told:
            reader = PatchReader(git.repo, told)
            for commit, following in zip(stretch, [*stretch[1:], None], strict=True):
                yield commit, await reader.diff(commit.sha, following.sha if following else None)
            await told.read()
    if len(known) < len(commits):
        raise CommitNotShownError(git.repo, commits[len(known)].sha, "the boundary of a shallow clone")


def _question(commits: Sequence[Commit]) -> bytes:
    """Name each commit and the one parent it is compared with; git repeats the last line as it is."""
    lines = [" ".join((commit.sha, *commit.parents[:1])) for commit in commits]
    return "".join(f"{line}\n" for line in lines).encode("ascii") + END
