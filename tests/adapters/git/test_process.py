"""No git is left behind, however its reader ends, and none that failed is taken for silence."""

import asyncio
import datetime as dt
import subprocess
from collections.abc import Callable
from contextlib import aclosing
from dataclasses import replace
from pathlib import Path

import pytest
from gitrepo import GitRepo, Spec

from adapters.git import open_repository
from adapters.git.process import Git
from analysis.days import Day
from analysis.errors import MissingProgramError, SourceUnreadableError

CHILDREN = Path("/proc/self/task")
needs_proc = pytest.mark.skipif(not CHILDREN.is_dir(), reason="this system does not show processes as files")


def children() -> set[str]:
    """Return the ids of our child processes, dead ones that nobody waited for included."""
    return {pid for task in CHILDREN.iterdir() for pid in (task / "children").read_text().split()}


@pytest.fixture
def left() -> Callable[[], set[str]]:
    """Return what tells the children of this test alone: other tests keep servers that several share."""
    before = children() if CHILDREN.is_dir() else set()
    return lambda: children() - before


@pytest.fixture
def big(repo: GitRepo) -> GitRepo:
    """Return a repository whose history is longer than all buffers."""
    repo.commits([Spec(f"Number {it}\n", {"a": f"{it} x\n" * 9_000}) for it in range(60)])
    return repo


def fake(path: Path, script: str) -> Git:
    """Return a git that is another program."""
    (path / "git").write_text(f"#!/bin/sh\n{script}\n")
    (path / "git").chmod(0o755)
    return Git("acme/app", {"PATH": f"{path}:/bin:/usr/bin", "GIT_DIR": str(path)})


@needs_proc
async def test_closing_a_history_early_stops_git(big: GitRepo, left: Callable[[], set[str]]) -> None:
    history = (await open_repository(big.path)).history()
    await anext(history)
    assert left()
    await history.aclose()
    assert not left()


async def test_a_git_that_is_stopped_is_left_to_who_waits_for_it(
    big: GitRepo, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever looks for its end besides may find it first, and asyncio warns of a process that it lost."""
    looked: list[object] = []
    monkeypatch.setattr(subprocess.Popen, "poll", looked.append)

    history = (await open_repository(big.path)).history()
    await anext(history)
    await history.aclose()

    assert not looked


@needs_proc
async def test_cancelling_a_reader_stops_git(big: GitRepo, left: Callable[[], set[str]]) -> None:
    reading = asyncio.Event()
    source = await open_repository(big.path)

    async def read() -> None:
        async with aclosing(source.history()) as history:
            async for _ in history:
                reading.set()
                await asyncio.Event().wait()

    task = asyncio.create_task(read())
    await reading.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert not left()


@needs_proc
async def test_an_answer_that_was_read_leaves_no_process(big: GitRepo, left: Callable[[], set[str]]) -> None:
    source = await open_repository(big.path)
    assert len([it async for it in source.history()]) == 60
    assert not left()


@needs_proc
async def test_a_git_that_hangs_is_killed_with_its_reader(
    tmp_path: Path, left: Callable[[], set[str]]
) -> None:
    git = fake(tmp_path, "exec sleep 1000")
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(git.output("log"), 0.2)
    assert not left()


@needs_proc
async def test_a_short_answer_that_never_comes_is_not_waited_for(
    tmp_path: Path, left: Callable[[], set[str]]
) -> None:
    git = replace(fake(tmp_path, "exec sleep 1000"), patience=0.2)
    with pytest.raises(SourceUnreadableError, match="too long"):
        await git.output("for-each-ref")
    assert not left()


async def test_a_machine_without_git_is_named_as_that(tmp_path: Path) -> None:
    git = Git("acme/app", {"PATH": str(tmp_path), "GIT_DIR": str(tmp_path)})
    with pytest.raises(MissingProgramError) as raised:
        await git.output("log")
    assert raised.value.program == "git"


async def test_a_folder_that_went_away_is_no_missing_program(tmp_path: Path) -> None:
    git = Git("acme/app", {"PATH": "/bin:/usr/bin", "GIT_DIR": str(tmp_path / "gone")})
    with pytest.raises(SourceUnreadableError):
        await git.output("log")


@pytest.mark.parametrize(
    "script", ["kill -9 $$", "exit 128", "echo some; exit 1", "cat >/dev/null; kill -TERM $$"]
)
async def test_a_git_that_fails_is_an_error(tmp_path: Path, script: str) -> None:
    with pytest.raises(SourceUnreadableError):
        await fake(tmp_path, script).output("log")


async def test_what_git_complained_of_is_kept_for_the_log(tmp_path: Path) -> None:
    git = fake(tmp_path, "yes 'fatal: broken' | head -c 1000000 >&2; exit 128")
    with pytest.raises(SourceUnreadableError) as raised:
        await git.output("log")
    assert raised.value.detail.startswith("git ended with 128: fatal: broken")
    assert len(raised.value.detail) < 400


async def test_a_repository_that_went_away_is_unreadable(repo: GitRepo) -> None:
    repo.commit("Begin\n")
    source = await open_repository(repo.path)
    repo.path.rename(repo.path.with_suffix(".moved"))
    with pytest.raises(SourceUnreadableError):
        [it async for it in source.history()]
    with pytest.raises(SourceUnreadableError):
        await source.newest_day("UTC")


@pytest.mark.parametrize("kind", ["main", "main~1", "main~1^{tree}", "main~1:a"])
async def test_a_missing_object_is_never_nothing(repo: GitRepo, kind: str) -> None:
    repo.commits([Spec("One\n", {"a": "1\n"}), Spec("Two\n", {"a": "2\n"})])
    sha = repo.git("rev-parse", kind).strip()
    (repo.path / "objects" / sha[:2] / sha[2:]).unlink()
    source = await open_repository(repo.path)
    with pytest.raises(SourceUnreadableError):
        [it async for it in source.history()]


async def test_a_broken_object_is_never_nothing(repo: GitRepo) -> None:
    sha = repo.commit("One\n")
    path = repo.path / "objects" / sha[:2] / sha[2:]
    path.chmod(0o644)
    path.write_bytes(b"junk")
    source = await open_repository(repo.path)
    with pytest.raises(SourceUnreadableError):
        await source.landed(Day(dt.date(2026, 2, 4), "UTC"))
