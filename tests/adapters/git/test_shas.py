"""What a SHA prefix means in a local repository."""

from collections import Counter

import pytest
from gitrepo import GitRepo, Spec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.git import open_repository
from analysis.errors import AmbiguousCommitError, SourceError, UnknownCommitError
from analysis.models import Commit


async def test_four_digits_are_enough(repo: GitRepo) -> None:
    sha = repo.commit("Begin\n")
    assert (await (await open_repository(repo.path)).commit(sha[:4])).sha == sha


@pytest.mark.parametrize("digits", [1, 2, 3])
async def test_fewer_than_four_digits_are_too_few_to_tell(repo: GitRepo, digits: int) -> None:
    sha = repo.commit("Begin\n")
    with pytest.raises(AmbiguousCommitError) as raised:
        await (await open_repository(repo.path)).commit(sha[:digits])
    assert raised.value.candidates == ()


async def test_an_ambiguous_prefix_names_each_candidate(repo: GitRepo) -> None:
    shas = repo.commits([Spec(f"Number {number}\n\nBody\n") for number in range(900)])
    prefix, count = Counter(sha[:4] for sha in shas).most_common(1)[0]
    assert count > 1  # of 900 SHAs two share four digits, but for one case in 400; these always do
    with pytest.raises(AmbiguousCommitError) as raised:
        await (await open_repository(repo.path)).commit(prefix.upper())
    expected = {(sha, f"Number {number}") for number, sha in enumerate(shas) if sha.startswith(prefix)}
    assert set(raised.value.candidates) == expected


async def test_only_commits_count(repo: GitRepo) -> None:
    shas = repo.commits([Spec("Begin\n", {f"{number}": f"{number}\n" for number in range(900)})])
    source = await open_repository(repo.path)
    blob = repo.git("rev-parse", "main:7").strip()
    tree = repo.git("rev-parse", "main^{tree}").strip()
    assert (await source.commit(shas[0][:4])).sha == shas[0]
    for other in (blob, blob[:8], tree):
        with pytest.raises(UnknownCommitError):
            await source.commit(other)


async def test_a_tag_is_no_commit(repo: GitRepo) -> None:
    repo.commit("Begin\n")
    repo.git("-c", "user.name=a", "-c", "user.email=a@example.org", "tag", "-a", "v1", "-m", "One", "main")
    with pytest.raises(UnknownCommitError):
        await (await open_repository(repo.path)).commit(repo.git("rev-parse", "v1").strip())


@pytest.mark.parametrize("kind", ["heads", "tags"])
async def test_a_branch_or_tag_of_that_name_does_not_win(repo: GitRepo, kind: str) -> None:
    first, second = repo.commits([Spec("One\n"), Spec("Two\n")])
    repo.git("update-ref", f"refs/{kind}/{first[:7]}", second)
    assert (await (await open_repository(repo.path)).commit(first[:7])).sha == first


async def test_a_commit_is_found_on_whatever_branch(repo: GitRepo) -> None:
    repo.commit("Begin\n")
    other = repo.commit("Elsewhere\n", branch="other", parents=[])
    assert (await (await open_repository(repo.path)).commit(other[:10])).subject == "Elsewhere"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=50))
async def test_any_text_is_at_most_unknown(repo: GitRepo, text: str) -> None:
    source = await open_repository(repo.path)
    with pytest.raises((UnknownCommitError, AmbiguousCommitError)):
        await source.commit(text)


async def test_many_names_mean_what_each_of_them_means(repo: GitRepo) -> None:
    shas = repo.commits([Spec(f"Number {number}\n", {"a": f"{number}\n"}) for number in range(900)])
    ambiguous, _ = Counter(sha[:4] for sha in shas).most_common(1)[0]
    blob = repo.git("rev-parse", "main:a").strip()
    repo.git("update-ref", f"refs/heads/{shas[3][:9]}", shas[5])
    names = [
        shas[8],
        shas[1][:12].upper(),
        ambiguous,
        "0" * 40,
        blob,
        shas[3][:9],
        "abc",
        "main",
        "",
        shas[8],
    ]
    source = await open_repository(repo.path)

    async def alone(name: str) -> object:
        try:
            return await source.commit(name)
        except SourceError as error:
            return type(error), vars(error)

    found = [
        (type(one), vars(one)) if isinstance(one, SourceError) else one for one in await source.look_up(names)
    ]

    assert found == [await alone(name) for name in names]


async def test_no_names_mean_nothing(repo: GitRepo) -> None:
    assert await (await open_repository(repo.path)).look_up([]) == []


async def test_more_names_than_a_pipe_holds_are_looked_up(repo: GitRepo) -> None:
    shas = repo.commits([Spec(f"Number {number}\n") for number in range(2100)])
    found = await (await open_repository(repo.path)).look_up(shas)
    assert [one.sha if isinstance(one, Commit) else one for one in found] == shas
