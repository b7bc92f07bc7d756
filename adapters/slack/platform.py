"""Slack as a place to post to: the Web API, one call for each attempt, and every part findable by its key."""

import asyncio
import datetime as dt
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias, TypeVar

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.errors import FAILURES, delivery_error
from adapters.slack.halving import halves
from adapters.slack.limits import EVENT_TYPE, METADATA_KEY
from adapters.slack.picture import KeptPicture, bare, blocks_with_picture, picture_of
from adapters.slack.render import parts_of
from adapters.slack.searching import find_message, mark
from adapters.slack.texts import Json
from bot.errors import About, DeliveryError, OutcomeUnknownError, RefusedError
from bot.messages import Message
from bot.ports import Part, Target

PAGE = 15
"""Messages of one look: what apps that are sold outside Slack's marketplace may read at once."""
EARLIER = dt.timedelta(minutes=5)
"""A search begins so much before our own time: what it compares with is Slack's clock."""
LOOKS = 3
PATIENT = 65.0  # seconds that a limited search waits for its turn: such apps may look once a minute
_OK = 200


TOO_LONG = "msg_blocks_too_long"
INVALID = ("invalid_blocks", "invalid_blocks_format")
"""What a block is also called whose picture Slack has not looked at yet."""
PAUSES = (0.5, 1.0, 1.5)
"""Seconds after which a message with a picture is tried again; then it goes without."""
PICTURE_PATIENCE = 4.0  # seconds for all of its upload: less than half of an attempt's time
Shown = TypeVar("Shown")
HALF = "/1"  # behind the key of the first of two halves
RECENT = dt.timedelta(days=2)
"""How long ago an attempt may have been whose first half is looked for."""
Halves: TypeAlias = tuple[list[Json], list[Json]]


class SlackPlatform:
    """Implements `bot.ports.ChatPlatform` and `FileStorage` over a client that never repeats a call itself.

    A message's key stands in its metadata; a file's message has none, so that there it is the id of a block.
    """

    name = "slack"

    def __init__(self, client: AsyncWebClient, pauses: Sequence[float] = PAUSES) -> None:
        self._client = client
        self._pauses = pauses

    def render(self, message: Message) -> tuple[Part, ...]:
        """Turn any message into parts within Slack's limits; a file is a part of its own."""
        return parts_of(message)

    async def send(self, target: Target, part: Part, key: str) -> str:
        """Post `part` and return its timestamp; of a file, which is shown a little later, the file's id."""
        if "file" in part.payload:
            return await self._share(target, part, key)
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
            raise delivery_error(error) from error
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
        """Hand the file or picture of `part` to Slack, where nobody sees it yet, and return its id.

        A picture that Slack will not have is no reason to say nothing: its id is empty.
        """
        if picture := picture_of(part):
            return await self._upload_picture(picture)
        file = part.payload.get("file")
        if not isinstance(file, Mapping):
            return None
        return await self._store(str(file["name"]), str(file["content"]).encode() or b"\n")  # not empty

    async def _upload_picture(self, picture: KeptPicture) -> str:
        """Upload to nobody yet: the message whose block shows the picture shares it."""
        try:
            async with asyncio.timeout(PICTURE_PATIENCE):
                file_id = await self._store(picture.name, picture.content)
                await self._client.files_completeUploadExternal(
                    files=[{"id": file_id, "title": picture.name}]
                )
        except (DeliveryError, *FAILURES) as error:
            refused = error if isinstance(error, DeliveryError) else delivery_error(error)
            if isinstance(refused, RefusedError) and refused.retry_after is not None:
                raise refused from error
            return ""
        return file_id

    async def _store(self, name: str, content: bytes) -> str:
        try:
            place = await self._client.files_getUploadURLExternal(filename=name, length=len(content))
            await self._put(str(place["upload_url"]), content)
        except FAILURES as error:
            raise delivery_error(error) from error
        return str(place["file_id"])

    async def _put(self, url: str, content: bytes) -> None:
        session = self._client.session
        if session is None:
            async with aiohttp.ClientSession() as own:
                await self._post_bytes(own, url, content)
        else:
            await self._post_bytes(session, url, content)

    async def _post_bytes(self, session: aiohttp.ClientSession, url: str, content: bytes) -> None:
        async with session.post(url, data=content, proxy=self._client.proxy) as answer:
            if answer.status != _OK:
                raise OutcomeUnknownError(f"upload status {answer.status}")

    async def _share(self, target: Target, part: Part, key: str) -> str:
        file, file_id = part.payload["file"], part.file_id
        if file_id is None or not isinstance(file, Mapping):
            raise RefusedError("file_not_uploaded")
        first, *others = _blocks(part)
        blocks = [{**first, "block_id": mark(key)}, *others]
        try:
            await self._client.files_completeUploadExternal(
                files=[{"id": file_id, "title": str(file["title"] or file["name"])}],
                channel_id=target.channel,
                thread_ts=target.thread,
                blocks=json.dumps(blocks),
            )
        except FAILURES as error:
            raise delivery_error(error) from error
        return file_id


def _metadata(key: str) -> Json:
    return {"event_type": EVENT_TYPE, "event_payload": {METADATA_KEY: key}}


def _blocks(part: Part) -> list[Json]:
    blocks = part.payload["blocks"]
    assert isinstance(blocks, list)  # noqa: S101 - our own renderer made it
    return blocks
