"""The questions we put to GitHub about one repository: each one request, but for pages of files."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any
from urllib.parse import quote

from github import Github
from github.Branch import Branch
from github.Repository import Repository
from github.Requester import Requester

from adapters.github.access import MOST_PER_PAGE
from adapters.github.confirmed import Confirmed
from adapters.github.convert import FILES_PER_PAGE, commit_of, diff_of, file_of
from adapters.github.workers import Workers
from analysis.errors import (
    CommitNotShownError,
    SourceError,
    SourceUnreadableError,
    UnknownBranchError,
    UnknownCommitError,
    UnknownRepositoryError,
)
from analysis.models import Commit, Diff

NAME = re.compile(r"(?!-)[\w-]{1,100}/(?!\.{1,2}$)[\w.-]{1,100}", re.ASCII)
# What git forbids in a branch's name and what would lead a URL elsewhere.
NO_BRANCH = re.compile(r"\.\.|(^|/)(\.|/|$)|^$|[\x00-\x20\x7f~^:?*\[\\\ud800-\udfff]")
COMPARED_AT_ONCE = 1000  # commits on a page of a comparison, the most there is
COMPARED_FILES = 300  # files that a comparison gives at all


@dataclass(frozen=True, slots=True)
class About:
    """A repository as GitHub names it today."""

    repo: str
    private: bool
    default_branch: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a commit has that another lacks: all its commits, and the diff if it is whole."""

    commits: tuple[Commit, ...]
    diff: Diff | None


@dataclass(frozen=True, slots=True)
class Merged:
    """A merged pull request: the commit that landed it, and the branch it was merged into."""

    sha: str
    branch: str


async def about(workers: Workers, confirmed: Confirmed, repo: str) -> About:
    """Return the repository's present name, visibility and default branch; follows a renaming."""
    if not NAME.fullmatch(repo):
        raise UnknownRepositoryError(repo)
    return await workers.call(repo, lambda client: confirmed.ask(client, f"/repos/{repo}", _about))


def _about(requester: Requester, headers: dict[str, Any], data: Any) -> About:  # noqa: ANN401 - JSON
    found = Repository(requester, headers, data, completed=True)
    if not NAME.fullmatch(found.full_name) or not isinstance(found.default_branch, str):
        raise ValueError("an answer that tells of no repository")
    return About(found.full_name, found.private is not False, found.default_branch)


class Api:
    """One repository, by the name it has today (a list that is redirected would lose its parameters)."""

    def __init__(self, workers: Workers, confirmed: Confirmed, repo: str) -> None:
        self.repo = repo
        self._workers = workers
        self._confirmed = confirmed

    async def head(self, branch: str) -> Commit:
        """Return the newest commit of `branch`."""
        missing = UnknownBranchError(self.repo, branch)
        if NO_BRANCH.search(branch):
            raise missing
        path = f"/repos/{self.repo}/branches/{quote(branch)}"
        return await self._workers.call(
            self.repo, lambda client: self._confirmed.ask(client, path, self._head), missing
        )

    async def check_not_empty(self) -> None:
        """Raise `EmptyRepositoryError` if the repository has no commit yet."""

        def ask(client: Github) -> None:
            client.get_repo(self.repo).get_commits().get_page(0)

        await self._workers.call(self.repo, ask)

    async def ancestors(self, sha: str, page: int) -> Sequence[Commit]:
        """Return a page, counted from 0, of `sha` and all its ancestors, every commit after a child."""

        def ask(client: Github) -> Sequence[Commit]:
            listed = client.get_repo(self.repo).get_commits(sha=sha).get_page(page)
            return [commit_of(it, self.repo) for it in listed]

        commits = await self._workers.call(self.repo, ask, UnknownCommitError(self.repo, sha))
        if page == 0 and (not commits or commits[0].sha != sha):
            raise SourceUnreadableError(self.repo, f"the list of {sha} began with another commit")
        return commits

    async def landed_between(
        self, sha: str, start: dt.datetime, end: dt.datetime, pages: int
    ) -> Sequence[Commit]:
        """Return ancestors of `sha`, on any line of history, with a committer time in `[start, end)`."""
        last = (end - dt.timedelta(seconds=1)).astimezone(dt.UTC)  # PyGithub sends the wall clock as UTC

        def ask(client: Github) -> Sequence[Commit]:
            listed = client.get_repo(self.repo).get_commits(
                sha=sha, since=start.astimezone(dt.UTC), until=last
            )
            return [commit_of(it, self.repo) for it in islice(listed, pages * MOST_PER_PAGE)]

        return await self._workers.call(self.repo, ask)

    async def commit(self, ref: str) -> tuple[Commit, Diff]:
        """Return the commit that GitHub finds for `ref` (a branch wins over a SHA), with its diff."""
        return await self._commit(ref, UnknownCommitError(self.repo, ref))

    async def diff(self, sha: str) -> Diff:
        """Return the diff of a commit that is known to exist, against its first parent.

        Raises `CommitNotShownError` where GitHub fails at this commit alone, as it does at giant ones.
        """
        unseen = CommitNotShownError(self.repo, sha, "GitHub gives no diff of it")
        try:
            return (await self._commit(sha, unseen))[1]
        except SourceUnreadableError as error:
            await about(self._workers, self._confirmed, self.repo)
            raise unseen from error

    async def compare(self, base: str, head: str) -> Comparison:
        """Return what `head` has and `base`, an ancestor of it, lacks: one request for 1,000 commits."""

        def ask(client: Github) -> Comparison:
            repository = client.get_repo(self.repo)
            found = repository.compare(base, head, comparison_commits_per_page=COMPARED_AT_ONCE).complete()
            commits = tuple(commit_of(it, self.repo) for it in found.commits)
            whole = len(found.files) < COMPARED_FILES
            diff = Diff(tuple(map(file_of, found.files))) if whole else None
            return Comparison(commits, diff)

        return await self._workers.call(self.repo, ask, UnknownCommitError(self.repo, head))

    async def is_ancestor(self, base: str, head: str) -> bool:
        """Return whether `head` has everything that `base` has; not so where GitHub knows no `base`."""

        def ask(client: Github) -> bool:
            repository = client.get_repo(self.repo)
            found = repository.compare(base, head, comparison_commits_per_page=1)
            return found.status in ("ahead", "identical")

        try:
            return await self._workers.call(self.repo, ask, UnknownCommitError(self.repo, base))
        except UnknownCommitError:
            return False

    async def merged(self, number: int) -> Merged:
        """Return what pull request `number` became; `UnknownCommitError` if nothing was merged."""
        missing = UnknownCommitError(self.repo, f"#{number}")

        def ask(client: Github) -> Merged | None:
            pull = client.get_repo(self.repo).get_pull(number).complete()
            return Merged(pull.merge_commit_sha, pull.base.ref) if pull.merged else None

        merged = await self._workers.call(self.repo, ask, missing)
        if merged is None:
            raise missing
        return merged

    def _head(self, requester: Requester, headers: dict[str, Any], data: Any) -> Commit:  # noqa: ANN401 - JSON
        return commit_of(Branch(requester, headers, data).commit, self.repo)

    async def _commit(self, ref: str, missing: SourceError) -> tuple[Commit, Diff]:
        def ask(client: Github) -> tuple[Commit, Diff]:
            repository = client.get_repo(self.repo)
            found = repository.get_commit(ref, commit_files_per_page=FILES_PER_PAGE).complete()
            return commit_of(found, self.repo), diff_of(found)

        return await self._workers.call(self.repo, ask, missing)
