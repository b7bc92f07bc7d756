"""What every commit source does, shown on real repositories: subclass it in the tests of an adapter.

A subclass says how a repository on this disk is opened, and what its source cannot tell:

    class TestSource(CommitSourceContract):
        tells_modes = False

        @pytest.fixture
        def open_source(self, server) -> OpenSource: ...
"""

# ruff: noqa: D102 - the name of a test is a sentence already

import datetime as dt
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest
from gitrepo import DAY, HOUR, NAME, START, Entry, GitRepo, Spec, executable, submodule, symlink

from analysis.days import Day
from analysis.errors import EmptyRepositoryError, UnknownBranchError, UnknownCommitError
from analysis.models import Commit, Diff, FileChange, FileStatus, InnerCommit, Person, Submodule, Withheld
from analysis.ports import CommitSource

OpenSource = Callable[[GitRepo], Awaitable[CommitSource]]
DATE = dt.date(2026, 2, 4)
TODAY = Day(DATE, "UTC")  # begins at START


class CommitSourceContract:
    """The behaviours; `repo` is an empty repository to build on."""

    tells_modes = True  # whether a changed file mode is known

    @pytest.fixture
    def open_source(self) -> OpenSource:
        """Return how this adapter opens a repository."""
        raise NotImplementedError

    @pytest.fixture
    def repo(self, tmp_path: Path) -> GitRepo:
        """Return an empty repository called `acme/app`."""
        return GitRepo.create(tmp_path / "app.git")

    async def change(self, open_source: OpenSource, repo: GitRepo, sha: str) -> Diff:
        """Return the diff of `sha`, without what this adapter cannot tell."""
        source = await open_source(repo)
        commit = await source.commit(sha)
        ((_, diff),) = [it async for it in source.diffs([commit])]
        if self.tells_modes:
            return diff
        return replace(diff, files=tuple(replace(it, old_mode=None, new_mode=None) for it in diff.files))

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

    # Diffs

    async def test_a_diff_tells_what_was_added_changed_and_deleted(
        self, repo: GitRepo, open_source: OpenSource
    ) -> None:
        repo.commit("Begin\n", {"changed": "1\n2\n3\n", "gone": "x\n"})
        sha = repo.commit("Go on\n", {"changed": "1\ntwo\n3\nfour\n", "gone": None, "new": "y"})
        assert await self.change(open_source, repo, sha) == Diff(
            (
                FileChange("changed", FileStatus.MODIFIED, 2, 1, "@@ -1,3 +1,4 @@\n 1\n-2\n+two\n 3\n+four"),
                FileChange("gone", FileStatus.DELETED, 0, 1, "@@ -1 +0,0 @@\n-x"),
                FileChange("new", FileStatus.ADDED, 1, 0, "@@ -0,0 +1 @@\n+y\n\\ No newline at end of file"),
            )
        )

    async def test_a_root_commit_adds_everything(self, repo: GitRepo, open_source: OpenSource) -> None:
        sha = repo.commit("Begin\n", {"a": "1\n"})
        assert await self.change(open_source, repo, sha) == Diff(
            (FileChange("a", FileStatus.ADDED, 1, 0, "@@ -0,0 +1 @@\n+1"),)
        )

    async def test_an_empty_commit_changes_nothing(self, repo: GitRepo, open_source: OpenSource) -> None:
        repo.commit("Begin\n", {"a": "1\n"})
        assert await self.change(open_source, repo, repo.commit("Nothing\n")) == Diff()

    async def test_a_file_that_moved_is_renamed(self, repo: GitRepo, open_source: OpenSource) -> None:
        text = "".join(f"line {number}\n" for number in range(20))
        repo.commit("Begin\n", {"old": text})
        sha = repo.commit("Move\n", {"old": None, "new": text})
        assert await self.change(open_source, repo, sha) == Diff(
            (FileChange("new", FileStatus.RENAMED, old_path="old"),)
        )

    async def test_a_file_that_moved_and_changed_is_renamed(
        self, repo: GitRepo, open_source: OpenSource
    ) -> None:
        text = "".join(f"line {number}\n" for number in range(20))
        repo.commit("Begin\n", {"old": text})
        sha = repo.commit("Move\n", {"old": None, "dir/new": text + "more\n"})
        file = (await self.change(open_source, repo, sha)).files[0]
        assert (file.status, file.path, file.old_path) == (FileStatus.RENAMED, "dir/new", "old")
        assert (file.additions, file.deletions) == (1, 0)
        assert file.patch.startswith("@@ -18,3 +18,4 @@ line 16\n")

    async def test_a_copied_file_is_added(self, repo: GitRepo, open_source: OpenSource) -> None:
        text = "".join(f"line {number}\n" for number in range(20))
        repo.commit("Begin\n", {"a": text})
        file = (await self.change(open_source, repo, repo.commit("Copy\n", {"b": text}))).files[0]
        assert (file.status, file.old_path, file.additions) == (FileStatus.ADDED, None, 20)

    async def test_a_changed_mode_changes_no_line(self, repo: GitRepo, open_source: OpenSource) -> None:
        repo.commit("Begin\n", {"run": "x\n"})
        sha = repo.commit("Make it run\n", {"run": executable("x\n")})
        old, new = ("100644", "100755") if self.tells_modes else (None, None)
        file = FileChange("run", FileStatus.MODIFIED, old_mode=old, new_mode=new)
        assert await self.change(open_source, repo, sha) == Diff((file,))

    async def test_a_file_that_became_a_link_changed_its_type(
        self, repo: GitRepo, open_source: OpenSource
    ) -> None:
        repo.commit("Begin\n", {"a": "x\n"})
        file = (await self.change(open_source, repo, repo.commit("Link\n", {"a": symlink("b")}))).files[0]
        assert (file.status, file.additions, file.deletions) == (FileStatus.TYPE_CHANGED, 1, 1)
        assert file.patch == "@@ -1 +0,0 @@\n-x\n@@ -0,0 +1 @@\n+b\n\\ No newline at end of file"

    async def test_a_binary_file_is_withheld(self, repo: GitRepo, open_source: OpenSource) -> None:
        repo.commit("Begin\n", {"a.png": b"\x89PNG\0\1"})
        diff = await self.change(open_source, repo, repo.commit("Redraw\n", {"a.png": b"\x89PNG\0\2"}))
        assert diff == Diff((FileChange("a.png", FileStatus.MODIFIED, withheld=Withheld.BINARY),))

    async def test_an_empty_file_is_not_withheld(self, repo: GitRepo, open_source: OpenSource) -> None:
        diff = await self.change(open_source, repo, repo.commit("Begin\n", {"a/__init__.py": ""}))
        assert diff == Diff((FileChange("a/__init__.py", FileStatus.ADDED),))

    async def test_a_submodule_tells_where_it_stood_and_stands(
        self, repo: GitRepo, open_source: OpenSource
    ) -> None:
        repo.commit("Begin\n", {"lib": submodule("1" * 40)})
        file = (
            await self.change(open_source, repo, repo.commit("Move\n", {"lib": submodule("2" * 40)}))
        ).files[0]
        assert file.submodule == Submodule("1" * 40, "2" * 40)

    async def test_a_new_submodule_stood_nowhere(self, repo: GitRepo, open_source: OpenSource) -> None:
        file = (
            await self.change(open_source, repo, repo.commit("Add\n", {"lib": submodule("2" * 40)}))
        ).files[0]
        assert (file.status, file.submodule) == (FileStatus.ADDED, Submodule(None, "2" * 40))

    async def test_a_merge_is_compared_with_its_first_parent(
        self, repo: GitRepo, open_source: OpenSource
    ) -> None:
        base = repo.commit("Begin\n", {"a": "1\n"})
        side = repo.commit("Work\n", {"b": "1\n"}, branch="side", parents=[base])
        repo.commit("Meanwhile\n", {"a": "2\n"})
        merge = repo.merge("Merge side\n", [side], {"b": "1\n"})
        assert [it.path for it in (await self.change(open_source, repo, merge)).files] == ["b"]

    async def test_an_octopus_shows_all_its_arms(self, repo: GitRepo, open_source: OpenSource) -> None:
        base = repo.commit("Begin\n", {"a": "1\n"})
        arms = [repo.commit(f"Add {it}\n", {it: "1\n"}, branch=it, parents=[base]) for it in "bc"]
        merge = repo.merge("Merge b and c\n", arms, {"b": "1\n", "c": "1\n"})
        assert [it.path for it in (await self.change(open_source, repo, merge)).files] == ["b", "c"]
        commit = await (await open_source(repo)).commit(merge)
        assert {it.sha for it in commit.inner_commits} == set(arms)

    async def test_what_a_merge_sneaks_in_is_seen(self, repo: GitRepo, open_source: OpenSource) -> None:
        base = repo.commit("Begin\n", {"a": "1\n"})
        side = repo.commit("Work\n", {"b": "1\n"}, branch="side", parents=[base])
        merge = repo.merge("Merge side\n", [side], {"b": "1\n", "evil": "1\n"})
        assert [it.path for it in (await self.change(open_source, repo, merge)).files] == ["b", "evil"]

    async def test_a_path_in_any_script_is_told_as_it_is(
        self, repo: GitRepo, open_source: OpenSource
    ) -> None:
        paths = ["dir/a b.txt", 'quo"te\\.txt', "中文.txt"]
        diff = await self.change(open_source, repo, repo.commit("Begin\n", dict.fromkeys(paths, "1\n")))
        assert [it.path for it in diff.files] == paths

    async def test_diffs_come_in_the_order_they_were_asked_for(
        self, repo: GitRepo, open_source: OpenSource
    ) -> None:
        shas = repo.commits([Spec(f"Add {number}\n", {f"{number}": "x\n"}) for number in range(7)])
        source = await open_source(repo)
        asked = [await source.commit(shas[number]) for number in (3, 0, 6, 3)]
        read = [(commit, diff) async for commit, diff in source.diffs(asked)]
        assert [commit for commit, _ in read] == asked
        assert [diff.files[0].path for _, diff in read] == ["3", "0", "6", "3"]

    async def test_no_commits_have_no_diffs(self, repo: GitRepo, open_source: OpenSource) -> None:
        repo.commit("Begin\n")
        assert [it async for it in (await open_source(repo)).diffs([])] == []

    async def test_history_is_the_whole_first_parent_chain(
        self, repo: GitRepo, open_source: OpenSource
    ) -> None:
        base = repo.commit("Begin\n", {"a": "1\n"}, START)
        side = repo.commit("Work\n", {"b": "1\n"}, START + 1, "side", [base])
        main = repo.commit("Meanwhile\n", at=START + 2)
        merge = repo.merge("Merge side\n", [side], {"b": "1\n"}, START + 3)
        read = [
            (it.sha, [file.path for file in diff.files])
            async for it, diff in (await open_source(repo)).history()
        ]
        assert read == [(merge, ["b"]), (main, []), (base, ["a"])]

    async def test_a_long_history_is_read_to_its_end(self, repo: GitRepo, open_source: OpenSource) -> None:
        entry = Entry("x\n")
        shas = repo.commits(
            [Spec(f"Add {number}\n", {f"{number}": entry}, START + number) for number in range(260)]
        )
        assert [it.sha async for it, _ in (await open_source(repo)).history()] == shas[::-1]
