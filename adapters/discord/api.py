"""The requests that the bot makes of Discord, through discord.py's own client: its waits and repetitions.

Everything raises `RefusedError` or `OutcomeUnknownError`; `RefusedError.reason` is Discord's code.
"""

import asyncio
import base64
import io
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any, cast

import discord
from discord.http import Route

from adapters.discord.errors import translated
from adapters.discord.marks import Json

FILE_TYPE, PICTURE_TYPE = "text/markdown; charset=utf-8", "image/png"
ALONG = ("file", "picture")
"""What our own payloads bring along, in the order of their attachments."""
PAGE = 100  # messages that one request reads
RESPONSE_WITHIN = 2.5  # seconds for the first response to an interaction: after three it is void
ANSWER_WITHIN = 120.0  # seconds for anything else, waits for rate limits and repetitions included
WEEK = 10_080  # minutes until an idle thread leaves the list of channels, the longest there is


class Api:
    """Requests as the bot that `client` is logged in as."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    @property
    def me(self) -> str:
        """The bot's own user id."""
        return str(self._client.user.id) if self._client.user else ""

    async def channel(self, channel: str) -> Json:
        """Return a channel, thread or forum."""
        return await self._request(_in("GET", "", channel))

    async def message(self, channel: str, message: str) -> Json:
        """Return one message."""
        return await self._request(_in("GET", "/messages/{message}", channel, message=message))

    async def messages_after(self, channel: str, after: int) -> list[Json]:
        """Return up to `PAGE` messages that follow the id `after`."""
        query = {"after": str(after), "limit": str(PAGE)}
        return await self._list(_in("GET", "/messages", channel), params=query)

    async def post(self, channel: str, payload: Json) -> Json:
        """Post a message; a `nonce` in it makes Discord answer a repetition with the first one."""
        return await self._request(_in("POST", "/messages", channel), payload)

    async def edit(self, channel: str, message: str, payload: Json) -> Json:
        """Replace a message."""
        return await self._request(_in("PATCH", "/messages/{message}", channel, message=message), payload)

    async def delete(self, channel: str, message: str) -> None:
        """Delete one of the bot's own messages."""
        await self._request(_in("DELETE", "/messages/{message}", channel, message=message))

    async def direct_channel(self, user: str) -> str:
        """Return the channel of direct messages with somebody, which is always the same."""
        return str((await self._request(Route("POST", "/users/@me/channels"), {"recipient_id": user}))["id"])

    async def start_thread(self, channel: str, message: str, name: str) -> Json:
        """Start the thread on a message, whose id it will have."""
        route = _in("POST", "/messages/{message}/threads", channel, message=message)
        return await self._request(route, {"name": name, "auto_archive_duration": WEEK})

    async def start_post(self, forum: str, name: str, tags: list[str], payload: Json) -> Json:
        """Start a post in a forum with its first message."""
        body = {"name": name, "auto_archive_duration": WEEK, "applied_tags": tags}
        files = {name: payload.pop(name) for name in ALONG if name in payload}
        return await self._request(_in("POST", "/threads", forum), {**body, "message": payload, **files})

    async def unarchive(self, thread: str) -> None:
        """Take a thread out of the archive."""
        await self._request(_in("PATCH", "", thread), {"archived": False})

    async def archive(self, thread: str) -> None:
        """Put a thread into the archive."""
        await self._request(_in("PATCH", "", thread), {"archived": True})

    async def active_threads(self, guild: str) -> list[Json]:
        """Return the threads of a server that are not archived."""
        told = await self._request(Route("GET", "/guilds/{guild_id}/threads/active", guild_id=guild))
        return cast("list[Json]", told["threads"])

    async def archived_threads(self, channel: str, before: str | None = None) -> tuple[list[Json], bool]:
        """Return threads that were archived `before` a time, the last ones first, and if there are more."""
        query = {"limit": str(PAGE), **({"before": before} if before else {})}
        told = await self._request(_in("GET", "/threads/archived/public", channel), params=query)
        return cast("list[Json]", told["threads"]), bool(told.get("has_more"))

    async def respond(self, interaction: str, token: str, payload: Json) -> Json:
        """Give an interaction its first response, within three seconds of its making."""
        route = _of_token("POST", "/interactions/{webhook_id}/{webhook_token}/callback", interaction, token)
        async with _within(RESPONSE_WITHIN):
            return await self._request(route, payload, params={"with_response": "1"})

    async def edit_original(self, token: str, payload: Json) -> Json:
        """Replace the first response of an interaction, within fifteen minutes of its making."""
        return await self._request(self._original("PATCH", token), payload)

    async def delete_original(self, token: str) -> Json:
        """Take the first response of an interaction away."""
        return await self._request(self._original("DELETE", token))

    async def follow_up(self, token: str, payload: Json) -> Json:
        """Say one thing more in answer to an interaction; a repetition says it twice."""
        route = _of_token("POST", "/webhooks/{webhook_id}/{webhook_token}", self._application, token)
        return await self._request(route, payload)

    async def gateway(self) -> Json:
        """Return the address of the gateway (`url`), and how often one may sign in there."""
        return await self._request(Route("GET", "/gateway/bot"))

    async def servers(self) -> list[Json]:
        """Return the servers that the bot is in, up to 200 of them."""
        return await self._list(Route("GET", "/users/@me/guilds"))

    async def commands(self, guild: str | None) -> list[Json]:
        """Return the commands that a server, or every server, knows of this bot."""
        return await self._list(self._commands("GET", guild), params={"with_localizations": "true"})

    async def set_commands(self, guild: str | None, definitions: list[Json]) -> None:
        """Replace the commands that a server, or every server, knows of this bot."""
        async with _within(ANSWER_WITHIN):
            await self._client.http.request(self._commands("PUT", guild), json=definitions)

    def _commands(self, method: str, guild: str | None) -> Route:
        start = f"/applications/{self._application}"
        if guild is None:
            return Route(method, f"{start}/commands")
        return Route(method, start + "/guilds/{guild_id}/commands", guild_id=guild)

    @property
    def _application(self) -> str:
        return str(self._client.application_id)

    def _original(self, method: str, token: str) -> Route:
        path = "/webhooks/{webhook_id}/{webhook_token}/messages/@original"
        return _of_token(method, path, self._application, token)

    async def _request(self, route: Route, body: Json | None = None, **more: object) -> Json:
        async with _within(ANSWER_WITHIN):
            answer = await self._client.http.request(route, **_content(body), **cast("Any", more))
        return answer if isinstance(answer, dict) else {}

    async def _list(self, route: Route, **more: object) -> list[Json]:
        async with _within(ANSWER_WITHIN):
            answer = await self._client.http.request(route, **cast("Any", more))
        return answer if isinstance(answer, list) else []


