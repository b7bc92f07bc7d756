"""A digest on Discord is told once, wherever the process that posts it dies."""

import datetime as dt
from dataclasses import dataclass, field

import pytest
from discordrules import nested
from discordserver import DiscordServer
from discordwords import CHANNEL, FORUM, TOKEN, Fault
from fakes import FakeClock
from posted import post_edition

from adapters.discord.opening import open_bot
from adapters.discord.platform import DiscordPlatform
from analysis.days import Day
from analysis.language import Language
from bot.editions import edition
from bot.errors import About, BotError, DeliveryError
from bot.memory import memory_stores
from bot.orders import Order
from bot.posting import Patience, Poster
from bot.presenters.sample import sample_digest
from bot.stores import Edition, EditionState, PostingStore, Stores
from bot.subscriptions import Channel, Layout

KEY = "s1:2026-02-04:1"
DAY = Day(dt.date(2026, 2, 4), "Asia/Shanghai")


class DeadError(Exception):
    """The process was killed."""


@dataclass
class Mortal:
    """A store of postings whose process dies at its call number `at`, before or after it took effect."""

    inner: PostingStore
    at: int
    after: bool
    calls: int = field(default=0)

    def __getattr__(self, name: str) -> object:
        method = getattr(self.inner, name)

        async def call(*args: object, **more: object) -> object:
            self.calls += 1
            if self.calls == self.at and not self.after:
                raise DeadError
            result = await method(*args, **more)
            if self.calls == self.at:
                raise DeadError
            return result

        return call


def frozen(platform: DiscordPlatform, clock: FakeClock, channel: str, layout: Layout) -> Edition:
    """Return a digest as it was frozen for a channel."""
    order = Order(KEY, Channel("discord", channel), "acme/courier", DAY, Language.EN, layout=layout)
    return edition(order, sample_digest(Language.EN), platform, clock.now())


async def run(server: DiscordServer, stores: Stores, postings: object, channel: str, layout: Layout) -> int:
    """Post the digest as a process would that has just been started; return how many parts it has."""
    clock = FakeClock()
    clock.time = server.clock()

    async def sleep(seconds: float) -> None:
        clock.move(seconds)

    async with open_bot(TOKEN, f"{server.address}/api") as bot:
        poster = Poster(bot.platform, postings, clock, Patience(), sleep)  # type: ignore[arg-type] # a sleep that returns at once
        one = await stores.editions.freeze(frozen(bot.platform, clock, channel, layout))
        await post_edition(poster, stores.editions, one)
        return len(one.parts)


def told_once(server: DiscordServer, channel: str, layout: Layout, parts: int) -> None:
    """Check that one parent, one thread and each part stand there, the file among them."""
    server_parts = server.posted(channel)
    if layout is Layout.THREAD:
        threads = [one for one in server.channels.values() if one.get("parent_id") == channel]
        assert len(threads) == 1
        below = server.posted(threads[0]["id"])
        server_parts = below if channel == FORUM else [*server_parts, *below]
    assert len(server_parts) == parts
    said = ["".join(str(c.get("content", "")) for c in nested(one)) for one in server_parts]
    assert len(set(said)) == parts
    assert sum(bool(one["files"]) for one in server_parts) == 1


@pytest.mark.parametrize(
    ("channel", "layout"), [(CHANNEL, Layout.THREAD), (CHANNEL, Layout.FLAT), (FORUM, Layout.THREAD)]
)
@pytest.mark.parametrize("after", [False, True])
async def test_killed_between_any_two_calls_of_the_store(
    server: DiscordServer, channel: str, layout: Layout, *, after: bool
) -> None:
    """Started again after hours, when Discord has forgotten every nonce."""
    at, dead = 1, True
    while dead:
        for known in (server.messages, server.nonces):
            known.clear()
        server.channels = {id_: one for id_, one in server.channels.items() if "parent_id" not in one}
        server.messages |= {id_: [] for id_ in server.channels}
        stores = memory_stores()
        dead = False
        try:
            await run(server, stores, Mortal(stores.postings, at, after), channel, layout)
        except DeadError:
            dead = True
        server.nonces.clear()
        parts = await run(server, stores, stores.postings, channel, layout)
        told_once(server, channel, layout, parts)
        at += 3 if at > 6 else 1  # the first part and its thread call by call, then a sample

    assert at > 12


