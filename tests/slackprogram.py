"""The installed program on a Slack of the tests and a database that several of them may share."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from slackserver import APP_TOKEN, BOT_TOKEN, SlackServer

PROGRAM = Path(sys.executable).parent / "commit-digest"
PATIENCE = 30.0  # seconds, the time that a take-over may take


@asynccontextmanager
async def running(
    slack: SlackServer, database: str, folder: Path
) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run the bot, and make sure that it is gone at the end."""
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": os.environ["HOME"],
        "DIGEST_LANGUAGE": "en",
        "DATABASE_URL": database,
        "GITHUB_API_URL": "http://127.0.0.1:9",
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_APP_TOKEN": APP_TOKEN,
        "SLACK_API_URL": f"{slack.url}/api",
    }
    process = await asyncio.create_subprocess_exec(
        PROGRAM, "run", cwd=folder, env=environment, stderr=asyncio.subprocess.PIPE
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def says(process: asyncio.subprocess.Process, words: str) -> None:
    """Wait until the program says something."""
    assert process.stderr
    async with asyncio.timeout(PATIENCE):
        while words not in (line := (await process.stderr.readline()).decode()):
            assert line, "the program ended"
