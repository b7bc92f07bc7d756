"""Finding again what was posted: by its mark, among the bot's own messages since a time."""

import datetime as dt
from collections.abc import AsyncIterator

import discord

from adapters.discord.api import PAGE, Api
from adapters.discord.channels import Place
from adapters.discord.errors import UNKNOWN_CHANNEL, UNKNOWN_MESSAGE
from adapters.discord.marks import Json, carries
from bot.errors import RefusedError


async def find_message(api: Api, channel: str, key: str, since: dt.datetime) -> str | None:
    """Return the id of the message that carries the mark of `key`; raises as the API does.

    Without Read Message History Discord answers with nothing, which must not be taken for certain.
    """
    seen = False
    async for message in _messages(api, channel, discord.utils.time_snowflake(since)):
        seen = True
        if message["author"]["id"] == api.me and carries(message, key):
            return str(message["id"])
    if not seen:
        await _make_sure(api, channel)
    return None


async def find_in_thread(api: Api, thread: str, key: str, since: dt.datetime) -> str | None:
    """Return the id as `find_message`; in a thread that was not started yet there is nothing."""
    try:
        return await find_message(api, thread, key, since)
    except RefusedError as error:
        if error.reason == UNKNOWN_CHANNEL:
            return None
        raise


async def find_post(api: Api, forum: Place, key: str, since: dt.datetime) -> str | None:
    """Return the id of the post in a forum whose first message carries the mark of `key`."""
    oldest = discord.utils.time_snowflake(since)
    async for thread in _posts(api, forum, since):
        id_, ours = str(thread["id"]), str(thread.get("owner_id")) == api.me
        if ours and str(thread.get("parent_id")) == forum.id and int(id_) >= oldest:
            first = await _message(api, id_, id_)
            if first and carries(first, key):
                return id_
    return None


async def _posts(api: Api, forum: Place, since: dt.datetime) -> AsyncIterator[Json]:
    """Yield the posts of a forum that may be from since then: what was archived before is older."""
    for thread in await api.active_threads(forum.guild):
        yield thread
    before, more = None, True
    while more:
        threads, more = await api.archived_threads(forum.id, before)
        for thread in threads:
            before = str(thread["thread_metadata"]["archive_timestamp"])
            if dt.datetime.fromisoformat(before) < since:
                return
            yield thread


async def _make_sure(api: Api, channel: str) -> None:
    """Raise the refusal that Discord keeps back when it is asked for many messages rather than for one."""
    last = (await api.channel(channel)).get("last_message_id")
    if last:
        await _message(api, channel, str(last))


async def _messages(api: Api, channel: str, after: int) -> AsyncIterator[Json]:
    while page := await api.messages_after(channel, after):
        for message in page:
            yield message
        after = max(int(message["id"]) for message in page)
        if len(page) < PAGE:
            return


async def _message(api: Api, channel: str, message: str) -> Json | None:
    """Return a message, `None` where somebody deleted it."""
    try:
        return await api.message(channel, message)
    except RefusedError as error:
        if error.reason in (UNKNOWN_CHANNEL, UNKNOWN_MESSAGE):
            return None
        raise
