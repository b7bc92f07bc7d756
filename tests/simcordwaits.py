"""Time in simcord: its clock, work that takes long by it, and waits that it must be told of."""

import asyncio
import datetime as dt
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

import simcord
from fakes import FakeDigests

from analysis.days import Day
from analysis.language import Language
from analysis.ports import CommitSource
from analysis.results import Digest
from bot.coalescing import Coalescer, Work, _Shared
from bot.memory import MemorySubscriptions
from bot.ports import Progress
from bot.subscriptions import Channel, Subscription

LANDED = dt.datetime(2025, 12, 31, 4, tzinfo=dt.UTC)  # simcord's clock begins on the first day of 2026
MINUTE = 60.0


class Watch:
    """The clock of the model, once there is one."""

    env: simcord.Env | None = None

    def now(self) -> dt.datetime:
        """Return its time."""
        return self.env.now() if self.env else LANDED


class _Declared(_Shared[Any]):
    """Shared work; simcord wants to be told which waits may be long."""

    def __init__(self, work: Work[Any], watch: Watch) -> None:
        super().__init__(work)
        self._watch = watch

    async def _until_moved(self) -> None:
        assert self._watch.env
        word = self._watch.env.external_wait(self.moved.wait(), reason="a word about progress")
        moved = asyncio.create_task(word)
        try:
            await asyncio.wait({self.task, moved}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            moved.cancel()


class DeclaredCoalescer(Coalescer):
    """Coalesces as the bot does."""

    def __init__(self, watch: Watch) -> None:
        super().__init__()
        self._watch = watch

    def _begin(self, key: Hashable, work: Work[Any]) -> _Shared[Any]:
        self._shared[key] = _Declared(work, self._watch)
        return self._shared[key]


@dataclass
class SlowDigests(FakeDigests):
    """Builds in `steps`: before each of them a model is waited for, `pause` seconds long."""

    pause: float = 0
    steps: int = 1

    async def build(
        self,
        source: CommitSource,
        day: Day,
        *,
        language: Language,
        branch: str | None,
        now: dt.datetime,
        progress: Progress,
    ) -> Digest:
        """Return the digest of `day` when its time has come."""
        for step in range(self.steps):
            await progress.update(step, self.steps)
            await asyncio.sleep(self.pause)
        return await super().build(source, day, language=language, branch=branch, now=now, progress=progress)


class SlowSubscriptions(MemorySubscriptions):
    """A database that keeps everybody waiting for `pause` seconds, before the bot has said a word."""

    pause = 0.0

    async def of_channel(self, channel: Channel) -> Sequence[Subscription]:
        """Return what `channel` follows."""
        await asyncio.sleep(self.pause)
        return await super().of_channel(channel)
