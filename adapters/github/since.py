"""What became of a chain since it had another head, told by the links that were stored on the way."""

import datetime as dt
from collections.abc import Collection, Sequence

from adapters.github.api import Api
from adapters.github.chain import Chains, Settled
from adapters.github.commits import Commits
from adapters.github.inner import Find
from analysis.errors import UnknownCommitError
from analysis.models import Commit
from analysis.since import COMPARED, Landing, Since, parted, recreated
from bot.stores import ChainLink

PAGES = 20  # of 100 ancestors; a day that was read before has left hardly any to read
UNKNOWN = dt.datetime.max.replace(tzinfo=dt.UTC)
DEEPEST = 20_000  # links of the old chain, all of them stored


async def since(api: Api, chains: Chains, commits: Commits, old: str, head: str) -> Since:
    """Return how the chain got from `old` to `head`.

    Costs a request for each 100 ancestors that nobody walked before, and one more where `old` is off the
    chain. Then the newest commits of both lines are looked at, most of which are at hand.
    """
    before = list(await chains.known(old, DEEPEST))
    walk = await chains.walk(head, _meeting({old, *(link.sha for link in before)}), PAGES)
    reached, left = parted(_landings(walk.links), _landings(before) or [Landing(old, UNKNOWN)])
    if not left or await api.is_ancestor(old, head):
        return Since(reached, left)
    try:
        gone = await commits.of(left[:COMPARED], walk.finds)
    except UnknownCommitError:
        return Since(rewritten=True, known=False)
    return await _compared(reached, left, gone, commits, walk.finds)


async def _compared(
    reached: tuple[Landing, ...],
    left: tuple[str, ...],
    gone: Sequence[Commit],
    commits: Commits,
    finds: Sequence[Find],
) -> Since:
    came = await commits.of([link.sha for link in reached[:COMPARED]], finds)
    subjects = {commit.sha: commit.subject for commit in gone}
    return Since(reached, left, rewritten=True, recreated=recreated(gone, came), subjects=subjects)


def _meeting(ends: Collection[str]) -> Settled:
    """Return the rule that ends a walk where it meets one of `ends`."""

    def settled(links: Sequence[ChainLink]) -> bool:
        return any(link.sha in ends for link in links)

    return settled


def _landings(links: Sequence[ChainLink]) -> list[Landing]:
    return [Landing(link.sha, link.landed_at) for link in links]
