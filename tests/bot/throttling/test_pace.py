"""Turns: how many requests are out at a time, and how a server slows us down."""

import asyncio

from benchmarks.modelday import Time
from bot.throttling.pace import Pace


async def test_after_a_refusal_fewer_go_out_until_answers_come() -> None:
    pace = Pace(8, Time().monotonic)

    pace.slower()
    assert await most(pace) == 4
    pace.faster()
    assert await most(pace) == 5
    for _ in range(10):
        pace.faster()
    assert await most(pace) == 8


async def test_a_pause_lasts_as_long_as_the_longest_that_was_asked_for() -> None:
    time = Time()
    pace = Pace(2, time.monotonic)
    pace.pause(5.0)
    pace.pause(1.0)
    await time.sleep(2.0)

    assert pace.left == 3.0


async def test_who_comes_first_is_served_first_also_before_those_who_come_back_at_once() -> None:
    pace, served = Pace(1, Time().monotonic), list[str]()

    async def ask(name: str) -> None:
        for _ in range(2):
            async with pace.turn():
                served.append(name)
                await asyncio.sleep(0)

    await asyncio.gather(*(ask(name) for name in "abc"))

    assert "".join(served) == "abcabc"


async def test_a_turn_is_given_back_whatever_happens() -> None:
    pace = Pace(1, Time().monotonic)
    for _ in range(3):
        task = asyncio.create_task(_for_ever(pace))
        await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    assert await most(pace) == 1


async def test_who_goes_away_while_waiting_takes_no_turn_with_them() -> None:
    pace = Pace(1, Time().monotonic)
    tasks = [asyncio.create_task(_for_ever(pace)) for _ in range(3)]
    await asyncio.sleep(0)
    for task in reversed(tasks):
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)

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
