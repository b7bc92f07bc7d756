"""Rating many commits on all cores: worker processes that start when there is enough to do for them."""

import asyncio
import os
from collections import deque
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing, asynccontextmanager

from analysis.errors import AnalysisError
from analysis.models import Commit, Diff
from analysis.rated import RatedCommit, rate_commit
from bot.crew.form import Batch, completed
from bot.crew.process import WorkerProcess

ALONE = 64
"""Commits that are rated before workers start: starting them costs as much time as rating about 100."""

MOST_COMMITS, MOST_CHARACTERS = 32, 500_000
"""How many commits, and how much of their patches, one batch takes."""

AHEAD = 2  # batches for each worker: one at work, one that waits

_Rated = list[RatedCommit]


class RatingCrew:
    """Rates commits in order; made by `rating_crew`, which ends its processes.

    A worker that cannot be started, or dies, leaves its work to this process.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._taken = 0
        self._workers: list[WorkerProcess] = []
        self._idle = asyncio.Queue[WorkerProcess]()
        self._tasks = set[asyncio.Task[_Rated]]()

    async def rated(self, commits: AsyncIterator[tuple[Commit, Diff]]) -> AsyncGenerator[RatedCommit, None]:
        """Yield each of `commits` rated, in their order, as soon as it is.

        Where reading them fails, those that were read come before the `AnalysisError`.
        """
        given = deque[asyncio.Task[_Rated]]()
        failure: AnalysisError | None = None
        async with aclosing(_batches(commits)) as batches:
            try:
                async for batch in batches:
                    given.append(self._give(batch))
                    while given and (given[0].done() or len(given) > AHEAD * len(self._workers)):
                        for one in await given.popleft():
                            yield one
            except AnalysisError as error:
                failure = error
        while given:
            for one in await given.popleft():
                yield one
        if failure:
            raise failure

    async def end(self) -> None:
        """Stop all work at once, and wait for the end of every process."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for worker in self._workers:
            worker.kill()
        for worker in self._workers:
            await worker.gone()

    def _give(self, batch: Batch) -> asyncio.Task[_Rated]:
        self._taken += len(batch)
        if self._taken > ALONE and not self._workers:
            self._workers = [WorkerProcess() for _ in range(self._size)]
            for worker in self._workers:
                self._idle.put_nowait(worker)
        task = asyncio.create_task(self._rate(batch) if self._workers else asyncio.to_thread(_here, batch))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _rate(self, batch: Batch) -> _Rated:
        worker = await self._idle.get()
        try:
            said = await worker.ask(batch)
        finally:
            self._idle.put_nowait(worker)
        if said is None:
            return await asyncio.to_thread(_here, batch)
        return [completed(commit, diff, one) for (commit, diff), one in zip(batch, said, strict=True)]


@asynccontextmanager
async def rating_crew(size: int | None = None) -> AsyncIterator[RatingCrew]:
    """Offer a crew of `size` workers: one for each core; none, where there is but one."""
    crew = RatingCrew(_cores() if size is None else size)
    try:
        yield crew
    finally:
        await crew.end()


async def _batches(commits: AsyncIterator[tuple[Commit, Diff]]) -> AsyncGenerator[Batch, None]:
    """Yield `commits` some at a time; what was read before a failure is yielded before it."""
    batch: list[tuple[Commit, Diff]] = []
    characters = 0
    try:
        async for commit, diff in commits:
            batch.append((commit, diff))
            characters += sum(len(file.patch) for file in diff.files)
            if len(batch) >= MOST_COMMITS or characters >= MOST_CHARACTERS:
                yield batch
                batch, characters = [], 0
    except AnalysisError:
        yield batch
        raise
    yield batch


def _here(batch: Batch) -> _Rated:
    return [rate_commit(commit, diff) for commit, diff in batch]


def _cores() -> int:
    """Return how many workers are worth their start: the cores that this process may use, if several."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return cores if cores > 1 else 0
