"""The first-parent chain of a branch: the whole walk, and what each merge on it brought in."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from typing import NamedTuple

from adapters.git.brought import Chain, Fields, Landing, newest_first
from adapters.git.commits import FIELDS, FORMAT, MESSAGE, PARENTS, SHA, Maker, records, seconds
from adapters.git.process import Git
from analysis.models import Commit

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
    """Yield the whole chain from `head` on, newest first, merges with what they brought in."""
    sorting = Chain(head)
    async with (
        git.reading(*_TELL, "--topo-order", head) as told,
        aclosing(records(told, FIELDS)) as listed,
    ):
        async for fields in listed:
            for landing in sorting.add(fields):
                yield _commit(maker, landing)
    for landing in sorting.rest():
        yield _commit(maker, landing)


async def messages(git: Git, head: str) -> AsyncGenerator[tuple[str, str], None]:
    """Yield SHA and message of the whole chain from `head` on, newest first."""
    async with (
        git.reading(*_TELL, "--first-parent", head) as told,
        aclosing(records(told, FIELDS)) as listed,
    ):
        async for fields in listed:
            yield fields[SHA], fields[MESSAGE]


async def told_of(git: Git, shas: Sequence[str]) -> AsyncGenerator[Fields, None]:
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
    landings = [Landing(fields, await _brought(git, fields)) async for fields in told_of(git, shas)]
    return [_commit(maker, landing) for landing in landings]


def _commit(maker: Maker, landing: Landing) -> Commit:
    return maker.commit(landing.landed, map(maker.inner, newest_first(landing.brought)))


async def _brought(git: Git, merge: Fields) -> list[Fields]:
    sha, parents = merge[SHA], merge[PARENTS].split()
    if len(parents) < 2:  # noqa: PLR2004 - no merge
        return []
    async with git.reading(*_TELL, sha, f"^{parents[0]}") as told:
        return [fields async for fields in records(told, FIELDS) if fields[SHA] != sha]
