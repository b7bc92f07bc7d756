"""Whether the bot is alive, and what it says to those who ask."""

import asyncio
import datetime as dt
import json

from fakes import FakeClock

from bot.vitals import Pulse, Vitals
from bot.web import Request

ASKED = Request(b"", {})


async def fine() -> None:
    """Find nothing wrong."""


async def gone() -> str:
    """Find something."""
    return "not connected"


async def broken() -> str | None:
    """Fail with words that are nobody's business."""
    raise OSError("password=hunter22")


async def stuck() -> str | None:
    """Never come back."""
    await asyncio.Event().wait()
    return None


async def asked(vitals: Vitals) -> tuple[int, object]:
    """Return the status and what is told."""
    answer = await vitals.answer(ASKED)
    return answer.status, json.loads(answer.body)


async def test_a_bot_that_has_not_told_what_to_check_is_starting() -> None:
    assert await asked(Vitals()) == (503, {"status": "starting", "checks": {}, "incidents": []})


async def test_all_alive_is_well() -> None:
    vitals = Vitals()
    vitals.watch("database", fine)

    assert await asked(vitals) == (200, {"status": "ok", "checks": {"database": "ok"}, "incidents": []})


async def test_what_is_not_alive_is_named_beside_what_is() -> None:
    vitals = Vitals()
    vitals.watch("database", fine)
    vitals.watch("slack", gone)
    checks = {"database": "ok", "slack": "not connected"}
    told = {"status": "failing", "checks": checks, "incidents": []}

    assert await asked(vitals) == (503, told)


async def test_a_check_that_fails_says_nothing_of_itself() -> None:
    vitals = Vitals()
    vitals.watch("database", broken)

    assert await vitals.check() == {"database": "fails"}


async def test_a_check_that_hangs_keeps_nobody_waiting() -> None:
    vitals = Vitals(patience=0.01)
    vitals.watch("database", stuck)
    vitals.watch("engine", fine)

    assert await vitals.check() == {"database": "no answer within 0.01 s", "engine": "ok"}


async def test_a_round_counts_as_alive_for_a_while_after_it_came() -> None:
    clock = FakeClock()
    pulse = Pulse(clock, dt.timedelta(minutes=5))

    assert await pulse.probe() == "not yet"
    pulse.beat()
    clock.move(300)
    assert await pulse.probe() is None
    clock.move(1)
    assert await pulse.probe() == "none for 301 s"


async def test_what_keeps_failing_elsewhere_is_named_and_makes_nobody_restart_the_bot() -> None:
    async def causes() -> list[str]:
        return ["source", "channel", "source"]

    vitals = Vitals(causes=causes)
    vitals.watch("database", fine)
    status, told = await asked(vitals)

    assert status == 200
    assert told == {"status": "ok", "checks": {"database": "ok"}, "incidents": ["channel", "source"]}


async def test_causes_that_cannot_be_read_are_left_to_the_check_of_the_database() -> None:
    vitals = Vitals(causes=broken)  # type: ignore[arg-type] # it never returns
    vitals.watch("database", fine)

    assert (await asked(vitals))[0] == 200
