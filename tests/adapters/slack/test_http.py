"""HTTP mode: what Slack signed is taken once, everything else is refused."""

from collections.abc import AsyncIterator
from dataclasses import replace

import aiohttp
import pytest
from blockkit import words_of_blocks
from slackpeople import Person, command_form, press_form, signed, until
from slackserver import BOT_TOKEN, Json, SlackServer

from adapters.slack.client import open_client
from adapters.slack.inbound import Ears, listening
from adapters.slack.seen import Seen
from adapters.web import open_server
from bot.chats import Desk

SECRET = "shh"
IN_TIME = aiohttp.ClientTimeout(total=3)  # then a user reads `operation_timeout`


@pytest.fixture
async def address(slack: SlackServer, desk: Desk, unused_tcp_port: int) -> AsyncIterator[str]:
    """Run the bot in HTTP mode, and return where Slack sends to."""
    async with (
        open_server("127.0.0.1", unused_tcp_port) as site,
        open_client(BOT_TOKEN, f"{slack.url}/api", 2) as client,
        listening(client, Ears(None, SECRET), replace(desk, site=site)),
    ):
        yield f"http://127.0.0.1:{unused_tcp_port}/slack/events"


async def post(address: str, body: bytes, headers: dict[str, str]) -> int:
    """Return the status of the answer."""
    async with (
        aiohttp.ClientSession() as session,
        session.post(address, data=body, headers=headers, timeout=IN_TIME) as answer,
    ):
        return answer.status


async def test_a_signed_command_is_answered(slack: SlackServer, address: str) -> None:
    """As over Socket Mode."""
    body = command_form(Person(slack).command_body("/explain", "abcd1234"))

    assert await post(address, body, signed(SECRET, body)) == 200
    await until(lambda: slack.said("chat.update"))
    assert "Retry twice" in words_of_blocks(slack.parents()[0]["blocks"])


async def test_a_signed_press_is_answered(slack: SlackServer, address: str) -> None:
    """Buttons come the same way."""
    old: Json = {"ts": slack.next_ts(), "text": "digest", "blocks": []}
    slack.messages["C1"].append(old)
    action: Json = {"type": "button", "action_id": "explain#0", "value": "acme/api@abcd1234"}
    body = press_form(Person(slack).press_body(old, action))

    assert await post(address, body, signed(SECRET, body)) == 200
    await until(lambda: slack.replies(old["ts"]))


@pytest.mark.parametrize(("age", "status"), [(0, 200), (290, 200), (310, 401)])
async def test_an_old_signature_is_refused(slack: SlackServer, address: str, age: int, status: int) -> None:
    """Five minutes, as Slack says."""
    body = command_form(Person(slack).command_body("/digest", "help"))

    assert await post(address, body, signed(SECRET, body, age)) == status


async def test_a_wrong_signature_is_refused(slack: SlackServer, address: str) -> None:
    """Nobody else can speak for Slack, and nothing is done."""
    body = command_form(Person(slack).command_body("/explain", "abcd1234"))

    assert await post(address, body, signed("other", body)) == 401
    assert slack.said("chat.postMessage") == []


async def test_the_same_request_twice_is_taken_once(slack: SlackServer, address: str) -> None:
    """A copy of a signed request is refused while its signature would still be valid."""
    body = command_form(Person(slack).command_body("/explain", "abcd1234"))
    headers = signed(SECRET, body)

    assert [await post(address, body, headers), await post(address, body, headers)] == [200, 401]
    await until(lambda: slack.said("chat.update"))
    assert len(slack.parents()) == 1


async def test_a_command_that_is_sent_again_is_answered_once(slack: SlackServer, address: str) -> None:
    """Signed anew, it is no copy of a request, and still the same command."""
    body = command_form(Person(slack).command_body("/explain", "abcd1234"))

    assert [await post(address, body, signed(SECRET, body, age)) for age in (1, 0)] == [200, 200]
    await until(lambda: slack.said("chat.update"))
    assert len(slack.parents()) == 1


async def test_slack_is_told_that_the_address_is_ours(address: str) -> None:
    """It asks when the address is entered, for a word of its own; without a signature it gets none."""
    body = b'{"type": "url_verification", "challenge": "a word"}'
    headers = {**signed(SECRET, body), "Content-Type": "application/json"}
    async with (
        aiohttp.ClientSession() as session,
        session.post(address, data=body, headers=headers, timeout=IN_TIME) as answer,
    ):
        assert "a word" in await answer.text()
    assert await post(address, body, {"Content-Type": "application/json"}) == 401


def test_what_was_taken_is_forgotten_when_it_could_not_come_again() -> None:
    """Memory does not grow with time."""
    seen = Seen(600)

    assert [seen.is_new("a", 0), seen.is_new("a", 599), seen.is_new("a", 601)] == [True, False, True]