@dataclass(frozen=True)
class Refusal:
    """What Discord answers to one request, and how the posting of part `number` stands afterwards."""

    fault: Fault
    number: int
    reason: str
    is_open: bool = False  # whether the part may stand there
    about: About = About.PART


FORBIDDEN = [
    Refusal(Fault(method, path, 403, code), number, str(code), about=About.CHANNEL)
    for code in (50001, 50013)
    for method, path, number in (("POST", r"/channels/300/messages", 0), ("POST", r".*/threads", 1))
]
OTHERS = [
    Refusal(Fault("POST", r"/channels/300/messages", 404, 10003), 0, "10003", about=About.CHANNEL),
    Refusal(Fault("POST", r".*/threads", 404, 10008), 1, "10008", about=About.MESSAGE),
    Refusal(Fault("POST", r"/channels/300/messages", 401, 0), 0, "401", about=About.ACCOUNT),
    Refusal(Fault("POST", r"/channels/300/messages", 400, 50035), 0, "50035"),
    Refusal(Fault("POST", r"/channels/300/messages", 503), 0, "503", is_open=True),
    Refusal(Fault("POST", r"/channels/300/messages", 503, stored=True), 0, "503", is_open=True),
    Refusal(Fault("POST", r".*/threads", 503), 1, "503", is_open=True),
]


@pytest.mark.parametrize("refusal", [*FORBIDDEN, *OTHERS], ids=lambda one: f"{one.reason}-{one.number}")
async def test_what_was_refused_is_remembered_as_such_and_made_up_for(
    server: DiscordServer, refusal: Refusal
) -> None:
    """Nothing is searched for that is certainly not there, and the next run goes on from here."""
    stores = memory_stores()
    server.faults.append(refusal.fault)
    with pytest.raises(DeliveryError) as raised:
        await run(server, stores, stores.postings, CHANNEL, Layout.THREAD)
    row = await stores.postings.read(f"{KEY}:{refusal.number}")
    kept = await stores.editions.get(KEY)
    assert kept

    assert getattr(raised.value, "reason", None) == refusal.reason
    assert getattr(raised.value, "about", About.PART) is refusal.about
    assert (row.message_id, row.sent_at is not None) == (None, refusal.is_open)
    assert kept.state is EditionState.FROZEN

    searches = server.count("GET", r"/channels/\d+/messages")
    parts = await run(server, stores, stores.postings, CHANNEL, Layout.THREAD)
    told_once(server, CHANNEL, Layout.THREAD, parts)
    assert (server.count("GET", r"/channels/\d+/messages") > searches) == refusal.is_open
    after = await stores.editions.get(KEY)
    assert after
    assert after.state is EditionState.POSTED


async def test_a_limit_at_the_door_is_waited_for_and_noted(server: DiscordServer) -> None:
    """Without `Via` the client does not wait: we do, and the part is sent a second time, once stored."""
    stores = memory_stores()
    server.faults.append(Fault("POST", r"/channels/300/messages", 429, headers={"Retry-After": "7"}))
    parts = await run(server, stores, stores.postings, CHANNEL, Layout.THREAD)
    row = await stores.postings.read(f"{KEY}:0")

    told_once(server, CHANNEL, Layout.THREAD, parts)
    assert row.attempts == 2
    assert row.message_id == server.posted()[0]["id"]


@pytest.mark.parametrize("stored", [True, False])
@pytest.mark.parametrize(
    "request_", [("POST", r"/channels/300/messages"), ("POST", r".*/threads"), ("GET", r"/channels/300.*")]
)
async def test_killed_within_a_request(
    server: DiscordServer, request_: tuple[str, str], *, stored: bool
) -> None:
    """Whether Discord took it or not."""
    stores = memory_stores()
    server.faults.append(Fault(*request_, stored=stored))
    try:
        await run(server, stores, stores.postings, CHANNEL, Layout.THREAD)
    except BotError:
        server.nonces.clear()
    parts = await run(server, stores, stores.postings, CHANNEL, Layout.THREAD)

    told_once(server, CHANNEL, Layout.THREAD, parts)
