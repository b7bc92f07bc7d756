"""The two platforms with what goes wrong there, under the same words, so that one test serves both."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Protocol, cast

from aiohttp import web
from blockkit import words_of_blocks
from discordrules import nested
from discordserver import DiscordServer, served
from discordwords import GUILD, TEXT, TOKEN
from discordwords import Json as DiscordJson
from slackpeople import Person, until
from slackserver import APP_TOKEN, BOT_TOKEN, Json, Place, SlackServer, slack_server

from bot.subscriptions import Channel

MISSING_ACCESS, MISSING_PERMISSIONS = 50001, 50013
POSTING = ("/chat.postMessage", "/messages")
CHANNELS = 7
OPS = 7  # the number of the channel for alarms


@dataclass
class Outages:
    """Whether a platform is reached at all, and what happens when a message is about to be posted."""

    down: bool = False
    before_post: Callable[[], None] | None = None

    @web.middleware
    async def gate(
        self, request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        """Drop the connection while the platform is down."""
        if self.down:
            assert request.transport
            request.transport.abort()
            return web.Response()
        if self.before_post and request.method == "POST" and request.path.endswith(POSTING):
            before, self.before_post = self.before_post, None
            before()
        return await handler(request)


class Side(Protocol):
    """A platform with the channels 1 to `CHANNELS`."""

    @property
    def name(self) -> str:
        """What the platform is called."""
        ...

    @property
    def environment(self) -> Mapping[str, str]:
        """What points the program at it."""
        ...

    @property
    def outages(self) -> Outages:
        """What can be switched off."""
        ...

    def channel(self, number: int) -> Channel:
        """Return one of them."""
        ...

    def said(self, number: int) -> list[str]:
        """Return what stands in a channel itself, oldest first."""
        ...

    def lose(self, number: int) -> None:
        """Let a channel be deleted."""
        ...

    def shut(self, number: int) -> None:
        """Let nobody post to a channel any more: it is archived, or the permission is taken away."""
        ...

    def expel(self, number: int) -> None:
        """Take the bot out of a channel."""
        ...

    def mend(self, number: int) -> None:
        """Undo what was done to a channel."""
        ...

    def revoke(self) -> None:
        """Make the token worthless."""
        ...

    def restore(self) -> None:
        """Take it again."""
        ...

    async def following(self, number: int) -> str:
        """Return what somebody in a channel is shown of what is followed there."""
        ...


@dataclass
class SlackSide:
    """Implements `Side`."""

    server: SlackServer
    outages: Outages
    name: str = "slack"

    @property
    def environment(self) -> Mapping[str, str]:
        """What points the program at it."""
        return {
            "SLACK_BOT_TOKEN": BOT_TOKEN,
            "SLACK_APP_TOKEN": APP_TOKEN,
            "SLACK_API_URL": f"{self.server.url}/api",
        }

    def channel(self, number: int) -> Channel:
        """Return one of the channels."""
        return Channel("slack", f"C{number}")

    def said(self, number: int) -> list[str]:
        """Return what stands in a channel itself."""
        return [
            words_of_blocks(cast("list[Json]", one.get("blocks") or []))
            for one in self.server.parents(f"C{number}")
        ]

    def lose(self, number: int) -> None:
        """Delete a channel."""
        del self.server.places[f"C{number}"]

    def shut(self, number: int) -> None:
        """Archive it."""
        self.server.places[f"C{number}"].archived = True

    def expel(self, number: int) -> None:
        """Take the bot out of it."""
        self.server.places[f"C{number}"].member = False

    def mend(self, number: int) -> None:
        """Undo it."""
        self.server.places[f"C{number}"] = Place(f"C{number}")

    def revoke(self) -> None:
        """Make the bot token worthless."""
        self.server.bad_tokens.add(BOT_TOKEN)

    def restore(self) -> None:
        """Take it again."""
        self.server.bad_tokens.discard(BOT_TOKEN)

    async def following(self, number: int) -> str:
        """Type the command."""
        person = Person(self.server, channel=f"C{number}")
        await person.types("/digest", "following")
        await until(person.read, 30)
        return words_of_blocks(cast("list[Json]", person.read()[-1]["blocks"]))

    async def home(self) -> str:
        """Open the app's page."""
        await Person(self.server).opens_home()
        await until(lambda: "U1" in self.server.homes, 30)
        return words_of_blocks(cast("list[Json]", self.server.homes["U1"]["blocks"]))


@dataclass
class DiscordSide:
    """Implements `Side`."""

    server: DiscordServer
    outages: Outages
    name: str = "discord"
    lost: dict[str, DiscordJson] = field(default_factory=dict)

    @property
    def environment(self) -> Mapping[str, str]:
        """What points the program at it."""
        url = f"{self.server.address}/api"
        return {"DISCORD_TOKEN": TOKEN, "DISCORD_API_URL": url, "DISCORD_GUILD_IDS": GUILD}

    def channel(self, number: int) -> Channel:
        """Return one of the channels."""
        return Channel("discord", f"70{number}")

    def said(self, number: int) -> list[str]:
        """Return what stands in a channel itself."""
        return self.server.texts(f"70{number}")

    def lose(self, number: int) -> None:
        """Delete a channel."""
        self.lost[f"70{number}"] = self.server.channels.pop(f"70{number}")

    def shut(self, number: int) -> None:
        """Take away the permission to post there."""
        self.server.closed[f"70{number}"] = MISSING_PERMISSIONS

    def expel(self, number: int) -> None:
        """Keep the bot from seeing it."""
        self.server.closed[f"70{number}"] = MISSING_ACCESS

    def mend(self, number: int) -> None:
        """Undo it."""
        self.server.closed.pop(f"70{number}", None)
        self.server.channels |= {id_: one for id_, one in self.lost.items() if id_ == f"70{number}"}

    def revoke(self) -> None:
        """Reset the bot's token."""
        self.server.revoked = True

    def restore(self) -> None:
        """Take it again."""
        self.server.revoked = False

    async def following(self, number: int) -> str:
        """Type the command."""
        asked = await self.server.command("following", channel=f"70{number}")
        await until(lambda: asked.followups, 30)
        return "\n".join(str(one.get("content", "")) for one in nested(asked.followups[-1])).replace("\\", "")


@asynccontextmanager
async def slack_side() -> AsyncIterator[SlackSide]:
    """Run a Slack."""
    outages = Outages()
    async with slack_server(gate=(outages.gate,)) as server:
        server.places = {f"C{number}": Place(f"C{number}") for number in range(1, CHANNELS + 1)}
        yield SlackSide(server, outages)


@asynccontextmanager
async def discord_side() -> AsyncIterator[DiscordSide]:
    """Run a Discord."""
    outages, server = Outages(), DiscordServer()
    for number in range(1, CHANNELS + 1):
        server.add_channel(f"70{number}", TEXT)
    async with served(server, (outages.gate,)) as running:
        yield DiscordSide(running, outages)
