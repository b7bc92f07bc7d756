"""One local git repository as a commit source."""

import datetime as dt
import weakref
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from pathlib import Path

from adapters.git.chain import Link, chain, commits_of, messages, walk
from adapters.git.commits import LATEST, Maker, instant
from adapters.git.diffs import MOST_AT_ONCE, diffs_of
from adapters.git.numbers import lands
from adapters.git.origin import Origin
from adapters.git.places import Place
from adapters.git.process import Git
from adapters.git.quarantine import remove_quarantine
from adapters.git.refs import default_branch, head_of
from adapters.git.shas import many_commits, one_commit
from adapters.git.since import since
from analysis.days import Day, newest_day_of
from analysis.errors import EmptyRepositoryError, SourceError, SourceUnreadableError, UnknownCommitError
from analysis.models import Commit, Diff, Landed, LandedNote
from analysis.since import Since


class GitSource:
    """Implements `CommitSource`; made by `open_repository`.

    Nothing is remembered between two questions: a repository may be fetched into, or rewritten, at any
    time. `made` is the directory that git works in; it is removed with this object.
    """

    def __init__(self, git: Git, place: Place, made: Path, origin: Origin, *, private: bool) -> None:
        self._git = git
        self._place = place
        self._origin = origin
        self._private = private
        weakref.finalize(self, remove_quarantine, made)

    @property
    def repo(self) -> str:
        """The repository's name: `owner/name` of its origin, else its folder's."""
        return self._git.repo

    @property
    def private(self) -> bool:
        """Whether only some people may see the repository."""
        return self._private

    async def landed(self, day: Day, branch: str | None = None) -> Landed:
        """Return what landed on `day`: the whole chain filtered by the committer's time."""
        return await self.landed_between(day, day, branch)

    async def landed_between(self, first: Day, last: Day, branch: str | None = None) -> Landed:
        """Return what landed from `first` up to and with `last`, as `landed` does; one walk tells it all."""
        try:
            head = await head_of(self._git, self._place, branch)
        except EmptyRepositoryError:
            return Landed(self.repo, branch or default_branch(self._git, self._place), head=None)
        start, end = first.start.timestamp(), last.end.timestamp()
        shas, link = list[str](), Link(head.sha, LATEST)
        async with aclosing(walk(self._git, head.sha)) as links:
            async for link in links:
                if start <= link.landed_at < end:
                    shas.append(link.sha)
        maker = self._maker()
        unseen = link.sha in maker.boundary and start <= link.landed_at
        commits = await commits_of(self._git, maker, shas)
        notes = frozenset({LandedNote.SHALLOW_BOUNDARY} if unseen else ())
        return Landed(self.repo, head.branch, head.sha, tuple(commits), notes)

    async def newest_day(
        self, zone: str, branch: str | None = None, *, now: dt.datetime | None = None
    ) -> Day:
        """Return the day in `zone` of the newest `landed_at`, which need not be the head's."""
        head = await head_of(self._git, self._place, branch)
        async with aclosing(walk(self._git, head.sha)) as links:
            seconds = {link.landed_at async for link in links}
        return newest_day_of(tuple(map(instant, seconds)), zone, now)

    async def since(self, old: str, head: str) -> Since:
        """Return what became of the chain that once ended in `old` and now in `head`."""
        return await since(self._git, self._maker(), old, head)

    async def commit(self, prefix: str) -> Commit:
        """Return the commit whose SHA begins with `prefix`, 4 digits or more, on whatever branch."""
        return await one_commit(self._git, self._maker(), prefix)

    async def look_up(self, prefixes: Sequence[str]) -> list[Commit | SourceError]:
        """Return what each of `prefixes` means, or why nothing, as `bot.ports.Lookup` says."""
        return await many_commits(self._git, self._maker(), prefixes)

    async def pull_request(self, number: int, branch: str | None = None) -> Commit:
        """Return the newest commit of the chain whose message says that it landed `number`."""
        missing = UnknownCommitError(self.repo, f"#{number}")
        try:
            head = await head_of(self._git, self._place, branch)
        except EmptyRepositoryError as error:
            raise missing from error
        async with aclosing(messages(self._git, head.sha)) as told:
            async for sha, message in told:
                if lands(message, number):
                    return (await commits_of(self._git, self._maker(), [sha]))[0]
        raise missing

    def diffs(self, commits: Sequence[Commit]) -> AsyncGenerator[tuple[Commit, Diff], None]:
        """Yield each commit with its diff, in order.

        Raises `CommitNotShownError` when it comes to the boundary of a shallow clone.
        """
        return diffs_of(self._git, commits)

    async def history(self, branch: str | None = None) -> AsyncGenerator[tuple[Commit, Diff], None]:
        """Yield the whole chain with diffs, newest first.

        The boundary of a shallow clone comes with no files: nobody knows what it changed.
        """
        try:
            head = await head_of(self._git, self._place, branch)
        except EmptyRepositoryError:
            return
        async with aclosing(chain(self._git, self._maker(), head.sha)) as commits:
            async for stretch in _stretches(commits):
                async with aclosing(self.diffs([it for it in stretch if not it.boundary])) as read:
                    async for commit, diff in read:
                        yield commit, diff
                for commit in stretch:
                    if commit.boundary:
                        yield commit, Diff()

    def _maker(self) -> Maker:
        try:
            return Maker(self.repo, self._place.boundary(), self._origin.commit_url)
        except (OSError, ValueError) as error:
            raise SourceUnreadableError(self.repo, f"the shallow file cannot be read: {error}") from error


async def _stretches(commits: AsyncGenerator[Commit, None]) -> AsyncGenerator[list[Commit], None]:
    """Yield the commits as many at a time as one process is asked for."""
    stretch: list[Commit] = []
    async for commit in commits:
        stretch.append(commit)
        if len(stretch) == MOST_AT_ONCE:
            yield stretch
            stretch = []
    yield stretch
