"""A bot is killed, and its workers alone begin the day that is due, one of them for all, and post it once."""

import asyncio
import datetime as dt
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import psycopg
from dailybot import DailyBot, daily_bot
from slackpeople import until
from slackprogram import says
from slackserver import APP_TOKEN, BOT_TOKEN, SlackServer

from adapters.store import open_stores
from analysis.days import ONE_DAY
from analysis.language import Language
from bot.subscriptions import Channel, Subscription

PROGRAM = Path(sys.executable).parent / "commit-digest"
PATIENCE = 60.0  # seconds


@asynccontextmanager
async def at_work(bot: DailyBot, *arguments: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run the program."""
    process = await asyncio.create_subprocess_exec(
        PROGRAM, *arguments, cwd=bot.folder, env=bot.environment, stderr=asyncio.subprocess.PIPE
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


def forget_heartbeats(url: str) -> None:
    """Let a minute pass for the database since anybody beat."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("UPDATE workers SET seen = seen - interval '1 minute' WHERE id = 'main'")


async def test_workers_alone_post_the_day(slack: SlackServer, postgres_url: str, tmp_path: Path) -> None:
    """In order, once, by either of them."""
    chat = {
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_APP_TOKEN": APP_TOKEN,
        "SLACK_API_URL": f"{slack.url}/api",
        "DIGEST_LANGUAGE": "en",
    }
    bot = daily_bot(tmp_path, **chat, DATABASE_URL=postgres_url)
    async with at_work(bot, "run") as listener:
        await says(listener, "Listening")
        async with at_work(bot, "worker", "--name", "a") as one, at_work(bot, "worker", "--name", "b") as two:
            await says(one, "is at work")
            await says(two, "is at work")
            listener.kill()
            await listener.wait()
            forget_heartbeats(postgres_url)
            await follow(bot, postgres_url)
            await until(lambda: any("files" in it for it in slack.messages["C1"]), PATIENCE)
            await asyncio.sleep(6)  # the other one has looked by then

    (parent,) = slack.parents()
    replies = slack.replies(parent["ts"])
    assert len(slack.messages["C1"]) == 1 + len(replies)
    assert ["files" in one for one in replies].count(True) == 1
    assert "files" in replies[-1]


async def follow(bot: DailyBot, url: str) -> None:
    """Have a channel follow the repository at an hour that has come, since yesterday."""
    followed = Subscription(
        "s1",
        Channel("slack", "C1"),
        "acme/app",
        dt.time(1),
        bot.yesterday.zone,
        Language.EN,
        created_at=bot.yesterday.end - ONE_DAY / 2,
    )
    async with open_stores(url) as stores:
        await stores.subscriptions.follow(followed)