@asynccontextmanager
async def _within(seconds: float) -> AsyncIterator[None]:
    """Give up waiting after so long, and raise what is ours."""
    with translated():
        async with asyncio.timeout(seconds):
            yield


def _in(method: str, path: str, channel: str, **parameters: str) -> Route:
    return Route(method, "/channels/{channel_id}" + path, channel_id=channel, **parameters)


def _of_token(method: str, path: str, owner: str, token: str) -> Route:
    """Return a route with waits of its own: one interaction never waits for another."""
    return Route(method, path, webhook_id=owner, webhook_token=token)


def _content(body: Json | None) -> Any:  # noqa: ANN401 - what aiohttp takes
    """Return what is sent: JSON, or a form where a file goes along."""
    if body is None:
        return {}
    payload = {name: value for name, value in body.items() if name not in ALONG}
    if len(payload) == len(body):
        return {"json": body}
    names = [one["filename"] for one in payload.get("message", payload)["attachments"]]
    told = {"name": "payload_json", "value": json.dumps(payload), "content_type": "application/json"}
    form, files = [cast("Json", told)], list[discord.File]()
    for number, (name, (content, kind)) in enumerate(zip(names, _contents(body), strict=True)):
        file = discord.File(io.BytesIO(content), filename=name)
        files.append(file)
        form.append({"name": f"files[{number}]", "value": file.fp, "filename": name, "content_type": kind})
    return {"form": form, "files": files}


def _contents(body: Json) -> Iterator[tuple[bytes, str]]:
    """Yield what goes along with its type, in the order of `ALONG`."""
    if "file" in body:
        yield body["file"].encode(), FILE_TYPE
    if "picture" in body:
        yield base64.b64decode(body["picture"]), PICTURE_TYPE
