"""A step leaves a value or an incident, and waits a little for what passes by itself."""

import pytest
from fakes import FakeLog

from adapters.durable.keeping import LONGEST_WAIT, PAUSES, Keeper, RunFailedError, taken, wait_of
from analysis.errors import SourceLimitedError, SourceUnreadableError, UnknownRepositoryError


class Slept:
    """Keeps how long somebody would have slept."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def __call__(self, seconds: float) -> None:
        """Keep it."""
        self.seconds.append(seconds)


def keeper(slept: Slept, log: FakeLog | None = None) -> Keeper:
    """Return a keeper that loses no time."""
    return Keeper(log or FakeLog(), lambda: "c0ffee00", slept)


async def test_a_value_comes_through() -> None:
    async def work() -> list[int]:
        return [1]

    assert taken(await keeper(Slept()).kept("s", "r", work)) == [1]


async def test_what_passes_by_itself_is_waited_for() -> None:
    slept, failures = Slept(), [SourceUnreadableError("acme/api")]

    async def work() -> str:
        if failures:
            raise failures.pop()
        return "read"

    assert taken(await keeper(slept).kept("s", "r", work)) == "read"
    assert slept.seconds == [PAUSES[0]]


async def test_what_does_not_pass_is_given_up() -> None:
    slept = Slept()

    async def work() -> None:
        raise SourceUnreadableError("acme/api")

    kept = await keeper(slept).kept("s", "r", work)
    assert slept.seconds == list(PAUSES)
    with pytest.raises(RunFailedError):
        taken(kept)


async def test_a_failure_is_logged_once_under_the_incident_that_it_leaves() -> None:
    log = FakeLog()

    async def work() -> None:
        raise UnknownRepositoryError("acme/api")

    assert await keeper(Slept(), log).kept("survey", "r", work) == {
        "incident": "c0ffee00",
        "cause": "repository",
    }
    assert log.lines == [("exception", "step_failed", {"step": "survey", "run": "r", "incident": "c0ffee00"})]


async def limited(seconds: float, *, waits: bool) -> tuple[object, FakeLog]:
    """Return what a step leaves when the source refuses us for so long."""
    log = FakeLog()

    async def work() -> None:
        raise SourceLimitedError("acme/api", seconds)

    return await keeper(Slept(), log).kept("freeze", "r", work, waits=waits), log


async def test_a_source_that_refuses_us_for_a_while_is_a_reason_to_come_back() -> None:
    kept, log = await limited(90.2, waits=True)
    assert isinstance(kept, dict)
    assert wait_of(kept) == 90.2
    assert log.lines == [("warning", "step_waits", {"step": "freeze", "run": "r", "seconds": 90})]


async def test_a_source_that_refuses_us_for_long_fails_the_run() -> None:
    assert (await limited(LONGEST_WAIT + 1, waits=True))[0] == {"incident": "c0ffee00", "cause": "source"}


async def test_who_does_not_wait_fails_at_once() -> None:
    assert (await limited(1, waits=False))[0] == {"incident": "c0ffee00", "cause": "source"}
