"""A steady pace: a few at once after a rest, then one after the other, and nobody while it is held."""

import asyncio
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from bot.pacing import MOST_KEPT, Pace, Paces


@dataclass
class Time:
    """Seconds that pass only where somebody waits for them."""

    at: float = 0.0

    def now(self) -> float:
        """Return how late it is."""
        return self.at

    async def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.at += seconds


def pace_of(time: Time, per_second: float, burst: int) -> Pace:
    """Return a pace in that time."""
    return Pace(per_second, burst, time.now, time.sleep)


@given(st.floats(0.5, 50), st.integers(1, 10), st.lists(st.floats(0, 5), max_size=60))
async def test_no_stretch_of_time_sees_more_than_the_pace_and_one_burst(
    per_second: float, burst: int, rests: list[float]
) -> None:
    time, begun = Time(), list[float]()
    pace = pace_of(time, per_second, burst)
    for rest in rests:
        await pace.turn()
        begun.append(time.now())
        time.at += rest
    for first, start in enumerate(begun):
        for last in range(first, len(begun)):
            allowed = burst + per_second * (begun[last] - start)
            assert last - first + 1 <= allowed + 1e-6


async def test_after_a_rest_a_few_begin_at_once() -> None:
    time = Time()
    pace = pace_of(time, 1, 3)
    for _ in range(3):
        await pace.turn()
    assert time.now() == 0
    await pace.turn()
    assert time.now() == 1


async def test_several_requests_take_several_places() -> None:
    time = Time()
    pace = pace_of(time, 2, 1)
    await pace.turn(3)
    await pace.turn()
    assert time.now() == 1.5


async def test_who_waits_is_held_back_and_then_goes_on_at_the_same_pace() -> None:
    pace, begun = Pace(50, 1), list[float]()
    loop = asyncio.get_running_loop()

    async def ask() -> None:
        await pace.turn()
        begun.append(loop.time())

    asking = [asyncio.create_task(ask()) for _ in range(4)]
    await asyncio.sleep(0)
    held = loop.time() + 0.1
    pace.hold(0.1)
    await asyncio.gather(*asking)

    assert len([at for at in begun if at < held - 0.01]) <= 1  # one had begun before
    assert begun[3] - begun[1] >= 0.035


async def test_paces_of_names_that_rest_are_forgotten_and_others_kept() -> None:
    time = Time()
    paces = Paces(lambda: pace_of(time, 1, 1))
    busy = paces.of("busy")
    await busy.turn()
    for number in range(2 * MOST_KEPT):
        paces.of(str(number))

    assert paces.of("busy") is busy
