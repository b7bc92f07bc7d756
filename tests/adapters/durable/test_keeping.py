"""A step leaves a value or an incident, and waits a little for what passes by itself."""

import pytest
from fakes import FakeLog

from adapters.durable.keeping import PAUSES, Keeper, RunFailedError, taken
from analysis.errors import SourceUnreadableError, UnknownRepositoryError


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

    assert await keeper(Slept(), log).kept("survey", "r", work) == {"incident": "c0ffee00"}
    assert log.lines == [("exception", "step_failed", {"step": "survey", "run": "r", "incident": "c0ffee00"})]
