"""Carrying out the changes of a healed edition on its platform; every one of them can be repeated."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from bot.errors import About, DeliveryError, RefusedError
from bot.healing.slots import Change, brings_file
from bot.ports import ChatPlatform, Target
from bot.posting import Poster
from bot.stores import FrozenPart, PostingStore


class Applied(Enum):
    """How it ended."""

    DONE = auto()
    LATER = auto()  # the platform or the channel does not take it now
    NEVER = auto()  # some of it cannot be changed any more


@dataclass(frozen=True, slots=True)
class Applying:
    """Edits and posts in one channel; `parent` is the message that the replies hang on."""

    platform: ChatPlatform
    postings: PostingStore
    poster: Poster
    channel: str
    parent: str

    async def apply(self, changes: Sequence[Change]) -> Applied:
        """Carry out `changes` in their order."""
        fixed, gone, stands = False, False, False  # the last two: of the messages in the thread
        for one in changes:
            below = (one.slot or one.part).in_thread
            if one.slot is None and below and gone and not stands:
                continue  # nothing is left of the thread
            try:
                await self._apply(one)
                stands = stands or below
            except RefusedError as error:
                if error.about is About.MESSAGE:  # somebody deleted it, and deleted it stays
                    gone = gone or below
                    continue
                if error.retry_after is not None or error.about in (About.CHANNEL, About.ACCOUNT):
                    return Applied.LATER
                fixed = True
            except DeliveryError:
                return Applied.LATER
        return Applied.NEVER if fixed else Applied.DONE

    async def _apply(self, change: Change) -> None:
        part, slot = change.part, change.slot
        standing = await self._standing(slot.key) if slot else None
        if slot is None or standing is None:
            await self._post(part)
            return
        try:
            target = self._target(in_thread=slot.in_thread)
            await self.platform.edit(target, standing, part.part, slot.key)
        except RefusedError as error:
            if error.about is not About.FIXED or not brings_file(part.part):
                raise
            await self._post(part)

    async def _post(self, part: FrozenPart) -> None:
        """Post what has no message yet; nobody is woken by it."""
        silent = replace(part.part, silent=True)
        await self.poster.post(part.key, self._target(in_thread=part.in_thread), silent)

    def _target(self, *, in_thread: bool) -> Target:
        return Target(self.channel, self.parent if in_thread else None)

    async def _standing(self, key: str) -> str | None:
        try:
            return (await self.postings.read(key)).message_id
        except KeyError:
            return None
