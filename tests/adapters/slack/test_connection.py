"""The connection to Slack: renewed before it ends, made anew when it breaks, and nothing answered twice."""

import asyncio
from dataclasses import replace
from functools import partial

import pytest
from blockkit import words_of_blocks
from fakes import FakeLog
from slackdesk import Known, Slow, make_desk
from slackpeople import Person, until
from slackserver import APP_TOKEN, BOT_TOKEN, Json, SlackServer

from adapters.slack.client import open_client
from adapters.slack.inbound import Ears, listening
from adapters.slack.requests import command_of
from bot.chats import Desk
from bot.memory import MemorySubscriptions

REASONS = pytest.mark.parametrize("reason", ["warning", "refresh_requested"])


@pytest.fixture
def slow() -> Slow:
    return Slow()


@pytest.fixture
def desk(slow: Slow) -> Desk:
    """Return a bot that explains when it is told to."""
    return make_desk(Known(slow, FakeLog(), MemorySubscriptions()))


def have_been(slack: SlackServer, connections: int) -> bool:
    return slack.sockets.connections == connections


def answers(slack: SlackServer) -> int:
    return sum("Retry twice" in words_of_blocks(one["blocks"]) for one in slack.messages["C1"])


async def asked_and_answered(slack: SlackServer, bot: Person, slow: Slow) -> None:
    """Ask once more, and see one answer more."""
    before = answers(slack)
    slow.go_on.set()
    heard = await bot.types("/explain", "abcd1234")
    await until(lambda: answers(slack) == before + 1)
    assert heard.seconds < 1


@REASONS
async def test_a_connection_that_will_end_is_followed_before_it_does(
    slack: SlackServer, bot: Person, slow: Slow, reason: str
) -> None:
    """There is a moment with two of them, and none without any."""
    await slack.sockets.refresh(reason)
    await until(lambda: slack.sockets.connections == 2)
    assert slack.sockets.most == 2
    await until(lambda: len(slack.sockets.open) == 1)

    assert slack.sockets.connected.is_set()
    await asked_and_answered(slack, bot, slow)


async def test_both_connections_are_heard_while_one_follows_the_other(
    slack: SlackServer, bot: Person, slow: Slow
) -> None:
    """Slack sends a command to either; each is acknowledged where it came."""
    slow.go_on.set()
    (old,) = slack.sockets.open
    await slack.sockets.refresh()
    await until(lambda: len(slack.sockets.open) == 2)
    for socket in (old, slack.sockets.open[-1]):
        await slack.sockets.send("slash_commands", bot.command_body("/explain", "abcd1234"), on=socket)

    await until(lambda: answers(slack) == 2)


async def test_a_warning_and_then_the_request_are_one_change(slack: SlackServer, bot: Person) -> None:
    del bot
    await slack.sockets.refresh("warning")
    await slack.sockets.refresh("refresh_requested")
    await until(lambda: slack.sockets.connections == 2)
    await until(lambda: len(slack.sockets.open) == 1)

    assert slack.sockets.connections == 2


@REASONS
async def test_a_command_that_is_being_answered_is_answered_after_the_change(
    slack: SlackServer, bot: Person, slow: Slow, reason: str
) -> None:
    """Once; what was promised needs no connection."""
    await bot.types("/explain", "abcd1234")
    await slack.sockets.refresh(reason)
    await until(lambda: slack.sockets.connections == 2)
    await until(lambda: len(slack.sockets.open) == 1)
    slow.go_on.set()
    await until(lambda: answers(slack))

    assert len(slack.parents()) == 1


async def test_many_changes_leave_one_connection(slack: SlackServer, bot: Person, slow: Slow) -> None:
    for connections in range(2, 5):
        await slack.sockets.refresh()
        await until(partial(have_been, slack, connections))
        await until(lambda: len(slack.sockets.open) == 1)

    await asked_and_answered(slack, bot, slow)


async def test_a_cable_that_is_cut_is_noticed(slack: SlackServer, bot: Person, slow: Slow) -> None:
    slack.sockets.cut()
    await until(lambda: slack.sockets.connections == 2)

    await asked_and_answered(slack, bot, slow)


