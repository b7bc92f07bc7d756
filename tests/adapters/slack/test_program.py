"""The installed program and Slack: started, spoken to, posting once however often it is killed."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from blockkit import words_of_blocks
from project import NAME, Project, make_project
from slackpeople import Person, until
from slackserver import APP_TOKEN, BOT_TOKEN, Fault, Json, Place, SlackServer

PROGRAM = Path(sys.executable).parent / "commit-digest"
PATIENCE = 30.0  # seconds; a busy machine is slow, a hanging program is for ever
DAY = "2026-02-05"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a repository that nobody changes."""
    return make_project(tmp_path_factory.mktemp("slack") / "app")


@pytest.fixture
def environment(slack: SlackServer, project: Project, tmp_path: Path) -> dict[str, str]:
    """Return the environment of a bot that is set up for Slack and one local repository."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": os.environ["HOME"],
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_APP_TOKEN": APP_TOKEN,
        "SLACK_API_URL": f"{slack.url}/api",
        "GITHUB_API_URL": "http://127.0.0.1:9",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'bot.db'}",
        "LOCAL_REPOS": f"{NAME}={project.path}",
        "DIGEST_LANGUAGE": "en",
        "POSTING_TIMEOUT": "1",
        "POSTING_SETTLE": "0.2",
    }


@asynccontextmanager
async def started(
    environment: dict[str, str], cwd: Path, *arguments: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run the program, and make sure that it is gone at the end."""
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        PROGRAM, *arguments, cwd=cwd, env=environment, stdout=pipe, stderr=pipe
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def ran(environment: dict[str, str], cwd: Path, *arguments: str) -> tuple[int | None, str]:
    """Run the program to its end, and return its exit code and what it said."""
    async with started(environment, cwd, *arguments) as process:
        out, err = await asyncio.wait_for(process.communicate(), PATIENCE)
        return process.returncode, (out + err).decode()


def names(messages: list[Json]) -> list[str]:
    """Return the files of messages."""
    return [
        str(file["name"])
        for one in messages
        for file in (one.get("files") or ())  # type: ignore[attr-defined] # JSON of Slack's own form
    ]


async def test_the_bot_starts_answers_and_stops(
    slack: SlackServer, environment: dict[str, str], tmp_path: Path
) -> None:
    """A signal ends it in good order."""
    async with started(environment, tmp_path, "run") as process:
        await asyncio.wait_for(slack.sockets.connected.wait(), PATIENCE)
        await Person(slack).types("/digest", f"{NAME} {DAY}")
        await until(lambda: names(slack.messages["C1"]), PATIENCE)
        process.send_signal(signal.SIGTERM)
        out, _ = await asyncio.wait_for(process.communicate(), PATIENCE)

    (parent,) = slack.parents()
    assert process.returncode == 0
    assert out == b""
    assert f"{NAME} · Thu {DAY}" in words_of_blocks(parent["blocks"])
    assert len(names(slack.replies(parent["ts"]))) == 1


async def test_a_bad_token_ends_the_start_with_a_sentence(
    slack: SlackServer, environment: dict[str, str], tmp_path: Path
) -> None:
    """No traceback, no endless trying, no token in the words."""
    slack.bad_tokens.add(BOT_TOKEN)
    code, said = await ran(environment, tmp_path, "run")

    assert code == 1
    assert "SLACK_BOT_TOKEN" in said
    assert "Traceback" not in said
    assert BOT_TOKEN not in said


async def test_the_doctor_names_what_is_missing(
    slack: SlackServer, environment: dict[str, str], tmp_path: Path
) -> None:
    """With the page to open and the button to press."""
    slack.scopes -= {"files:write", "groups:history"}
    code, said = await ran(environment, tmp_path, "doctor")
    told = " ".join(said.split())

    assert code == 1
    assert "groups:history, files:write" in told
    assert "Reinstall to Workspace" in told


async def test_a_day_is_posted_by_hand_once(
    slack: SlackServer, environment: dict[str, str], tmp_path: Path
) -> None:
    """The same again posts nothing new."""
    for _ in range(2):
        code, said = await ran(environment, tmp_path, "post", NAME, DAY, "--to", "slack:C1")
        assert code == 0, said

    (parent,) = slack.parents()
    assert len(names(slack.replies(parent["ts"]))) == 1


async def test_a_channel_without_the_bot_is_told_of(
    slack: SlackServer, environment: dict[str, str], tmp_path: Path
) -> None:
    """Nothing is posted, and the words say where to look."""
    slack.places["C1"] = Place("C1", member=False)
    code, said = await ran(environment, tmp_path, "post", NAME, DAY, "--to", "slack:C1")

    assert code == 1
    assert "the bot has to be in it" in said


@pytest.mark.parametrize(
    ("method", "passed"),
    [
        ("chat.postMessage", 0),
        ("chat.postMessage", 2),
        ("files.getUploadURLExternal", 0),
        ("files.completeUploadExternal", 0),
    ],
)
async def test_killed_in_a_call_it_goes_on_and_doubles_nothing(
    slack: SlackServer, environment: dict[str, str], tmp_path: Path, method: str, passed: int
) -> None:
    """Slack took the part, and nobody was there to hear it."""
    slack.faults[method].extend([*(None,) * passed, Fault(stored=True, silent=True)])
    asked = (NAME, "2026-02-04", "--to", "slack:C1")
    async with started(environment, tmp_path, "post", *asked) as process:
        await until(lambda: len(slack.said(method)) > passed, PATIENCE)
        process.kill()
    for _ in range(2):
        code, said = await ran(environment, tmp_path, "post", *asked)
        assert code == 0, said

    (parent,) = slack.parents()
    replies = slack.replies(parent["ts"])
    assert len({words_of_blocks(one["blocks"]) for one in replies}) == len(replies) > 1
    assert len(names(replies)) == 1
    assert len(slack.messages["C1"]) == 1 + len(replies)
