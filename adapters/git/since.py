"""What became of a chain since it had another head, told by the objects that git still holds."""

from collections.abc import Collection, Sequence
from contextlib import aclosing

from adapters.git.chain import told_of, walk
from adapters.git.commits import Maker, instant
from adapters.git.process import Git
from adapters.git.shas import many_commits
from analysis.models import Commit
from analysis.since import COMPARED, Landing, Since, parted, recreated


async def since(git: Git, maker: Maker, old: str, head: str) -> Since:
    """Return how the chain got from `old` to `head`; objects that git has dropped cannot be compared."""
    new, met = await _down_to(git, head, (old,))
    if met:
        return Since(tuple(new[:-1]))
    if not isinstance((await many_commits(git, maker, [old]))[0], Commit):
        return Since(rewritten=True, known=False)
    before, _ = await _down_to(git, old, {link.sha for link in new})
    reached, left = parted(new, before)
    if await _is_ancestor(git, old, head):
        return Since(reached, left)
    gone = await _commits(git, maker, left)
    came = await _commits(git, maker, [link.sha for link in reached])
    subjects = {commit.sha: commit.subject for commit in gone}
    return Since(reached, left, rewritten=True, recreated=recreated(gone, came), subjects=subjects)


async def _down_to(git: Git, head: str, ends: Collection[str]) -> tuple[list[Landing], bool]:
    """Return the chain from `head` to the first of `ends`, that one included, and whether it was met."""
    chain = list[Landing]()
    async with aclosing(walk(git, head)) as links:
        async for link in links:
            chain.append(Landing(link.sha, instant(link.landed_at)))
            if link.sha in ends:
                return chain, True
    return chain, False


async def _is_ancestor(git: Git, old: str, head: str) -> bool:
    """Return whether `head` has everything that `old` has: after a merge, off its chain."""
    return not (await git.output("rev-list", "--max-count=1", old, f"^{head}")).strip()


async def _commits(git: Git, maker: Maker, shas: Sequence[str]) -> list[Commit]:
    return [maker.commit(fields) async for fields in told_of(git, shas[:COMPARED])]
