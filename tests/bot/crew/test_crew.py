"""A crew rates as one process would, in order, and leaves no process behind."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import aclosing
from dataclasses import replace
from pathlib import Path

import pytest
from handmade import change, commit

from analysis.errors import SourceUnreadableError
from analysis.models import Commit, Diff
from analysis.rated import rate_commit
from bot.crew import crew as module
from bot.crew import process, rating_crew
from bot.crew.crew import ALONE, MOST_CHARACTERS

Pair = tuple[Commit, Diff]

MANY = 5 * ALONE
CHILDREN = Path(f"/proc/self/task/{os.getpid()}/children")
on_linux = pytest.mark.skipif(not CHILDREN.exists(), reason="only Linux tells who our children are")


def pair(number: int, lines: str = "-def connect(url):\n-    pass") -> Pair:
    """Return one commit of many, which removes a function."""
    made = replace(commit(f"Remove connect() of part {number}"), sha=f"{number:040x}")
    return made, Diff((change(f"src/part_{number}.py", lines),))


async def told(pairs: list[Pair], failure: Exception | None = None) -> AsyncIterator[Pair]:
    """Yield what a source would, then fail if it is to."""
    for one in pairs:
        yield one
    if failure:
        raise failure


def children() -> list[int]:
    """Return the processes that this one has started and not seen the end of."""
    return [int(pid) for pid in CHILDREN.read_text().split()]


@pytest.mark.parametrize("size", [0, 1, 3])
@pytest.mark.parametrize("count", [0, 1, ALONE, MANY])
async def test_a_crew_of_any_size_rates_as_one_process_does_and_in_order(size: int, count: int) -> None:
    pairs = [pair(number) for number in range(count)]
    async with rating_crew(size) as crew, aclosing(crew.rated(told(pairs))) as rated:
        assert [one async for one in rated] == [rate_commit(*one) for one in pairs]


async def test_the_end_of_a_shallow_clone_is_rated_as_unknown_by_a_worker_too() -> None:
    first = pair(0)
    pairs = [*(pair(number) for number in range(1, MANY)), (replace(first[0], boundary=True), first[1])]
    async with rating_crew(1) as crew:
        last = [one async for one in crew.rated(told(pairs))][-1]
    assert last == rate_commit(*pairs[-1])


async def test_large_patches_do_not_wait_for_a_full_batch() -> None:
    large = "\n".join(["+x = 1"] * (MOST_CHARACTERS // 6))
    pairs = [pair(number, large) for number in range(4)]
    async with rating_crew(2) as crew:
        assert [one.commit async for one in crew.rated(told(pairs))] == [made for made, _ in pairs]


@pytest.mark.parametrize("size", [0, 2])
async def test_what_was_read_comes_before_the_failure_to_read_on(size: int) -> None:
    pairs = [pair(number) for number in range(MANY)]
    failure = SourceUnreadableError("acme/app")
    async with rating_crew(size) as crew:
        rated = crew.rated(told(pairs, failure))
        assert [(await anext(rated)).commit for _ in pairs] == [made for made, _ in pairs]
        with pytest.raises(SourceUnreadableError):
            await anext(rated)


async def test_an_error_of_a_rating_reaches_the_caller(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(made: Commit, diff: Diff) -> None:
        raise ZeroDivisionError(made.sha, diff)

    monkeypatch.setattr(module, "rate_commit", refuse)
    monkeypatch.setattr(process, "PROGRAM", ("-c", "raise SystemExit(1)"))
    async with rating_crew(2) as crew:
        with pytest.raises(ZeroDivisionError):
            assert [one async for one in crew.rated(told([pair(number) for number in range(MANY)]))]


@on_linux
async def test_few_commits_start_no_process() -> None:
    before = children()
    async with rating_crew(2) as crew:
        assert [one async for one in crew.rated(told([pair(number) for number in range(ALONE)]))]
        assert children() == before


@on_linux
async def test_two_calls_share_the_workers() -> None:
    pairs = [pair(number) for number in range(MANY)]
    async with rating_crew(2) as crew:
        assert len([one async for one in crew.rated(told(pairs))]) == MANY
        started = children()
        assert len([one async for one in crew.rated(told(pairs))]) == MANY
        assert children() == started


@on_linux
async def test_a_crew_that_is_left_early_leaves_no_process() -> None:
    before = children()
    async with rating_crew(2) as crew, aclosing(crew.rated(told([pair(it) for it in range(MANY)]))) as rated:
        async for _ in rated:
            break
    assert children() == before


@on_linux
async def test_a_cancelled_crew_leaves_no_process() -> None:
    before, begun = children(), asyncio.Event()

    async def work() -> None:
        async with rating_crew(2) as crew:
            async for _ in crew.rated(told([pair(number) for number in range(20 * MANY)])):
                if children() != before:
                    begun.set()

    task = asyncio.create_task(work())
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert children() == before


@on_linux
async def test_the_work_of_a_worker_that_dies_is_done_all_the_same() -> None:
    before, count = set(children()), 0
    async with rating_crew(2) as crew:
        async for _ in crew.rated(told([pair(number) for number in range(10 * MANY)])):
            count += 1
            for pid in set(children()) - before if count % MANY == 0 else ():
                os.kill(pid, signal.SIGKILL)
    assert count == 10 * MANY


@pytest.mark.parametrize("program", [("-c", "print('no pickle')"), ("-c", "raise SystemExit(1)")])
async def test_a_worker_that_cannot_work_costs_nothing_but_time(
    program: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "PROGRAM", program)
    async with rating_crew(2) as crew:
        assert len([one async for one in crew.rated(told([pair(number) for number in range(MANY)]))]) == MANY


async def test_no_python_to_start_costs_nothing_but_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    async with rating_crew(2) as crew:
        assert len([one async for one in crew.rated(told([pair(number) for number in range(MANY)]))]) == MANY


@pytest.mark.parametrize(("cores", "size"), [(1, 0), (2, 2), (8, 8)])
def test_one_core_has_no_workers(cores: int, size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(cores)), raising=False)
    assert module._cores() == size


async def test_a_folder_with_a_package_of_our_name_is_not_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bot").mkdir()
    (tmp_path / "bot" / "__init__.py").write_text("open('imported', 'w').close()\n")
    monkeypatch.chdir(tmp_path)
    async with rating_crew(1) as crew:
        assert [one async for one in crew.rated(told([pair(number) for number in range(MANY)]))]
    assert not (tmp_path / "imported").exists()
