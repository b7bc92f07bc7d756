"""The answer to one interaction: its first response turns from progress into the answer.

Only the first message of an answer needs the interaction's token. What everybody reads is an ordinary message
of the bot too, and is edited as one when the token is about to expire; all else is posted as the bot. What
the asker alone may read is handed over as a direct message then.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress

from adapters.discord.handing import Line, hand_over
from adapters.discord.incoming import Heard
from adapters.discord.tokens import Token
from analysis.language import Language
from bot.errors import About, DeliveryError, OutcomeUnknownError, RefusedError
from bot.messages import Message, Thread
from bot.ports import Part, Target
from bot.presenters.permissions import answered_elsewhere
from bot.presenters.private import not_answered, ready


class DiscordReply:
    """Implements `bot.ports.Reply`; with `below`, the answer goes into the thread on that message."""

    def __init__(
        self, line: Line, heard: Heard, token: Token, language: Language, below: str | None = None
    ) -> None:
        self._line = line
        self._heard = heard
        self._language = language
        self._below = below
        self._target = Target(heard.where.channel)
        self._token = token
        self._for_one = False

    async def acknowledge(self, message: Message, *, private: bool) -> None:
        """Show that the request was heard, to the asker alone where the answer is private or elsewhere."""
        await self._token.defer(private=private or self._below is not None)
        self._for_one = private
        await self.progress(message, 0, None)

    async def progress(self, message: Message, done: int, total: int | None) -> None:
        """Replace what was shown; a word about progress that gets lost is nobody's trouble."""
        del done, total
        if self._token.lives and (self._token.is_private or not self._for_one):
            with suppress(DeliveryError):
                await self._token.edit(self._line.platform.render(message)[0])

    async def answer(self, thread: Thread, *, private: bool) -> None:
        """Put the parent in the place of what was shown, and the rest into its thread."""
        await self._token.defer(private=private or self._below is not None)
        parts = tuple(self._parts(thread))
        if self._below is not None and not private:
            await self._answer_below(self._below, parts)
        elif private or self._token.is_private:
            if not self._token.is_private:  # it was opened for everybody before anybody knew
                await self._take_away()
            await self._whisper(parts, ready(self._language))
        else:
            await self._tell(parts)

    async def refuse(self, message: Message) -> None:
        """Tell the asker alone, and take away what the channel saw."""
        await self._token.defer(private=True)
        if not self._token.is_private:
            await self._take_away()
        await self._whisper(self._line.platform.render(message), not_answered(self._language))

    async def _tell(self, parts: Sequence[Part]) -> None:
        """Tell everybody; where nobody lets us any more, at least the one who asked."""
        try:
            parent = await self._say(parts[0])
        except RefusedError:
            await hand_over(self._line, self._heard, parts, None)
            return
        await self._post_rest(Target(self._heard.where.channel, parent), parts[1:])

    async def _say(self, part: Part) -> str:
        """Show everybody the answer's first part, and return the id of its message."""
        if self._token.lives:
            with suppress(DeliveryError):
                return await self._token.edit(part)
        if self._token.shown:
            with suppress(DeliveryError):
                await self._line.platform.edit(self._target, self._token.shown, part)
                return self._token.shown
        return await self._post(self._target, part, 0)

    async def _take_away(self) -> None:
        """Delete what everybody saw: as the answer to the interaction, else as a message of our own."""
        if self._token.lives:
            with suppress(DeliveryError):
                await self._token.take_away()
        if self._token.shown:
            with suppress(DeliveryError):
                await self._line.api.delete(self._target.channel, self._token.shown)

    async def _post_rest(self, target: Target, parts: Sequence[Part]) -> None:
        """Post what stands below; where the bot may not, in answer to the interaction, else to the asker."""
        for number, part in enumerate(parts, 1):
            try:
                await self._post(target, part, number)
            except RefusedError as error:
                if error.about is not About.MESSAGE:  # else somebody deleted the answer, and deleted it stays
                    await self._say_instead(parts[number - 1 :])
                return

    async def _say_instead(self, parts: Sequence[Part]) -> None:
        rest = await self._follow_up(parts, private=self._token.is_private)
        if rest:
            await hand_over(self._line, self._heard, rest, None)

    async def _answer_below(self, message: str, parts: Sequence[Part]) -> None:
        """Answer in the thread on `message`; where none can be there any more, the asker has it alone."""
        target = Target(self._heard.where.channel, message)
        try:
            first = await self._post(target, parts[0], 0)
        except RefusedError:
            await self._whisper(parts, ready(self._language))
            return
        await self._post_rest(target, parts[1:])
        url = f"https://discord.com/channels/{self._heard.guild}/{message}/{first}"
        pointer = self._line.platform.render(answered_elsewhere(url, self._language))
        await self._follow_up(pointer, private=True, in_place=True)  # the answer stands there, told or not

    async def _whisper(self, parts: Sequence[Part], notice: Message) -> None:
        """Tell the asker alone; `notice` is what their channel is told where nothing reaches them."""
        rest = await self._follow_up(parts, private=True, in_place=self._token.is_private)
        if rest:  # of a first response that came too late, Discord itself has told them
            await hand_over(self._line, self._heard, rest, None if self._token.was_late else notice)

    async def _follow_up(
        self, parts: Sequence[Part], *, private: bool, in_place: bool = False
    ) -> Sequence[Part]:
        """Say `parts` with the token, the first one `in_place` of what was shown; return what is left."""
        for number, part in enumerate(parts):
            if not self._token.lives:
                return parts[number:]
            try:
                if in_place and number == 0:
                    await self._token.edit(part)
                else:
                    await self._token.follow_up(part, private=private)
            except OutcomeUnknownError:  # perhaps it stands there
                continue
            except RefusedError:
                return parts[number:]
        return ()

    async def _post(self, target: Target, part: Part, number: int) -> str:
        return await self._line.post(f"interaction:{self._heard.id}:{number}", target, part)

    def _parts(self, thread: Thread) -> Iterator[Part]:
        for message in (thread.parent, *thread.replies):
            yield from self._line.platform.render(message)
