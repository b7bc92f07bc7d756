"""What every implementation of the limits does: lines, pauses, and reservations of a budget."""

# ruff: noqa: D102 - a test's name is its sentence

import asyncio
import datetime as dt

import pytest
from contracts.records import DATE

from analysis.results import Usage
from bot.stores import Pause, Stores

HOUR = dt.timedelta(hours=1)
MOMENT = dt.timedelta(seconds=3)
OVER = 3.3  # seconds until a moment has passed


async def joined(stores: Stores, subject: str = "model", lasting: dt.timedelta = HOUR) -> tuple[int, int]:
    """Join a line, and return the ticket and how many stand before it."""
    ((ticket, ahead),) = (await stores.limits.join(subject, "w1", lasting)).ahead.items()
    return ticket, ahead


async def reserved(stores: Stores, tokens: int, most: int, lasting: dt.timedelta = HOUR) -> int | None:
    """Hold tokens of a day back."""
    return await stores.limits.reserve(DATE, tokens, most, "w1", lasting)


class LimitContract:
    """Processes stand in lines, tell each other of pauses, and share a day's budget."""

    async def test_who_comes_later_stands_behind(self, stores: Stores) -> None:
        assert [(await joined(stores))[1] for _ in range(3)] == [0, 1, 2]

    async def test_all_who_join_at_once_stand_in_different_places(self, stores: Stores) -> None:
        tickets = await asyncio.gather(*(joined(stores) for _ in range(12)))
        assert sorted(ahead for _, ahead in tickets) == list(range(12))
        assert [ahead for _, ahead in sorted(tickets)] == list(range(12))

    async def test_a_line_of_another_subject_is_another_line(self, stores: Stores) -> None:
        await joined(stores)
        assert (await joined(stores, "another"))[1] == 0

    async def test_who_leaves_lets_the_others_move_up(self, stores: Stores) -> None:
        tickets = [(await joined(stores))[0] for _ in range(3)]
        await stores.limits.leave(tickets[:1])
        assert (await stores.limits.line("model", tickets)).ahead == {tickets[1]: 0, tickets[2]: 1}

    async def test_a_ticket_that_is_not_renewed_is_good_no_longer(self, stores: Stores) -> None:
        dead, _ = await joined(stores, lasting=MOMENT)
        living, _ = await joined(stores)
        await asyncio.sleep(OVER)
        assert (await stores.limits.line("model", [dead, living])).ahead == {living: 0}
        await stores.limits.renew([dead], HOUR)
        assert (await stores.limits.line("model", [dead])).ahead == {}

    async def test_a_ticket_that_is_renewed_keeps_its_place(self, stores: Stores) -> None:
        first, _ = await joined(stores, lasting=MOMENT)
        await stores.limits.renew([first], HOUR)
        await asyncio.sleep(OVER)
        assert (await joined(stores))[1] == 1
        assert (await stores.limits.line("model", [first])).ahead == {first: 0}

    async def test_a_ticket_is_never_given_twice(self, stores: Stores) -> None:
        first, _ = await joined(stores)
        await stores.limits.leave([first])
        assert (await joined(stores))[0] > first

    async def test_clearing_the_dead_away_touches_nobody_else(self, stores: Stores) -> None:
        await joined(stores, lasting=MOMENT)
        living, _ = await joined(stores)
        await asyncio.sleep(OVER)
        await stores.limits.leave([])
        assert (await stores.limits.line("model", [living])).ahead == {living: 0}

    async def test_a_pause_is_told_to_everybody_in_the_line(self, stores: Stores) -> None:
        ticket, _ = await joined(stores)
        await stores.limits.pause("model", Pause(30, "limited"))
        told = [
            (await stores.limits.line("model", [ticket])).pause,
            (await stores.limits.join("model", "w2", HOUR)).pause,
            await stores.limits.paused("model"),
        ]
        assert [one.reason for one in told if one] == ["limited"] * 3
        assert all(one and 25 < one.seconds <= 30 for one in told)
        assert await stores.limits.paused("another") is None

    async def test_a_shorter_pause_ends_no_longer_one(self, stores: Stores) -> None:
        for seconds, reason in ((30, "long"), (5, "short"), (60, "longer")):
            await stores.limits.pause("model", Pause(seconds, reason))
            left = await stores.limits.paused("model")
            assert left
            assert left.reason == ("longer" if seconds == 60 else "long")
            assert left.seconds == pytest.approx(max(30, seconds), abs=5)

    async def test_a_pause_ends(self, stores: Stores) -> None:
        await stores.limits.pause("model", Pause(0.05, "limited"))
        await asyncio.sleep(0.1)
        assert await stores.limits.paused("model") is None

    async def test_what_a_day_used_and_what_is_held_back_leave_the_rest(self, stores: Stores) -> None:
        await stores.usage.add(DATE, "gpt", Usage(1, 300, 100))
        await stores.usage.add(DATE, "other", Usage(1, 100, 0))
        assert await reserved(stores, 501, 1000) is None
        held = await reserved(stores, 400, 1000)
        assert held
        assert await reserved(stores, 101, 1000) is None
        assert await reserved(stores, 100, 1000)
        await stores.limits.leave([held])
        assert await reserved(stores, 400, 1000)

    async def test_another_day_has_a_budget_of_its_own(self, stores: Stores) -> None:
        await reserved(stores, 1000, 1000)
        assert await stores.limits.reserve(DATE + dt.timedelta(1), 1000, 1000, "w1", HOUR)

    async def test_of_all_who_reserve_at_once_no_more_than_fit_succeed(self, stores: Stores) -> None:
        held = await asyncio.gather(*(reserved(stores, 100, 1000) for _ in range(16)))
        assert sum(ticket is not None for ticket in held) == 10

    async def test_what_a_dead_process_held_back_is_free_again(self, stores: Stores) -> None:
        await reserved(stores, 1000, 1000, MOMENT)
        await asyncio.sleep(OVER)
        assert await reserved(stores, 1000, 1000)
