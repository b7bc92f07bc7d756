"""Building digests and explanations from a source."""

import datetime as dt
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field, replace

import pytest
from fakes import NOON, FakeProgress, FakeSource, commit_

from analysis.days import Day
from analysis.errors import CommitNotShownError, SourceUnreadableError
from analysis.language import Language
from analysis.models import Commit, Diff, FileChange, FileStatus
from analysis.rated import RatedCommit
from analysis.results import Depth, Digest, DigestCommit, DigestStatus, Level, Rating, Usage, WrittenBy
from bot.digests import Digests
from bot.ports import Progress
from bot.writing import FactsWriter, Writer, Written

DAY = Day(dt.date(2026, 2, 4), "Asia/Shanghai")
PATCH = "@@ -1,2 +1,3 @@\n import os\n-def send(a): pass\n+def send(a, b): pass\n+def recv(): pass"
CHANGE = Diff((FileChange("src/pool.py", FileStatus.MODIFIED, 2, 1, PATCH),))


@dataclass
class Source(FakeSource):
    """A source with changes; those in `withheld` cannot be shown."""

    withheld: frozenset[str] = frozenset()
    asked: list[str] = field(default_factory=list)

    async def diffs(self, commits: Sequence[Commit]) -> AsyncIterator[tuple[Commit, Diff]]:
        """Yield one change after the other."""
        for commit in commits:
            self.asked.append(commit.sha)
            if commit.sha in self.withheld:
                raise CommitNotShownError(self.repo, commit.sha, "too old")
            yield commit, CHANGE


class ArguingWriter:
    """A writer who raises every commit to high, and has something to say about it."""

    model = ""

    async def write(
        self,
        commits: Sequence[RatedCommit],
        language: Language,
        progress: Progress,
        depth: Depth | None = None,
    ) -> Written:
        """Write from facts, and argue."""
        written = await FactsWriter().write(commits, language, progress, depth)
        high = {
            sha: Rating(Level.HIGH, rating.score, rating.reasons) for sha, rating in written.ratings.items()
        }
        return replace(written, ratings=high, usage=Usage(calls=1), notes=("Argued.",), headline="All high.")


COMMITS = tuple(commit_(digit * 4, f"Change {digit}") for digit in "abc")


async def build(source: FakeSource, writer: Writer | None = None, progress: Progress | None = None) -> Digest:
    """Build the digest of the day."""
    return await Digests(writer or FactsWriter()).build(
        source,
        DAY,
        language=Language.EN,
        branch=None,
        now=DAY.end,
        progress=progress or FakeProgress(),
    )


async def explain(source: FakeSource, prefix: str) -> DigestCommit:
    """Explain a commit."""
    return await Digests(FactsWriter()).explain(source, prefix, language=Language.ZH)


async def test_every_commit_of_the_day_is_rated_and_written_about() -> None:
    digest = await build(Source(commits=COMMITS))
    assert {one.commit.sha for one in digest.commits} == {commit.sha for commit in COMMITS}
    assert all(one.analysis.summary and one.rating.reasons for one in digest.commits)


async def test_a_digest_says_where_and_when_it_belongs() -> None:
    digest = await build(Source(commits=COMMITS))
    assert (digest.repo, digest.branch, digest.day, digest.made_at) == ("acme/api", "main", DAY, DAY.end)


async def test_a_day_without_commits_is_a_quiet_digest() -> None:
    digest = await build(Source(commits=()))
    assert (digest.commits, digest.status) == ((), DigestStatus.COMPLETE)


async def test_a_source_that_cannot_be_read_is_no_quiet_day() -> None:
    with pytest.raises(SourceUnreadableError):
        await build(Source(failure=SourceUnreadableError("acme/api")))


async def test_progress_grows_to_the_number_of_commits_and_never_goes_back() -> None:
    progress = FakeProgress()
    await build(Source(commits=COMMITS), progress=progress)
    done = [step for step, _ in progress.shown]
    assert done == sorted(done)
    assert progress.shown[0] == (0, 3)
    assert progress.shown[-1] == (3, 3)


async def test_progress_is_told_after_every_commit() -> None:
    progress = FakeProgress()
    await build(Source(commits=COMMITS), progress=progress)
    assert len(progress.shown) >= 2 * len(COMMITS)


async def test_a_change_that_cannot_be_shown_is_listed_and_the_others_do_not_suffer() -> None:
    digest = await build(Source(commits=COMMITS, withheld=frozenset({COMMITS[1].sha})))
    unseen = next(one for one in digest.commits if one.commit.sha == COMMITS[1].sha)
    assert len(digest.commits) == len(COMMITS)
    assert unseen.rating.level is Level.LOW
    assert digest.status is DigestStatus.PARTIAL
    assert COMMITS[1].short_sha in digest.notes[0]


async def test_a_digest_can_be_built_when_nothing_can_be_shown() -> None:
    digest = await build(Source(commits=COMMITS, withheld=frozenset(one.sha for one in COMMITS)))
    assert len(digest.commits) == len(COMMITS)


async def test_the_boundary_of_a_shallow_clone_is_said_and_its_change_not_asked_for() -> None:
    boundary = replace(COMMITS[2], boundary=True)
    source = Source(commits=(*COMMITS[:2], boundary))
    digest = await build(source)
    assert boundary.sha not in source.asked
    assert boundary.short_sha in digest.notes[0]
    assert digest.commits[-1].commit is boundary


async def test_what_a_writer_argues_and_notes_reaches_the_digest() -> None:
    digest = await build(Source(commits=COMMITS), ArguingWriter())
    assert digest.stats.high == len(COMMITS)
    assert (digest.headline, digest.notes, digest.usage.calls) == ("All high.", ("Argued.",), 1)


async def test_the_depth_follows_the_level() -> None:
    digest = await build(Source(commits=COMMITS))
    depths = {Level.HIGH: Depth.DEEP, Level.MEDIUM: Depth.STANDARD, Level.LOW: Depth.BRIEF}
    assert all(one.analysis.depth is depths[one.rating.level] for one in digest.commits)


async def test_an_explanation_is_deep_whatever_the_level() -> None:
    one = await explain(Source(commits=COMMITS), "aaaa")
    assert (one.analysis.depth, one.analysis.language) == (Depth.DEEP, Language.ZH)
    assert one.analysis.written_by is WrittenBy.FACTS


async def test_the_upgrade_notes_of_an_explained_commit_come_along() -> None:
    one = await explain(Source(commits=COMMITS), "aaaa")
    assert [note.sha for note in one.upgrade_notes] == [COMMITS[0].sha]


@pytest.mark.parametrize(
    "source",
    [
        Source(commits=COMMITS, withheld=frozenset({COMMITS[0].sha})),
        Source(commits=(replace(COMMITS[0], boundary=True),)),
    ],
)
async def test_a_commit_whose_change_cannot_be_seen_is_not_explained(source: Source) -> None:
    with pytest.raises(CommitNotShownError):
        await explain(source, "aaaa")


def test_the_day_of_these_tests_holds_their_commits() -> None:
    assert NOON in DAY
