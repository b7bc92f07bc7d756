"""The first-parent chain of a branch: the whole walk, and what each merge on it brought in."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from typing import NamedTuple

from adapters.git.commits import FIELDS, FORMAT, Maker, records, seconds
from adapters.git.process import Git
from analysis.models import Commit, InnerCommit

MOST_AT_ONCE = 1000  # commits that one process is asked for by name: less than a pipe holds

_TELL = ("log", "-z", "--encoding=UTF-8", FORMAT)


class Link(NamedTuple):
    """A commit of the chain; `landed_at` is in seconds of the epoch."""

    sha: str
    landed_at: int


async def walk(git: Git, head: str) -> AsyncGenerator[Link, None]:
    """Yield the whole first-parent chain from `head` on, newest first.

    Clocks run backwards in real histories, so no time ends the walk early.
    """
    async with (
        git.reading("log", "-z", "--format=tformat:%H%x00%ct", "--first-parent", head) as told,
        aclosing(records(told, 2)) as links,
    ):
        async for sha, landed in links:
            yield Link(sha, seconds(landed))


async def chain(git: Git, maker: Maker, head: str) -> AsyncGenerator[Commit, None]:
    """Yield the whole chain from `head` on, newest first, merges with what they brought in.

    In git's topological order a merge's other lines of history come before its first parent, as far as
    that one has not got them: what stands between two commits of the chain is what the first brought in.
    """
    landed: tuple[str, ...] | None = None
    following = head
    inner: list[InnerCommit] = []
    async with (
        git.reading(*_TELL, "--topo-order", head) as told,
        aclosing(records(told, FIELDS)) as listed,
    ):
        async for fields in listed:
            if fields[0] != following:
                inner.append(maker.inner(fields))
                continue
            if landed:
                yield maker.commit(landed, inner)
            landed, inner = fields, []
            following = fields[1].partition(" ")[0]
    if landed:
        yield maker.commit(landed, inner)


async def messages(git: Git, head: str) -> AsyncGenerator[tuple[str, str], None]:
    """Yield SHA and message of the whole chain from `head` on, newest first."""
    async with (
        git.reading(*_TELL, "--first-parent", head) as told,
        aclosing(records(told, FIELDS)) as listed,
    ):
        async for fields in listed:
            yield fields[0], fields[-1]


async def told_of(git: Git, shas: Sequence[str]) -> AsyncGenerator[tuple[str, ...], None]:
    """Yield the fields of the commits called `shas`, in that order."""
    for start in range(0, len(shas), MOST_AT_ONCE):
        given = "".join(f"{sha}\n" for sha in shas[start : start + MOST_AT_ONCE]).encode("ascii")
        async with (
            git.reading(*_TELL, "--no-walk=unsorted", "--stdin", given=given) as told,
            aclosing(records(told, FIELDS)) as listed,
        ):
            async for fields in listed:
                yield fields


async def commits_of(git: Git, maker: Maker, shas: Sequence[str]) -> list[Commit]:
    """Return the commits called `shas`, in that order, merges with what they brought in."""
    return [maker.commit(fields, await _inner(git, maker, fields)) async for fields in told_of(git, shas)]


async def _inner(git: Git, maker: Maker, merge: Sequence[str]) -> list[InnerCommit]:
    sha, parents = merge[0], merge[1].split()
    if len(parents) < 2:  # noqa: PLR2004 - no merge
        return []
    async with git.reading(*_TELL, "--topo-order", sha, f"^{parents[0]}") as told:
        return [maker.inner(fields) async for fields in records(told, FIELDS)][1:]
