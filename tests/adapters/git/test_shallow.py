"""Where a shallow clone ends, nobody knows what changed: it is said, never guessed."""

import datetime as dt
from pathlib import Path

import pytest
from gitrepo import DAY, START, GitRepo, Spec, run

from adapters.git import GitSource, open_repository
from analysis.days import Day
from analysis.errors import CommitNotShownError
from analysis.models import Diff, LandedNote

DATE = dt.date(2026, 2, 4)


@pytest.fixture
async def source(repo: GitRepo, tmp_path: Path) -> GitSource:
    """Return a clone of the last three of five commits, a day each: 5, 6 and 7 February."""
    repo.commits([Spec(f"Number {it}\n", {"a": f"{it}\n"}, START + it * DAY) for it in range(-1, 4)])
    run("clone", "--quiet", "--bare", "--depth=3", f"file://{repo.path}", str(tmp_path / "shallow.git"))
    return await open_repository(tmp_path / "shallow.git")


def day(number: int) -> Day:
    """Return that day of February 2026."""
    return Day(DATE.replace(day=number), "UTC")


async def test_the_boundary_is_marked(source: GitSource) -> None:
    marks = [commit.boundary for number in (7, 6, 5) for commit in (await source.landed(day(number))).commits]
    assert marks == [False, False, True]


async def test_a_boundary_has_no_parent_and_no_inner_commits(source: GitSource) -> None:
    boundary = (await source.landed(day(5))).commits[0]
    assert (boundary.parents, boundary.inner_commits) == ((), ())


@pytest.mark.parametrize(("number", "said"), [(4, True), (5, True), (6, False), (7, False)])
async def test_days_that_reach_beyond_the_boundary_say_so(
    source: GitSource, number: int, *, said: bool
) -> None:
    notes = (await source.landed(day(number))).notes
    assert (LandedNote.SHALLOW_BOUNDARY in notes) is said


async def test_the_diff_of_a_boundary_is_not_made_up(source: GitSource) -> None:
    before, boundary = [(await source.landed(day(number))).commits[0] for number in (6, 5)]
    diffs = source.diffs([before, boundary])
    assert (await anext(diffs))[0] == before
    with pytest.raises(CommitNotShownError) as raised:
        await anext(diffs)
    assert raised.value.sha == boundary.sha


async def test_history_ends_with_the_boundary_and_no_files(source: GitSource) -> None:
    read = [(commit.boundary, diff == Diff()) async for commit, diff in source.history()]
    assert read == [(False, False), (False, False), (True, True)]


async def test_a_clone_that_was_deepened_has_no_boundary(source: GitSource, tmp_path: Path) -> None:
    run("-C", str(tmp_path / "shallow.git"), "fetch", "--quiet", "--unshallow")
    assert [commit.boundary async for commit, _ in source.history()] == [False] * 5
