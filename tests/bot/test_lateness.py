"""A digest is late when it is posted late, whenever it was made; what may stand already is not changed."""

from collections import deque

from chat import Fault
from morning import EDITION
from outage import Outage, Troubled, WayWriter, hours

from bot.daily import TRIES
from bot.errors import RefusedError

LATE = "Late: this was due on Thu 2026-02-05 at 09:00 (UTC)."
DOWN = RefusedError("service_unavailable", 1e6)


def parent(outage: Outage) -> str:
    """Return what the digest's parent says."""
    (found,) = [it for it in outage.scene.service.log if it.key == f"{EDITION}:0"]
    return str(found.part.payload)


async def test_a_digest_that_was_made_in_time_and_is_posted_hours_later_says_so() -> None:
    outage = Outage()
    outage.scene.chat.closed["C1"] = DOWN
    await outage.follow()
    await outage.minutes(hours(3), every=5)
    outage.scene.chat.closed.clear()
    await outage.minutes(hours(4), every=5)

    assert LATE in parent(outage)


async def test_a_digest_that_waited_for_some_minutes_is_not_late() -> None:
    outage = Outage()
    outage.scene.chat.closed["C1"] = DOWN
    await outage.follow()
    await outage.minutes(4)
    outage.scene.chat.closed.clear()
    await outage.minutes(30)

    assert "Late" not in parent(outage)


async def test_a_run_that_goes_on_after_hours_without_the_program_says_so() -> None:
    """The engine does not freeze again then."""
    outage = Outage()
    await outage.follow()
    daily = outage.daily()
    order = await outage.order()
    frozen = await daily.freeze(order)
    outage.clock.move(5 * 3600)
    first = await daily.post(EDITION, 0, None)
    await daily.post(EDITION, 1, first)
    told = frozen["told"]

    assert LATE in parent(outage)
    assert isinstance(told, dict)
    assert "late" not in told


async def test_what_may_stand_already_is_posted_as_it_was_sent_first() -> None:
    """Nobody knows: it is looked for, and then sent again with the same words."""
    outage = Outage()
    await outage.follow()
    outage.scene.chat.faults = deque([Fault(late=30)] * TRIES)
    await outage.minutes(1)
    outage.scene.chat.late.clear()
    outage.clock.move(5 * 3600)
    await outage.minutes(60)

    assert "Late" not in parent(outage)


async def test_a_late_digest_that_is_put_right_still_says_so() -> None:
    writer = WayWriter(down=True)
    outage = Outage(scene=Troubled(writer=writer))
    outage.scene.chat.closed["C1"] = DOWN
    await outage.follow()
    await outage.minutes(hours(3), every=5)
    outage.scene.chat.closed.clear()
    await outage.minutes(hours(4), every=5)
    writer.down = False
    await outage.minutes(hours(2), every=5)

    assert "Written by model." in "".join(str(it.part.payload) for it in outage.scene.service.log)
    assert LATE in parent(outage)


async def test_a_digest_that_nobody_was_to_get_at_an_hour_is_never_late() -> None:
    outage = Outage()
    await outage.follow()
    daily = outage.daily()
    order = {**await outage.order(), "due_at": None}
    await daily.freeze(order)
    outage.clock.move(5 * 3600)
    await daily.post(EDITION, 0, None)

    assert "Late" not in parent(outage)
