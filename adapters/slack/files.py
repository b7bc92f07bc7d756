"""Files and pictures on their way into Slack: reserved, uploaded to nobody, then shown by another step."""

import asyncio
import json
from collections.abc import Callable, Mapping

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.errors import FAILURES, delivery_error
from adapters.slack.picture import KeptPicture, picture_of
from adapters.slack.texts import Json
from bot.errors import DeliveryError, OutcomeUnknownError, RefusedError
from bot.ports import Part, Target

PICTURE_PATIENCE = 4.0  # seconds for all of its upload: less than half of an attempt's time
_OK = 200


class Files:
    """Uploads over a client that never repeats a call itself; raises what `refusal` makes of its errors."""

    def __init__(
        self, client: AsyncWebClient, refusal: Callable[[Exception], DeliveryError] = delivery_error
    ) -> None:
        self._client = client
        self._refusal = refusal

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

    async def share(self, target: Target, part: Part, block_id: str | None = None) -> str:
        """Show the uploaded file of `part` and return its id; `block_id` marks its first block."""
        file, file_id = part.payload["file"], part.file_id
        if file_id is None or not isinstance(file, Mapping):
            raise RefusedError("file_not_uploaded")
        blocks = part.payload["blocks"]
        assert isinstance(blocks, list)  # noqa: S101 - our own renderer made it
        first, *others = blocks
        marked: list[Json] = [{**first, "block_id": block_id} if block_id else first, *others]
        try:
            await self._client.files_completeUploadExternal(
                files=[{"id": file_id, "title": str(file["title"] or file["name"])}],
                channel_id=target.channel,
                thread_ts=target.thread,
                blocks=json.dumps(marked),
            )
        except FAILURES as error:
            raise self._refusal(error) from error
        return file_id

    async def _upload_picture(self, picture: KeptPicture) -> str:
        """Upload to nobody yet: the message whose block shows the picture shares it."""
        try:
            async with asyncio.timeout(PICTURE_PATIENCE):
                file_id = await self._store(picture.name, picture.content)
                await self._client.files_completeUploadExternal(
                    files=[{"id": file_id, "title": picture.name}]
                )
        except (DeliveryError, *FAILURES) as error:
            refused = error if isinstance(error, DeliveryError) else self._refusal(error)
            if isinstance(refused, RefusedError) and refused.retry_after is not None:
                raise refused from error
            return ""
        return file_id

    async def _store(self, name: str, content: bytes) -> str:
        try:
            place = await self._client.files_getUploadURLExternal(filename=name, length=len(content))
            await self._put(str(place["upload_url"]), content)
        except FAILURES as error:
            raise self._refusal(error) from error
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
