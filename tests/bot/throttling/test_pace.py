"""Turns: how many requests are out at a time, and how a server slows us down."""

import asyncio

from adapters.openai.pace import Pace
from benchmarks.modelday import Time


async def test_after_a_refusal_fewer_go_out_until_answers_come() -> None:
    time = Time()
    pace = Pace(8, time.monotonic, time.sleep)

    pace.slower(5.0)
    assert await most(pace) == 4
    await pace.faster()
    assert await most(pace) == 5
    for _ in range(10):
        await pace.faster()
    assert await most(pace) == 8


async def test_a_pause_holds_back_whoever_has_not_begun() -> None:
    time = Time()
    pace = Pace(2, time.monotonic, time.sleep)
    pace.slower(5.0)

    async with pace.turn():
        assert time.seconds == 5.0


async def test_a_turn_is_given_back_whatever_happens() -> None:
    time = Time()
    pace = Pace(1, time.monotonic, time.sleep)
    for _ in range(3):
        task = asyncio.create_task(_for_ever(pace))
        await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    assert await most(pace) == 1


async def _for_ever(pace: Pace) -> None:
    async with pace.turn():
        await asyncio.Event().wait()


async def most(pace: Pace) -> int:
    """Return how many of twenty hold a turn at the same time."""
    running = highest = 0

    async def hold() -> None:
        nonlocal running, highest
        async with pace.turn():
            running += 1
            highest = max(highest, running)
            await asyncio.sleep(0.001)
            running -= 1

    await asyncio.gather(*(hold() for _ in range(20)))
    return highest
