"""A Slack on a loopback port, and the platform over the real client."""

from collections.abc import AsyncIterator

import pytest
from slackdesk import make_desk
from slackpeople import Person
from slackserver import APP_TOKEN, BOT_TOKEN, SlackServer, slack_server

from adapters.slack.client import open_client
from adapters.slack.inbound import Ears, listening
from adapters.slack.pace import SlackPace
from adapters.slack.platform import SlackPlatform
from bot.chats import Desk
from bot.pacing import Pace, Paces


@pytest.fixture
async def slack() -> AsyncIterator[SlackServer]:
    """Return a Slack, on which nothing may ever call anybody."""
    async with slack_server() as server:
        yield server
        assert server.called_out == []


def brisk() -> SlackPace:
    """Return a pace that holds nobody up: a Slack of the tests bears anything."""
    return SlackPace(Pace(1_000, 100), Pace(1_000, 100), Paces(lambda: Pace(1_000, 100)))


@pytest.fixture
async def platform(slack: SlackServer) -> AsyncIterator[SlackPlatform]:
    """Return the platform, with little patience."""
    async with open_client(BOT_TOKEN, f"{slack.url}/api", 0.5) as client:
        yield SlackPlatform(client, pace=brisk())


@pytest.fixture
def desk() -> Desk:
    """Return a bot with two repositories."""
    return make_desk()


@pytest.fixture
async def bot(slack: SlackServer, desk: Desk) -> AsyncIterator[Person]:
    """Run the bot over Socket Mode, and return somebody who talks to it."""
    ears = Ears(APP_TOKEN, None, ping=1)
    async with open_client(BOT_TOKEN, f"{slack.url}/api", 2) as client, listening(client, ears, desk):
        yield Person(slack)
