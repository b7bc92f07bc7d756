"""Discord as a place where messages are posted: as the bot, with plain requests, from any process."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from adapters.discord.api import Api
from adapters.discord.channels import Place, Places
from adapters.discord.errors import ARCHIVED, HAS_THREAD, UNKNOWN_CHANNEL, UNKNOWN_MESSAGE
from adapters.discord.looking import find_in_thread, find_message, find_post
from adapters.discord.marks import Json, marked, nonce_of
from adapters.discord.render import parts_of
from adapters.discord.titles import title_of
from bot.errors import About, CannotLookError, OutcomeUnknownError, RefusedError
from bot.messages import Message
from bot.pacing import Pace, Paces
from bot.ports import Part, Target

SILENT = 1 << 12  # a flag of messages: nobody is notified

REQUESTS, REQUESTS_AT_ONCE = 45.0, 5
"""A second and bot; Discord takes 50 (https://docs.discord.com/developers/topics/rate-limits#global-rate-limit)."""
MESSAGES, MESSAGES_AT_ONCE = 1.0, 5
"""A second and channel, as Discord's answers tell; discord.py waits for the rest of it within a request."""
TO_BEGIN_A_THREAD = 3  # requests: its message is read, it is started, and something is posted


@contextmanager
def _gone_together() -> Iterator[None]:
    """Say that a message is gone where its thread is: the channel around it stands."""
    try:
        yield
    except RefusedError as error:
        if error.reason != UNKNOWN_CHANNEL:
            raise
        raise RefusedError(error.reason, about=About.MESSAGE) from error


class DiscordPlatform:
    """Implements `bot.ports.ChatPlatform` and `Paced`.

    A thread has the id of the message that it hangs on, so that starting it can be repeated; a post in a
    forum is such a thread from the beginning. Where there are no threads, replies stand in the channel.
    """

    name = "discord"

    def __init__(self, api: Api) -> None:
        self._api = api
        self._places = Places(api)
        self._threads: set[str] = set()
        self._requests = Pace(REQUESTS, REQUESTS_AT_ONCE)
        self._channels = Paces(lambda: Pace(MESSAGES, MESSAGES_AT_ONCE))

    async def turn(self, target: Target, part: Part) -> None:
        """Wait until Discord bears `part`; what waited within a request would count as lost."""
        del part
        begins = target.thread is not None and target.thread not in self._threads
        await self._channels.of(target.thread or target.channel).turn()
        await self._requests.turn(TO_BEGIN_A_THREAD if begins else 1)

    def render(self, message: Message) -> tuple[Part, ...]:
        """Turn any message into parts that Discord accepts."""
        return parts_of(message)

    async def send(self, target: Target, part: Part, key: str) -> str:
        """Post `part`; the nonce makes a repetition within minutes harmless, the mark is found for ever."""
        place = await self._places.get(target.channel)
        body = marked(part.payload, key)
        if part.silent:
            body["flags"] |= SILENT
        if place.is_forum and target.thread is None:
            return await self._post_in(await self._places.anew(place.id), body)
        body |= {"nonce": nonce_of(key), "enforce_nonce": True}
        if target.thread is None:
            return str((await self._api.post(place.id, body))["id"])
        return str((await self._post_below(place, target.thread, body))["id"])

    async def find(self, target: Target, key: str, since: dt.datetime) -> str | None:
        """Look through the bot's own messages since then."""
        try:
            place = await self._places.get(target.channel)
            if target.thread and (place.has_threads or place.is_forum):
                return await find_in_thread(self._api, target.thread, key, since)
            if place.is_forum:
                return await find_post(self._api, place, key, since)
            return await find_message(self._api, place.id, key, since)
        except RefusedError as error:
            raise CannotLookError(error.reason, error.about) from error
        except OutcomeUnknownError as error:
            raise CannotLookError(error.reason) from error

    async def edit(self, target: Target, message_id: str, part: Part, key: str | None = None) -> None:
        """Replace a message, findable by `key` as before; its thread leaves the archive where it must."""
        place = await self._places.get(target.channel)
        in_thread = target.thread and (place.has_threads or place.is_forum)
        channel = target.thread if target.thread and in_thread else place.id
        body = marked(part.payload, key) if key else dict(part.payload)
        with _gone_together() if in_thread else nullcontext():
            await self._edit(channel, message_id, body)

    async def _edit(self, channel: str, message_id: str, body: Json) -> None:
        try:
            await self._api.edit(channel, message_id, dict(body))
        except RefusedError as error:
            if error.reason != ARCHIVED:
                raise
            await self._api.unarchive(channel)
            await self._api.edit(channel, message_id, dict(body))
            await self._api.archive(channel)

    async def _post_in(self, forum: Place, body: Json) -> str:
        title = title_of(body)
        posted = await self._api.start_post(forum.id, title, forum.tags_for(title), body)
        self._threads.add(str(posted["id"]))
        return str(posted["id"])

    async def _post_below(self, place: Place, parent: str, body: Json) -> Json:
        """Post into the thread on `parent`; one that somebody deleted meanwhile is started anew."""
        if place.is_forum:
            with _gone_together():
                return await self._api.post(parent, body)
        known = parent in self._threads and place.has_threads
        try:
            return await self._api.post(await self._thread(place, parent), body)
        except RefusedError as error:
            if error.reason != UNKNOWN_CHANNEL or not known:
                raise
        self._threads.discard(parent)
        return await self._api.post(await self._thread(place, parent), body)

    async def _thread(self, place: Place, parent: str) -> str:
        """Return the channel of the thread on `parent`, which is started unless it is there."""
        if not place.has_threads:
            return place.id
        if parent not in self._threads:
            await self._start(place, parent)
            self._threads.add(parent)
        return parent

    async def _start(self, place: Place, parent: str) -> None:
        """Start the thread on `parent` unless it stands there, also where somebody deleted its parent."""
        try:
            name = title_of(await self._api.message(place.id, parent))
            await self._api.start_thread(place.id, parent, name)
        except RefusedError as error:
            outlived = error.reason == UNKNOWN_MESSAGE and await self._stands(parent)
            if error.reason != HAS_THREAD and not outlived:
                raise

    async def _stands(self, thread: str) -> bool:
        try:
            await self._api.channel(thread)
        except RefusedError as error:
            if error.reason != UNKNOWN_CHANNEL:
                raise
            return False
        return True
