"""The daily run without an engine: told once, recorded, and gone on with wherever it stopped."""

import json
from collections import deque

import pytest
from chat import ChatClient, Fault
from orders import HERE, Scene, order

from analysis.results import DigestStatus
from benchmarks.stage import MODEL
from bot.daily import TRIES, tell
from bot.errors import About, NoPlatformError, OutcomeUnknownError, RefusedError
from bot.orders import Data, order_data, task_of
from bot.stores import EditionState
from bot.subscriptions import Layout, Quiet

ORDER = order_data(order())
QUIET_DAY = "2026-02-05"


def quiet(choice: Quiet = Quiet.POST) -> Data:
    """Return an order for a day without commits."""
    data = order_data(order(quiet=choice))
    data["day"] = {"date": QUIET_DAY, "zone": "UTC"}
    return data


async def test_a_channel_is_told_of_a_day_part_by_part() -> None:
    scene = Scene()
    ids = await tell(scene.daily(), ORDER)
    keys = scene.service.keys("C1")
    assert keys == [f"s1:2026-02-04:1:{number}" for number in range(len(ids))]
    assert len(keys) > 2
    assert {message.target.thread for message in scene.service.log[1:]} == {ids[0]}


async def test_told_again_it_posts_nothing() -> None:
    scene = Scene()
    first = await tell(scene.daily(), ORDER)
    assert await tell(scene.daily(), ORDER) == first
    assert len(scene.service.log) == len(first)


async def test_all_parts_are_frozen_before_the_first_is_posted() -> None:
    scene = Scene()
    scene.chat.faults = deque([Fault(refuse="no")])
    with pytest.raises(RefusedError):
        await tell(scene.daily(), ORDER)
    frozen = await scene.stores.editions.get("s1:2026-02-04:1")
    assert frozen
    assert len(frozen.parts) > 2
    assert frozen.state is EditionState.FROZEN


async def test_a_second_run_posts_what_the_first_one_froze() -> None:
    scene = Scene()
    daily = scene.daily()
    await daily.freeze(ORDER)
    frozen = await scene.stores.editions.get("s1:2026-02-04:1")
    await daily.freeze({**ORDER, "layout": "flat", "language": "zh"})
    assert await scene.stores.editions.get("s1:2026-02-04:1") == frozen


async def test_what_was_told_is_recorded_when_it_stands() -> None:
    scene = Scene()
    await tell(scene.daily(), ORDER)
    told = await scene.stores.digests.get("s1:2026-02-04:1")
    frozen = await scene.stores.editions.get("s1:2026-02-04:1")
    assert told
    assert frozen
    assert (told.channel, told.repo, told.branch, told.status) == (
        HERE,
        "acme/api",
        "main",
        DigestStatus.COMPLETE,
    )
    assert len(told.commits) == 4
    assert told.head
    assert not told.redo
    assert frozen.state is EditionState.POSTED


async def test_nothing_is_recorded_as_told_that_does_not_stand() -> None:
    scene = Scene()
    scene.chat.faults = deque([Fault(), Fault(refuse="archived")])
    with pytest.raises(RefusedError):
        await tell(scene.daily(), ORDER)
    assert await scene.stores.digests.get("s1:2026-02-04:1") is None


async def test_a_run_that_died_after_freezing_is_recorded_by_the_next() -> None:
    scene = Scene()
    await scene.daily().freeze(ORDER)
    await tell(scene.daily(), ORDER)
    told = await scene.stores.digests.get("s1:2026-02-04:1")
    assert told
    assert len(told.commits) == 4


async def test_a_part_whose_outcome_is_unknown_is_looked_for_and_not_doubled() -> None:
    scene = Scene()
    scene.chat.faults = deque([Fault(), Fault(lose_answer=True)])
    ids = await tell(scene.daily(), ORDER)
    assert len(scene.service.keys("C1")) == len(ids)


