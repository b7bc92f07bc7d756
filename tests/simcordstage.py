"""A server of simcord, which models Discord independently of us, with the bot and people in it.

simcord replaces discord.py's transport, and so it cannot tell of everything. These are held by the tests that
speak with the wire (`tests/adapters/discord/test_*.py` over `discordserver.py`) instead:

- connections: it has no gateway to lose. What the client does when one is lost and taken up again stands in
  `test_commands.py` (RESUME, a cut connection), `test_gateway.py` and `test_hearing.py`; here, events merely
  fail to arrive.
- waits and repetitions of the client: an injected 429 or 5xx is raised at once and has no headers. Buckets,
  `Retry-After`, repeated requests, cut connections: `test_platform.py`, `test_answers.py`, `test_once.py`.
- nothing is stored before an injected error: lost answers to what was stored stand in the same three.
- nonces are taken and forgotten: `test_platform.py`, `test_once.py`, `test_every_request.py`.
- it takes a second thread on a message (160004), a thread's name of 101 letters, and edits in an archived
  thread (50083): both codes are injected here; `test_platform.py` and `test_healing.py` meet them for real.
- the first message of a post in a forum has another id than the post, so that the bot cannot find it again by
  its mark, and no forum demands a tag: `test_platform.py`, `test_forums.py`, `test_every_request.py`.
- signing in, `doctor` and commands of single servers ask a real server: `test_platform.py`, `test_health.py`,
  `test_gateway.py`.
- its people speak American English: `speaking` changes the locale that an interaction tells.
"""

from collections.abc import AsyncIterator, Coroutine, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any

import discord
import simcord
from discordbot import desk_of, services_of
from discordrules import nested
from fakes import FakeDigests, FakeLog, FakeSource, commit_
from simcord.backend.models import Overwrite
from simcord.enums import OverwriteType
from simcordwaits import LANDED, MINUTE, DeclaredCoalescer, Watch

from adapters.discord.chat import receiver_of
from adapters.discord.client import DiscordBot
from analysis.language import Language
from bot.memory import memory_stores
from bot.services import Services
from bot.stores import Stores
from bot.subscriptions import Channel

DATE = "2025-12-31"
"""When everything landed."""

Said = discord.Message | simcord.ResponseMessage


class Started(DiscordBot):
    """The bot as simcord starts it: without a connection of its own."""

    def __init__(self, services: Services, language: Language = Language.EN) -> None:
        super().__init__(guild_ready_timeout=0.05)
        self.services = services
        self.language = language

    async def setup_hook(self) -> None:
        """Do what listening does before it connects."""
        self.receiver = receiver_of(self, replace(desk_of(self.services), language=self.language))
        await self.sync_commands(self.receiver.log)


