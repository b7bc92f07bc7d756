"""What `doctor` finds out about Slack: tokens, each missing permission, each channel that is followed."""

from collections.abc import AsyncIterator, Iterable

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.chat import ears_of
from adapters.slack.client import open_client
from adapters.slack.errors import FAILURES, code_of
from adapters.slack.health import BOT_SCOPES, Identity, check_app_token, who_we_are
from bot.doctor import Finding, Health
from bot.errors import (
    ConnectionSetupError,
    CredentialKindError,
    CredentialRefusedError,
    CredentialTooWeakError,
    PlatformUnreachableError,
)
from bot.settings import Settings

TOPIC = "slack"
_VERDICTS: dict[type[ConnectionSetupError], str] = {
    CredentialKindError: "kind",
    CredentialRefusedError: "refused",
    CredentialTooWeakError: "weak",
    PlatformUnreachableError: "unreachable",
}


async def health(settings: Settings, channels: Iterable[str]) -> Finding:
    """Look whether the tokens work, may do everything, and reach each of `channels` (ids)."""
    if settings.slack_bot_token is None:
        return Finding(TOPIC, Health.ABSENT, "unset")
    token = settings.slack_bot_token.get_secret_value()
    async with open_client(token, settings.slack_api_url, settings.posting_timeout) as client:
        try:
            identity = await who_we_are(client)
            ears = ears_of(settings)
            if ears.app_token:
                await check_app_token(client, ears.app_token)
        except ConnectionSetupError as error:
            return Finding(TOPIC, Health.ILL, _VERDICTS[type(error)], {"setting": error.setting})
        return await _allowed(client, identity, channels)


async def _allowed(client: AsyncWebClient, identity: Identity, channels: Iterable[str]) -> Finding:
    lacking = [scope for scope in BOT_SCOPES if identity.scopes is not None and scope not in identity.scopes]
    if lacking:
        return Finding(TOPIC, Health.ILL, "scopes", {"scopes": ", ".join(lacking)})
    closed = [f"{channel} ({why})" async for channel, why in _closed(client, channels)]
    data: dict[str, object] = {"team": identity.team, "name": identity.name, "channels": ", ".join(closed)}
    return Finding(TOPIC, Health.ILL if closed else Health.WELL, "channels" if closed else "found", data)


async def _closed(client: AsyncWebClient, channels: Iterable[str]) -> AsyncIterator[tuple[str, str]]:
    """Yield the channels that the bot cannot post to, each with the reason in Slack's own word."""
    for channel in channels:
        try:
            told = (await client.conversations_info(channel=channel))["channel"]
        except FAILURES as error:
            yield channel, code_of(error)
            continue
        if told.get("is_archived"):
            yield channel, "is_archived"
        elif not told.get("is_member") and not told.get("is_im"):
            yield channel, "not_in_channel"
