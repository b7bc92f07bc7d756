"""Finding a repository on this disk, and saying so when there is none."""

import os
from pathlib import Path

import pytest
from gitrepo import GitRepo, run

from adapters.git import open_repository
from analysis.errors import MissingProgramError, SourceError, SourceUnreadableError, UnknownRepositoryError


@pytest.fixture
def checkout(tmp_path: Path) -> GitRepo:
    """Return a repository with a work tree."""
    repo = GitRepo.create(tmp_path / "checkout", bare=False, origin=None)
    repo.commit("Begin\n", {"src/a": "1\n"})
    repo.git("reset", "--quiet", "--hard")
    return repo


async def head(path: Path) -> str:
    """Return the newest commit's subject."""
    source = await open_repository(path)
    newest, *_ = [commit.subject async for commit, _ in source.history()]
    return newest


@pytest.mark.parametrize("inside", ["", "src", ".git", ".git/objects"])
async def test_a_work_tree_is_found_from_anywhere_inside(checkout: GitRepo, inside: str) -> None:
    source = await open_repository(checkout.path / inside)
    assert source.repo == "checkout"
    assert [commit.subject async for commit, _ in source.history()] == ["Begin"]


async def test_a_linked_work_tree_shows_its_own_branch(checkout: GitRepo, tmp_path: Path) -> None:
    checkout.git("worktree", "add", "--quiet", "-b", "linked", str(tmp_path / "linked"))
    checkout.commit("Linked only\n", branch="linked", parents=[checkout.tips["main"]])
    assert await head(tmp_path / "linked") == "Linked only"


async def test_a_git_directory_elsewhere_is_followed(tmp_path: Path) -> None:
    repo = GitRepo.create(tmp_path / "elsewhere.git")
    repo.commit("Begin\n")
    (tmp_path / "tree").mkdir()
    (tmp_path / "tree" / ".git").write_text("gitdir: ../elsewhere.git\n")
    assert await head(tmp_path / "tree") == "Begin"


async def test_a_path_may_be_relative(repo: GitRepo, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.commit("Begin\n")
    monkeypatch.chdir(repo.path)
    source = await open_repository(".")
    monkeypatch.chdir("/")
    assert [commit.subject async for commit, _ in source.history()] == ["Begin"]


async def test_a_bare_repository_is_called_by_its_folder_without_an_origin(tmp_path: Path) -> None:
    repo = GitRepo.create(tmp_path / "tool.git", origin=None)
    assert (await open_repository(repo.path)).repo == "tool"


async def test_the_operators_name_for_a_repository_wins(repo: GitRepo) -> None:
    repo.commit("Begin\n")
    source = await open_repository(repo.path, name="other/name")
    assert {source.repo, *[commit.repo async for commit, _ in source.history()]} == {"other/name"}


async def test_a_repository_is_private_until_the_operator_says_otherwise(repo: GitRepo) -> None:
    assert (await open_repository(repo.path)).private
    assert not (await open_repository(repo.path, private=False)).private


@pytest.mark.parametrize("name", ["gone", "file", "folder", "nul\0", "x" * 300, "folder/.git"])
async def test_a_path_without_a_repository_is_an_unknown_repository(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "folder").mkdir()
    with pytest.raises(UnknownRepositoryError):
        await open_repository(tmp_path / name)


async def test_a_missing_folder_inside_a_repository_is_not_taken_for_it(checkout: GitRepo) -> None:
    with pytest.raises(UnknownRepositoryError):
        await open_repository(checkout.path / "typing-error")


async def test_sha256_repositories_are_read(tmp_path: Path) -> None:
    repo = GitRepo.create(tmp_path / "new.git", form="sha256")
    sha = repo.commit("Begin\n", {"a": "1\n"})
    source = await open_repository(repo.path)
    assert (await source.commit(sha[:8])).sha == sha
    assert [diff.additions async for _, diff in source.history()] == [1]


@pytest.mark.parametrize("setting", ["extensions.objectFormat=md5", "extensions.refStorage=reftable"])
async def test_a_form_that_we_cannot_read_is_said(repo: GitRepo, setting: str) -> None:
    repo.git("config", *setting.split("="))
    with pytest.raises(SourceUnreadableError):
        await open_repository(repo.path)


async def test_settings_that_cannot_be_read_are_said(repo: GitRepo) -> None:
    (repo.path / "config").write_text("[broken\n")
    with pytest.raises(SourceUnreadableError):
        await open_repository(repo.path)


async def test_a_machine_without_git_cannot_read_anything(
    repo: GitRepo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(MissingProgramError):
        await open_repository(repo.path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may look everywhere")
async def test_a_folder_that_may_not_be_looked_into_is_said(repo: GitRepo) -> None:
    repo.path.chmod(0)
    try:
        with pytest.raises(SourceError):
            await open_repository(repo.path)
    finally:
        repo.path.chmod(0o755)


async def test_nothing_is_left_behind_of_a_source_that_is_gone(
    repo: GitRepo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    source = await open_repository(repo.path)
    assert len(list((tmp_path / "temporary").iterdir())) == 1
    del source
    assert list((tmp_path / "temporary").iterdir()) == []
    assert repo.git("rev-parse", "--is-bare-repository") == "true\n"


async def test_a_shared_clone_reads_what_it_borrows(repo: GitRepo, tmp_path: Path) -> None:
    repo.commit("Begin\n", {"a": "1\n"})
    run("clone", "--quiet", "--bare", "--shared", str(repo.path), str(tmp_path / "shared.git"))
    assert await head(tmp_path / "shared.git") == "Begin"


async def test_a_packed_repository_reads_the_same(repo: GitRepo) -> None:
    repo.commit("Begin\n", {"a": "1\n"})
    repo.git("gc", "--quiet")
    assert await head(repo.path) == "Begin"
