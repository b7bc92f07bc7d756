"""The wire of our own Slack: arguments wherever the SDK puts them, errors, and faults of every kind."""

import asyncio
import json
import re
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from aiohttp import web
from blockkit import check_blocks, nodes

CALLING = ("user", "usergroup", "broadcast", "channel")  # elements of rich text
MOST_ATTACHMENTS = 100
DECODED = ("blocks", "metadata", "files", "attachments", "view")

Json = dict[str, object]


class SlackError(Exception):
    """Slack says no."""

    def __init__(self, error: str, **more: object) -> None:
        super().__init__(error)
        self.body: Json = {"ok": False, "error": error, **more}


@dataclass(frozen=True)
class Fault:
    """What goes wrong with one call; before or after it took effect."""

    error: str = ""
    status: int = 200
    html: bool = False
    headers: Mapping[str, str] = field(default_factory=dict)
    drop: bool = False
    silent: bool = False
    stored: bool = False  # the call took effect all the same


def check_message(asked: Json, pictures: Collection[str] = ()) -> None:
    """Raise what Slack says to a message; `pictures` are the files that may be shown in one."""
    blocks = asked.get("blocks")
    attachments = asked.get("attachments")
    if not asked.get("text") and not blocks and not attachments:
        raise SlackError("no_text")
    if isinstance(attachments, list) and len(attachments) > MOST_ATTACHMENTS:
        raise SlackError("too_many_attachments")
    if blocks is None:
        return
    if not isinstance(blocks, list):
        raise SlackError("invalid_blocks_format")
    try:
        check_blocks(blocks)
    except AssertionError as error:
        code = "msg_blocks_too_long" if "too long" in str(error) else "invalid_blocks"
        raise SlackError(code, detail=str(error)[:300]) from error
    except Exception as error:
        raise SlackError("invalid_blocks", detail=str(error)[:300]) from error
    for number, block in enumerate(blocks):
        if block["type"] == "image" and block["slack_file"]["id"] not in pictures:
            detail = f"invalid slack file [json-pointer:/blocks/{number}/slack_file]"
            raise SlackError("invalid_blocks", errors=[detail])


def check_metadata(metadata: object) -> None:
    """Raise what Slack says to metadata that it cannot keep."""
    if metadata is None:
        return
    if not isinstance(metadata, dict):
        raise SlackError("invalid_metadata_format")
    if not isinstance(metadata.get("event_type"), str) or not isinstance(metadata.get("event_payload"), dict):
        raise SlackError("invalid_metadata_schema")


_FORMS = re.compile(r"<(?:@[UW]|!|#C)[^>]*>")
_NAMES = re.compile(r"@(?:channel|here|everyone)\b", re.IGNORECASE)


def who_is_called(asked: Json) -> list[str]:
    """Return what of a call would notify somebody, or might."""
    seen = [str(asked.get(name) or "") for name in ("text", "initial_comment")]
    seen += [str(node.get("text")) for node in nodes(asked.get("blocks")) if node.get("type") == "mrkdwn"]
    found = [form for text in seen for form in _FORMS.findall(text)]
    found += [name for text in seen for name in _NAMES.findall(text)]  # nobody is sure that these do not
    return [*found, *(str(node) for node in nodes(asked.get("blocks")) if node.get("type") in CALLING)]


def shown(message: Json, *, metadata: bool) -> Json:
    told = message.get("metadata")
    if not isinstance(told, dict) or metadata:
        return message
    return {**message, "metadata": {"event_type": told["event_type"]}}


async def arguments(request: web.Request) -> Json:
    """Return what a call says, wherever the SDK puts it."""
    asked: Json = dict(request.query)
    if request.content_type == "application/json":
        asked |= await request.json()
    elif request.can_read_body:
        asked |= dict(await request.post())
    for name in DECODED:
        if isinstance(value := asked.get(name), str):
            with suppress(ValueError):  # whoever reads it finds a text where none belongs
                asked[name] = json.loads(value)
    return asked


async def failed(request: web.Request, fault: Fault) -> web.StreamResponse:
    if fault.drop:
        assert request.transport is not None
        request.transport.abort()
    if fault.silent:
        await asyncio.Event().wait()
    if fault.html:
        return web.Response(
            status=fault.status, text="<html>oops</html>", content_type="text/html", headers=fault.headers
        )
    body = {"ok": False, "error": fault.error} if fault.error else None
    if body is None:
        return web.Response(status=fault.status, headers=fault.headers)
    return web.json_response(body, status=fault.status, headers=fault.headers)
