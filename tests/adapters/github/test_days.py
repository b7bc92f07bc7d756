"""What a day costs on GitHub, and that it is the day that git knows."""

import datetime as dt
import random
from collections.abc import Sequence

import pytest
from fakes import FakeClock
from githubserver import GitHubServer, primary_limit
from gitrepo import DAY, HOUR, NAME, START, Entry, GitRepo, Spec

from adapters.git import open_repository
from adapters.github import Access, GitHub, GitHubSource, chain
from adapters.github import source as source_
from analysis.days import Day
from analysis.errors import SourceLimitedError, UnknownRepositoryError
from analysis.models import Commit, Diff, LandedNote
from bot.memory import MemoryChains

TODAY = Day(dt.date(2026, 2, 4), "UTC")
LONG = 450  # commits of a chain that two pages do not tell


async def digest(source: GitHubSource, day: Day) -> list[tuple[Commit, Diff]]:
    """Read all that a digest needs."""
    landed = await source.landed(day)
    return [read async for read in source.diffs(landed.commits)]


def pages(server: GitHubServer) -> int:
    """Return how many pages of ancestors were asked for."""
    return sum("/commits?" in target for target in server.requests)


def busy(repo: GitRepo, days: int) -> None:
    """Make a history with several merges a day, and with clocks that are a day off now and then."""
    chance = random.Random(1)  # noqa: S311 - a sample
    specs = [Spec("Begin\n", {"README": "x\n"}, START - days * DAY)]
    repo.commits(specs)
    for number in range(days * 3):
        at = START - days * DAY + number * 8 * HOUR + chance.randrange(7 * HOUR)
        off = chance.choice((0, 0, 0, 0, -DAY, DAY, -HOUR * 30))
        if number % 3:
            repo.commit(f"Change {number}\n", {f"f{number}": "x\n"}, at + off)
            continue
        base = repo.git("rev-list", "--first-parent", "main").split()[chance.randrange(min(number + 1, 5))]
        tip, files = base, dict[str | bytes, str | bytes | Entry | None]()
        for inner in range(1 + chance.randrange(4)):
            files[f"b{number}.{inner}"] = "x\n"
            moved = at - chance.randrange(3 * DAY)
            tip = repo.commit(f"Work {number}.{inner}\n", {f"b{number}.{inner}": "x\n"}, moved, "side", [tip])
        repo.merge(f"Merge pull request #{number + 1} from ada/side\n", [tip], files, at + off)


async def test_twenty_days_are_those_of_git_and_cost_what_they_may(
    repo: GitRepo, server: GitHubServer
) -> None:
    busy(repo, 25)
    local = await open_repository(repo.path)
    for back in range(20):
        day = Day(TODAY.date - dt.timedelta(days=back), "Asia/Shanghai")
        landed = await local.landed(day)
        expected = [read async for read in local.diffs(landed.commits)]
        async with GitHub(Access(server.url, pause=0, retries=0), clock=FakeClock()) as hub:
            server.requests.clear()
            assert await digest(await hub.open(NAME), day) == expected
            assert len(server.requests) <= 2 + len(expected) + pages(server)

            server.requests.clear()
            assert await digest(await hub.open(NAME), day) == expected
            assert len(server.requests) == 1


async def test_a_commit_costs_two_requests_cold_and_none_warm(
    repo: GitRepo, server: GitHubServer, hub: GitHub
) -> None:
    sha = repo.commit("Begin\n", {"a": "x\n"})
    for cost in (2, 0):
        server.requests.clear()
        source = await hub.open(NAME)
        commit = await source.commit(sha)
        assert [diff.additions async for _, diff in source.diffs([commit])] == [1]
        assert len(server.requests) == cost


async def test_a_merge_alone_costs_one_more(repo: GitRepo, server: GitHubServer, hub: GitHub) -> None:
    base = repo.commit("Begin\n")
    side = repo.commit("Work\n", {"b": "x\n"}, branch="side", parents=[base])
    merge = repo.merge("Merge side\n", [side], {"b": "x\n"})
    source = await hub.open(NAME)
    commit = await source.commit(merge)
    assert [diff.additions async for _, diff in source.diffs([commit])] == [1]
    assert [target.split("/")[4][:7] for target in server.requests[1:]] == ["commits", "compare"]


