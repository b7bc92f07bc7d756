"""A database that fails: operators and waiting channels hear of it all the same, once, and of its end."""

from collections.abc import Sequence
from dataclasses import dataclass

from morning import EDITION
from outage import Outage, hours

from bot.errors import About, RefusedError, StoreFullError, StoreUnreachableError
from bot.orders import Order
from bot.ports import Log

FULL = StoreFullError("/srv/secret-folder/bot.db")
FAILS = "The database fails"


@dataclass
class Struck(Outage):
    """A database that can be read, and takes no row; an engine cannot note a run there either."""

    def strike(self) -> None:
        """Let it fail."""
        self.stricken = FULL
        self.runs.broken = FULL

    def unreadable(self) -> None:
        """Let nothing be read either."""

        async def lacking() -> Sequence[Order]:
            raise StoreUnreachableError("db.internal:5432/bot")

        self.care.stricken.lacking = lacking

    def heal(self) -> None:
        """Let it work."""
        self.stricken = self.runs.broken = None


def events(log: Log) -> list[str]:
    """Return what the log tells."""
    return [event for _, event, _ in log.lines]  # type: ignore[attr-defined] # the tests' log keeps them


async def test_a_full_disk_is_told_to_operators_and_to_the_channel_that_waits() -> None:
    outage = Struck()
    await outage.follow()
    outage.strike()
    await outage.minutes(30)
    (alarm,) = [it for it in outage.scene.service.log if it.key.startswith("alarm:")]

    assert outage.said("OPS") == [FAILS]
    assert outage.said("C1") == ["acme/api · 2026-02-04: the digest is not there yet"]
    assert "The disk of the database" in str(alarm.part.payload)
    assert "acme/api" in str(alarm.part.payload)
    assert "inc" in str(alarm.part.payload)
    assert "secret-folder" not in str(alarm.part.payload)
    assert f"{EDITION}:0" not in outage.parents()


async def test_it_heals_by_itself_and_all_that_was_said_comes_true() -> None:
    outage = Struck()
    await outage.follow()
    outage.strike()
    await outage.minutes(hours(2))
    outage.heal()
    await outage.minutes(hours(2))

    assert outage.said("OPS") == [FAILS, f"Over: {FAILS}"]
    assert outage.said("C1") == ["acme/api · 2026-02-04: the digest was made up for"]
    assert outage.parents().count(f"{EDITION}:0") == 1
    assert await outage.active() == []
    assert [it.state for it in await outage.scene.stores.notices.of([EDITION])] == []


async def test_a_moment_without_the_database_is_nobodys_concern() -> None:
    outage = Struck()
    await outage.follow()
    outage.strike()
    await outage.minutes(4)
    outage.heal()
    await outage.minutes(30)

    assert outage.said("OPS") == outage.said("C1") == []
    assert f"{EDITION}:0" in outage.parents()


async def test_while_it_lasts_the_alarm_is_raised_again_each_day_and_the_line_stays_one() -> None:
    outage = Struck()
    await outage.follow()
    outage.strike()
    await outage.minutes(hours(50), every=5)
    outage.heal()
    await outage.minutes(hours(3), every=5)

    assert outage.said("OPS") == [FAILS, FAILS, FAILS, f"Over: {FAILS}"]
    assert len(outage.said("C1")) == 3  # a line for each missed day
    assert all(line.endswith("made up for") for line in outage.said("C1"))


async def test_a_database_that_cannot_be_read_is_alarmed_of_without_its_channels() -> None:
    outage = Struck()
    await outage.follow()
    outage.stricken = StoreUnreachableError("db.internal:5432/bot")
    outage.unreadable()
    for _ in range(30):
        outage.clock.move(60)
        await outage.care.look()
    (alarm,) = [it for it in outage.scene.service.log if it.key.startswith("alarm:")]

    assert outage.said("OPS") == [FAILS]
    assert "cannot be reached" in str(alarm.part.payload)
    assert "db.internal" not in str(alarm.part.payload)


async def test_without_a_channel_for_alarms_the_log_tells_once_and_the_channel_hears() -> None:
    outage = Struck(alerts=None)
    await outage.follow()
    outage.strike()
    await outage.minutes(60)

    assert events(outage.log).count("database_fails") == 1
    assert outage.said("C1")


async def test_runs_that_were_interrupted_are_not_alarmed_of_as_soon_as_it_is_back() -> None:
    """They go on first."""
    outage = Struck()
    outage.runs.held = True
    await outage.follow()
    await outage.minutes(2)
    outage.strike()
    await outage.minutes(hours(2))
    outage.heal()
    await outage.minutes(4)

    assert outage.said("OPS") == [FAILS, f"Over: {FAILS}"]


async def test_a_channel_for_alarms_that_fails_as_well_is_told_later() -> None:
    outage = Struck()
    await outage.follow()
    outage.strike()
    closed = outage.scene.chat.closed
    closed["OPS"] = RefusedError("channel_not_found", about=About.CHANNEL)
    await outage.minutes(30)
    closed.clear()
    await outage.minutes(90)

    assert outage.said("OPS") == [FAILS]
