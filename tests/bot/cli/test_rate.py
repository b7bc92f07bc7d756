"""Many names on standard input: each its line, in order, as soon as it is known."""

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from typing import Any

import pytest
from fakes import FakeSource, commit_
from gitrepo import Entry, GitRepo, Spec

from analysis.errors import AmbiguousCommitError, CommitNotShownError, UnknownCommitError
from analysis.models import Commit, Diff
from bot.cli import rate as module
from bot.crew import rating_crew
from bot.crew.crew import ALONE

MANY = 4 * ALONE
Typed = Callable[..., Any]


@pytest.fixture(scope="session")
def repo(tmp_path_factory: pytest.TempPathFactory) -> tuple[GitRepo, list[str]]:
    """Return a repository with more commits than one process rates alone, and their SHAs."""
    made = GitRepo.create(tmp_path_factory.mktemp("many") / "app", bare=False)
    files: list[dict[str | bytes, str | bytes | Entry | None]] = [
        {f"src/part_{number % 9}.py": f"def part_{number}():\n    pass\n"} for number in range(900)
    ]
    shas = made.commits([Spec(f"Add part {number}\n", each) for number, each in enumerate(files)])
    return made, shas


def test_a_whole_history_is_rated_in_the_order_asked(type_: Typed, repo: tuple[GitRepo, list[str]]) -> None:
    made, shas = repo
    ran = type_("rate", str(made.path), given="\n".join(shas))
    assert (ran.code, ran.err) == (0, "")
    assert [json.loads(line)["sha"] for line in ran.out.splitlines()] == shas


def test_a_worker_says_what_one_process_says(type_: Typed, repo: tuple[GitRepo, list[str]]) -> None:
    made, shas = repo
    many = type_("rate", str(made.path), given="\n".join(shas[:MANY])).out.splitlines()
    few = type_("rate", str(made.path), given="\n".join(shas[MANY - 5 : MANY])).out.splitlines()
    assert many[-5:] == few


def test_prefixes_and_mistakes_among_many_keep_their_places(
    type_: Typed, repo: tuple[GitRepo, list[str]]
) -> None:
    made, shas = repo
    twin, _ = Counter(sha[:4] for sha in shas).most_common(1)[0]
    given = [*shas[:MANY], twin, shas[5][:12].upper(), "nonsense", shas[5], "0" * 40]
    ran = type_("rate", str(made.path), given="\r\n".join(given))
    assert ran.code == 1
    assert [json.loads(line)["sha"] for line in ran.out.splitlines()] == [*shas[:MANY], shas[5], shas[5]]
    places = [ran.err.index(word) for word in (twin, "nonsense", "0000000")]
    assert places == sorted(places)


async def test_a_line_is_answered_before_the_next_one_is_typed() -> None:
    typed = asyncio.Event()

    async def lines() -> AsyncIterator[str]:
        yield "abc1234"
        yield "  "
        await typed.wait()
        yield "def5678"

    batches = []
    async for batch in module._batches(lines()):
        batches.append(batch)
        typed.set()
    assert batches == [["abc1234"], ["def5678"]]


async def test_a_source_that_looks_up_one_at_a_time_is_asked_for_each() -> None:
    source = FakeSource(commits=(commit_("abc1234"), commit_("abc5678"), commit_("def1234")))
    found = await module._found(source, ["def1", "abc9", "abc1", "ffff", "DEF1", "abc1"])
    kinds = [one.sha[:7] if isinstance(one, Commit) else type(one) for one in found]
    assert kinds == ["def1234", UnknownCommitError, "abc1234", UnknownCommitError, "def1234", "abc1234"]


async def test_an_ambiguous_name_says_so() -> None:
    source = FakeSource(commits=(commit_("abcd123"), commit_("abcd567")))
    assert isinstance((await module._found(source, ["abcd"]))[0], AmbiguousCommitError)


class Shy(FakeSource):
    """Shows no commit whose SHA begins with `b`."""

    async def diffs(self, commits: Sequence[Commit]) -> AsyncIterator[tuple[Commit, Diff]]:
        """Yield empty diffs up to one that is not shown."""
        for commit in commits:
            if commit.sha.startswith("b"):
                raise CommitNotShownError(self.repo, commit.sha, "not given")
            yield commit, Diff()


@pytest.mark.parametrize("order", ["aba", "bab", "bb", "abba", "", "b", "aab"])
async def test_a_commit_that_is_not_shown_has_its_place_among_the_others(order: str) -> None:
    commits = [commit_(letter * 7) for letter in order]
    async with rating_crew(0) as crew:
        outcomes = [one async for one in module._outcomes(crew, Shy(), commits)]
    assert [isinstance(one, CommitNotShownError) for one in outcomes] == [letter == "b" for letter in order]
