"""What a SHA prefix and the number of a pull request mean on GitHub."""

from collections import Counter

import pytest
from fakes import NOON
from githubserver import Fault, GitHubServer
from gitrepo import DAY, NAME, START, GitRepo, Spec

from adapters.github import GitHub
from analysis.errors import AmbiguousCommitError, SourceUnreadableError, UnknownCommitError
from bot.memory import MemoryChains
from bot.stores import ChainLink


def pull(server: GitHubServer, number: int, sha: str, branch: str, *, merged: bool = True) -> None:
    """Let the server tell of a pull request that no title names."""
    told = {"url": f"{server.url}/repos/{NAME}/pulls/{number}", "number": number, "merged": merged}
    body = {**told, "merge_commit_sha": sha, "base": {"ref": branch}}
    server.faults.append(Fault(200, body, where=f"/pulls/{number}"))


@pytest.mark.parametrize("digits", [1, 4, 6])
async def test_fewer_than_seven_digits_are_too_few_to_ask(
    repo: GitRepo, server: GitHubServer, hub: GitHub, digits: int
) -> None:
    sha = repo.commit("Begin\n")
    source = await hub.open(NAME)
    server.requests.clear()
    with pytest.raises(AmbiguousCommitError) as raised:
        await source.commit(sha[:digits])
    assert (raised.value.candidates, server.requests) == ((), [])


async def test_too_few_digits_name_the_commits_that_are_known(repo: GitRepo, hub: GitHub) -> None:
    shas = repo.commits([Spec(f"Number {number}\n", at=START) for number in range(300)])
    prefix, count = Counter(sha[:3] for sha in shas).most_common(1)[0]
    source = await hub.open(NAME)
    await source.newest_day("UTC")
    with pytest.raises(AmbiguousCommitError) as raised:
        await source.commit(prefix.upper())
    expected = {(sha, f"Number {number}") for number, sha in enumerate(shas) if sha.startswith(prefix)}
    assert count > 1
    assert set(raised.value.candidates) == expected


@pytest.mark.parametrize("kind", ["heads", "tags"])
async def test_a_branch_or_tag_of_that_name_asks_for_more_digits(
    repo: GitRepo, hub: GitHub, kind: str
) -> None:
    first, second = repo.commits([Spec("One\n"), Spec("Two\n")])
    repo.git("update-ref", f"refs/{kind}/{first[:7]}", second)
    source = await hub.open(NAME)
    with pytest.raises(AmbiguousCommitError) as raised:
        await source.commit(first[:7])
    assert raised.value.candidates == ()
    assert (await source.commit(first[:8])).sha == first


async def test_a_branch_of_that_name_does_not_win_over_a_commit_that_is_known(
    repo: GitRepo, hub: GitHub
) -> None:
    first, second = repo.commits([Spec("One\n"), Spec("Two\n")])
    repo.git("update-ref", f"refs/heads/{first[:7]}", second)
    source = await hub.open(NAME)
    await source.newest_day("UTC")
    assert (await source.commit(first[:7])).sha == first


async def test_a_prefix_that_is_ambiguous_on_github_means_the_commit_of_the_chain(
    repo: GitRepo, server: GitHubServer, hub: GitHub
) -> None:
    sha = repo.commit("Begin\n")
    source = await hub.open(NAME)
    await source.newest_day("UTC")
    server.faults.append(Fault(422, {"message": f"No commit found for SHA: {sha[:7]}"}))
    assert (await source.commit(sha[:7])).sha == sha


async def test_the_chain_of_another_repository_says_nothing(
    repo: GitRepo, chains: MemoryChains, hub: GitHub
) -> None:
    sha = repo.commit("Begin\n", at=START)
    await chains.add("acme/other", [ChainLink(sha[:7] + "0" * 33, None, NOON)])
    assert (await (await hub.open(NAME)).commit(sha[:7])).sha == sha


@pytest.mark.parametrize("status", [404, 422])
async def test_either_answer_means_that_nothing_begins_so(
    repo: GitRepo, server: GitHubServer, hub: GitHub, status: int
) -> None:
    repo.commit("Begin\n")
    source = await hub.open(NAME)
    server.faults.append(Fault(status, {"message": "Not Found"}))
    with pytest.raises(UnknownCommitError):
        await source.commit("abcdef0")


async def test_an_empty_repository_has_no_commit(hub: GitHub) -> None:
    with pytest.raises(UnknownCommitError):
        await (await hub.open(NAME)).commit("abcdef0")


@pytest.mark.parametrize(
    "sha", ["abcdef0/../../user", "abcdef0?page=2", "abcdef0#", "%2e%2e%2f", "\ud800", "１２３４５６７"]
)
async def test_what_is_no_number_never_becomes_an_address(
    server: GitHubServer, hub: GitHub, sha: str
) -> None:
    source = await hub.open(NAME)
    server.requests.clear()
    with pytest.raises(UnknownCommitError):
        await source.commit(sha)
    assert server.requests == []


async def test_a_pull_request_into_another_branch_did_not_land_here(
    repo: GitRepo, server: GitHubServer, hub: GitHub
) -> None:
    base = repo.commit("Begin\n", at=START)
    fix = repo.commit("Fix\n", at=START, branch="1.x", parents=[base])
    source = await hub.open(NAME)
    pull(server, 5, fix, "1.x")
    with pytest.raises(UnknownCommitError):
        await source.pull_request(5)
    pull(server, 5, fix, "1.x")
    assert (await source.pull_request(5, "1.x")).sha == fix


async def test_a_pull_request_into_a_branch_that_was_renamed_is_found_on_the_chain(
    repo: GitRepo, server: GitHubServer, hub: GitHub
) -> None:
    shas = repo.commits([Spec(f"Add {number}\n", at=START - 90 * DAY + number) for number in range(3)])
    pull(server, 5, shas[1], "master")
    assert (await (await hub.open(NAME)).pull_request(5)).sha == shas[1]


async def test_a_pull_request_that_was_closed_did_not_land(
    repo: GitRepo, server: GitHubServer, hub: GitHub
) -> None:
    sha = repo.commit("Begin\n")
    pull(server, 5, sha, "main", merged=False)
    with pytest.raises(UnknownCommitError):
        await (await hub.open(NAME)).pull_request(5)


async def test_a_list_that_begins_with_another_commit_is_not_believed(repo: GitRepo, hub: GitHub) -> None:
    first, second = repo.commits([Spec("One\n", at=START), Spec("Two\n", at=START)])
    repo.git("update-ref", f"refs/heads/{second}", first)
    with pytest.raises(SourceUnreadableError):
        await (await hub.open(NAME)).newest_day("UTC")


@pytest.mark.parametrize("unknown", ["author", "committer"])
async def test_a_commit_with_one_person_is_by_that_person(
    server: GitHubServer, repo: GitRepo, hub: GitHub, unknown: str
) -> None:
    """GitHub tells nothing of a person whose line in the commit is broken."""
    sha = repo.commit("Begin\n", at=START, authored_at=START)
    told = server.repositories[NAME].log(sha)[0].json
    git = {**told["commit"], unknown: None}  # type: ignore[dict-item] # JSON made there
    stats = {"total": 0, "additions": 0, "deletions": 0}
    server.faults.append(Fault(200, {**told, "commit": git, "stats": stats, "files": []}, where=sha))
    commit = await (await hub.open(NAME)).commit(sha)
    known = commit.committer if unknown == "author" else commit.author
    assert known.name in {"Ada Lovelace", "Grace Hopper"}
    assert commit.author == commit.committer == known
    assert commit.landed_at.timestamp() == START
