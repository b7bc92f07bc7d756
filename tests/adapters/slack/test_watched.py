"""The installed program on Slack as operators see it: one port for everything, and a log for programs."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest
from dailybot import PATIENCE, PROGRAM, DailyBot, daily_bot
from slackpeople import Person, command_form, signed, until
from slackserver import APP_TOKEN, BOT_TOKEN, SlackServer

from bot.subscriptions import Channel

HERE = Channel("slack", "C1")
SECRET = "a-signing-secret"
KEY = "sk-of-a-model-0123456789abcdef"


@pytest.fixture
def bot(slack: SlackServer, tmp_path: Path, unused_tcp_port: int) -> DailyBot:
    """Return a bot whose model does not answer."""
    return daily_bot(
        tmp_path,
        SLACK_BOT_TOKEN=BOT_TOKEN,
        SLACK_API_URL=f"{slack.url}/api",
        HTTP_PORT=str(unused_tcp_port),
        OPENAI_MODEL="m",
        OPENAI_API_KEY=KEY,
        OPENAI_BASE_URL=f"http://127.0.0.1:9/{KEY}",
        DIGEST_LANGUAGE="en",
    )


@asynccontextmanager
async def at_work(bot: DailyBot, **environment: str) -> AsyncIterator[list[str]]:
    """Run the program with further settings; the list holds the lines of its log at the end."""
    said = list[str]()
    process = await asyncio.create_subprocess_exec(
        PROGRAM,
        "run",
        cwd=bot.folder,
        env={**bot.environment, **environment},
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield said
    finally:
        process.terminate()
        _, log = await asyncio.wait_for(process.communicate(), PATIENCE)
        said += log.decode().splitlines()


async def test_commands_health_and_metrics_come_over_one_port(
    slack: SlackServer, bot: DailyBot, unused_tcp_port: int
) -> None:
    body = command_form(Person(slack).command_body("/digest", "help"))
    await bot.follow(HERE)
    async with (
        at_work(bot, SLACK_SIGNING_SECRET=SECRET),
        aiohttp.ClientSession(f"http://127.0.0.1:{unused_tcp_port}") as session,
    ):
        await until(slack.parents, PATIENCE)
        async with session.post("/slack/events", data=body, headers=signed(SECRET, body)) as answer:
            heard = answer.status
        async with session.post("/slack/events", data=body) as answer:
            refused = answer.status
        async with session.get("/healthz") as answer:
            healthy = answer.status, json.loads(await answer.text())["checks"]["slack"]
        async with session.get("/metrics") as answer:
            metrics = await answer.text()

    assert (heard, refused, healthy) == (200, 401, (200, "ok"))
    assert 'commit_digest_model_faults_total{kind="unreachable",model="m"}' in metrics
    assert "acme" not in metrics
    assert not any(secret in metrics for secret in (SECRET, KEY, BOT_TOKEN))


async def test_every_line_of_the_log_is_json_names_its_run_and_gives_no_secret_away(
    slack: SlackServer, bot: DailyBot
) -> None:
    """The sentence that it listens is for people; the rest is for programs."""
    await bot.follow(HERE)
    async with at_work(bot, SLACK_APP_TOKEN=APP_TOKEN) as said:
        await until(lambda: any("files" in one for one in slack.messages[HERE.id]), PATIENCE)
    sentence, *others = (line for line in said if not line.startswith("{"))
    lines = [json.loads(line) for line in said if line.startswith("{")]
    of_runs = [line for line in lines if line["event"] in {"run_began", "run_ended", "model_failed"}]

    assert "Listening on slack" in sentence
    assert others == []
    assert {"run_began", "model_failed"} <= {line["event"] for line in of_runs}
    assert all(line["run"].startswith(("digest:", "analysis:")) for line in of_runs)
    assert not any(secret in line for line in said for secret in (KEY, BOT_TOKEN, APP_TOKEN))
