"""The answer to one interaction: its first response turns from progress into the answer.

Only the first message of an answer needs the interaction's token. What everybody reads is an ordinary message
of the bot too, and is edited as one when the token is about to expire; all else is posted as the bot.
"""

import asyncio
import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from adapters.discord.api import Api
from adapters.discord.errors import ALREADY_ACKNOWLEDGED
from adapters.discord.incoming import Heard
from adapters.discord.marks import Json
from adapters.discord.platform import DiscordPlatform
from analysis.language import Language
from bot.errors import DeliveryError, OutcomeUnknownError, RefusedError
from bot.messages import Message, Thread
from bot.ports import Clock, Part, Target
from bot.posting import Poster
from bot.presenters.permissions import answered_elsewhere

DEFERRED = 5
EPHEMERAL = 1 << 6
TOKEN_LIFE = dt.timedelta(minutes=14)  # of fifteen: the last call takes its time too
EDITS = 4
PAUSE = 1.0  # seconds between attempts at an edit whose answer was lost


@dataclass(frozen=True, slots=True)
class Line:
    """What a reply is sent with."""

    api: Api
    platform: DiscordPlatform
    poster: Poster
    clock: Clock


class DiscordReply:
    """Implements `bot.ports.Reply`; with `below`, the answer goes into the thread on that message."""

    def __init__(self, line: Line, heard: Heard, language: Language, below: str | None = None) -> None:
        self._line = line
        self._heard = heard
        self._language = language
        self._below = below
        self._target = Target(heard.where.channel)
        self._open = False  # the interaction has its first response
        self._late = False  # … or can have none any more
        self._private = False
        self._shown: str | None = None  # the message that our first response became

    async def acknowledge(self, message: Message, *, private: bool) -> None:
        """Show that the request was heard, to the asker alone where the answer is private or elsewhere."""
        await self._defer(private=private or self._below is not None)
        await self.progress(message, 0, None)

    async def progress(self, message: Message, done: int, total: int | None) -> None:
        """Replace what was shown; a word about progress that gets lost is nobody's trouble."""
        del done, total
        if self._has_token:
            with suppress(DeliveryError):
                await self._edit_original(self._first(message))

    async def answer(self, thread: Thread, *, private: bool) -> None:
        """Put the parent in the place of what was shown, and the rest into its thread."""
        if not self._open:
            await self._defer(private=private or self._below is not None)
        parts = tuple(self._parts(thread))
        if self._below is not None:
            await self._answer_below(self._below, parts)
        elif self._private:
            await self._whisper(parts)
        else:
            parent = await self._say(parts[0])
            await self._post_rest(Target(self._heard.where.channel, parent), parts[1:])

    async def refuse(self, message: Message) -> None:
        """Tell the asker alone, and take away what the channel saw."""
        if not self._open:
            await self._defer(private=True)
        parts = self._line.platform.render(message)
        if self._private:
            await self._whisper(parts)
        elif self._has_token:
            with suppress(DeliveryError):
                await self._line.api.delete_original(self._heard.token)
            await self._follow_up(parts, private=True)

    @property
    def _has_token(self) -> bool:
        young = self._line.clock.now() - self._heard.made < TOKEN_LIFE
        return self._open and not self._late and young

    async def _defer(self, *, private: bool) -> None:
        """Give the first response; too late for it, the answer will be an ordinary message."""
        self._open, self._private = True, private
        data: Json = {"flags": EPHEMERAL} if private else {}
        try:
            await self._line.api.respond(self._heard.id, self._heard.token, {"type": DEFERRED, "data": data})
        except OutcomeUnknownError:  # perhaps heard: an edit will show it
            return
        except RefusedError as error:
            self._late = error.reason != ALREADY_ACKNOWLEDGED

    async def _say(self, part: Part) -> str:
        """Show everybody the answer's first part, and return the id of its message."""
        if self._has_token:
            with suppress(DeliveryError):
                return await self._edit_original(part)
        if self._shown:
            with suppress(DeliveryError):
                await self._line.platform.edit(self._target, self._shown, part)
                return self._shown
        return await self._post(self._target, part, 0)

    async def _post_rest(self, target: Target, parts: Sequence[Part]) -> None:
        """Post what stands below; where the bot may not, in answer to the interaction as far as that goes."""
        for number, part in enumerate(parts, 1):
            try:
                await self._post(target, part, number)
            except RefusedError:
                await self._follow_up(parts[number - 1 :], private=self._private)
                return

    async def _answer_below(self, message: str, parts: Sequence[Part]) -> None:
        target = Target(self._heard.where.channel, message)
        first = await self._post(target, parts[0], 0)
        await self._post_rest(target, parts[1:])
        url = f"https://discord.com/channels/{self._heard.guild}/{message}/{first}"
        await self._whisper(self._line.platform.render(answered_elsewhere(url, self._language)))

    async def _whisper(self, parts: Sequence[Part]) -> None:
        """Tell the asker alone; after the token has expired nothing can."""
        if self._has_token:
            with suppress(DeliveryError):
                await self._edit_original(parts[0])
            await self._follow_up(parts[1:], private=True)

    async def _follow_up(self, parts: Sequence[Part], *, private: bool) -> None:
        for part in parts:
            if self._has_token:
                flags = part.payload["flags"]
                assert isinstance(flags, int)  # noqa: S101 - our renderer makes it
                body = {**part.payload, "flags": flags | (EPHEMERAL if private else 0)}
                with suppress(DeliveryError):
                    await self._line.api.follow_up(self._heard.token, body)

    async def _edit_original(self, part: Part) -> str:
        """Edit until it is done: the same edit twice does no harm."""
        for _ in range(EDITS - 1):
            try:
                return await self._edited(part)
            except OutcomeUnknownError:
                await asyncio.sleep(PAUSE)
        return await self._edited(part)

    async def _edited(self, part: Part) -> str:
        edited = await self._line.api.edit_original(self._heard.token, dict(part.payload))
        self._shown = str(edited["id"])
        return self._shown

    async def _post(self, target: Target, part: Part, number: int) -> str:
        """Post once; where an answer is lost, look before posting again."""
        key = f"interaction:{self._heard.id}:{number}"
        with suppress(OutcomeUnknownError):
            return await self._line.poster.post(key, target, part)
        return await self._line.poster.post(key, target, part)

    def _first(self, message: Message) -> Part:
        return self._line.platform.render(message)[0]

    def _parts(self, thread: Thread) -> Iterator[Part]:
        for message in (thread.parent, *thread.replies):
            yield from self._line.platform.render(message)
