"""Digests and explanations on demand, where an engine has what is missing written first."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from fakes import FakeProgress
from orders import AFTER, Scene

from analysis.language import Language
from analysis.results import Depth, Digest, WrittenBy
from benchmarks.stage import DAY, MemorySources
from bot.digests import Digests
from bot.orders import Order, Task
from bot.ports import Progress
from bot.prepared import PreparedDigests
from bot.runs import Outcome
from bot.tasks import carry_out
from bot.writing import FactsWriter


@dataclass
class HereAndNow:
    """Runs that do every task at once, and keep what they were asked for."""

    digests: Digests
    tasks: list[Task] = field(default_factory=list)

    async def tell(self, order: Order) -> str:
        """Tell nobody."""
        raise NotImplementedError(order)

    async def outcome(self, run_id: str) -> Outcome:
        """Know of no run."""
        raise NotImplementedError(run_id)

    async def analyse(self, tasks: Sequence[Task], progress: Progress) -> None:
        """Do them."""
        self.tasks += tasks
        for done, task in enumerate(tasks, 1):
            await carry_out(task, MemorySources(), self.digests)
            await progress.update(done, len(tasks))


async def test_what_is_missing_is_written_by_shared_tasks() -> None:
    scene = Scene()
    digests = scene.daily(with_model=True).digests
    runs = HereAndNow(digests)
    prepared = PreparedDigests(digests, scene.stores.analyses, runs)
    source = await MemorySources().find("acme/api")

    async def build() -> Digest:
        return await prepared.build(
            source, DAY, language=Language.EN, branch=None, now=AFTER, progress=FakeProgress()
        )

    await build()
    digest = await build()
    asked = [sha for task in runs.tasks for sha in task.shas]
    assert sorted(asked) == sorted(one.commit.sha for one in digest.commits)
    assert {one.analysis.written_by for one in digest.commits} == {WrittenBy.MODEL}


async def test_an_explanation_is_prepared_in_depth() -> None:
    scene = Scene()
    digests = scene.daily(with_model=True).digests
    runs = HereAndNow(digests)
    source = await MemorySources().find("acme/api")
    sha = (await source.landed(DAY)).commits[3].sha
    prepared = PreparedDigests(digests, scene.stores.analyses, runs)
    explained = await prepared.explain(source, sha[:8], language=Language.EN)
    assert [task.depth for task in runs.tasks] == [Depth.DEEP]
    assert explained.analysis.depth is Depth.DEEP


async def test_without_a_model_nothing_is_prepared() -> None:
    digests = Digests(FactsWriter())
    runs = HereAndNow(digests)
    prepared = PreparedDigests(digests, Scene().stores.analyses, runs)
    source = await MemorySources().find("acme/api")
    await prepared.build(source, DAY, language=Language.EN, branch=None, now=AFTER, progress=FakeProgress())
    await prepared.explain(source, (await source.landed(DAY)).commits[0].sha, language=Language.EN)
    assert not runs.tasks
