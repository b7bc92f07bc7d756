"""The bot's connection to the gateway: it hears interactions, and tells Discord its commands."""

import asyncio
from collections.abc import Sequence

import discord
import yarl
from discord.gateway import DiscordWebSocket

from adapters.discord.api import Api
from adapters.discord.commands import COMMANDS, definitions, differ
from adapters.discord.incoming import focused, heard, options_of, pressed
from adapters.discord.marks import Json
from adapters.discord.platform import DiscordPlatform
from adapters.discord.receiver import Receiver
from bot.errors import DeliveryError
from bot.ports import Log

LONGEST_WAIT = 30.0  # seconds that a rate limit may hold a request up, the least that discord.py takes

SERVERS_WITHIN = 0.5  # seconds after the last server was told until all count as told; nothing waits for them
GRACE = 2.5  # seconds that a stop waits for answers under way: all of it must end within ten


class DiscordBot(discord.Client):
    """Signed in, it posts; listening, it answers. It sees servers and channels, and no messages."""

    def __init__(self, guilds: Sequence[int] = (), *, guild_ready_timeout: float = SERVERS_WITHIN) -> None:
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # nobody will speak
        super().__init__(
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
            max_ratelimit_timeout=LONGEST_WAIT,
            guild_ready_timeout=guild_ready_timeout,
        )
        self.api = Api(self)
        self.platform = DiscordPlatform(self.api)
        self.receiver: Receiver | None = None
        self.is_connected = False
        self.greeted = asyncio.Event()
        self._guilds = [str(guild) for guild in guilds]
        self._answering = set[asyncio.Task[None]]()

    async def listen(self, receiver: Receiver, gateway_url: str | None) -> None:
        """Answer interactions until this is cancelled; it reconnects by itself.

        Raises a `DeliveryError` where Discord tells no gateway, `discord.ConnectionClosed` where it ends it.
        """
        self.receiver = receiver
        await self.sync_commands(receiver.log)
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway_url or str((await self.api.gateway())["url"]))
        await self.connect()

    async def sync_commands(self, log: Log) -> None:
        """Tell Discord the commands where it knows others; failing stops nothing.

        Told to single servers, those that all servers know are withdrawn: each would be listed twice.
        """
        wanted: dict[str | None, list[Json]] = {guild: definitions() for guild in self._guilds}
        wanted = wanted | {None: []} if wanted else {None: definitions()}
        for guild, ours in wanted.items():
            try:
                if differ(ours, await self.api.commands(guild)):
                    await self.api.set_commands(guild, ours)
                    log.info("commands_synced", guild=guild)
            except DeliveryError as error:
                log.warning("commands_not_synced", guild=guild, error=repr(error))

    async def leave(self) -> None:
        """Close the connection to the gateway; another one may be opened."""
        gateway: DiscordWebSocket | None = self.ws  # there is none before the first connection
        if gateway is not None:
            await gateway.close()
        self.is_connected = False
        self.greeted.clear()

    async def drain(self) -> None:
        """Let answers that are under way come to their end; those that take long say that they will not."""
        if self._answering:
            _, left = await asyncio.wait(self._answering, timeout=GRACE)
            for task in left:
                task.cancel()
            await asyncio.gather(*left, return_exceptions=True)

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Hand an interaction to whom it concerns; `drain` waits for its end."""
        if self.receiver is None:
            return
        task = asyncio.create_task(self._hand_over(interaction, self.receiver))
        self._answering.add(task)
        try:
            await task
        finally:
            self._answering.discard(task)

    async def _hand_over(self, interaction: discord.Interaction, receiver: Receiver) -> None:
        data: Json = dict(interaction.data or {})
        match interaction.type:
            case discord.InteractionType.application_command if data.get("name") in COMMANDS:
                await receiver.command(heard(interaction), data["name"], options_of(data))
            case discord.InteractionType.autocomplete if option := focused(data):
                await receiver.suggest(heard(interaction), option, options_of(data))
            case discord.InteractionType.component if press := pressed(data):
                await receiver.press(heard(interaction), *press, _hanging(interaction))
            case _:
                receiver.log.warning("interaction_unknown", kind=str(interaction.type))

    async def on_ready(self) -> None:
        """Note that the gateway speaks to us."""
        self.is_connected = True
        self.greeted.set()

    async def on_resumed(self) -> None:
        """Note that the gateway speaks to us again."""
        self.is_connected = True

    async def on_disconnect(self) -> None:
        """Note that the gateway is gone; discord.py looks for it again by itself."""
        self.is_connected = False

    async def on_error(self, event: str, *args: object, **kwargs: object) -> None:
        """Note what nobody could show to an asker."""
        del args, kwargs
        if self.receiver:
            self.receiver.log.exception("discord_event_failed", event_name=event)  # noqa: LOG004 - within the handler of discord.py


def _hanging(interaction: discord.Interaction) -> str | None:
    """Return the message that was pressed on, unless no thread can hang on it or it is none of ours."""
    message, me = interaction.message, interaction.client.user
    if message is None or me is None or message.author.id != me.id or message.flags.ephemeral:
        return None
    in_thread = isinstance(interaction.channel, discord.Thread)
    return None if in_thread or interaction.guild_id is None else str(message.id)
