"""The real engine on a real file: runs are told once, shared, noted, and their failures are values."""

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from chat import Fault
from dbos import DBOS
from durable import Stage, staged
from fakes import FakeProgress
from meters import read
from orders import order

from adapters.durable import open_operator
from analysis.language import Language
from benchmarks.stage import DAY, MemorySource
from bot.clock import SystemClock
from bot.errors import NoSuchRunError, RunNotToBeChangedError
from bot.meter import Load
from bot.orders import Task, order_data, order_of
from bot.stores import EditionState, RunState

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(name="stage", scope="module", loop_scope="module")
async def _stage(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stage]:
    async with staged(f"sqlite:///{tmp_path_factory.mktemp('durable') / 'digest.sqlite'}") as opened:
        yield opened


async def test_a_channel_is_told_and_the_run_is_noted(stage: Stage) -> None:
    run = await stage.engine.tell(order("told:1"))
    outcome = await stage.engine.outcome(run)
    noted = await stage.stores.runs.get(run)
    edition = await stage.stores.editions.get("told:1")
    assert outcome.state is RunState.DONE
    assert noted
    assert noted.state is RunState.DONE
    assert edition
    assert edition.state is EditionState.POSTED
    assert len(outcome.ids) == len(edition.parts)
    assert [key for key in stage.service.keys("C1") if key.startswith("told:1:")] == [
        part.key for part in edition.parts
    ]


async def test_the_same_order_twice_is_one_run(stage: Stage) -> None:
    one, other = await asyncio.gather(
        *(stage.engine.tell(order("twice:1", repo="acme/twice")) for _ in range(2))
    )
    await stage.engine.outcome(one)
    again = await stage.engine.tell(order("twice:1", repo="acme/twice"))
    assert one == other == again
    assert stage.service.keys("C1").count("twice:1:0") == 1


async def test_channels_share_what_a_model_wrote(stage: Stage) -> None:
    first = [await stage.engine.tell(order(f"shared-{number}:1", repo="acme/shared")) for number in range(3)]
    for run in first:
        assert (await stage.engine.outcome(run)).state is RunState.DONE
    asked = [sha for call in stage.model.asked for sha in call]
    assert len(asked) == len(set(asked))


async def test_a_failed_run_ends_with_an_incident_and_its_id_blocks_no_retry(stage: Stage) -> None:
    """Trap 8: the next attempt has another id, and completes what is missing."""
    stage.chat.faults = deque([Fault(), Fault(refuse="channel_not_found")])
    failed = await stage.engine.tell(order("burnt:1", repo="acme/burnt"))
    outcome = await stage.engine.outcome(failed)
    noted = await stage.stores.runs.get(failed)
    assert (outcome.state, outcome.incident) == (RunState.FAILED, "c0ffee00")
    assert noted
    assert (noted.state, noted.incident) == (RunState.FAILED, "c0ffee00")
    again = await stage.engine.tell(order("burnt:1", repo="acme/burnt"))
    assert again == "digest:burnt:1:2"
    assert (await stage.engine.outcome(again)).state is RunState.DONE
    assert stage.service.keys("C1").count("burnt:1:0") == 1


async def test_every_recorded_value_equals_its_trip_through_json(stage: Stage) -> None:
    """Traps 4 and 5: nothing else than JSON is written down, so that a replay meets the same values."""
    run = await stage.engine.tell(order("json:1", repo="acme/json"))
    await stage.engine.outcome(run)
    steps = await DBOS.list_workflow_steps_async(run)
    values = [step["output"] for step in steps]
    assert json.loads(json.dumps(values)) == values
    names = [step["function_name"] for step in steps]
    assert names[:3] == ["begin", "survey", "analyse"] or names[:2] == ["begin", "survey"]
    assert [name for name in names if name != "post"][-3:] == ["freeze", "record", "end"]
    assert len(json.dumps(values)) < 10_000


async def test_more_digests_than_fit_at_once_all_end(stage: Stage) -> None:
    """Trap 7: parents wait for children on another queue."""
    runs = [await stage.engine.tell(order(f"many-{n}:1", repo=f"acme/many{n}")) for n in range(12)]
    outcomes = [await stage.engine.outcome(run) for run in runs]
    assert {outcome.state for outcome in outcomes} == {RunState.DONE}


