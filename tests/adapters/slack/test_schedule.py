"""The installed program and its daily round: a channel of Slack is told when its hour has come, and once."""

import asyncio
import signal
from dataclasses import replace
from pathlib import Path

import pytest
from blockkit import words_of_blocks
from dailybot import NAME, PATIENCE, DailyBot, daily_bot
from slackpeople import until
from slackserver import APP_TOKEN, BOT_TOKEN, Fault, Place, SlackServer

from benchmarks.modelserver import ModelServer
from bot.subscriptions import Channel

HERE = Channel("slack", "C1")
THERE = Channel("slack", "C2")


@pytest.fixture
def bot(slack: SlackServer, tmp_path: Path) -> DailyBot:
    """Return a bot that is set up for Slack."""
    slack.places[THERE.id] = Place(THERE.id)
    return daily_bot(
        tmp_path, SLACK_BOT_TOKEN=BOT_TOKEN, SLACK_APP_TOKEN=APP_TOKEN, SLACK_API_URL=f"{slack.url}/api"
    )


def has_report(slack: SlackServer, channel: Channel) -> bool:
    """Whether the last part of a digest stands in `channel`."""
    return any("files" in one for one in slack.messages[channel.id])


async def test_a_channel_is_told_when_its_hour_has_come_and_not_again_by_the_next_start(
    slack: SlackServer, bot: DailyBot
) -> None:
    """The round of the second start has passed the first channel when it tells the second one."""
    await bot.follow(HERE)
    async with bot.running():
        await until(lambda: has_report(slack, HERE), PATIENCE)
    first = list(slack.messages[HERE.id])
    await bot.follow(THERE)
    async with bot.running():
        await until(lambda: has_report(slack, THERE), PATIENCE)

    parent, *replies = first
    assert slack.messages[HERE.id] == first
    assert f"{NAME} · {bot.yesterday.date:%a} {bot.yesterday}" in words_of_blocks(parent["blocks"])
    assert replies == slack.replies(parent["ts"])
    assert sum("files" in one for one in replies) == 1


@pytest.mark.parametrize("passed", [0, 1])
async def test_killed_while_it_tells_a_channel_it_goes_on_and_doubles_nothing(
    slack: SlackServer, bot: DailyBot, passed: int
) -> None:
    """Slack took the part, and nobody was there to hear it."""
    slack.faults["chat.postMessage"].extend([*(None,) * passed, Fault(stored=True, silent=True)])
    await bot.follow(HERE)
    async with bot.running(signal.SIGKILL):
        await until(lambda: len(slack.said("chat.postMessage")) > passed, PATIENCE)
    async with bot.running():
        await until(lambda: has_report(slack, HERE), PATIENCE)

    (parent,) = slack.parents()
    replies = slack.replies(parent["ts"])
    assert len({words_of_blocks(one["blocks"]) for one in replies}) == len(replies) > 1
    assert len(slack.messages[HERE.id]) == 1 + len(replies)


async def test_ended_while_a_model_writes_it_does_not_wait_for_it_and_goes_on_at_the_next_start(
    slack: SlackServer, bot: DailyBot
) -> None:
    """Ten seconds, as `docs/deployment.md` promises: whoever manages services kills what takes longer."""
    await bot.follow(HERE)
    async with ModelServer(delay=60.0) as model:
        setup = {"OPENAI_BASE_URL": model.base_url, "OPENAI_API_KEY": "k", "OPENAI_MODEL": "stub"}
        asking = replace(bot, environment={**bot.environment, **setup})
        async with asyncio.timeout(PATIENCE), asking.running():
            await until(lambda: bool(model.asked), PATIENCE)
            ended = asyncio.get_running_loop().time()
        took = asyncio.get_running_loop().time() - ended
        model.delay = 0.0
        async with asking.running():
            await until(lambda: has_report(slack, HERE), PATIENCE)

    assert took < 10
    assert len(slack.parents()) == 1
