"""Posting a part once, come what may: the write-ahead rule over any chat platform.

A row is written before each attempt and completed after it. Whoever comes later (a retry, a restarted
process, another worker) waits until the last attempt can no longer be accepted, looks for the part on the
platform, and only then claims an attempt of its own.
"""

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from bot.errors import DeliveryError, OutcomeUnknownError, RefusedError
from bot.meter import UNMETERED, Meter, platform_fault
from bot.ports import ChatPlatform, Clock, FileStorage, Paced, Part, Target
from bot.stores import FrozenPart, Posting, PostingStore
from bot.subscriptions import Channel

Sleep = Callable[[float], Awaitable[None]]

LONGEST_WAIT = dt.timedelta(minutes=2)
"""A refusal that asks for more patience than this is left to the next run, not waited for here."""

LONGEST_TRY = dt.timedelta(minutes=10)
"""So long after a part's first attempt, refusals are waited for no more: the next run, or whoever tells of
the failure, goes on."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long an attempt may take, and how much later it could still be accepted.

    `settle` must exceed the difference between the workers' clocks. Both are settings.
    """

    timeout: dt.timedelta = dt.timedelta(seconds=10)
    settle: dt.timedelta = dt.timedelta(seconds=5)


class Poster:
    """Posts parts on one platform; what it did is in `postings`, so that any process can go on."""

    def __init__(
        self,
        platform: ChatPlatform,
        postings: PostingStore,
        clock: Clock,
        patience: Patience,
        sleep: Sleep = asyncio.sleep,
        *,
        meter: Meter = UNMETERED,
    ) -> None:
        self._platform = platform
        self._postings = postings
        self._clock = clock
        self._patience = patience
        self._sleep = sleep
        self._meter = meter

    async def post(self, key: str, target: Target, part: Part) -> str:
        """Return the id under which `part` stands on the platform, posting it if it is not there yet.

        Raises `OutcomeUnknownError` when an answer was lost (call again: it settles and looks first),
        `RefusedError` when the platform will not have it, `CannotLookError` when it cannot be searched.
        """
        channel = Channel(self._platform.name, target.channel)
        try:
            return await self._posted(key, channel, target, part)
        except DeliveryError as error:
            self._meter.platform_failed(self._platform.name, platform_fault(error))
            raise

    async def _posted(self, key: str, channel: Channel, target: Target, part: Part) -> str:
        await self._turn(target, part)
        now = self._clock.now()
        mine = await self._postings.begin(key, channel, target.thread, now)
        first = Posting(key, channel, target.thread, attempts=1, first_at=now, sent_at=now)
        posting = first if mine else await self._postings.read(key)
        while True:
            if posting.message_id is not None:
                return posting.message_id
            if mine and not self._is_stale(posting):
                sent = await self._attempt(posting, target, part)
                if sent is not None:
                    return sent
                mine = False
            else:
                if posting.sent_at is not None and (found := await self._look(posting, target)):
                    return found
                await self._turn(target, part)
                mine = await self._postings.claim(key, posting.attempts, self._clock.now())
            posting = await self._postings.read(key)

    async def _turn(self, target: Target, part: Part) -> None:
        """Wait for the platform before the attempt is written down: an attempt's time is short."""
        if isinstance(self._platform, Paced):
            await self._platform.turn(target, part)

    def _is_stale(self, posting: Posting) -> bool:
        """Whether this process was frozen since it claimed the attempt: others may have given it up."""
        sent_at = posting.sent_at or posting.first_at
        return self._clock.now() - sent_at > self._patience.timeout / 2

    async def _look(self, posting: Posting, target: Target) -> str | None:
        """Wait until the last attempt can no longer be accepted, then search for what it left."""
        sent_at = posting.sent_at or posting.first_at
        settled = sent_at + self._patience.timeout + self._patience.settle
        await self._sleep(max((settled - self._clock.now()).total_seconds(), 0))
        found = await self._platform.find(target, posting.key, posting.first_at - self._patience.settle)
        if found is not None:
            await self._postings.confirm(posting.key, found)
        return found

    async def _attempt(self, posting: Posting, target: Target, part: Part) -> str | None:
        """Send `part` once; `None` when there is a reason to look again before the next attempt."""
        try:
            ready = await self._with_file(posting, part)
            if self._is_stale(posting):
                return None
            message_id = await self._send(posting, target, ready)
        except RefusedError as error:
            await self._postings.refused(posting.key, posting.attempts)
            overdue = self._clock.now() - posting.first_at > LONGEST_TRY
            if error.retry_after is None or error.retry_after > LONGEST_WAIT.total_seconds() or overdue:
                raise
            self._meter.platform_failed(self._platform.name, platform_fault(error))
            await self._sleep(error.retry_after)
            return None
        await self._postings.confirm(posting.key, message_id)
        self._meter.part_posted(self._platform.name)
        return message_id

    async def _with_file(self, posting: Posting, part: Part) -> Part:
        """Return `part` with the id of its stored file: the one of an earlier attempt, or a new one."""
        if posting.file_id is not None:
            return replace(part, file_id=posting.file_id)
        if not isinstance(self._platform, FileStorage):
            return part
        file_id = await self._platform.upload(part)
        if file_id is None:
            return part
        await self._postings.uploaded(posting.key, file_id)
        return replace(part, file_id=file_id)

    async def _send(self, posting: Posting, target: Target, part: Part) -> str:
        deadline = (posting.sent_at or posting.first_at) + self._patience.timeout
        remaining = (deadline - self._clock.now()).total_seconds()
        try:
            async with asyncio.timeout(remaining):
                return await self._platform.send(target, part, posting.key)
        except DeliveryError:
            raise
        except TimeoutError as error:
            raise OutcomeUnknownError("timeout") from error
        except Exception as error:  # an adapter that lets an SDK's own error through: nothing is certain
            raise OutcomeUnknownError(type(error).__name__) from error


async def post_part(poster: Poster, channel: Channel, frozen: FrozenPart, first: str | None) -> str:
    """Post a part of a frozen edition and return its id; `first` is the id of the edition's first one.

    Raises as `Poster.post` does.
    """
    target = Target(channel.id, first if frozen.in_thread else None)
    return await poster.post(frozen.key, target, frozen.part)
