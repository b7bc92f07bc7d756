"""The two platforms of a campaign: their servers, what points the program at them, and what stands there."""

from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Protocol, cast

from blockkit import words_of_blocks
from discordrules import nested
from discordserver import DiscordServer, served
from discordwords import FORUM_KIND, GUILD, PUBLIC_THREAD, TEXT, TOKEN
from discordwords import Json as DiscordJson
from slackserver import APP_TOKEN, BOT_TOKEN, Json, Place, SlackServer, slack_server

from benchmarks.killing.gate import Gate, discord_call, slack_call
from benchmarks.killing.heard import FILE, Heard, Told


class Platform(Protocol):
    """A local server of a platform that outlives the program."""

    gate: Gate

    @property
    def environment(self) -> dict[str, str]:
        """What points the program at it."""
        ...

    def heard(self) -> Heard:
        """Return what stands in its channels."""
        ...

    def threads_doubled(self) -> int:
        """Return how many threads stand beside another one of the same message, or of none."""
        ...


@dataclass
class SlackSide:
    """Implements `Platform`."""

    server: SlackServer
    gate: Gate

    @property
    def environment(self) -> dict[str, str]:
        """What points the program at it."""
        return {
            "SLACK_BOT_TOKEN": BOT_TOKEN,
            "SLACK_APP_TOKEN": APP_TOKEN,
            "SLACK_API_URL": f"{self.server.url}/api",
        }

    def heard(self) -> Heard:
        """Return what stands in its channels."""
        return {
            name: [self._told(name, one) for one in self.server.parents(name)] for name in self.server.places
        }

    def threads_doubled(self) -> int:
        """Return nothing: on Slack a thread is no thing of its own."""
        return 0

    def _told(self, channel: str, parent: Json) -> Told:
        replies = self.server.replies(parent["ts"], channel)
        return Told(self._read(parent), tuple(self._read(one) for one in replies))

    def _read(self, message: Json) -> str:
        files = cast("list[Json]", message.get("files") or [])
        blocks = cast("list[Json]", message.get("blocks") or [])
        names = [one["name"] for one in files] + [
            f"of type {one['type']}" for one in blocks if one["type"] == "image"
        ]
        return "".join(f"{FILE}{name} " for name in names) + words_of_blocks(blocks)


@dataclass
class DiscordSide:
    """Implements `Platform`."""

    server: DiscordServer
    gate: Gate
    channels: Sequence[str]

    @property
    def environment(self) -> dict[str, str]:
        """What points the program at it."""
        url = f"{self.server.address}/api"
        return {"DISCORD_TOKEN": TOKEN, "DISCORD_API_URL": url, "DISCORD_GUILD_IDS": GUILD}

    def heard(self) -> Heard:
        """Return what stands in its channels."""
        return {name: [_told(thread) for thread in self._digests(name)] for name in self.channels}

    def _digests(self, channel: str) -> Iterator[list[DiscordJson]]:
        """Yield the first message of each digest and what stands below it; in a forum that is a post."""
        if self.server.channels[channel]["type"] == FORUM_KIND:
            for thread in self._threads:
                if thread["parent_id"] == channel:
                    yield self.server.posted(thread["id"])
        else:
            for parent in self.server.posted(channel):
                yield [parent, *self.server.posted(parent["id"])]

    @property
    def _threads(self) -> list[DiscordJson]:
        return [one for one in self.server.channels.values() if one["type"] == PUBLIC_THREAD]

    def threads_doubled(self) -> int:
        """Return how many threads stand beside another one of the same message, or of none."""
        digests = sum(1 for name in self.channels for _ in self._digests(name))
        return max(len(self._threads) - digests, 0)


def _told(digest: list[DiscordJson]) -> Told:
    parent, *replies = map(_read, digest)
    return Told(parent, tuple(replies))


def _read(message: DiscordJson) -> str:
    brought = "".join(f"{FILE}{name} " for name in message["files"])
    return brought + "\n".join(str(one["content"]) for one in nested(message) if "content" in one)


@asynccontextmanager
async def slack_side(channels: Sequence[str]) -> AsyncIterator[Platform]:
    """Run a Slack with `channels`."""
    gate = Gate(slack_call)
    async with slack_server(gate=[gate.middleware]) as server:
        server.places = {name: Place(name) for name in channels}
        yield SlackSide(server, gate)


@asynccontextmanager
async def discord_side(channels: Sequence[str]) -> AsyncIterator[Platform]:
    """Run a Discord with `channels`."""
    gate = Gate(discord_call(frozenset(channels)))
    server = DiscordServer()
    for name in channels:
        if name not in server.channels:
            server.add_channel(name, TEXT)
    async with served(server, gate=[gate.middleware]):
        yield DiscordSide(server, gate, channels)


OPENERS = {"slack": slack_side, "discord": discord_side}
