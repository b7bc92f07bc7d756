"""Slack as a place to post to: the Web API, one call for each attempt, and every part findable by its key."""

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeAlias, TypeVar

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.errors import FAILURES, delivery_error, patience_asked
from adapters.slack.files import Files
from adapters.slack.halving import halves
from adapters.slack.limits import EVENT_TYPE, METADATA_KEY
from adapters.slack.pace import SlackPace
from adapters.slack.picture import bare, blocks_with_picture, picture_of
from adapters.slack.render import parts_of
from adapters.slack.searching import find_message, mark
from adapters.slack.texts import Json
from bot.errors import About, DeliveryError, RefusedError
from bot.messages import Message
from bot.pacing import Pace
from bot.ports import Part, Target

TOO_LONG = "msg_blocks_too_long"
INVALID = ("invalid_blocks", "invalid_blocks_format")
"""What a block is also called whose picture Slack has not looked at yet."""
PAUSES = (0.5, 1.0, 1.5)
"""Seconds after which a message with a picture is tried again; then it goes without."""
Shown = TypeVar("Shown")
HALF = "/1"  # behind the key of the first of two halves
RECENT = dt.timedelta(days=2)
"""How long ago an attempt may have been whose first half is looked for."""
Halves: TypeAlias = tuple[list[Json], list[Json]]


class SlackPlatform:
    """Implements `ChatPlatform`, `FileStorage` and `Paced` over a client that never repeats a call itself.

    A message's key stands in its metadata; a file's message has none, so that there it is the id of a block.
    """

    name = "slack"

    def __init__(
        self, client: AsyncWebClient, pauses: Sequence[float] = PAUSES, pace: SlackPace | None = None
    ) -> None:
        self._client = client
        self._pauses = pauses
        self._pace = pace or SlackPace()
        self._files = Files(client, partial(_refusal, pace=self._pace.files))

    async def turn(self, target: Target, part: Part) -> None:
        """Wait until Slack bears `part`: its message, its file and its picture."""
        brings = "file" in part.payload
        files = part.file_id is None and (brings or picture_of(part) is not None)
        await self._pace.turn(target.channel, posts=not brings, files=int(files))

    def render(self, message: Message) -> tuple[Part, ...]:
        """Turn any message into parts within Slack's limits; a file is a part of its own."""
        return parts_of(message)

    async def send(self, target: Target, part: Part, key: str) -> str:
        """Post `part` and return its timestamp; of a file, which is shown a little later, the file's id."""
        if "file" in part.payload:
            return await self._files.share(target, part, mark(key))
        try:
            return await self._shown(lambda shown: self._post(target, shown, key), part)
        except RefusedError as error:
            parted = halves(_blocks(part)) if error.reason == TOO_LONG else None
            if parted is None:
                raise
        return await self._post_halves(target, part, key, parted)

    async def _post_halves(self, target: Target, part: Part, key: str, parted: Halves) -> str:
        """Post the halves under keys of their own, the whole's key with the last; return the first's id.

        Whatever was lost between the two: the next attempt finds the first half, and goes on.
        """
        first, second = (Part({**bare(part).payload, "blocks": blocks}) for blocks in parted)
        since = dt.datetime.now(dt.UTC) - RECENT
        half = f"{key}{HALF}"
        shown = await self.find(target, half, since) or await self.send(target, first, half)
        below = target if target.thread else Target(target.channel, shown)
        if await self.find(below, key, since) is None:
            await self.send(below, second, key)
        return shown

    async def _post(self, target: Target, part: Part, key: str) -> str:
        try:
            answer = await self._client.chat_postMessage(
                channel=target.channel,
                thread_ts=target.thread,
                text=str(part.payload["text"]),
                blocks=blocks_with_picture(part),
                metadata=_metadata(key),
                parse="none",
                link_names=False,
                unfurl_links=False,
                unfurl_media=False,
            )
        except FAILURES as error:
            raise _refusal(error, self._pace.posts) from error
        return str(answer["ts"])

    async def _shown(self, attempt: Callable[[Part], Awaitable[Shown]], part: Part) -> Shown:
        """Attempt it until Slack has looked at the picture of `part`, in the end without the picture."""
        if not part.file_id or picture_of(part) is None:
            return await attempt(bare(part))
        for pause in self._pauses:
            try:
                return await attempt(part)
            except RefusedError as error:
                if error.reason not in INVALID:
                    raise
            await asyncio.sleep(pause)
        return await attempt(bare(part))

    async def find(self, target: Target, key: str, since: dt.datetime) -> str | None:
        """Return the timestamp of the message posted under `key`, `None` when there is certainly none."""
        return await find_message(self._client, target, key, since)

    async def edit(self, target: Target, message_id: str, part: Part, key: str | None = None) -> None:
        """Replace a message of ours, findable by `key` as before; one that brought a file stays as it is."""
        if "file" in part.payload:
            raise RefusedError("file_cannot_be_edited", about=About.FIXED)
        if part.file_id is None and picture_of(part) is not None:
            part = replace(part, file_id=await self.upload(part))
        await self._shown(lambda shown: self._update(target, message_id, shown, key), part)

    async def _update(self, target: Target, message_id: str, part: Part, key: str | None) -> None:
        try:
            await self._client.chat_update(
                channel=target.channel,
                ts=message_id,
                text=str(part.payload["text"]),
                blocks=blocks_with_picture(part),
                metadata=_metadata(key) if key else None,
                parse="none",
                link_names=False,
            )
        except FAILURES as error:
            raise delivery_error(error) from error

    async def delete(self, target: Target, message_id: str) -> None:
        """Take a message of ours away; raises as `send` does."""
        try:
            await self._client.chat_delete(channel=target.channel, ts=message_id)
        except FAILURES as error:
            raise delivery_error(error) from error

    async def whisper(self, target: Target, user: str, part: Part) -> None:
        """Show `part` to one member of the channel; it is gone when they reload. Raises as `send` does."""
        try:
            await self._client.chat_postEphemeral(
                channel=target.channel,
                user=user,
                thread_ts=target.thread,
                text=str(part.payload["text"]),
                blocks=_blocks(part),
                parse="none",
                link_names=False,
            )
        except FAILURES as error:
            raise delivery_error(error) from error

    async def upload(self, part: Part) -> str | None:
        """Hand the file or picture of `part` to Slack, where nobody sees it yet; see `Files.upload`."""
        return await self._files.upload(part)


def _refusal(error: Exception, pace: Pace) -> DeliveryError:
    """Return what a failed call means; where Slack asks for patience, its `pace` holds everybody back."""
    if (patience := patience_asked(error)) is not None:
        pace.hold(patience)
    return delivery_error(error)


def _metadata(key: str) -> Json:
    return {"event_type": EVENT_TYPE, "event_payload": {METADATA_KEY: key}}


def _blocks(part: Part) -> list[Json]:
    blocks = part.payload["blocks"]
    assert isinstance(blocks, list)  # noqa: S101 - our own renderer made it
    return blocks
