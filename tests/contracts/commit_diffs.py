"""What the diffs of every commit source tell, shown on real repositories; see `contracts.commit_source`."""

# ruff: noqa: D102 - the name of a test is a sentence already

from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest
from gitrepo import START, Entry, GitRepo, Spec, executable, submodule, symlink

from analysis.models import Diff, FileChange, FileStatus, Submodule, Withheld
from analysis.ports import CommitSource

OpenSource = Callable[[GitRepo], Awaitable[CommitSource]]


class DiffContract:
    """The behaviours of diffs; `repo` is an empty repository to build on."""

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