async def test_after_some_tries_the_rest_is_left_to_the_next_run() -> None:
    scene = Scene()
    scene.chat.faults = deque([Fault(late=10)] * TRIES)
    with pytest.raises(OutcomeUnknownError):
        await tell(scene.daily(), ORDER)
    for task in scene.chat.late:
        task.cancel()


async def test_a_digest_whose_parent_somebody_deleted_is_over() -> None:
    """Deleted it stays: nobody is alarmed, and nothing of it is posted any more."""
    scene = Scene()
    scene.chat.faults = deque([Fault(), Fault(refuse="gone", about=About.MESSAGE)])
    ids = await tell(scene.daily(), ORDER)
    frozen = await scene.stores.editions.get("s1:2026-02-04:1")
    assert frozen
    assert [len(ids), len(scene.service.log), frozen.state] == [1, 1, EditionState.POSTED]
    assert await scene.stores.digests.get("s1:2026-02-04:1")


async def test_flat_parts_stand_in_the_channel_itself() -> None:
    scene = Scene()
    await tell(scene.daily(), order_data(order(layout=Layout.FLAT)))
    assert {message.target.thread for message in scene.service.log} == {None}


async def test_a_quiet_day_is_one_message() -> None:
    scene = Scene()
    assert len(await tell(scene.daily(), quiet())) == 1


async def test_a_quiet_day_may_be_passed_over_and_counts_as_told() -> None:
    scene = Scene()
    assert await tell(scene.daily(), quiet(Quiet.SKIP)) == []
    told = await scene.stores.digests.get("s1:2026-02-04:1")
    assert told
    assert told.commits == ()


async def test_a_platform_that_is_not_set_up_is_said_so() -> None:
    with pytest.raises(NoPlatformError):
        await tell(Scene().daily(platforms={}), ORDER)


async def test_without_a_model_there_is_nothing_to_prepare() -> None:
    assert await Scene().daily().survey(ORDER) == []


async def test_with_a_model_each_commit_is_a_task_and_all_briefs_are_one() -> None:
    scene = Scene()
    tasks = [task_of(task) for task in await scene.daily(with_model=True).survey(ORDER)]
    assert sum(len(task.shas) for task in tasks) == 4
    assert all(task.id.startswith("analysis:acme/api:") and MODEL in task.id for task in tasks)
    assert len({task.id for task in tasks}) == len(tasks)


async def test_what_a_task_wrote_is_not_asked_for_again() -> None:
    scene = Scene()
    daily = scene.daily(with_model=True)
    for task in await daily.survey(ORDER):
        await daily.analyse(task)
    asked = len(scene.model.asked)
    await tell(daily, ORDER)
    assert len(scene.model.asked) == asked
    assert await daily.survey(order_data(order("s2:2026-02-04:1"))) == []


async def test_a_digest_is_whole_although_no_task_was_done() -> None:
    scene = Scene()
    assert await tell(scene.daily(with_model=True), ORDER)
    assert scene.model.asked


async def test_every_value_of_a_step_equals_its_trip_through_json() -> None:
    scene = Scene()
    daily = scene.daily(with_model=True)
    tasks = await daily.survey(ORDER)
    frozen = await daily.freeze(ORDER)
    values = [tasks, await daily.analyse(tasks[0]), frozen, await daily.post("s1:2026-02-04:1", 0, None)]
    assert json.loads(json.dumps(values)) == values
    assert len(json.dumps(values)) < 2_000


async def test_another_client_of_the_service_finds_what_the_first_one_lost() -> None:
    scene = Scene()
    scene.chat.faults = deque([Fault(silent=True)])
    daily = scene.daily()
    await daily.freeze(ORDER)
    await daily.post("s1:2026-02-04:1", 0, None)
    scene.chat = ChatClient(scene.service)
    ids = await tell(scene.daily(), ORDER)
    assert len(scene.service.log) == len(ids)
