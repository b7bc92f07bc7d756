"""Slack as a place to post to: the Web API, one call for each attempt, and every part findable by its key."""

import asyncio
import datetime as dt
import hashlib
import json
from collections.abc import AsyncIterator, Mapping

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.slack.errors import FAILURES, delivery_error, looking_error, patience_asked
from adapters.slack.limits import EVENT_TYPE, METADATA_KEY
from adapters.slack.render import parts_of
from adapters.slack.texts import Json
from bot.errors import OutcomeUnknownError, RefusedError
from bot.messages import Message
from bot.ports import Part, Target

PAGE = 15
"""Messages of one look: what apps that are sold outside Slack's marketplace may read at once."""
EARLIER = dt.timedelta(minutes=5)
"""A search begins so much before our own time: what it compares with is Slack's clock."""
LOOKS = 3
PATIENT = 65.0  # seconds that a limited search waits for its turn: such apps may look once a minute
_OK = 200


class SlackPlatform:
    """Implements `bot.ports.ChatPlatform` and `FileStorage` over a client that never repeats a call itself.

    A message's key stands in its metadata; a file's message has none, so that there it is the id of a block.
    """

    name = "slack"

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client

    def render(self, message: Message) -> tuple[Part, ...]:
        """Turn any message into parts within Slack's limits; a file is a part of its own."""
        return parts_of(message)

    async def send(self, target: Target, part: Part, key: str) -> str:
        """Post `part` and return its timestamp; of a file, which is shown a little later, the file's id."""
        if "file" in part.payload:
            return await self._share(target, part, key)
        metadata = {"event_type": EVENT_TYPE, "event_payload": {METADATA_KEY: key}}
        try:
            answer = await self._client.chat_postMessage(
                channel=target.channel,
                thread_ts=target.thread,
                text=str(part.payload["text"]),
                blocks=_blocks(part),
                metadata=metadata,
                parse="none",
                link_names=False,
                unfurl_links=False,
                unfurl_media=False,
            )
        except FAILURES as error:
            raise delivery_error(error) from error
        return str(answer["ts"])

    async def find(self, target: Target, key: str, since: dt.datetime) -> str | None:
        """Return the timestamp of the message posted under `key`, `None` when there is certainly none."""
        async for message in self._messages(target, since - EARLIER):
            if _key_of(message) == key or _has_mark(message, _mark(key)):
                return str(message["ts"])
        return None

    async def edit(self, target: Target, message_id: str, part: Part) -> None:
        """Replace a message of ours; one that brought a file cannot be replaced."""
        if "file" in part.payload:
            raise RefusedError("file_cannot_be_edited")
        try:
            await self._client.chat_update(
                channel=target.channel,
                ts=message_id,
                text=str(part.payload["text"]),
                blocks=_blocks(part),
                parse="none",
                link_names=False,
            )
        except FAILURES as error:
            raise delivery_error(error) from error

    async def upload(self, part: Part) -> str | None:
        """Hand the file of `part` to Slack, where nobody sees it yet, and return its id."""
        file = part.payload.get("file")
        if not isinstance(file, Mapping):
            return None
        content = str(file["content"]).encode() or b"\n"  # Slack takes no empty file
        try:
            place = await self._client.files_getUploadURLExternal(
                filename=str(file["name"]), length=len(content)
            )
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
        blocks = [{**first, "block_id": _mark(key)}, *others]
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

    async def _messages(self, target: Target, since: dt.datetime) -> AsyncIterator[Json]:
        """Yield what stands in a thread, or in a channel outside of threads, since then."""
        cursor = ""
        method = "conversations.replies" if target.thread else "conversations.history"
        asked: Json = {
            "channel": target.channel,
            "oldest": f"{since.timestamp():.6f}",
            "include_all_metadata": 1,
            "limit": PAGE,
        }
        if target.thread:
            asked["ts"] = target.thread
        while True:
            page = await self._page(method, asked)
            for message in page["messages"]:
                yield message
            cursor = str((page.get("response_metadata") or {}).get("next_cursor") or "")
            if not cursor:
                return
            asked["cursor"] = cursor

    async def _page(self, method: str, asked: Json) -> AsyncSlackResponse:
        """Return one page of a search, waiting where Slack asks for patience."""
        look = 1
        while True:
            try:
                return await self._client.api_call(method, http_verb="GET", params=asked)
            except FAILURES as error:
                patience = patience_asked(error)
                if patience is None or patience > PATIENT or look == LOOKS:
                    raise looking_error(error) from error
                await asyncio.sleep(patience)
                look += 1


def _blocks(part: Part) -> list[Json]:
    blocks = part.payload["blocks"]
    assert isinstance(blocks, list)  # noqa: S101 - our own renderer made it
    return blocks


def _mark(key: str) -> str:
    """Return the id of a block that tells a key, which itself may be too long for one."""
    return f"{EVENT_TYPE}:{hashlib.sha256(key.encode()).hexdigest()[:32]}"


def _key_of(message: Mapping[str, object]) -> str | None:
    metadata = message.get("metadata")
    if not isinstance(metadata, Mapping) or metadata.get("event_type") != EVENT_TYPE:
        return None
    payload = metadata.get("event_payload")
    return str(payload.get(METADATA_KEY)) if isinstance(payload, Mapping) else None


def _has_mark(message: Mapping[str, object], mark: str) -> bool:
    blocks = message.get("blocks")
    return isinstance(blocks, list) and any(block.get("block_id") == mark for block in blocks)
