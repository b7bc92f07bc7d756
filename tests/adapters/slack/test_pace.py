"""Slack's refusal holds back whoever else waits for the same method, and a busy channel holds up no other."""

import asyncio

import pytest
from slackserver import BOT_TOKEN, Fault, Place, SlackServer

from adapters.slack.client import open_client
from adapters.slack.pace import SlackPace
from adapters.slack.platform import SlackPlatform
from bot.errors import RefusedError
from bot.messages import Message
from bot.pacing import Pace, Paces
from bot.ports import Target


async def test_a_refusal_holds_back_whoever_else_wants_to_post(slack: SlackServer) -> None:
    slack.places["C2"] = Place("C2")
    slack.faults["chat.postMessage"].append(Fault("ratelimited", 429, headers={"Retry-After": "0.3"}))
    loop = asyncio.get_running_loop()
    async with open_client(BOT_TOKEN, f"{slack.url}/api", 5) as client:
        platform = SlackPlatform(client)
        (part,) = platform.render(Message("Hello"))
        with pytest.raises(RefusedError):
            await platform.send(Target("C1"), part, "a")
        refused = loop.time()
        await platform.turn(Target("C2"), part)

    assert loop.time() - refused >= 0.25


async def test_a_busy_channel_holds_up_no_other(slack: SlackServer) -> None:
    pace = SlackPace(Pace(1_000, 100), Pace(1_000, 100), Paces(lambda: Pace(0.01)))
    async with open_client(BOT_TOKEN, f"{slack.url}/api", 5) as client:
        platform = SlackPlatform(client, pace=pace)
        (part,) = platform.render(Message("Hello"))
        await platform.turn(Target("C1"), part)
        waiting = asyncio.create_task(platform.turn(Target("C1"), part))
        async with asyncio.timeout(5):
            await platform.turn(Target("C2"), part)
        assert not waiting.done()
        waiting.cancel()
