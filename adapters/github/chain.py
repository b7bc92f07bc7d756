"""The first-parent chain of a branch, walked through GitHub's lists of all ancestors.

GitHub's date filter looks at all ancestors, those on merged branches too, so a day is found by
following first parents from the head. Clocks run backwards in real histories: the walk ends only when
the last 50 commits of the chain all landed more than a day before the day that was asked for. (Over
seven well-known histories of 35,000 commits, 20 commits without any margin already lost none.)
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from adapters.github.api import Api
from adapters.github.inner import Find
from analysis.days import ONE_DAY, Day
from analysis.errors import SourceUnreadableError
from analysis.models import Commit
from bot.stores import ChainLink, ChainStore

SETTLED = 50  # commits in a row that must be older than the day by the margin
MARGIN = ONE_DAY
EXACT_FOR = dt.timedelta(days=60)  # any day as young as this is walked to, whatever it costs
PAGES_FOR_OLDER = 50  # else one call walks at most 5,000 ancestors; the next one goes on from there
BLOCK = 1000  # links that are read from the store at a time
KEPT = 20_000  # commits of one list that are held in memory
Settled = Callable[[Sequence[ChainLink]], bool]


def settled_before(day: Day) -> Settled:
    """Return the rule that tells whether a chain was walked far enough to hold all of `day`."""
    bound = day.start - MARGIN

    def settled(links: Sequence[ChainLink]) -> bool:
        return len(links) >= SETTLED and all(link.landed_at < bound for link in links[-SETTLED:])

    return settled


def pages_for(day: Day, now: dt.datetime) -> int | None:
    """Return how many pages a walk to `day` may ask for; `None`: as many as it takes."""
    return None if day.end > now - EXACT_FOR else PAGES_FOR_OLDER


class Listing:
    """Commits of GitHub's list of a commit's ancestors, as far as it was read."""

    def __init__(self, api: Api, start: str) -> None:
        self._api = api
        self._start = start
        self._pages = 0
        self._links: dict[str, ChainLink] = {}
        self._commits: dict[str, Commit] = {}

    async def read_on(self) -> None:
        """Read the next page; `SourceUnreadableError` when the list ends before the chain does."""
        page = await self._api.ancestors(self._start, self._pages)
        if not page:
            raise SourceUnreadableError(self._api.repo, f"the list of {self._start} ended too early")
        self._pages += 1
        for commit in page:
            self._links[commit.sha] = _link(commit)
            if len(self._commits) < KEPT:
                self._commits[commit.sha] = commit

    def find(self, sha: str) -> Commit | None:
        """Return a commit that was read."""
        return self._commits.get(sha)

    def chain(self, sha: str | None) -> list[ChainLink]:
        """Return the chain from `sha` on, as far as it was read."""
        chain: list[ChainLink] = []
        while sha and (link := self._links.get(sha)):
            chain.append(link)
            sha = link.parent
        return chain


@dataclass
class Walk:
    """A chain from a head on, and the lists that were read for it."""

    links: list[ChainLink] = field(default_factory=list)
    listings: list[Listing] = field(default_factory=list)
    pages: int = 0
    complete: bool = True

    @property
    def finds(self) -> list[Find]:
        """What finds a commit in each of the lists."""
        return [listing.find for listing in self.listings]


class Chains:
    """Walks the chains of one repository and remembers every link."""

    def __init__(self, api: Api, store: ChainStore) -> None:
        self._api = api
        self._store = store

    async def starting_with(self, prefix: str, limit: int) -> Sequence[str]:
        """Return SHAs that begin with `prefix`, of those that were walked."""
        return await self._store.starting_with(self._api.repo, prefix, limit)

    async def known(self, head: str, limit: int) -> Sequence[ChainLink]:
        """Return the chain from `head` on as far as it is stored, without asking GitHub."""
        return await self._store.walk(self._api.repo, head, limit)

    async def walk(self, head: str, settled: Settled, pages: int | None) -> Walk:
        """Return the chain from `head` on until it is `settled`, or ends, or `pages` were read."""
        walk = Walk()
        cursor: str | None = head
        while cursor and not settled(walk.links):
            if known := await self._store.walk(self._api.repo, cursor, BLOCK):
                walk.links.extend(known)
                cursor = known[-1].parent
            elif pages is not None and walk.pages >= pages:
                walk.complete = False
                break
            else:
                cursor = await self._read(walk, cursor, settled, pages)
        return walk

    async def _read(self, walk: Walk, cursor: str | None, settled: Settled, pages: int | None) -> str | None:
        listing = Listing(self._api, cursor or "")
        walk.listings.append(listing)
        while cursor and not settled(walk.links) and (pages is None or walk.pages < pages):
            await listing.read_on()
            walk.pages += 1
            if not (fresh := listing.chain(cursor)):
                continue
            await self._store.add(self._api.repo, fresh)
            walk.links.extend(fresh)
            cursor = fresh[-1].parent
            if cursor and await self._store.walk(self._api.repo, cursor, 1):
                break
        return cursor


def likely_chain(commits: Sequence[Commit]) -> list[Commit]:
    """Return which of a day's `commits`, of all lines of history, most likely are its chain.

    That is the run of first parents with most merges, or else the longest: work on side branches has
    few merges. Only for days whose chain was not walked.
    """
    known = {commit.sha: commit for commit in commits}
    children = {parent for commit in commits for parent in commit.parents}
    runs = [_run(commit, known) for commit in commits if commit.sha not in children]
    return max(runs, key=lambda run: (sum(it.is_merge for it in run), len(run)), default=[])


def _run(commit: Commit | None, known: dict[str, Commit]) -> list[Commit]:
    run = []
    while commit:
        run.append(commit)
        commit = known.get(commit.parents[0]) if commit.parents else None
    return run


def _link(commit: Commit) -> ChainLink:
    return ChainLink(commit.sha, commit.parents[0] if commit.parents else None, commit.landed_at)