async def test_a_connection_that_is_lost_without_being_closed_is_noticed(
    slack: SlackServer, bot: Person, slow: Slow
) -> None:
    """No sign of life comes back."""
    slack.sockets.freeze()
    await until(lambda: slack.sockets.connections == 2, 10)

    await asked_and_answered(slack, bot, slow)


async def test_an_address_that_does_not_work_is_asked_for_anew(
    slack: SlackServer, bot: Person, slow: Slow
) -> None:
    """It serves once: to try the same again would never end."""
    slack.sockets.broken = 1
    slack.sockets.cut()
    await until(lambda: slack.sockets.connections == 2, 15)

    await asked_and_answered(slack, bot, slow)


async def test_a_change_that_fails_at_first_leaves_the_old_connection_to_be_heard(
    slack: SlackServer, bot: Person, slow: Slow
) -> None:
    slack.sockets.broken = 1
    await slack.sockets.refresh()
    await asked_and_answered(slack, bot, slow)
    await until(lambda: slack.sockets.connections == 2, 15)
    await asked_and_answered(slack, bot, slow)


async def test_socket_mode_that_was_switched_off_is_waited_for(
    slack: SlackServer, slow: Slow, desk: Desk
) -> None:
    """Health tells of it meanwhile."""
    ears = Ears(APP_TOKEN, None, ping=0.5)
    async with (
        open_client(BOT_TOKEN, f"{slack.url}/api", 2) as client,
        listening(client, ears, desk) as hearing,
    ):
        assert await hearing.is_up()
        slack.bad_tokens.add(APP_TOKEN)
        await slack.sockets.refresh("link_disabled")
        slack.sockets.cut()
        await until(lambda: not slack.sockets.open)
        await asyncio.sleep(0.2)
        assert not await hearing.is_up()
        slack.bad_tokens.clear()
        await until(lambda: slack.sockets.open, 10)
        await asked_and_answered(slack, Person(slack), slow)
        assert await hearing.is_up()


async def test_a_stop_in_the_middle_of_a_change_leaves_no_connection(slack: SlackServer, desk: Desk) -> None:
    ears = Ears(APP_TOKEN, None, ping=1)
    async with open_client(BOT_TOKEN, f"{slack.url}/api", 2) as client, listening(client, ears, desk):
        await slack.sockets.refresh()
        await until(lambda: len(slack.sockets.open) == 2)
    await until(lambda: not slack.sockets.open)


async def test_a_command_that_is_delivered_twice_is_answered_once(
    slack: SlackServer, bot: Person, slow: Slow
) -> None:
    """Both deliveries are acknowledged; the same words typed again are another command."""
    slow.go_on.set()
    body = bot.command_body("/explain", "abcd1234")
    await slack.sockets.send("slash_commands", body)
    await slack.sockets.send("slash_commands", body, retry=1)
    await until(lambda: answers(slack) == 1)
    await asked_and_answered(slack, bot, slow)

    assert len(slack.sockets.acknowledged) == 3
    assert len(slack.parents()) == 2


async def test_a_press_that_is_delivered_twice_is_answered_once(
    slack: SlackServer, bot: Person, slow: Slow
) -> None:
    slow.go_on.set()
    old: Json = {"ts": slack.next_ts(), "text": "digest", "blocks": []}
    slack.messages["C1"].append(old)
    body = bot.press_body(old, {"type": "button", "action_id": "explain#0", "value": "acme/api@abcd1234"})
    await slack.sockets.send("interactive", body)
    await slack.sockets.send("interactive", body, retry=1)
    await asked_and_answered(slack, bot, slow)

    assert answers(slack) == 2
    assert len(slack.replies(old["ts"])) == 1


def test_without_a_mark_of_slacks_own_nothing_is_taken_for_a_copy() -> None:
    """Two commands in the same words are two commands."""
    heard = command_of({"command": "/digest", "text": "x", "user_id": "U1", "channel_id": "C1"})

    assert heard.mark == ""
    assert replace(heard, trigger="t1").mark