async def test_what_did_not_change_is_confirmed_for_nothing(
    repo: GitRepo, server: GitHubServer, hub: GitHub, clock: FakeClock
) -> None:
    repo.commit("Begin\n", at=START)
    for _ in range(2):
        await (await hub.open(NAME)).landed(TODAY)
        clock.move(60)
    assert server.confirmed == ["/repos/acme/app", "/repos/acme/app/branches/main"]


async def test_a_repository_is_looked_at_again_after_a_minute(
    repo: GitRepo, server: GitHubServer, hub: GitHub, clock: FakeClock
) -> None:
    repo.commit("Begin\n")
    assert not (await hub.open(NAME)).private
    server.repositories[NAME].private = True
    clock.move(59)
    assert not (await hub.open(NAME)).private
    clock.move(1)
    with pytest.raises(UnknownRepositoryError):
        await hub.open(NAME)


async def test_a_new_head_is_seen_and_costs_one_page(
    repo: GitRepo, server: GitHubServer, hub: GitHub
) -> None:
    shas = repo.commits([Spec(f"Add {it}\n", at=START - DAY + it) for it in range(250)])
    source = await hub.open(NAME)
    assert (await source.landed(TODAY)).commits == ()
    new = repo.commit("New\n", at=START + HOUR)
    server.requests.clear()
    landed = await source.landed(TODAY)
    assert [it.sha for it in landed.commits] == [new]
    assert landed.commits[0].parents == (shas[-1],)
    assert pages(server) == 1


async def test_a_walk_ends_when_fifty_commits_are_more_than_a_day_older(
    repo: GitRepo, server: GitHubServer, hub: GitHub
) -> None:
    specs = [Spec(f"Add {it}\n", at=START - 3 * DAY + it) for it in range(400)]
    repo.commits([*specs, Spec("Today\n", at=START)])
    landed = await (await hub.open(NAME)).landed(TODAY)
    assert ([it.subject for it in landed.commits], landed.notes) == (["Today"], frozenset())
    assert pages(server) == 1


async def test_another_process_goes_on_from_the_store(
    repo: GitRepo, server: GitHubServer, chains: MemoryChains, clock: FakeClock
) -> None:
    specs = [Spec(f"Add {it}\n", at=START - 9 * DAY + it) for it in range(300)]
    repo.commits([*specs, *(Spec(f"Later {it}\n", at=START + it) for it in range(300))])
    day = Day(TODAY.date - dt.timedelta(days=9), "UTC")
    for most in (6, 3):
        async with GitHub(Access(server.url, pause=0, retries=0), chains, clock) as hub:
            source = await hub.open(NAME)
            server.requests.clear()
            assert len((await source.landed(day)).commits) == 300
            assert pages(server) == most


async def test_what_was_learned_before_a_refusal_is_kept(
    repo: GitRepo, server: GitHubServer, hub: GitHub, clock: FakeClock
) -> None:
    repo.commits([Spec(f"Add {it}\n", at=START + it) for it in range(500)])
    source = await hub.open(NAME)
    refusal = primary_limit(1000)
    server.faults.append(type(refusal)(refusal.status, refusal.body, refusal.headers, where="page=4"))
    with pytest.raises(SourceLimitedError):
        await source.landed(TODAY)
    clock.move(365 * DAY)
    server.requests.clear()
    assert len((await source.landed(TODAY)).commits) == 500
    walked = [target for target in server.requests if "/commits?" in target]
    assert len(walked) <= 2 + 5  # what was left of the chain, and the texts of the first 300 commits again


@pytest.fixture
def long_ago(repo: GitRepo, monkeypatch: pytest.MonkeyPatch) -> tuple[Day, Sequence[str]]:
    """Make a chain of 450 commits over 37 days; return its second day, and that day's commits, newest first.

    An older day may cost two pages here, instead of 50.
    """
    for module in (chain, source_):
        monkeypatch.setattr(module, "PAGES_FOR_OLDER", 2)
    repo.commits([Spec(f"Add {it}\n", at=START - (LONG - it) * 2 * HOUR) for it in range(LONG)])
    begin = dt.datetime.fromtimestamp(START - LONG * 2 * HOUR, dt.UTC)
    day = Day((begin + dt.timedelta(days=1)).date(), "UTC")
    listed = (line.split() for line in repo.git("log", "--format=%H %ct").splitlines())
    return day, [sha for sha, at in listed if dt.datetime.fromtimestamp(int(at), dt.UTC) in day]


