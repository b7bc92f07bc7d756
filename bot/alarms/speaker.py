"""Saying something once under a key, and changing it later, on whatever platform is there."""

import asyncio
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.errors import DeliveryError, NoPlatformError
from bot.messages import Message
from bot.ports import ChatPlatform, Clock, Log, Target
from bot.posting import Patience, Poster, Sleep
from bot.stores import PostingStore
from bot.subscriptions import Channel

PAUSES = tuple(dt.timedelta(minutes=minutes) for minutes in (2, 5, 15, 60))
"""From a failure to the next attempt at the same message; the last one holds for all that follow."""


@dataclass(slots=True)
class Speaker:
    """Posts through the write-ahead rows of `postings`; what fails is logged and left for a while."""

    platforms: Mapping[str, ChatPlatform]
    postings: PostingStore
    clock: Clock
    log: Log
    patience: Patience = field(default_factory=Patience)
    sleep: Sleep = asyncio.sleep
    _failed: dict[str, tuple[int, dt.datetime]] = field(default_factory=dict)

    async def say(self, channel: Channel, key: str, message: Message) -> bool:
        """Have `message` stand in `channel` once, and say whether it does."""
        if self._waits(key):
            return False
        try:
            platform = self._platform(channel)
            poster = Poster(platform, self.postings, self.clock, self.patience, self.sleep)
            for number, part in enumerate(platform.render(message)):
                await poster.post(f"{key}:{number}", Target(channel.id), part)
        except DeliveryError as error:
            self._note(key, channel, error)
            return False
        self._failed.pop(key, None)
        return True

    async def change(self, channel: Channel, key: str, message: Message) -> bool:
        """Replace what stands under `key` by `message`; what was never said stays so."""
        if self._waits(key):
            return False
        try:
            platform = self._platform(channel)
            for number, part in enumerate(platform.render(message)):
                if standing := await self._standing(f"{key}:{number}"):
                    await platform.edit(Target(channel.id), standing, part, f"{key}:{number}")
        except DeliveryError as error:
            self._note(key, channel, error)
            return False
        self._failed.pop(key, None)
        return True

    async def _standing(self, key: str) -> str | None:
        try:
            return (await self.postings.read(key)).message_id
        except KeyError:
            return None

    def _platform(self, channel: Channel) -> ChatPlatform:
        platform = self.platforms.get(channel.platform)
        if platform is None:
            raise NoPlatformError(channel.platform)
        return platform

    def _waits(self, key: str) -> bool:
        failed = self._failed.get(key)
        return failed is not None and self.clock.now() < failed[1]

    def _note(self, key: str, channel: Channel, error: DeliveryError) -> None:
        times = self._failed.get(key, (0, self.clock.now()))[0]
        again = self.clock.now() + PAUSES[min(times, len(PAUSES) - 1)]
        self._failed[key] = (times + 1, again)
        self.log.warning("not_said", key=key, channel=str(channel), reason=repr(error))
