"""The answer to one command or press in Slack: a message that turns from progress into the answer."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from adapters.slack.platform import SlackPlatform
from adapters.slack.responding import Responder
from analysis.language import Language
from bot.errors import DeliveryError, OutcomeUnknownError, RefusedError
from bot.messages import Message, Thread
from bot.ports import Part, Target
from bot.posting import Poster
from bot.presenters.inviting import handed_over, invitation, not_handed_over, yours

HandOver = Callable[[str, Part, Message], Awaitable[str]]
"""Sends the file of a part to a user below a message; see `adapters.slack.handing.hand_over`."""

KEPT = 3
"""Answers at the command's address that progress leaves for the answer itself."""
EDITS = 4
LONGEST_WAIT = 60.0  # seconds that somebody waits for an edit where Slack asks for patience
PAUSE = 1.0  # seconds between attempts at an edit whose answer was lost


@dataclass(frozen=True, slots=True)
class Place:
    """Where a command was given and what is known of who gave it; `key` tells this request from others."""

    target: Target
    user: str
    key: str
    language: Language
    bot: str


class SlackReply:
    """Implements `bot.ports.Reply`.

    In the channel it is a message of ours, whose thread holds the rest. For the asker alone, and where we
    are no member, the command's own address serves.
    """

    def __init__(
        self,
        platform: SlackPlatform,
        poster: Poster,
        responder: Responder,
        place: Place,
        hand_over: HandOver,
    ) -> None:
        self._platform = platform
        self._poster = poster
        self._responder = responder
        self._place = place
        self._hand_over = hand_over
        self._shown: str | None = None  # the timestamp of our message in the channel
        self._answered_before = False  # at the command's address
        self._private = False
        self._stands = False  # the answer's parent, where everybody sees it

    async def acknowledge(self, message: Message, *, private: bool) -> None:
        """Show that the request was heard, to everybody in the channel unless it is `private`."""
        self._private = private
        first, *_ = self._platform.render(message)
        if not private:
            with suppress(RefusedError):
                self._shown = await self._post(first, self._place.target, 0)
                return
        await self._respond(first)

    async def progress(self, message: Message, done: int, total: int | None) -> None:
        """Replace what was shown; a word about progress that gets lost is nobody's trouble."""
        del done, total
        first, *_ = self._platform.render(message)
        with suppress(DeliveryError):
            if self._shown:
                await self._platform.edit(self._place.target, self._shown, first)
            elif self._responder.left > KEPT:
                await self._respond(first)

    async def answer(self, thread: Thread, *, private: bool) -> None:
        """Put the parent in the place of what was shown, and the rest below it."""
        if self._shown is None and not self._answered_before:
            self._private = private
        parts = tuple(self._parts(thread))
        if self._private:
            await self._whisper(parts)
        elif self._shown:
            await self._edit(self._shown, parts[0])
            self._stands = True
            await self._below(self._shown, parts[1:], 1)
        elif self._answered_before:
            await self._from_outside(parts)
        else:
            await self._say(parts)

    async def refuse(self, message: Message) -> None:
        """Tell the asker alone, and take away what the channel saw; an answer that stands already stays."""
        if not self._stands:
            await self._take_away()
        self._private = True
        first, *rest = self._platform.render(message)
        await self._respond(first)
        await self._whisper_on(rest)

    async def _take_away(self) -> None:
        with suppress(DeliveryError):
            if self._shown:
                await self._platform.delete(self._place.target, self._shown)
            elif self._answered_before and not self._private:
                await self._responder.take_away()
        if not self._private:
            self._answered_before = False  # what everybody saw cannot turn into something for one alone

    def _parts(self, thread: Thread) -> Iterator[Part]:
        for message in (thread.parent, *thread.replies):
            yield from self._platform.render(message)

    async def _say(self, parts: tuple[Part, ...]) -> None:
        try:
            shown = await self._post(parts[0], self._place.target, 0)
        except RefusedError:
            await self._from_outside(parts)
        else:
            self._stands = True
            await self._below(shown, parts[1:], 1)

    async def _below(self, parent: str, parts: Iterable[Part], first: int) -> None:
        target = Target(self._place.target.channel, self._place.target.thread or parent)
        for number, part in enumerate(parts, first):
            await self._post(part, target, number)

    async def _post(self, part: Part, target: Target, number: int) -> str:
        """Post once; where an answer is lost, look before posting again."""
        key = f"{self._place.key}:{number}"
        with suppress(OutcomeUnknownError):
            return await self._poster.post(key, target, part)
        return await self._poster.post(key, target, part)

    async def _edit(self, shown: str, part: Part) -> None:
        """Edit until it is done: the same edit twice does no harm. A message that is gone is posted anew."""
        for _ in range(EDITS):
            try:
                return await self._platform.edit(self._place.target, shown, part)
            except OutcomeUnknownError:
                await asyncio.sleep(PAUSE)
            except RefusedError as error:
                if error.retry_after is None or error.retry_after > LONGEST_WAIT:
                    break
                await asyncio.sleep(error.retry_after)
        with suppress(DeliveryError):  # what cannot be edited would wait for ever
            await self._platform.delete(self._place.target, shown)
        self._shown = await self._post(part, self._place.target, -1)
        return None

    async def _respond(self, part: Part) -> None:
        """Answer at the command's address; once that is used up or too old, whisper instead."""
        try:
            await self._say_surely(part)
        except RefusedError:
            if not self._private:
                raise
            await self._platform.whisper(self._place.target, self._place.user, part)
        self._answered_before = True

    async def _say_surely(self, part: Part) -> None:
        """Answer at the command's address; where that gets lost, put the same in its place."""
        try:
            await self._responder.say(part, private=self._private, replace=self._answered_before)
        except OutcomeUnknownError:
            await self._responder.say(part, private=self._private, replace=True)

    async def _whisper(self, parts: tuple[Part, ...]) -> None:
        await self._respond(parts[0])
        await self._whisper_on([await self._told_of(part) for part in parts[1:]])

    async def _told_of(self, part: Part) -> Part:
        """Return what the asker is shown: of a file that it was sent to them, or how to get it."""
        if "file" not in part.payload:
            return part
        language = self._place.language
        try:
            address = await self._hand_over(
                self._place.user, part, yours(str(part.payload["text"]), language)
            )
        except DeliveryError:
            message = not_handed_over(language)
        else:
            message = handed_over(address, language)
        return self._platform.render(message)[0]

    async def _whisper_on(self, parts: Iterable[Part]) -> None:
        """Show the asker more, as a member of the channel, else as far as the command's address goes."""
        for part in parts:
            try:
                await self._platform.whisper(self._place.target, self._place.user, part)
            except DeliveryError:
                if self._responder.left <= 1:
                    await self._invite()
                    return
                await self._responder.say(part, private=True)

    async def _from_outside(self, parts: tuple[Part, ...]) -> None:
        """Answer in a channel that we cannot post to: what does not fit needs us as a member."""
        await self._respond(parts[0])
        self._stands = True
        for part in parts[1:]:
            if self._responder.left <= 1 or "file" in part.payload:
                await self._invite()
                return
            await self._responder.say(part, private=self._private)

    async def _invite(self) -> None:
        if self._responder.left:
            first, *_ = self._platform.render(invitation(self._place.bot, self._place.language))
            await self._responder.say(first, private=True)
