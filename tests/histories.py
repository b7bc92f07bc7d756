"""A branch that people push to, rewrite, delete and bring back: a source that forgets nothing of it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from fakes import FakeSource

from analysis.errors import UnknownBranchError
from analysis.models import Commit, Person
from analysis.since import Landing, Since, parted, recreated

ADA = Person("Ada", "ada@example.org")


@dataclass
class PushedSource(FakeSource):
    """A repository in memory; `commits` is the branch as it stands, newest first, `ever` all there was."""

    commits: tuple[Commit, ...] = ()
    ever: dict[str, Commit] = field(default_factory=dict)
    deleted: bool = False

    def push(self, message: str, at: dt.datetime, *, authored: dt.datetime | None = None) -> Commit:
        """Put a commit on top of the branch."""
        parents = (self.commits[0].sha,) if self.commits else ()
        sha = f"{len(self.ever) + 1:040x}"
        made = Commit(self.repo, sha, parents, ADA, ADA, authored or at, at, message)
        self.ever[sha] = made
        self.commits = (made, *self.commits)
        return made

    def drop(self, count: int) -> Sequence[Commit]:
        """Take the newest commits off the branch, and return them oldest first."""
        count = min(count, len(self.commits) - 1)  # the first one stays: a branch is never empty
        gone, self.commits = self.commits[:count], self.commits[count:]
        return gone[::-1]

    async def since(self, old: str, head: str) -> Since:
        """Compare the two lines as git does."""
        self._check()
        before, now = self._line(old), self._line(head)
        reached, left = parted(_links(now), _links(before))
        if old in {one.sha for one in now}:
            return Since(reached)
        gone, came = [self.ever[sha] for sha in left], [self.ever[link.sha] for link in reached]
        subjects = {one.sha: one.subject for one in gone}
        return Since(reached, left, rewritten=True, recreated=recreated(gone, came), subjects=subjects)

    async def commit(self, prefix: str) -> Commit:
        """Return the only commit whose SHA begins so, on the branch or not."""
        kept = replace(self, commits=tuple(self.ever.values()))
        return await FakeSource.commit(kept, prefix)

    def _line(self, head: str) -> list[Commit]:
        found, sha = list[Commit](), head
        while sha:
            found.append(self.ever[sha])
            sha = found[-1].parents[0] if found[-1].parents else ""
        return found

    def _check(self, branch: str | None = None) -> None:
        super()._check(branch)
        if self.deleted:
            raise UnknownBranchError(self.repo, branch or self.head_branch)


def _links(line: Sequence[Commit]) -> list[Landing]:
    return [Landing(one.sha, one.landed_at) for one in line]
