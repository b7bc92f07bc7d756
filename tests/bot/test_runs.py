"""Runs are named so that a repeat is harmless and a failure can be tried again; how they end is noted."""

import asyncio

import pytest
from fakes import NOON, FakeClock
from orders import order

from bot.memory import MemoryRuns
from bot.runs import DIGEST, POST, attempts_at, edition_of, next_attempt, next_run_id, noted, run_id, run_of
from bot.stores import RunState

EDITION = "s1:2026-02-04:1"


async def ended(state: RunState) -> MemoryRuns:
    """Return runs of which the first attempt at the edition ended so."""
    runs = MemoryRuns()
    await runs.begin(run_of(order(), DIGEST, f"digest:{EDITION}:1", FakeClock()))
    await runs.end(f"digest:{EDITION}:1", state, NOON)
    return runs


async def test_the_first_attempt_comes_first() -> None:
    assert await next_run_id(MemoryRuns(), DIGEST, EDITION) == f"digest:{EDITION}:1"


@pytest.mark.parametrize("state", [RunState.RUNNING, RunState.DONE])
async def test_a_run_that_goes_on_or_is_done_is_the_same_run(state: RunState) -> None:
    assert await next_run_id(await ended(state), DIGEST, EDITION) == f"digest:{EDITION}:1"


@pytest.mark.parametrize("state", [RunState.FAILED, RunState.CANCELLED])
async def test_a_burnt_id_is_left_for_the_next_attempt(state: RunState) -> None:
    assert await next_run_id(await ended(state), DIGEST, EDITION) == f"digest:{EDITION}:2"


@pytest.mark.parametrize("times", [0, 1, 2, 3, 4, 9])
async def test_the_attempts_at_many_editions_are_found_oldest_first(times: int) -> None:
    runs, editions = MemoryRuns(), [EDITION, "s2:2026-02-04:1"]
    for number in range(1, times + 1):
        await runs.begin(run_of(order(), DIGEST, run_id(DIGEST, EDITION, number), FakeClock()))
    await runs.begin(run_of(order(), DIGEST, run_id(DIGEST, editions[1], 1), FakeClock()))
    found = await attempts_at(runs, DIGEST, editions)

    assert [run.id for run in found[EDITION]] == [run_id(DIGEST, EDITION, n + 1) for n in range(times)]
    assert len(found[editions[1]]) == 1


async def test_the_next_attempt_is_the_one_that_goes_on_unless_it_is_burnt() -> None:
    runs = await ended(RunState.FAILED)
    failed = (await attempts_at(runs, DIGEST, [EDITION]))[EDITION]
    await runs.begin(run_of(order(), DIGEST, run_id(DIGEST, EDITION, 2), FakeClock()))
    goes_on = (await attempts_at(runs, DIGEST, [EDITION]))[EDITION]

    assert (next_attempt([]), next_attempt(failed), next_attempt(goes_on)) == (1, 2, 2)


def test_a_run_tells_its_edition() -> None:
    run = run_of(order(), POST, f"post:{EDITION}:3", FakeClock())
    assert edition_of(run) == EDITION


async def test_work_that_ends_well_is_noted() -> None:
    runs = MemoryRuns()

    async def work() -> str:
        return "here"

    run = run_of(order(), POST, "r", FakeClock())
    assert await noted(runs, run, work(), FakeClock(), lambda: "c0ffee") == "here"
    found = await runs.get("r")
    assert found
    assert (found.state, found.incident) == (RunState.DONE, None)


async def test_work_that_fails_is_noted_with_an_incident() -> None:
    runs = MemoryRuns()

    async def work() -> None:
        raise LookupError

    with pytest.raises(LookupError):
        await noted(runs, run_of(order(), POST, "r", FakeClock()), work(), FakeClock(), lambda: "c0ffee")
    found = await runs.get("r")
    assert found
    assert (found.state, found.incident) == (RunState.FAILED, "c0ffee")


async def test_work_that_somebody_breaks_off_is_cancelled() -> None:
    runs = MemoryRuns()

    async def work() -> None:
        raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        await noted(runs, run_of(order(), POST, "r", FakeClock()), work(), FakeClock(), lambda: "c0ffee")
    found = await runs.get("r")
    assert found
    assert found.state is RunState.CANCELLED
