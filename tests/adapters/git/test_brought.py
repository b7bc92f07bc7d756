"""Which landing brought in which commit, told from one walk over the whole history."""

from gitrepo import START, GitRepo
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.git import GitSource, open_repository


async def brought(source: GitSource) -> dict[str, list[str]]:
    """Return what each commit of the chain brought in, by subjects."""
    return {it.subject: [inner.subject for inner in it.inner_commits] async for it, _ in source.history()}


async def test_a_branch_that_was_brought_up_to_date_keeps_its_commits_together(repo: GitRepo) -> None:
    base = repo.commit("base", at=START)
    first = repo.commit("work", at=START + 1, branch="side", parents=[base])
    main = repo.commit("main", at=START + 2)
    second = repo.commit("update", at=START + 3, branch="side", parents=[first, main])
    repo.commit("merge", at=START + 4, parents=[main, second])
    assert await brought(await open_repository(repo.path)) == {
        "merge": ["update", "work"],
        "main": [],
        "base": [],
    }


async def test_what_two_merges_have_in_common_came_with_the_older(repo: GitRepo) -> None:
    base = repo.commit("base", at=START)
    shared = repo.commit("shared", at=START + 1, branch="side", parents=[base])
    older = repo.merge("older", [shared], {}, START + 2)
    late = repo.commit("late", at=START + 3, branch="side", parents=[shared])
    repo.commit("newer", at=START + 4, parents=[older, late])
    told = await brought(await open_repository(repo.path))
    assert told == {"newer": ["late"], "older": ["shared"], "base": []}


async def test_an_unrelated_history_is_brought_in_whole(repo: GitRepo) -> None:
    repo.commit("base", at=START)
    repo.commit("one", at=START + 1, branch="other", parents=[])
    other = repo.commit("two", at=START + 2, branch="other")
    repo.merge("merge", [other], {}, START + 3)
    assert await brought(await open_repository(repo.path)) == {"merge": ["two", "one"], "base": []}


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.integers(0, 5), st.sets(st.integers(1, 8), max_size=3), st.integers(0, 9)), max_size=25
    )
)
async def test_one_walk_finds_what_each_merge_lacks(
    repo: GitRepo, plan: list[tuple[int, set[int], int]]
) -> None:
    shas = [repo.commit("0", parents=[])]
    for number, (step, others, late) in enumerate(plan, 1):
        back = [min(len(shas), distance) for distance in (step % len(shas) + 1, *sorted(others))]
        parents = list(dict.fromkeys(shas[-distance] for distance in back))
        shas.append(repo.commit(f"{number}", at=START + late, parents=parents))
    source = await open_repository(repo.path)
    walked = [commit async for commit, _ in source.history()]
    assert walked == [await source.commit(commit.sha) for commit in walked]
    for commit in walked:
        lacking = repo.git("rev-list", commit.sha, *(f"^{it}" for it in commit.parents[:1])).split()
        expected = set(lacking) - {commit.sha} if commit.parents else set()
        assert {it.sha for it in commit.inner_commits} == expected
