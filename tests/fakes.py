"""Implementations of the bot's ports with a memory, for every test; they do what the ports promise."""

import datetime as dt
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field

from analysis.days import Day, newest_day_of
from analysis.errors import (
    AmbiguousCommitError,
    EmptyRepositoryError,
    UnknownBranchError,
    UnknownCommitError,
    UnknownRepositoryError,
)
from analysis.facts.models import Facts, Links, Title
from analysis.language import Language
from analysis.models import Commit, Diff, Landed, Person
from analysis.ports import CommitSource
from analysis.results import (
    Analysis,
    ChangeType,
    Claim,
    Depth,
    Digest,
    DigestCommit,
    DigestStatus,
    Level,
    Rating,
    Types,
    WrittenBy,
)
from analysis.since import Landing, Since, parted
from benchmarks.logs import KeptLog
from bot.messages import Message, Thread
from bot.ports import Progress

NOON = dt.datetime(2026, 2, 4, 4, tzinfo=dt.UTC)
"""Noon of 4 February 2026 in Shanghai."""


def commit_(
    sha: str = "abc1234",
    subject: str = "Fix the pool",
    *,
    repo: str = "acme/api",
    landed_at: dt.datetime = NOON,
    pull_request: int | None = None,
) -> Commit:
    """Return a commit whose SHA begins with `sha`, landed at `NOON` unless said otherwise."""
    ada = Person("Ada", "ada@example.org")
    return Commit(
        repo=repo,
        sha=sha.ljust(40, "0"),
        parents=("f" * 40,),
        author=ada,
        committer=ada,
        authored_at=NOON,
        landed_at=landed_at,
        message=subject,
        pull_request=pull_request,
    )


def digest_commit(commit: Commit, language: Language = Language.EN) -> DigestCommit:
    """Return `commit` with a small analysis."""
    claim = Claim(f"About {commit.subject}.")
    return DigestCommit(
        commit,
        Facts(Title(commit.subject), Links()),
        Types((ChangeType.FIX,), guessed=False),
        Rating(Level.MEDIUM, 0, ()),
        Analysis(Depth.DEEP, language, WrittenBy.FACTS, summary=(claim,)),
    )


class FakeClock:
    """A clock that stands until it is moved."""

    def __init__(self, now: dt.datetime = NOON) -> None:
        self.time = now

    def now(self) -> dt.datetime:
        """Return the time it was set to."""
        return self.time

    def move(self, seconds: float) -> None:
        """Let time pass."""
        self.time += dt.timedelta(seconds=seconds)


@dataclass
class FakeSource:
    """A repository held in memory; `head_branch` is its only branch. Raises what the port promises."""

    repo: str = "acme/api"
    commits: tuple[Commit, ...] = (commit_(),)
    private: bool = False
    head_branch: str = "main"
    failure: BaseException | None = None

    async def landed(self, day: Day, branch: str | None = None) -> Landed:
        """Return the commits of `day`."""
        self._check(branch)
        commits = tuple(commit for commit in self.commits if commit.landed_at in day)
        head = self.commits[0].sha if self.commits else None
        return Landed(self.repo, branch or self.head_branch, head, commits)

    async def newest_day(
        self, zone: str, branch: str | None = None, *, now: dt.datetime | None = None
    ) -> Day:
        """Return the day of the newest commit."""
        self._check(branch)
        if not self.commits:
            raise EmptyRepositoryError(self.repo)
        return newest_day_of([commit.landed_at for commit in self.commits], zone, now)

    async def since(self, old: str, head: str) -> Since:
        """Return what stands above the old head."""
        del head
        self._check()
        chain = [Landing(it.sha, it.landed_at) for it in self.commits]
        return Since(*parted(chain, [link for link in chain if link.sha == old]))

    async def commit(self, prefix: str) -> Commit:
        """Return the only commit whose SHA begins so."""
        self._check()
        found = [commit for commit in self.commits if commit.sha.startswith(prefix)]
        if not found:
            raise UnknownCommitError(self.repo, prefix)
        if len(found) > 1:
            raise AmbiguousCommitError(self.repo, prefix, tuple((it.sha, it.subject) for it in found))
        return found[0]

    async def pull_request(self, number: int, branch: str | None = None) -> Commit:
        """Return the commit that landed a pull request."""
        self._check(branch)
        for commit in self.commits:
            if commit.pull_request == number:
                return commit
        raise UnknownCommitError(self.repo, f"#{number}")

    async def diffs(self, commits: Sequence[Commit]) -> AsyncIterator[tuple[Commit, Diff]]:
        """Yield empty diffs."""
        self._check()
        for commit in commits:
            yield commit, Diff()

    async def history(self, branch: str | None = None) -> AsyncIterator[tuple[Commit, Diff]]:
        """Yield all commits."""
        self._check(branch)
        for commit in self.commits:
            yield commit, Diff()

    def _check(self, branch: str | None = None) -> None:
        if self.failure:
            raise self.failure
        if branch not in (None, self.head_branch):
            raise UnknownBranchError(self.repo, branch or "")


