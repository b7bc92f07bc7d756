"""What names a repository on GitHub, and what must never become an address."""

import pytest
from fakes import FakeClock
from githubserver import Fault, GitHubServer
from gitrepo import NAME, START, GitRepo
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.github import Access, GitHub
from adapters.github.api import NAME as IS_NAME
from analysis.days import Day
from analysis.errors import SourceUnreadableError, UnknownBranchError, UnknownRepositoryError

TRICKS = [
    *("", "app", "/app", "acme/", "acme//app", "acme/app/", "acme/app/pulls", "/acme/app"),
    *("../user", "acme/..", "acme/.", "../../etc/passwd", "./app", "acme/app/../../user"),
    *(
        "acme/app?page=2",
        "acme/app#x",
        "acme/app%2f..",
        "acme%2fapp",
        "%2e%2e/app",
        "acme/app\\..",
        "acme\\app",
    ),
    *("acme/app\n", "acme /app", "acme/a\0b", "acme/app;x", "@acme/app", "acme/app@main", "acme:x/app"),
    *("аcme/app", "acme/ａpp", "acme／app", "acme∕app", "ac\u200bme/app", "acme/app\u202e", "\ud800/app"),
    *("-acme/app", "https://github.com/acme/app", "a" * 101 + "/app", "acme/" + "a" * 101),
]
HARMLESS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./")


@pytest.mark.parametrize("name", TRICKS)
async def test_what_is_no_name_is_unknown_and_nobody_is_asked(
    server: GitHubServer, hub: GitHub, name: str
) -> None:
    with pytest.raises(UnknownRepositoryError):
        await hub.open(name)
    assert server.requests == []


@given(st.one_of(st.text(max_size=20), st.text("ab./-_%?#\\@~", max_size=12), st.from_regex(IS_NAME)))
@settings(max_examples=300, deadline=None)
def test_only_harmless_names_are_taken_for_names(name: str) -> None:
    if IS_NAME.fullmatch(name):
        owner, slash, short = name.partition("/")
        assert (slash, set(name) <= HARMLESS) == ("/", True)
        assert "." not in owner
        assert short not in (".", "..", "")
        assert "/" not in short


async def test_a_repository_goes_by_its_present_name(
    repo: GitRepo, server: GitHubServer, hub: GitHub
) -> None:
    sha = repo.commit("Begin\n", {"a": "x\n"}, START)
    server.renamed["old/name"] = NAME
    source = await hub.open("old/name")
    landed = await source.landed(Day.of(FakeClock().now(), "Asia/Shanghai"))
    assert (source.repo, landed.repo, [it.repo for it in landed.commits]) == (NAME, NAME, [NAME])
    assert landed.commits[0].url == f"https://github.com/{NAME}/commit/{sha}"
    assert not [it for it in server.requests[1:] if "old/name" in it]


async def test_a_repository_goes_by_githubs_own_spelling(repo: GitRepo, hub: GitHub) -> None:
    repo.commit("Begin\n")
    assert (await hub.open("ACME/App")).repo == NAME


async def test_an_unknown_repository_is_said_to_be_unknown(hub: GitHub) -> None:
    with pytest.raises(UnknownRepositoryError):
        await hub.open("acme/gone")


async def test_a_private_repository_is_unknown_to_strangers_and_marked_for_friends(
    repo: GitRepo, server: GitHubServer
) -> None:
    repo.commit("Begin\n")
    server.repositories[NAME].private = True
    async with GitHub(Access(server.url, pause=0, retries=0)) as stranger:
        with pytest.raises(UnknownRepositoryError):
            await stranger.open(NAME)
    async with GitHub(Access(server.url, "t0ken", pause=0, retries=0)) as friend:
        assert (await friend.open(NAME)).private


async def test_a_public_repository_is_public(repo: GitRepo, hub: GitHub) -> None:
    repo.commit("Begin\n")
    assert not (await hub.open(NAME)).private


@pytest.mark.parametrize("left_out", ["private", "default_branch"])
async def test_a_repository_of_which_github_says_too_little_is_never_public(
    server: GitHubServer, hub: GitHub, left_out: str
) -> None:
    told = {
        "full_name": NAME,
        "private": False,
        "default_branch": "main",
        "url": f"{server.url}/repos/{NAME}",
    }
    server.faults.append(Fault(200, {key: value for key, value in told.items() if key != left_out}))
    if left_out == "private":
        assert (await hub.open(NAME)).private
        return
    with pytest.raises(SourceUnreadableError):
        await hub.open(NAME)


async def test_a_name_that_github_makes_up_never_becomes_an_address(
    server: GitHubServer, hub: GitHub
) -> None:
    told = {"full_name": "../../user", "private": False, "default_branch": "main"}
    server.faults.append(Fault(200, told))
    with pytest.raises(SourceUnreadableError):
        await hub.open(NAME)


@pytest.mark.parametrize("branch", ["release/1.x", "功能", "a%2fb", "50%", "a&b=c", "it's", "v1.0+x"])
async def test_a_branch_of_any_name_is_found(repo: GitRepo, hub: GitHub, branch: str) -> None:
    sha = repo.commit("Begin\n", at=START)
    repo.git("update-ref", f"refs/heads/{branch}", sha)
    landed = await (await hub.open(NAME)).landed(Day.of(FakeClock().now(), "Asia/Shanghai"), branch)
    assert (landed.branch, landed.head) == (branch, sha)


async def test_a_tag_is_no_branch(repo: GitRepo, hub: GitHub) -> None:
    repo.git("update-ref", "refs/tags/v1", repo.commit("Begin\n"))
    with pytest.raises(UnknownBranchError):
        await (await hub.open(NAME)).landed(Day.of(FakeClock().now(), "UTC"), "v1")


async def test_a_repository_may_be_served_below_a_path(repo: GitRepo) -> None:
    """As an Enterprise Server does."""
    sha = repo.commit("Begin\n", {"a": "x\n"}, START)
    with GitHubServer({NAME: repo.path}, root="/api/v3") as server:
        async with GitHub(Access(f"{server.url}/", pause=0, retries=0)) as hub:
            source = await hub.open(NAME)
            commit = await source.commit(sha)
            assert [diff.additions async for _, diff in source.diffs([commit])] == [1]
        assert all(it.startswith("/api/v3/repos/acme/app") for it in server.requests)
