"""What every commit source does, shown on real repositories: subclass it in the tests of an adapter.

A subclass says how a repository on this disk is opened, and what its source cannot tell:

    class TestSource(CommitSourceContract):
        tells_modes = False

        @pytest.fixture
        def open_source(self, server) -> OpenSource: ...
"""

# ruff: noqa: D102 - the name of a test is a sentence already

import datetime as dt

import pytest
from contracts.commit_diffs import DiffContract, OpenSource
from contracts.commit_since import SinceContract
from gitrepo import DAY, HOUR, NAME, START, GitRepo, Spec

from analysis.days import Day
from analysis.errors import EmptyRepositoryError, UnknownBranchError, UnknownCommitError
from analysis.models import Commit, InnerCommit, Person

__all__ = ["CommitSourceContract", "OpenSource"]

DATE = dt.date(2026, 2, 4)
TODAY = Day(DATE, "UTC")  # begins at START


class CommitSourceContract(DiffContract, SinceContract):
    """All behaviours of a source, those of its diffs and of what became of a chain included."""

    # What landed on a day

    async def test_a_day_holds_what_landed_on_it_newest_first(
        self, repo: GitRepo, open_source: OpenSource
    ) -> None:
        shas = repo.commits(
            [Spec("Change\n", {"a": str(hour)}, START + hour * HOUR) for hour in range(-2, 3)]
        )
        landed = await (await open_source(repo)).landed(TODAY)
        assert [it.sha for it in landed.commits] == shas[:1:-1]
        assert (landed.repo, landed.branch, landed.head) == (NAME, "main", shas[-1])
        assert landed.notes == frozenset()

    async def test_a_day_begins_with_its_first_second_and_ends_before_its_last(
        self, repo: GitRepo, open_source: OpenSource
    ) -> None:
        times = [START - 1, START, START + DAY - 1, START + DAY]
        shas = repo.commits([Spec(f"At {at}\n", at=at) for at in times])
        landed = await (await open_source(repo)).landed(TODAY)
        assert [it.sha for it in landed.commits] == [shas[2], shas[1]]

    async def test_a_day_is_a_day_of_its_zone(self, repo: GitRepo, open_source: OpenSource) -> None:
        shas = repo.commits([Spec(f"At {hour}\n", at=START + hour * HOUR) for hour in (-8, 15, 16)])
        landed = await (await open_source(repo)).landed(Day(DATE, "Asia/Shanghai"))
        assert [it.sha for it in landed.commits] == [shas[1], shas[0]]

    async def test_the_committer_says_when_a_commit_landed(
        self, repo: GitRepo, open_source: OpenSource
    ) -> None:
        repo.commit("Written long ago\n", at=START, authored_at=START - 90 * DAY)
        repo.commit("Written later, it says\n", at=START - DAY, authored_at=START)
        landed = await (await open_source(repo)).landed(TODAY)
        assert [it.subject for it in landed.commits] == ["Written long ago"]

    async def test_what_was_made_on_a_side_branch_belongs_to_the_day_of_its_merge(
        self, repo: GitRepo, open_source: OpenSource
    ) -> None:
        base = repo.commit("Begin\n", at=START - 9 * DAY)
        first = repo.commit("Work\n", {"b": "1"}, START - DAY, "side", [base])
        second = repo.commit("More work\n\nWith a body.\n", {"b": "2"}, START, "side")
        merge = repo.merge("Merge pull request #7 from ada/side\n", [second], {"b": "2"}, START + DAY)
        source = await open_source(repo)
        assert (await source.landed(TODAY)).commits == ()
        landed = await source.landed(Day(DATE + dt.timedelta(days=1), "UTC"))
        assert [it.sha for it in landed.commits] == [merge]
        assert landed.commits[0].parents == (base, second)
        assert landed.commits[0].inner_commits == (
            InnerCommit(second, "More work"),
            InnerCommit(first, "Work"),
        )

    async def test_a_merge_lists_only_what_its_first_parent_lacks(
        self, repo: GitRepo, open_source: OpenSource
    ) -> None:
        base = repo.commit("Begin\n", at=START)
        side = repo.commit("Work\n", {"b": "1"}, START + 1, "side", [base])
        main = repo.commit("Meanwhile\n", {"a": "1"}, START + 2)
        back = repo.commit("Catch up\n", {"a": "1"}, START + 3, "side", [side, main])
        merge = repo.merge("Merge side\n", [back], {"b": "1"}, START + 4)
        commit = await (await open_source(repo)).commit(merge)
        assert [it.sha for it in commit.inner_commits] == [back, side]

    async def test_a_clock_that_runs_backwards_hides_nothing(
        self, repo: GitRepo, open_source: OpenSource
    ) -> None:
        hours = (1, -30, -31, 2, -40)
        shas = repo.commits([Spec(f"At {hour}\n", at=START + hour * HOUR) for hour in hours])
        landed = await (await open_source(repo)).landed(TODAY)
        assert [it.sha for it in landed.commits] == [shas[3], shas[0]]

    async def test_a_day_without_commits_still_has_a_head(
        self, repo: GitRepo, open_source: OpenSource
    ) -> None:
        sha = repo.commit(at=START - DAY)
        landed = await (await open_source(repo)).landed(TODAY)
        assert (landed.commits, landed.head) == ((), sha)

    async def test_nothing_lands_in_an_empty_repository(self, repo: GitRepo, open_source: OpenSource) -> None:
        landed = await (await open_source(repo)).landed(TODAY)
        assert (landed.commits, landed.head, landed.branch) == ((), None, "main")

    async def test_an_empty_repository_has_no_history(self, repo: GitRepo, open_source: OpenSource) -> None:
        assert [it async for it in (await open_source(repo)).history()] == []

    async def test_an_empty_repository_has_no_newest_day(
        self, repo: GitRepo, open_source: OpenSource
    ) -> None:
        with pytest.raises(EmptyRepositoryError):
            await (await open_source(repo)).newest_day("UTC")

    # Branches

    async def test_a_branch_has_its_own_commits(self, repo: GitRepo, open_source: OpenSource) -> None:
        base = repo.commit("Begin\n", at=START)
        fix = repo.commit("Fix\n", at=START + 1, branch="release/1.x", parents=[base])
        landed = await (await open_source(repo)).landed(TODAY, "release/1.x")
        assert [it.sha for it in landed.commits] == [fix, base]
        assert (landed.branch, landed.head) == ("release/1.x", fix)

    @pytest.mark.parametrize(
        "name",
        [
            *(
                "gone",
                "",
                "HEAD~1",
                "main^",
                "main^{tree}",
                "@{upstream}",
                "main@{1}",
                ":/Begin",
                "--all",
                "-p",
            ),
            *("ma*", "main..main", "^main", "refs/heads/main", "../heads/main", "main/", "/main"),
            *("ma\nin", "ma\0in", "\ud800"),
        ],
    )
    async def test_an_unknown_branch_is_said_to_be_unknown(
        self, repo: GitRepo, open_source: OpenSource, name: str
    ) -> None:
        repo.commits([Spec("Begin\n"), Spec("Go on\n")])
        with pytest.raises(UnknownBranchError):
            await (await open_source(repo)).landed(TODAY, name)

    async def test_the_newest_day_is_the_latest_on_the_chain(
        self, repo: GitRepo, open_source: OpenSource
    ) -> None:
        repo.commits([Spec("Late\n", at=START + 20 * HOUR), Spec("Head\n", at=START - DAY)])
        source = await open_source(repo)
        assert await source.newest_day("UTC") == TODAY
        assert await source.newest_day("Asia/Shanghai") == Day(DATE + dt.timedelta(days=1), "Asia/Shanghai")

    async def test_a_day_in_the_future_is_the_newest_only_where_there_is_no_other(
        self, repo: GitRepo, open_source: OpenSource
    ) -> None:
        now = dt.datetime.fromtimestamp(START, dt.UTC)
        repo.commit("From another time\n", at=START + 700 * DAY)
        assert (await (await open_source(repo)).newest_day("UTC", now=now)).date > DATE
        repo.commits([Spec("Begin\n", at=START + HOUR), Spec("Ahead again\n", at=START + 800 * DAY)])
        assert await (await open_source(repo)).newest_day("UTC", now=now) == TODAY

    # Single commits

    async def test_a_commit_is_told_in_full(self, repo: GitRepo, open_source: OpenSource) -> None:
        base = repo.commit("Begin\n")
        sha = repo.commit("Subject\n\nBody.\n", at=START + 5, authored_at=START - 5)
        commit = await (await open_source(repo)).commit(sha)
        assert commit == Commit(
            repo=NAME,
            sha=sha,
            parents=(base,),
            author=Person("Ada Lovelace", "ada@example.org"),
            committer=Person("Grace Hopper", "grace@example.org"),
            authored_at=dt.datetime.fromtimestamp(START - 5, dt.UTC),
            landed_at=dt.datetime.fromtimestamp(START + 5, dt.UTC),
            message="Subject\n\nBody.",
            url=f"https://github.com/{NAME}/commit/{sha}",
        )

    async def test_a_commit_is_the_same_however_it_is_found(
        self, repo: GitRepo, open_source: OpenSource
    ) -> None:
        base = repo.commit("Begin\n", at=START)
        side = repo.commit("Work\n", {"b": "1"}, START + 1, "side", [base])
        repo.merge("Merge pull request #7 from ada/side\n\nAdd b\n", [side], {"b": "1"}, START + 2)
        source = await open_source(repo)
        day = (await source.landed(TODAY)).commits
        assert [it async for it, _ in source.history()] == list(day)
        assert [await source.commit(it.sha[:12]) for it in day] == list(day)
        assert await source.pull_request(7) == day[0]

    async def test_a_commit_is_found_by_seven_digits_in_any_case(
        self, repo: GitRepo, open_source: OpenSource
    ) -> None:
        sha = repo.commit("Begin\n")
        source = await open_source(repo)
        assert (await source.commit(sha[:7])).sha == sha
        assert (await source.commit(sha[:7].upper())).sha == sha

    @pytest.mark.parametrize(
        "prefix", ["0123456789", "f" * 40, "main", "HEAD~0", "--all", "", "zzzzzzz", "abc1 234"]
    )
    async def test_an_unknown_commit_is_said_to_be_unknown(
        self, repo: GitRepo, open_source: OpenSource, prefix: str
    ) -> None:
        repo.commit("Begin\n")
        with pytest.raises(UnknownCommitError):
            await (await open_source(repo)).commit(prefix)

    async def test_a_line_end_is_a_line_feed_whatever_the_author_used(
        self, repo: GitRepo, open_source: OpenSource
    ) -> None:
        sha = repo.commit("Subject\r\n\r\nBody\r\nCo-authored-by: Bob <bob@example.org>\r\n")
        commit = await (await open_source(repo)).commit(sha)
        assert commit.message == "Subject\n\nBody\nCo-authored-by: Bob <bob@example.org>"

    async def test_a_message_in_another_encoding_is_read_in_it(
        self, repo: GitRepo, open_source: OpenSource
    ) -> None:
        sha = repo.commit("修复缓存\n".encode("gb18030"), encoding="gb18030")
        assert (await (await open_source(repo)).commit(sha)).subject == "修复缓存"

    async def test_bytes_of_a_message_that_are_no_text_are_marked(
        self, repo: GitRepo, open_source: OpenSource
    ) -> None:
        sha = repo.commit(b"Broken \xff byte\n")
        assert (await (await open_source(repo)).commit(sha)).subject == "Broken \ufffd byte"

    # Pull requests

    async def test_a_squashed_pull_request_is_found_by_its_number(
        self, repo: GitRepo, open_source: OpenSource
    ) -> None:
        shas = repo.commits([Spec("Add one (#12)\n"), Spec("Add two (#112)\n"), Spec("Fix #12\n")])
        assert (await (await open_source(repo)).pull_request(12)).sha == shas[0]

    async def test_a_pull_request_that_never_landed_is_unknown(
        self, repo: GitRepo, open_source: OpenSource
    ) -> None:
        repo.commit("Add one (#12)\n")
        with pytest.raises(UnknownCommitError) as raised:
            await (await open_source(repo)).pull_request(2)
        assert raised.value.prefix == "#2"