@dataclass
class Stage:
    """A server with a channel, and somebody in it who may manage channels."""

    env: simcord.Env
    services: Services
    stores: Stores
    digests: FakeDigests
    source: FakeSource
    log: FakeLog
    guild: simcord.GuildHandle
    channel: simcord.ChannelHandle
    alice: simcord.MemberActor

    @property
    def here(self) -> Channel:
        """The channel as the bot calls it."""
        return Channel("discord", str(self.channel.id))

    @property
    def bot(self) -> DiscordBot:
        """The bot that runs now."""
        assert isinstance(self.env.bot, DiscordBot)
        return self.env.bot

    async def wait(self, seconds: float) -> None:
        """Let time pass, and then let everybody who waits but a moment finish."""
        await self.env.advance_time(seconds)
        await self.env.settle()

    def member(self, name: str, *roles: simcord.RoleHandle) -> simcord.MemberActor:
        """Return somebody new, who may manage nothing."""
        return self.guild.add_member(self.env.create_user(name), roles=roles)

    def forbid(self, *permissions: str) -> None:
        """Take these permissions, and no others, from the bot in the channel."""
        me = self.bot.user
        assert me
        denied = discord.Permissions(**dict.fromkeys(permissions, True)).value
        overwrite = Overwrite(me.id, OverwriteType.MEMBER, deny=denied)
        self.env.backend.set_overwrite(self.channel.id, overwrite)

    def speaking(self, locale: str) -> None:
        """Have everybody's client speak `locale` from now on."""
        emit = self.env.backend.emit

        def told(event: str, payload: Mapping[str, object]) -> None:
            mine = {"locale": locale} if event == "INTERACTION_CREATE" else {}
            emit(event, {**payload, **mine})

        self.env.backend.emit = told  # type: ignore[method-assign] # simcord offers no other way

    async def late(self, asked: Coroutine[Any, Any, simcord.InteractionResult]) -> simcord.InteractionResult:
        """Have an interaction reach the bot four seconds after somebody `asked`, which is too late."""
        backend, held = self.env.backend, list[Mapping[str, Any]]()
        emit = backend.emit

        def hold(event: str, payload: Mapping[str, Any]) -> None:
            if event == "INTERACTION_CREATE":
                held.append(payload)
            else:
                emit(event, payload)

        backend.emit = hold  # type: ignore[method-assign] # simcord's own gateway is never late
        result = await asked
        backend.emit = emit  # type: ignore[method-assign] # as it was
        await self.wait(4)
        for payload in held:
            emit("INTERACTION_CREATE", payload)
        await self.wait(MINUTE)
        return result

    def requests(self, method: str, ending: str) -> int:
        """Return how many requests the bot made of a kind."""
        return sum(1 for it in self.env.http_requests if it.method == method and it.path.endswith(ending))

    def everybody_sees(self, channel: simcord.ChannelHandle | None = None) -> list[discord.Message]:
        """Return what stands in a channel for all to read, without Discord's own words about threads."""
        return [one for one in (channel or self.channel).history() if one.components]

    def alone_sees(self, who: simcord.MemberActor) -> list[discord.Message]:
        """Return what somebody sees in the channel that others do not."""
        return [one for one in self.channel.history(viewer=who) if one.flags.ephemeral]


def two_commits() -> FakeSource:
    """Return a repository."""
    return FakeSource(
        "acme/api", (commit_(landed_at=LANDED), commit_("def5678", "Close the pool once", landed_at=LANDED))
    )


@asynccontextmanager
async def staged(
    *,
    digests: FakeDigests | None = None,
    language: Language = Language.EN,
    **seams: object,
) -> AsyncIterator[Stage]:
    """Run the bot; `seams` are those of its `Services`."""
    watch, stores, log, source = Watch(), memory_stores(), FakeLog(), two_commits()
    digests = digests or FakeDigests()
    seams = {"coalescer": DeclaredCoalescer(watch), **seams}
    services = replace(services_of(stores, watch, log, digests, source), **seams)  # type: ignore[arg-type] # the caller names fields
    async with simcord.run(Started(services, language)) as env:
        watch.env = env
        guild = env.create_guild()
        role = guild.create_role("managers", permissions=discord.Permissions(manage_channels=True))
        alice = guild.add_member(env.create_user("alice"), roles=[role])
        channel = guild.create_text_channel("dev")
        yield Stage(env, services, stores, digests, source, log, guild, channel, alice)


def said(*messages: Said | None) -> str:
    """Return what messages say."""
    return "\n".join(str(one["content"]) for one in _components(messages) if "content" in one)


def ids(*messages: Said) -> Iterator[str]:
    """Yield the custom ids of messages."""
    yield from (str(one["custom_id"]) for one in _components(messages) if "custom_id" in one)


def labels(*messages: Said) -> str:
    """Return what the controls of messages are called."""
    named = (one.get("label") or one.get("placeholder") for one in _components(messages))
    return " ".join(str(name) for name in named if name)


def urls(*messages: Said) -> list[str]:
    """Return where the buttons of messages lead."""
    return [str(one["url"]) for one in _components(messages) if "url" in one and "label" in one]


def _components(messages: Sequence[Said | None]) -> Iterator[dict[str, object]]:
    for message in messages:
        components = message.components if message else []
        yield from nested({"components": [it if isinstance(it, dict) else it.to_dict() for it in components]})
