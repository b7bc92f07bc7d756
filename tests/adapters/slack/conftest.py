"""A Slack on a loopback port, and the platform over the real client."""

from collections.abc import AsyncIterator

import pytest
from slackserver import BOT_TOKEN, SlackServer, slack_server

from adapters.slack.client import open_client
from adapters.slack.platform import SlackPlatform


@pytest.fixture
async def slack() -> AsyncIterator[SlackServer]:
    """Return a Slack."""
    async with slack_server() as server:
        yield server


@pytest.fixture
async def platform(slack: SlackServer) -> AsyncIterator[SlackPlatform]:
    """Return the platform, with little patience."""
    async with open_client(BOT_TOKEN, f"{slack.url}/api", 0.5) as client:
        yield SlackPlatform(client)