async def test_a_day_of_the_last_sixty_is_walked_to_whatever_it_costs(
    long_ago: tuple[Day, Sequence[str]], server: GitHubServer, hub: GitHub
) -> None:
    day, expected = long_ago
    landed = await (await hub.open(NAME)).landed(day)
    assert [it.sha for it in landed.commits] == expected
    assert landed.notes == frozenset()
    assert pages(server) == -(-LONG // 100)


async def test_an_older_day_out_of_reach_is_found_by_date_and_marked_until_the_walk_reaches_it(
    long_ago: tuple[Day, Sequence[str]], server: GitHubServer, hub: GitHub, clock: FakeClock
) -> None:
    day, expected = long_ago
    clock.move(90 * DAY)
    source = await hub.open(NAME)
    answers = [await source.landed(day) for _ in range(3)]
    assert [[it.sha for it in landed.commits] for landed in answers] == [expected] * 3
    approximate = frozenset({LandedNote.APPROXIMATE})
    assert [landed.notes for landed in answers] == [approximate, approximate, frozenset()]
    assert pages(server) == 5 + 2  # the whole walk, and two questions by date


async def test_the_newest_day_costs_no_more_than_its_digest(
    repo: GitRepo, server: GitHubServer, hub: GitHub
) -> None:
    repo.commits([Spec(f"Add {it}\n", at=START + it) for it in range(3)])
    source = await hub.open(NAME)
    day = await source.newest_day("UTC")
    assert len(await digest(source, day)) == 3
    assert len(server.requests) == 3 + 3 + 1


async def test_a_fork_out_of_the_lists_reach_is_told_by_a_comparison(
    repo: GitRepo, server: GitHubServer, hub: GitHub
) -> None:
    root = repo.commit("Begin\n", at=START - 30 * DAY)
    side = repo.commit("Old work\n", {"s": "x\n"}, START - 29 * DAY, "side", [root])
    repo.commits([Spec(f"Add {it}\n", at=START - 20 * DAY + it) for it in range(300)])
    merge = repo.merge("Merge side\n", [side], {"s": "x\n"}, START)
    read = await digest(await hub.open(NAME), TODAY)
    assert [(commit.sha, [it.sha for it in commit.inner_commits]) for commit, _ in read] == [(merge, [side])]
    assert [file.path for file in read[0][1].files] == ["s"]
    assert len(server.requests) == 2 + 1 + 1


async def test_a_comparison_tells_more_inner_commits_than_a_page_holds(repo: GitRepo, hub: GitHub) -> None:
    root = repo.commit("Begin\n", at=START - 30 * DAY)
    side = [Spec("Work 0\n", at=START - 20 * DAY, branch="side", parents=[root])]
    side += [Spec(f"Work {it}\n", at=START - 20 * DAY + it, branch="side") for it in range(1, 1100)]
    shas = repo.commits(side)
    merge = repo.merge("Merge side\n", [shas[-1]], {}, START)
    commit = await (await hub.open(NAME)).commit(merge)
    assert [it.sha for it in commit.inner_commits] == shas[::-1]


async def test_a_walk_goes_on_where_the_store_ends_again(
    repo: GitRepo, server: GitHubServer, hub: GitHub
) -> None:
    specs = [Spec(f"Add {it}\n", at=START + it) for it in range(450)]
    repo.commits(specs[:200])
    source = await hub.open(NAME)
    assert len((await source.landed(TODAY)).commits) == 200
    repo.commits(specs[200:])
    server.requests.clear()
    assert len((await source.landed(TODAY)).commits) == 450
    assert pages(server) == 3


async def test_pages_that_tell_nothing_of_the_chain_are_passed_over(
    repo: GitRepo, server: GitHubServer, hub: GitHub
) -> None:
    base = repo.commit("Begin\n", at=START)
    side = [Spec("Work 0\n", at=START + 1, branch="side", parents=[base])]
    side += [Spec(f"Work {it}\n", at=START + 1 + it, branch="side") for it in range(1, 250)]
    arm = repo.commits(side)
    merge = repo.merge("Merge side\n", [arm[-1]], {}, START + HOUR)
    landed = await (await hub.open(NAME)).landed(TODAY)
    assert [it.sha for it in landed.commits] == [merge, base]
    assert [it.sha for it in landed.commits[0].inner_commits] == arm[::-1]
    assert (pages(server), len(server.requests)) == (3, 5)
