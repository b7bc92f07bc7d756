"""A file for one person alone: what only they see in a channel can hold none, their direct messages can."""

from contextlib import suppress

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.errors import FAILURES, delivery_error
from adapters.slack.files import Files
from adapters.slack.render import parts_of
from bot.errors import DeliveryError
from bot.messages import Message
from bot.ports import Part, Target


async def hand_over(client: AsyncWebClient, user: str, part: Part, words: Message) -> str:
    """Send the file of `part` to `user` below `words`, and return where it stands; empty if Slack says not.

    Raises a `DeliveryError` where the file may not have come. Nothing is repeated after a lost answer: the
    bot may not read direct messages, and so could not see what stands there.
    """
    files = Files(client)
    uploaded = Part(part.payload, await files.upload(part))
    said, *_ = parts_of(words)
    try:
        answer = await client.chat_postMessage(
            channel=user,
            text=str(said.payload["text"]),
            blocks=said.payload["blocks"],  # type: ignore[arg-type] # our own renderer made it
            parse="none",
            link_names=False,
            unfurl_links=False,
            unfurl_media=False,
        )
    except FAILURES as error:
        raise delivery_error(error) from error
    conversation, above = str(answer["channel"]), str(answer["ts"])
    try:
        await files.share(Target(conversation), uploaded)
    except DeliveryError:
        with suppress(*FAILURES):
            await client.chat_delete(channel=conversation, ts=above)
        raise
    return await _address(client, conversation, above)


async def _address(client: AsyncWebClient, conversation: str, ts: str) -> str:
    try:
        return str(
            (await client.chat_getPermalink(channel=conversation, message_ts=ts)).get("permalink") or ""
        )
    except FAILURES:
        return ""
