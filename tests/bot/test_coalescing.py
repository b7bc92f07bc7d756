"""The same work asked for twice at once."""

import asyncio

import pytest
from fakes import FakeProgress

from bot.coalescing import Coalescer
from bot.ports import Progress


class Work:
    """Work that waits until it is let go, and counts how often it began."""

    def __init__(self) -> None:
        self.begun = 0
        self.cancelled = False
        self.let_go = asyncio.Event()

    async def __call__(self, progress: Progress) -> str:
        """Begin, tell, wait."""
        self.begun += 1
        await progress.update(1, 2)
        try:
            await self.let_go.wait()
        except asyncio.CancelledError:
            self.cancelled = True
            raise
        return "done"


class BrokenProgress:
    """Somewhere that cannot show anything."""

    async def update(self, done: int, total: int | None) -> None:
        """Fail."""
        raise ConnectionError(done, total)


async def _turns(count: int = 5) -> None:
    for _ in range(count):
        await asyncio.sleep(0)


async def test_the_same_work_is_done_once() -> None:
    """Both askers get the one result."""
    coalescer, work = Coalescer(), Work()
    asked = [asyncio.create_task(coalescer.share("key", work, FakeProgress())) for _ in range(2)]
    await _turns()
    work.let_go.set()

    assert await asyncio.gather(*asked) == ["done", "done"]
    assert work.begun == 1


async def test_other_work_is_not_mixed_up() -> None:
    """The key decides what is the same."""
    coalescer, work = Coalescer(), Work()
    work.let_go.set()

    await asyncio.gather(*(coalescer.share(key, work, FakeProgress()) for key in "ab"))

    assert work.begun == 2


async def test_work_that_ended_is_done_anew() -> None:
    """Nothing is kept: what lasts belongs to a store."""
    coalescer, work = Coalescer(), Work()
    work.let_go.set()

    await coalescer.share("key", work, FakeProgress())
    await coalescer.share("key", work, FakeProgress())

    assert work.begun == 2


async def test_one_who_is_cancelled_leaves_the_others_their_work() -> None:
    """The first asker going away does not kill the second one's answer."""
    coalescer, work = Coalescer(), Work()
    first = asyncio.create_task(coalescer.share("key", work, FakeProgress()))
    second = asyncio.create_task(coalescer.share("key", work, FakeProgress()))
    await _turns()

    first.cancel()
    await _turns()
    work.let_go.set()

    assert await second == "done"
    assert first.cancelled()


async def test_work_stops_with_the_last_who_waits() -> None:
    """Nobody pays for what nobody reads."""
    coalescer, work = Coalescer(), Work()
    asked = asyncio.create_task(coalescer.share("key", work, FakeProgress()))
    await _turns()

    asked.cancel()
    await _turns()

    assert work.cancelled


async def test_everybody_hears_of_progress_also_who_came_late() -> None:
    """How far the work is is told at once."""
    coalescer, work = Coalescer(), Work()
    early, late = FakeProgress(), FakeProgress()
    asked = [asyncio.create_task(coalescer.share("key", work, early))]
    await _turns()
    asked.append(asyncio.create_task(coalescer.share("key", work, late)))
    await _turns()
    work.let_go.set()
    await asyncio.gather(*asked)

    assert early.shown == late.shown == [(1, 2)]


async def test_one_who_cannot_be_told_leaves_the_others_their_work() -> None:
    """A broken connection is its own asker's trouble."""
    coalescer, work = Coalescer(), Work()
    broken = asyncio.create_task(coalescer.share("key", work, BrokenProgress()))
    whole = asyncio.create_task(coalescer.share("key", work, FakeProgress()))
    await _turns()
    work.let_go.set()

    assert await whole == "done"
    with pytest.raises(ConnectionError):
        await broken


async def test_a_failure_reaches_everybody() -> None:
    """And the next one who asks gets a fresh try."""
    coalescer = Coalescer()

    async def fail(_: Progress) -> str:
        await asyncio.sleep(0)
        raise ValueError("no")

    asked = [coalescer.share("key", fail, FakeProgress()) for _ in range(2)]
    failures = await asyncio.gather(*asked, return_exceptions=True)

    assert [type(failure) for failure in failures] == [ValueError, ValueError]
    work = Work()
    work.let_go.set()
    assert await coalescer.share("key", work, FakeProgress()) == "done"
