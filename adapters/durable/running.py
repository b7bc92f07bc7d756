"""The workflows that go on in this process: how many, which, and when one of them has ended."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakValueDictionary

from bot.logs import belonging_to


@dataclass(slots=True)
class Running:
    """What is known without asking the database; a workflow may as well run in another process."""

    tasks: set[asyncio.Task[Any]] = field(default_factory=set)
    counts: Counter[str] = field(default_factory=Counter)
    runs: Counter[str] = field(default_factory=Counter)
    _ends: WeakValueDictionary[str, asyncio.Event] = field(default_factory=WeakValueDictionary)

    @contextmanager
    def counted(self, name: str, run: str) -> Iterator[None]:
        """Count the current task as `run` of a workflow called `name`, for as long as the block lasts."""
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 - workflows run on a loop
        self.tasks.add(task)
        self.counts[name] += 1
        self.runs[run] += 1
        try:
            with belonging_to(run=run):
                yield
        finally:
            self.tasks.discard(task)
            self.counts[name] -= 1
            self.runs -= Counter((run,))
            if end := self._ends.get(run):
                end.set()

    def end_of(self, run: str) -> asyncio.Event:
        """Return what is set when `run` ends in this process, if it ever does; ask before it may have."""
        return self._ends.setdefault(run, asyncio.Event())
