"""How Discord is set up, as `doctor` tells it: token, invitation, commands, channels that follow."""

from collections.abc import AsyncIterator, Sequence

import discord

from adapters.discord.client import DiscordBot
from adapters.discord.commands import definitions, differ
from adapters.discord.opening import open_bot
from adapters.discord.receiver import PERMISSIONS
from bot.doctor import Finding, Health
from bot.errors import CredentialRefusedError, DeliveryError, PlatformUnreachableError
from bot.presenters.words.permissions import NAMES
from bot.settings import Settings

SCOPES = ("bot", "applications.commands")


async def health(settings: Settings, channels: Sequence[str]) -> Finding:
    """Return the most important of what is wrong, or how all is well; `channels` follow something."""
    if settings.discord_token is None:
        return Finding("discord", Health.ABSENT, "unset")
    token = settings.discord_token.get_secret_value()
    try:
        async with open_bot(token, settings.discord_api_url) as bot:
            return await _examined(bot, settings.discord_guild_ids, channels)
    except CredentialRefusedError:
        return Finding("discord", Health.ILL, "refused")
    except (PlatformUnreachableError, DeliveryError, discord.HTTPException):
        return Finding("discord", Health.ILL, "unreachable")


def invitation(application: int) -> str:
    """Return the address that brings the bot into a server with exactly the permissions it needs."""
    return discord.utils.oauth_url(application, permissions=PERMISSIONS, scopes=SCOPES)


async def _examined(bot: DiscordBot, guilds: Sequence[int], channels: Sequence[str]) -> Finding:
    info = await bot.application_info()
    data: dict[str, object] = {"name": info.name, "invite": invitation(info.id)}
    if info.interactions_endpoint_url:
        return Finding("discord", Health.ILL, "endpoint", data)
    servers = [guild async for guild in bot.fetch_guilds(limit=None)]
    if not servers:
        return Finding("discord", Health.ILL, "nowhere", data)
    if lacking := [told async for told in _lacking(bot, channels)]:
        return Finding("discord", Health.ILL, "lacking", {**data, "channels": "; ".join(lacking)})
    data |= {"servers": len(servers), "channels": len(channels)}
    known = [await bot.api.commands(guild) for guild in (*map(str, guilds),) or (None,)]
    told = not any(differ(definitions(), each) for each in known)
    return Finding("discord", Health.WELL, "found" if told else "untold", data)


async def _lacking(bot: DiscordBot, channels: Sequence[str]) -> AsyncIterator[str]:
    """Yield for each channel that cannot be posted to what is missing there, by the names in the settings."""
    for id_ in channels:
        try:
            missing = await _missing(bot, int(id_))
        except (ValueError, discord.Forbidden, discord.NotFound):
            yield f"{id_} (View Channel)"
            continue
        if missing:
            yield f"{id_} ({', '.join(NAMES[name].en for name in missing)})"


async def _missing(bot: DiscordBot, channel: int) -> list[str]:
    found = await bot.fetch_channel(channel)
    if isinstance(found, discord.abc.PrivateChannel):
        return []
    guild = await bot.fetch_guild(found.guild.id)
    member = await guild.fetch_member(bot.user.id if bot.user else 0)
    place = found if isinstance(found, discord.Thread) else await guild.fetch_channel(channel)
    granted = place.permissions_for(member)
    return [name for name in NAMES if not getattr(granted, name)]
