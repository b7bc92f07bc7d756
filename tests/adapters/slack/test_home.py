"""The App Home: what is followed around somebody, and how they change or stop it."""

import datetime as dt
from dataclasses import replace
from typing import Any, cast

import pytest
from blockkit import nodes, text_of, words_of_blocks
from fakes import FakeDigests, FakeLog
from slackdesk import Known, make_desk
from slackpeople import Person, until
from slackserver import APP_TOKEN, BOT_TOKEN, Fault, SlackServer

from adapters.slack.client import open_client
from adapters.slack.inbound import Ears, listening
from analysis.language import Language
from analysis.results import Level
from bot.chats import Desk
from bot.memory import MemorySubscriptions
from bot.subscriptions import Channel, Layout, Quiet, Subscription

HELD = Subscription(
    "0123456789ab",
    Channel("slack", "C1"),
    "acme/api",
    dt.time(9),
    "Asia/Shanghai",
    Language.EN,
    branch="next",
    paths=("src/**",),
)


def shown(slack: SlackServer, user: str = "U1") -> str:
    """Return what somebody reads at home."""
    return words_of_blocks(slack.homes[user]["blocks"]) if user in slack.homes else ""


def offered(slack: SlackServer, user: str = "U1") -> dict[str, str]:
    """Return what the menus and buttons of somebody's page carry, by what they say."""
    found = {}
    for node in nodes(slack.homes[user]["blocks"]):
        for option in node.get("options") or ():  # type: ignore[attr-defined] # JSON of Slack's own form
            found[text_of(option["text"])] = str(option["value"])
        if node.get("type") == "button":
            found[text_of(node["text"])] = str(node["value"])
    return found


async def held(desk: Desk, *subscriptions: Subscription) -> MemorySubscriptions:
    """Let channels follow something."""
    store = cast("MemorySubscriptions", desk.services.subscriptions)
    for one in subscriptions:
        await store.follow(one)
    return store


async def published(slack: SlackServer, count: int) -> None:
    """Wait until pages were shown so many times."""
    await until(lambda: len(slack.said("views.publish")) == count)


async def test_nothing_followed_says_how_to_begin(slack: SlackServer, bot: Person) -> None:
    """With a line that can be typed."""
    await bot.opens_home()
    await until(lambda: "/digest follow owner/name" in shown(slack))


async def test_what_is_followed_is_shown_with_its_next_post(slack: SlackServer, bot: Person) -> None:
    """Repository, channel and time."""
    await bot.types("/digest", "follow acme/api at 08:30")
    await until(lambda: slack.said("chat.update"))
    await bot.opens_home()
    await until(lambda: "acme/api" in shown(slack))

    assert "#dev" in shown(slack)
    assert "08:30" in shown(slack)


async def test_a_choice_shows_how_it_stands_and_what_can_be_chosen(
    slack: SlackServer, bot: Person, desk: Desk
) -> None:
    """Above the list; with what is said of it now."""
    await held(desk, HELD)
    await bot.opens_home()
    await until(lambda: slack.homes)
    await bot.chooses_at_home("change#0.0", offered(slack)["acme/api @ next"])
    await published(slack, 2)

    assert "acme/api @ next · #dev" in shown(slack)
    assert {"08:00", "Chinese", "Stop following", "no message", "high importance only"} <= set(offered(slack))


@pytest.mark.parametrize(
    ("choice", "changed"),
    [
        ("17:00", {"at": dt.time(17)}),
        ("Chinese", {"language": Language.ZH}),
        ("one message after the other", {"layout": Layout.FLAT}),
        ("no message", {"quiet": Quiet.SKIP}),
        ("high importance only", {"level": Level.HIGH}),
    ],
)
async def test_each_menu_changes_one_thing_and_leaves_the_rest(
    slack: SlackServer, bot: Person, desk: Desk, choice: str, changed: dict[str, Any]
) -> None:
    """Branch and paths included; the page shows how it stands then."""
    store = await held(desk, HELD)
    await bot.chooses_at_home("change#0.0", HELD.id)
    await published(slack, 1)
    await bot.chooses_at_home("change#1.0", offered(slack)[choice])
    await published(slack, 2)

    assert await store.every() == [replace(HELD, **changed)]
    assert choice in shown(slack)


