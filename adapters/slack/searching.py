"""Finding our own messages again by the keys they were posted under."""

import asyncio
import datetime as dt
import hashlib
from collections.abc import AsyncIterator, Mapping

from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.slack.errors import FAILURES, looking_error, patience_asked
from adapters.slack.limits import EVENT_TYPE, METADATA_KEY
from adapters.slack.texts import Json
from bot.ports import Target

PAGE = 15
"""Messages of one look: what apps that are sold outside Slack's marketplace may read at once."""
EARLIER = dt.timedelta(minutes=5)
"""A search begins so much before our own time: what it compares with is Slack's clock."""
LOOKS = 3
PATIENT = 65.0  # seconds that a limited search waits for its turn: such apps may look once a minute


async def find_message(client: AsyncWebClient, target: Target, key: str, since: dt.datetime) -> str | None:
    """Return the timestamp of what was posted under `key` since then; raises `CannotLookError`."""
    async for message in _messages(client, target, since - EARLIER):
        if _key_of(message) == key or _has_mark(message, mark(key)):
            return str(message["ts"])
    return None


async def _messages(client: AsyncWebClient, target: Target, since: dt.datetime) -> AsyncIterator[Json]:
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
        page = await _page(client, method, asked)
        for message in page["messages"]:
            yield message
        cursor = str((page.get("response_metadata") or {}).get("next_cursor") or "")
        if not cursor:
            return
        asked["cursor"] = cursor


async def _page(client: AsyncWebClient, method: str, asked: Json) -> AsyncSlackResponse:
    """Return one page of a search, waiting where Slack asks for patience."""
    look = 1
    while True:
        try:
            return await client.api_call(method, http_verb="GET", params=asked)
        except FAILURES as error:
            patience = patience_asked(error)
            if patience is None or patience > PATIENT or look == LOOKS:
                raise looking_error(error) from error
            await asyncio.sleep(patience)
            look += 1


def mark(key: str) -> str:
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
