"""Discord: rendering with Components V2, posting as the bot, commands and buttons over the gateway."""

from adapters.discord.chat import DiscordChat, open_discord
from adapters.discord.health import health
from adapters.discord.render import parts_of

__all__ = ["DiscordChat", "health", "open_discord", "parts_of"]