async def test_a_button_stops_it(slack: SlackServer, bot: Person, desk: Desk) -> None:
    """The page is shown anew; it is also what menus of older releases do."""
    store = await held(desk, HELD)
    await bot.chooses_at_home("change#0.0", HELD.id)
    await published(slack, 1)
    await bot.chooses_at_home("unfollow#6", offered(slack)["Stop following"])
    await published(slack, 2)

    assert await store.every() == []
    assert "acme/api" not in shown(slack)


async def test_what_a_menu_carries_works_after_a_restart(slack: SlackServer) -> None:
    """Nothing is kept between two presses but what is followed: any process does the same, years later."""
    known = Known(FakeDigests(), FakeLog(), MemorySubscriptions())
    await known.subscriptions.follow(HELD)
    value = HELD.id
    for count in (1, 2):
        async with (
            open_client(BOT_TOKEN, f"{slack.url}/api", 2) as client,
            listening(client, Ears(APP_TOKEN, None), make_desk(known)),
        ):
            await Person(slack).chooses_at_home("change#0.0", value)
            await published(slack, count)
            value = offered(slack)["17:00"]
    (now,) = await known.subscriptions.every()

    assert now.at == dt.time(17)


@pytest.mark.parametrize(
    "value",
    [
        "ffffffffffff at 17:00",
        "0123456789ab repo acme/other",
        "0123456789ab branch main at 17:00",
        "0123456789ab unfollow acme/api",
        "0123456789ab at half past nonsense",
        "0123456789ab " + "x" * 5000,
        "ffffffffffff",
        "",
        " ",
        "\ud800 at \u202e",
    ],
)
async def test_a_value_that_nobody_was_offered_changes_nothing_and_is_said_to(
    slack: SlackServer, bot: Person, desk: Desk, value: str
) -> None:
    """Forged ids, other repositories and branches, nonsense and floods."""
    store = await held(desk, HELD)
    await bot.chooses_at_home("change#0.0", value)
    await published(slack, 1)

    assert await store.every() == [HELD]
    assert not value.strip() or "Nothing was changed" in shown(slack)


@pytest.mark.parametrize("action", ["unfollow#0.0", "change#0.0"])
async def test_who_is_not_in_the_channel_sees_and_changes_nothing(
    slack: SlackServer, bot: Person, desk: Desk, action: str
) -> None:
    """An id that somebody told them is of no use."""
    del bot
    store = await held(desk, HELD)
    slack.outsiders.add("U2")
    stranger = Person(slack, "U2")
    await stranger.opens_home()
    await published(slack, 1)
    assert "acme/api" not in shown(slack, "U2")
    await stranger.chooses_at_home(action, f"{HELD.id} at 17:00" if "change" in action else HELD.id)
    await published(slack, 2)

    assert await store.every() == [HELD]
    assert "acme/api" not in shown(slack, "U2")
    assert "Nothing was changed" in shown(slack, "U2")


@pytest.mark.parametrize("fault", [Fault("missing_scope"), Fault("ratelimited", 429)], ids=str)
@pytest.mark.parametrize("value", ["", "0123456789ab", "0123456789ab at 17:00"])
async def test_where_slack_does_not_tell_channels_the_page_says_so(
    slack: SlackServer, bot: Person, desk: Desk, fault: Fault, value: str
) -> None:
    """Nothing changes, and nobody reads that nothing is followed."""
    store = await held(desk, HELD)
    slack.faults["users.conversations"].extend([fault] * 3)
    await (bot.chooses_at_home("change#0.0", value) if value else bot.opens_home())
    await published(slack, 1)

    assert "Slack does not say just now" in shown(slack)
    assert await store.every() == [HELD]


async def test_a_page_that_cannot_hold_all_says_where_the_rest_is(
    slack: SlackServer, bot: Person, desk: Desk
) -> None:
    """A home has a hundred blocks at most."""
    many = (
        Subscription(
            f"{number:012x}", HELD.channel, f"acme/{'x' * 60}{number}", HELD.at, HELD.zone, HELD.language
        )
        for number in range(3000)
    )
    await held(desk, *many)
    await bot.opens_home()
    await until(lambda: slack.homes, 20)

    assert "There is no room here for" in shown(slack)
