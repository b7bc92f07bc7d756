"""The daily digest in Slack: as its subscription wants it, once, whatever happens on the way."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pytest
from blockkit import check_payload, words_of_blocks
from slackserver import Fault, Json, SlackServer

from adapters.slack.platform import SlackPlatform
from analysis.language import Language
from analysis.results import Level
from benchmarks.stage import DAY, MemorySources
from bot.clock import SystemClock
from bot.daily import Daily, tell
from bot.digests import Digests
from bot.memory import memory_stores
from bot.orders import Order, order_data
from bot.posting import Patience
from bot.stores import Stores
from bot.subscriptions import Channel, Layout, Quiet
from bot.writing import FactsWriter

ORDER = Order("s1:2026-02-04:1", Channel("slack", "C1"), "acme/api", DAY, Language.EN)
QUICK = Patience(dt.timedelta(seconds=1), dt.timedelta(milliseconds=50))


@dataclass
class Morning:
    """The daily run of one bot on one Slack."""

    platform: SlackPlatform
    stores: Stores = field(default_factory=memory_stores)

    async def tell(self, order: Order = ORDER, commits: int = 24) -> Sequence[str]:
        """Tell a channel of the day."""
        daily = Daily(
            MemorySources(commits),
            Digests(FactsWriter()),
            self.stores,
            {"slack": self.platform},
            SystemClock(),
            QUICK,
        )
        return await tell(daily, order_data(order))


@pytest.fixture
def morning(platform: SlackPlatform) -> Morning:
    """Return a run that nobody has begun."""
    return Morning(platform)


def files(messages: list[Json]) -> int:
    """Return how many of the messages bring a file."""
    return sum("files" in one for one in messages)


async def test_a_day_is_one_parent_and_its_thread(slack: SlackServer, morning: Morning) -> None:
    """The statistics and the menu above, every commit and the file below."""
    ids = await morning.tell()
    (parent,) = slack.parents()
    replies = slack.replies(parent["ts"])

    assert ids[0] == parent["ts"]
    assert len(ids) == 1 + len(replies)
    assert "24 commits" in words_of_blocks(parent["blocks"])
    assert files(replies) == 1
    assert "files" in replies[-1]


async def test_a_flat_day_stands_in_the_channel(slack: SlackServer, morning: Morning) -> None:
    """One message after the other."""
    await morning.tell(replace(ORDER, layout=Layout.FLAT))

    assert len(slack.parents()) == len(slack.messages["C1"]) > 2


async def test_a_file_day_is_one_message_and_the_report(slack: SlackServer, morning: Morning) -> None:
    """Whoever wants to know more opens the file."""
    await morning.tell(replace(ORDER, layout=Layout.FILE))

    assert [("files" in one) for one in slack.messages["C1"]] == [False, True]


@pytest.mark.parametrize(("quiet", "messages"), [(Quiet.POST, 1), (Quiet.SKIP, 0)])
async def test_a_quiet_day_is_as_the_channel_wants_it(
    slack: SlackServer, morning: Morning, quiet: Quiet, messages: int
) -> None:
    """A line, or nothing."""
    await morning.tell(replace(ORDER, quiet=quiet), commits=0)

    assert len(slack.parents()) == messages


async def test_a_level_is_a_filter(slack: SlackServer, morning: Morning) -> None:
    """The low ones are counted, and not listed."""
    await morning.tell(replace(ORDER, level=Level.HIGH))
    shown = "".join(words_of_blocks(one["blocks"]) for one in slack.messages["C1"])

    assert "Low importance" not in shown


@pytest.mark.parametrize(
    "method", ["chat.postMessage", "files.getUploadURLExternal", "files.completeUploadExternal"]
)
@pytest.mark.parametrize(
    "fault",
    [
        Fault(drop=True, stored=True),
        Fault(drop=True),
        Fault("internal_error", stored=True),
        Fault(status=502, html=True, stored=True),
        Fault(status=503),
        Fault("ratelimited", 429, headers={"Retry-After": "0"}),
        Fault(silent=True, stored=True),
    ],
    ids=str,
)
async def test_every_part_stands_once_whatever_a_call_does(
    slack: SlackServer, morning: Morning, method: str, fault: Fault
) -> None:
    """In order, the file included."""
    slack.faults[method].append(fault)
    ids = await morning.tell(commits=4)
    (parent,) = slack.parents()
    replies = slack.replies(parent["ts"])

    assert len(slack.messages["C1"]) == len(ids) == 1 + len(replies)
    assert files(replies) == 1
    assert "files" in replies[-1]


async def test_the_same_morning_twice_is_one(slack: SlackServer, morning: Morning) -> None:
    """What stands there is left alone."""
    first = await morning.tell()
    calls = len(slack.calls)

    assert await morning.tell() == first
    assert len(slack.calls) == calls


async def test_a_great_day_fits(slack: SlackServer, morning: Morning) -> None:
    """Five hundred commits are many messages, none of which Slack refuses."""
    await morning.tell(commits=500)

    assert len(slack.parents()) == 1
    for one in slack.messages["C1"]:
        check_payload({"text": "x", "blocks": one["blocks"]})