class FakeSources:
    """Sources by name; `known` are told without asking anybody."""

    def __init__(self, *sources: FakeSource, known: tuple[str, ...] = ()) -> None:
        self.sources = {source.repo.casefold(): source for source in sources}
        self.names = known

    async def find(self, repo: str) -> CommitSource:
        """Return the source called `repo`."""
        if source := self.sources.get(repo.casefold()):
            return source
        raise UnknownRepositoryError(repo)

    def known(self) -> tuple[str, ...]:
        """Return the names that are known."""
        return self.names


FakeLog = KeptLog
"""What was logged: (level, event, data)."""


@dataclass
class FakeReply:
    """Keeps what an asker would have seen."""

    acknowledged: list[Message] = field(default_factory=list)
    shown: list[tuple[int, int | None]] = field(default_factory=list)
    answers: list[Thread] = field(default_factory=list)
    refusals: list[Message] = field(default_factory=list)
    private: bool | None = None

    async def acknowledge(self, message: Message, *, private: bool) -> None:
        """Keep the first word."""
        self.private = private
        self.acknowledged.append(message)

    async def progress(self, message: Message, done: int, total: int | None) -> None:
        """Keep how far the work was."""
        del message
        self.shown.append((done, total))

    async def answer(self, thread: Thread, *, private: bool) -> None:
        """Keep the answer."""
        self.private = private
        self.answers.append(thread)

    async def refuse(self, message: Message) -> None:
        """Keep the refusal."""
        self.refusals.append(message)


class FakeProgress:
    """Keeps how far the work was."""

    def __init__(self) -> None:
        self.shown: list[tuple[int, int | None]] = []

    async def update(self, done: int, total: int | None) -> None:
        """Keep it."""
        self.shown.append((done, total))


@dataclass
class FakeDigests:
    """Builds digests of a source's commits with no analysis to speak of, and counts how many."""

    built: list[tuple[str, Day, Language]] = field(default_factory=list)
    explained: list[str] = field(default_factory=list)

    async def build(
        self,
        source: CommitSource,
        day: Day,
        *,
        language: Language,
        branch: str | None,
        now: dt.datetime,
        progress: Progress,
    ) -> Digest:
        """Return the digest of `day`."""
        landed = await source.landed(day, branch)
        self.built.append((source.repo, day, language))
        await progress.update(len(landed.commits), len(landed.commits))
        return Digest(
            source.repo,
            landed.branch,
            day,
            language,
            DigestStatus.COMPLETE,
            f"{len(landed.commits)} landed.",
            tuple(digest_commit(commit, language) for commit in landed.commits),
            made_at=now,
        )

    async def explain(self, source: CommitSource, prefix: str, *, language: Language) -> DigestCommit:
        """Return the commit with an analysis."""
        commit = await source.commit(prefix)
        self.explained.append(commit.sha)
        return digest_commit(commit, language)
