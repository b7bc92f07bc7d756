"""Healing: what was posted from facts is edited in place when the model is back, and never for worse."""

import datetime as dt

import pytest
from chat import Stored
from morning import EDITION, INCIDENT
from outage import Outage, Troubled, WayWriter, hours

from analysis.errors import SourceUnreadableError
from analysis.results import Level
from bot.errors import About, RefusedError
from bot.stores import EditionState


async def told_without_a_model(**more: object) -> tuple[Outage, WayWriter]:
    """Return a bot that told a day while its model was down."""
    writer = WayWriter(down=True, **more)  # type: ignore[arg-type] # the caller names fields
    outage = Outage(scene=Troubled(writer=writer))
    await outage.follow()
    await outage.minutes(3)
    return outage, writer


def digest_of(outage: Outage) -> list[Stored]:
    """Return what stands of the digest, in the order of posting."""
    return [it for it in outage.scene.service.log if it.key.startswith("s1:")]


def words(outage: Outage) -> str:
    """Return everything that the digest says."""
    return "".join(str(it.part.payload) for it in digest_of(outage))


async def test_a_digest_from_facts_is_edited_in_place_when_the_model_is_back() -> None:
    outage, writer = await told_without_a_model()
    before = [(it.id, it.key) for it in digest_of(outage)]
    writer.down = False
    await outage.minutes(hours(2))
    stored = await outage.scene.stores.digests.get(EDITION)

    assert [(it.id, it.key) for it in digest_of(outage)] == before
    assert "Written by model." in words(outage)
    assert "Written by facts." not in words(outage)
    assert stored is not None
    assert not stored.redo
    assert outage.said("OPS") == [
        "No model: digests are written from facts alone",
        "Over: No model: digests are written from facts alone",
    ]


async def test_while_the_model_is_down_nothing_is_edited_and_it_is_asked_little() -> None:
    outage, writer = await told_without_a_model()
    asked = writer.asked
    await outage.minutes(hours(6), every=5)

    assert outage.scene.chat.edits == []
    assert writer.asked - asked < 10


async def test_a_part_more_is_added_at_the_end_of_the_thread() -> None:
    outage, writer = await told_without_a_model(level=Level.HIGH)
    before = digest_of(outage)
    writer.down = False
    await outage.minutes(hours(2))
    after = digest_of(outage)

    assert len(after) > len(before)
    assert {it.target.thread for it in after[1:]} == {before[0].id}
    assert len({it.key for it in after}) == len(after)


async def test_a_part_too_many_points_to_the_others() -> None:
    outage, writer = await told_without_a_model(level=Level.LOW)
    before = digest_of(outage)
    writer.down = False
    await outage.minutes(hours(2))

    assert len(digest_of(outage)) == len(before)
    assert "Merged into the messages above." in words(outage)


async def test_what_somebody_deleted_stays_deleted() -> None:
    outage, writer = await told_without_a_model()
    gone = digest_of(outage)[1]
    outage.scene.service.log.remove(gone)
    writer.down = False
    await outage.minutes(hours(2))

    assert gone.key not in {it.key for it in digest_of(outage)}
    assert "Written by model." in words(outage)


async def test_where_a_whole_thread_was_deleted_none_is_begun_for_a_part_more() -> None:
    """The parent says what is new; nobody is alarmed."""
    outage, writer = await told_without_a_model(level=Level.HIGH)
    before = digest_of(outage)
    for it in before[1:]:
        outage.scene.chat.stubborn[it.id] = RefusedError("gone", about=About.MESSAGE)
    writer.down = False
    await outage.minutes(hours(2))
    stored = await outage.scene.stores.digests.get(EDITION)

    assert [it.id for it in digest_of(outage)] == [it.id for it in before]
    assert outage.scene.chat.edits[-1] == before[0].id
    assert stored
    assert not stored.redo
    assert await outage.active() == []


async def test_what_cannot_be_edited_is_told_once_and_left() -> None:
    outage, writer = await told_without_a_model()
    for it in digest_of(outage):
        outage.scene.chat.stubborn[it.id] = RefusedError("edit_window_closed", about=About.FIXED)
    writer.down = False
    await outage.minutes(hours(30), every=5)
    told = [title for title in outage.said("OPS") if "put right" in title]
    healed = await outage.scene.stores.editions.get("s1:2026-02-04:2")

    assert told == ["A posted digest could not be put right"]
    assert healed is not None
    assert healed.state is EditionState.GIVEN_UP
    assert await outage.active() == []


@pytest.mark.parametrize("done", [0, 1, 2])
async def test_a_process_that_dies_between_two_edits_goes_on_with_the_same_edition(done: int) -> None:
    outage, writer = await told_without_a_model(level=Level.HIGH)
    stop = digest_of(outage)[done].id
    outage.scene.chat.stubborn[stop] = RefusedError("ratelimited", 3600.0)
    writer.down = False
    await outage.minutes(10)
    half = await outage.scene.stores.editions.get("s1:2026-02-04:2")
    writer.down = True
    outage.scene.chat.stubborn.clear()
    outage.restart()
    await outage.minutes(10)
    after = digest_of(outage)

    assert half is not None
    assert half.state is EditionState.FROZEN
    assert "Written by facts." not in words(outage)
    assert len({it.key for it in after}) == len(after) == len(half.parts)


async def test_a_good_digest_is_not_touched_and_a_source_that_fails_changes_nothing() -> None:
    outage, writer = await told_without_a_model()
    writer.down = False
    outage.scene.sources.failure = SourceUnreadableError("acme/api")
    await outage.minutes(hours(1))
    assert outage.scene.chat.edits == []
    outage.scene.sources.failure = None
    await outage.minutes(hours(2))
    edits = len(outage.scene.chat.edits)
    await outage.minutes(hours(5), every=5)

    assert 0 < edits == len(outage.scene.chat.edits)
    assert INCIDENT not in words(outage)


async def test_unfollowed_digests_stay_as_they_are() -> None:
    outage, writer = await told_without_a_model()
    (one,) = await outage.scene.stores.subscriptions.every()
    await outage.scene.stores.subscriptions.unfollow(one.channel, one.repo, None)
    writer.down = False
    await outage.minutes(hours(2))

    assert outage.scene.chat.edits == []
    assert dt.timedelta(hours=1) < outage.clock.now() - one.created_at  # type: ignore[operator] # it has one