async def test_analyses_asked_for_by_a_command_are_shared_and_their_progress_told(stage: Stage) -> None:
    shas = tuple(f"{n}" for n in range(2))
    tasks = [Task(f"analysis:asked:{sha}", "acme/asked", (await _sha(sha),), Language.EN) for sha in shas]
    progress = FakeProgress()
    await stage.engine.analyse(tasks, progress)
    asked = len(stage.model.asked)
    await stage.engine.analyse(tasks, FakeProgress())
    assert progress.shown == [(1, 2), (2, 2)]
    assert len(stage.model.asked) == asked


async def _sha(number: str) -> str:
    return (await MemorySource("acme/asked", 4).landed(DAY)).commits[int(number)].sha


async def test_a_task_that_cannot_be_done_does_not_stop_the_others(stage: Stage) -> None:
    bad = Task("analysis:bad", "elsewhere/unknown", ("a" * 40,), Language.EN)
    good = Task("analysis:good", "acme/asked", (await _sha("2"),), Language.EN)
    progress = FakeProgress()
    await stage.engine.analyse([bad, good], progress)
    assert progress.shown[-1] == (2, 2)
    assert ("exception", "step_failed") in [line[:2] for line in stage.log.lines]


async def test_an_unknown_run_is_said_so(stage: Stage) -> None:
    with pytest.raises(NoSuchRunError):
        await stage.engine.outcome("digest:nobody:1")


async def test_an_operator_begins_a_failed_run_anew_while_the_bot_runs(stage: Stage) -> None:
    stage.chat.faults = deque([Fault(refuse="no")])
    failed = await stage.engine.tell(order("mended:1"))
    await stage.engine.outcome(failed)
    run = await stage.stores.runs.get(failed)
    assert run
    async with open_operator(stage.url, stage.stores.runs, SystemClock()) as operator:
        new = await operator.retry(run)
    assert (await stage.engine.outcome(new)).state is RunState.DONE


async def test_an_operator_ends_a_run_before_its_next_step(stage: Stage) -> None:
    gate, stage.chat.asked = asyncio.Event(), asyncio.Event()
    stage.chat.faults = deque([Fault(before=gate)])
    run = await stage.engine.tell(order("ended:1"))
    await stage.chat.asked.wait()
    async with open_operator(stage.url, stage.stores.runs, SystemClock()) as operator:
        await operator.cancel(run)
    gate.set()
    assert (await stage.engine.outcome(run)).state is RunState.CANCELLED
    async with open_operator(stage.url, stage.stores.runs, SystemClock()) as operator:
        with pytest.raises(RunNotToBeChangedError):
            await operator.cancel(run)


async def test_a_done_run_is_not_tried_again(stage: Stage) -> None:
    done = await stage.engine.tell(order("done:1"))
    await stage.engine.outcome(done)
    run = await stage.stores.runs.get(done)
    assert run
    async with open_operator(stage.url, stage.stores.runs, SystemClock()) as operator:
        with pytest.raises(RunNotToBeChangedError):
            await operator.retry(run)


async def test_an_order_for_a_platform_of_nobody_fails_with_its_reason_in_the_log(stage: Stage) -> None:
    elsewhere = order_data(order("nowhere:1"))
    elsewhere["channel"] = {"platform": "pigeon", "id": "1"}
    outcome = await stage.engine.outcome(await stage.engine.tell(order_of(elsewhere)))
    assert outcome.state is RunState.FAILED
    (failed,) = [
        data for level, _, data in stage.log.lines if level == "exception" and "nowhere" in str(data)
    ]
    assert failed["step"] == "freeze"


async def test_runs_are_counted_as_they_end(stage: Stage) -> None:
    before = read(stage.meter)["runs_total['digest', 'done']"]
    await stage.engine.outcome(await stage.engine.tell(order("counted:1")))
    after = read(stage.meter)
    assert after["runs_total['digest', 'done']"] == before + 1
    assert after["parts_posted_total['chat']"] >= 1


async def test_nothing_under_way_and_nothing_waiting_is_told_as_such(stage: Stage) -> None:
    await stage.engine.outcome(await stage.engine.tell(order("loads:1")))
    assert await stage.engine.loads() == [Load("digest", 0, 0), Load("analysis", 0, 0)]
