"""How Discord is set up, as `doctor` tells it: token, invitation, intents, sign-ins, commands, channels."""

from collections.abc import AsyncIterator, Sequence

import discord

from adapters.discord.client import DiscordBot
from adapters.discord.commands import COMMANDS, definitions, differ
from adapters.discord.opening import open_bot
from adapters.discord.permissions import PERMISSIONS, Place, lacking
from bot.doctor import Finding, Health
from bot.errors import About, CredentialRefusedError, DeliveryError, PlatformUnreachableError, RefusedError
from bot.presenters.words.permissions import NAMES
from bot.settings import Settings

SCOPES = ("bot", "applications.commands")
FEW = 20  # a share of the sign-ins of a day that should be left: who uses them up loses the token
_NEEDLESS = {
    "Presence Intent": 1 << 12 | 1 << 13,
    "Server Members Intent": 1 << 14 | 1 << 15,
    "Message Content Intent": 1 << 18 | 1 << 19,
}
"""By their names in the developer portal: the flags of an application (approved, or for few servers)."""


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
    servers = await bot.api.servers()
    if not servers:
        return Finding("discord", Health.ILL, "nowhere", data)
    more = (
        _intents(info.flags.value),
        await _sign_ins(bot),
        await _commands(bot, [str(guild) for guild in guilds], data),
    )
    if lacks := [told async for told in _lacking(bot, channels)]:
        return Finding("discord", Health.ILL, "lacking", {**data, "channels": "; ".join(lacks)}, more)
    data |= {"servers": len(servers), "channels": len(channels)}
    return Finding("discord", Health.WELL, "found", data, more)


def _intents(flags: int) -> Finding:
    """Say whether the application asks for more than the servers, which is all that the bot listens to."""
    needless = [name for name, bits in _NEEDLESS.items() if flags & bits]
    data = {"intents": ", ".join(needless)}
    return Finding("discord_intents", Health.WELL, "needless" if needless else "few", data)


async def _sign_ins(bot: DiscordBot) -> Finding:
    """Say how often the bot may still sign in at the gateway before Discord lets it wait."""
    limit = (await bot.api.gateway())["session_start_limit"]
    left, total = int(limit["remaining"]), int(limit["total"])
    minutes = -(-int(limit["reset_after"]) // 60_000)
    data = {"left": left, "total": total, "minutes": minutes}
    verdict = "spent" if left == 0 else "few" if left * FEW <= total else "enough"
    return Finding("discord_sign_ins", Health.WELL if verdict == "enough" else Health.ILL, verdict, data)


async def _commands(bot: DiscordBot, guilds: Sequence[str], data: dict[str, object]) -> Finding:
    """Say whether Discord knows the commands as they are, and lists each once."""
    try:
        told = {guild: await bot.api.commands(guild) for guild in (None, *guilds)}
    except RefusedError as error:
        if error.about is not About.CHANNEL:
            raise
        more = {**data, "servers": ", ".join(guilds)}
        return Finding("discord_commands", Health.ILL, "stranger", more)
    everywhere = {str(one["name"]) for one in told[None]} & set(COMMANDS)
    if guilds and everywhere:
        return Finding("discord_commands", Health.WELL, "twice")
    stale = any(differ(definitions(), told[guild]) for guild in guilds or (None,))
    return Finding("discord_commands", Health.WELL, "untold" if stale else "told")


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


async def _missing(bot: DiscordBot, channel: int) -> Sequence[str]:
    found = await bot.fetch_channel(channel)
    if isinstance(found, discord.abc.PrivateChannel):
        return ()
    guild = await bot.fetch_guild(found.guild.id)
    member = await guild.fetch_member(bot.user.id if bot.user else 0)
    if isinstance(found, discord.Thread):  # it has the permissions of its channel
        above = await guild.fetch_channel(found.parent_id)
        return (
            () if isinstance(above, discord.Thread) else lacking(above.permissions_for(member), Place.THREAD)
        )
    place = await guild.fetch_channel(channel)
    kind = Place.FORUM if isinstance(place, discord.ForumChannel) else Place.CHANNEL
    return () if isinstance(place, discord.Thread) else lacking(place.permissions_for(member), kind)
