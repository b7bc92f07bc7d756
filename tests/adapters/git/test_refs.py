"""Branches and HEAD of a local repository."""

import datetime as dt
from pathlib import Path

import pytest
from gitrepo import START, GitRepo, Spec, run
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.git import open_repository
from analysis.days import Day
from analysis.errors import SourceUnreadableError, UnknownBranchError, UnknownCommitError

TODAY = Day(dt.date(2026, 2, 4), "UTC")


async def test_a_detached_head_is_read_where_it_stands(repo: GitRepo) -> None:
    first, _ = repo.commits([Spec("One\n"), Spec("Two\n")])
    repo.git("update-ref", "--no-deref", "HEAD", first)
    landed = await (await open_repository(repo.path)).landed(TODAY)
    assert (landed.head, landed.branch) == (first, "HEAD")


async def test_a_head_that_names_a_missing_branch_is_not_an_empty_day(repo: GitRepo) -> None:
    repo.commit("Begin\n")
    repo.git("symbolic-ref", "HEAD", "refs/heads/gone")
    source = await open_repository(repo.path)
    with pytest.raises(UnknownBranchError) as raised:
        await source.landed(TODAY)
    assert raised.value.branch == "gone"


@pytest.mark.parametrize("text", ["", "junk\n", "ref: \n", "ref: HEAD\n", "\xff"])
async def test_a_head_that_is_no_head_is_unreadable(repo: GitRepo, text: str) -> None:
    repo.commit("Begin\n")
    source = await open_repository(repo.path)
    (repo.path / "HEAD").write_text(text, "latin-1")
    with pytest.raises(SourceUnreadableError):
        await source.landed(TODAY)


async def test_a_broken_branch_is_not_an_empty_day(repo: GitRepo) -> None:
    repo.commit("Begin\n")
    (repo.path / "refs" / "heads" / "main").write_text("junk\n")
    source = await open_repository(repo.path)
    with pytest.raises(SourceUnreadableError):
        await source.landed(TODAY)


async def test_a_branch_whose_commit_is_missing_is_not_an_empty_day(repo: GitRepo) -> None:
    repo.commit("Begin\n")
    (repo.path / "refs" / "heads" / "main").write_text("1" * 40 + "\n")
    with pytest.raises(SourceUnreadableError):
        await (await open_repository(repo.path)).landed(TODAY)


async def test_a_branch_that_a_clone_only_follows_is_found(repo: GitRepo, tmp_path: Path) -> None:
    repo.commit("Begin\n")
    side = repo.commit("Elsewhere\n", branch="side", parents=[])
    run("clone", "--quiet", str(repo.path), str(tmp_path / "clone"))
    landed = await (await open_repository(tmp_path / "clone")).landed(TODAY, "side")
    assert (landed.head, landed.branch) == (side, "side")


async def test_ones_own_branch_comes_before_the_followed_one(repo: GitRepo, tmp_path: Path) -> None:
    repo.commit("Begin\n")
    run("clone", "--quiet", str(repo.path), str(tmp_path / "clone"))
    clone = GitRepo(tmp_path / "clone")
    own = clone.commit("Own\n", parents=[])
    assert (await (await open_repository(clone.path)).landed(TODAY, "main")).head == own


async def test_packed_branches_are_found(repo: GitRepo) -> None:
    sha = repo.commit("Begin\n", branch="a/b")
    repo.git("pack-refs", "--all")
    assert (await (await open_repository(repo.path)).landed(TODAY, "a/b")).head == sha


async def test_a_branch_that_moves_is_seen_at_its_new_place(repo: GitRepo) -> None:
    repo.commit("One\n")
    source = await open_repository(repo.path)
    await source.landed(TODAY)
    moved = repo.commit("Two\n")
    assert (await source.landed(TODAY)).head == moved


@pytest.mark.parametrize(
    "name", ["中文", "a'b", "$(touch)", "a;b", "-x", "--all", "HEAD", "a.b", "@", "é" * 60]
)
async def test_a_branch_may_have_any_name_that_git_allows(repo: GitRepo, name: str) -> None:
    repo.commit("Begin\n")
    sha = repo.commit("Elsewhere\n", branch="other", parents=[])
    (repo.path / "refs" / "heads" / name).write_text(sha + "\n")
    assert (await (await open_repository(repo.path)).landed(TODAY, name)).head == sha


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=50).filter(lambda name: name != "main"))
async def test_any_other_name_is_an_unknown_branch(repo: GitRepo, name: str) -> None:
    repo.commit("Begin\n")
    with pytest.raises(UnknownBranchError):
        await (await open_repository(repo.path)).landed(TODAY, name)


async def test_no_pull_request_landed_in_an_empty_repository(repo: GitRepo) -> None:
    with pytest.raises(UnknownCommitError):
        await (await open_repository(repo.path)).pull_request(1)


@pytest.mark.parametrize(
    "message",
    [
        *(
            "Add x (#12)",
            "Add x (!12)",
            "Merge pull request #12 from ada/x\n\nAdd x",
            "Merge #12\n\n12: Add x r=a",
        ),
        *(
            "Merged in x (pull request #12)",
            "Merged PR 12: Add x",
            "Auto merge of #12 - ada/x, r=bob\n\nAdd x",
        ),
        "Merge branch 'x' into 'main'\n\nAdd x\n\nSee merge request acme/app!12",
    ],
)
async def test_a_pull_request_is_known_by_the_words_of_many_hosts(repo: GitRepo, message: str) -> None:
    repo.commit("Fix #12\n")
    sha = repo.commit(message, at=START + 1)
    repo.commit('Revert "Add x (#12)"\n', at=START + 2)
    assert (await (await open_repository(repo.path)).pull_request(12)).sha == sha
