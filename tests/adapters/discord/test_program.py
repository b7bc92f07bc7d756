"""The installed program and Discord: started, spoken to, posting once."""

import asyncio
import json
import os
import signal
import sys
from pathlib import Path

import pytest
from discordrules import nested
from discordserver import DiscordServer, until
from discordwords import CHANNEL, GUILD, TOKEN
from project import NAME, Project, make_project

from bot.presenters.words import posting as words

PROGRAM = Path(sys.executable).parent / "commit-digest"
PATIENCE = 30.0  # seconds; a busy machine is slow, a hanging program is for ever
DAY = "2026-02-05"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a repository that nobody changes."""
    return make_project(tmp_path_factory.mktemp("discord") / "app")


@pytest.fixture
def environment(server: DiscordServer, project: Project, tmp_path: Path) -> dict[str, str]:
    """Return the environment of a bot that is set up for Discord and one local repository."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": os.environ["HOME"],
        "DISCORD_TOKEN": TOKEN,
        "DISCORD_API_URL": f"{server.address}/api",
        "DISCORD_GUILD_IDS": GUILD,
        "GITHUB_API_URL": "http://127.0.0.1:9",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'bot.db'}",
        "LOCAL_REPOS": f"{NAME}={project.path}",
        "DIGEST_LANGUAGE": "en",
        "POSTING_TIMEOUT": "1",
        "POSTING_SETTLE": "0.2",
    }


async def started(environment: dict[str, str], cwd: Path, *arguments: str) -> asyncio.subprocess.Process:
    """Start the program."""
    pipe = asyncio.subprocess.PIPE
    return await asyncio.create_subprocess_exec(
        PROGRAM, *arguments, cwd=cwd, env=environment, stdout=pipe, stderr=pipe
    )


async def ran(environment: dict[str, str], cwd: Path, *arguments: str) -> tuple[int | None, str]:
    """Run the program to its end, and return its exit code and what it said."""
    process = await started(environment, cwd, *arguments)
    try:
        out, err = await asyncio.wait_for(process.communicate(), PATIENCE)
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()
    return process.returncode, (out + err).decode()


async def test_the_bot_starts_answers_and_stops(
    server: DiscordServer, environment: dict[str, str], tmp_path: Path
) -> None:
    """Its commands are told to the server at once, and a signal ends it in good order."""
    process = await started(environment, tmp_path, "run")
    try:
        assert process.stderr
        told = words.LISTENING.en.format(chats="discord").encode()
        await asyncio.wait_for(process.stderr.readuntil(told), PATIENCE)
        await server.command("digest", repo=NAME, date=DAY)
        await until(lambda: [one for one in server.messages.values() if one and one[-1]["files"]], PATIENCE)
        process.send_signal(signal.SIGTERM)
        out, err = await asyncio.wait_for(process.communicate(), PATIENCE)
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()

    (parent,) = server.posted()
    assert (process.returncode, out) == (0, b"")
    assert "Traceback" not in err.decode()
    assert "voice" not in err.decode()
    assert server.channels[parent["id"]]["name"] == f"{NAME} · Thu {DAY}"
    assert set(server.commands) == {GUILD}


async def test_a_bad_token_ends_the_start_with_a_sentence(
    environment: dict[str, str], tmp_path: Path
) -> None:
    """No traceback, no endless trying, no token in the words."""
    code, said = await ran({**environment, "DISCORD_TOKEN": "mistyped-token"}, tmp_path, "run")

    assert code == 1
    assert "DISCORD_TOKEN" in said
    assert "Traceback" not in said
    assert "mistyped-token" not in said


async def test_a_digest_posted_twice_by_hand_stands_once(
    server: DiscordServer, environment: dict[str, str], tmp_path: Path
) -> None:
    """The second time posts nothing."""
    for _ in range(2):
        code, said = await ran(environment, tmp_path, "post", NAME, DAY, "--to", f"discord:{CHANNEL}")
        assert code == 0, said

    (parent,) = server.posted()
    assert len(server.posted(parent["id"])) == 2


async def test_the_doctor_tells_how_to_invite_it(environment: dict[str, str], tmp_path: Path) -> None:
    """With the permissions it needs."""
    _, said = await ran(environment, tmp_path, "doctor")

    assert "oauth2/authorize?client_id=100" in said.replace("\n", "").replace(" ", "")


async def test_a_preview_shows_what_discord_is_sent(environment: dict[str, str], tmp_path: Path) -> None:
    """As JSON, a part after the other."""
    code, said = await ran(environment, tmp_path, "preview", NAME, DAY, "--platform", "discord")
    first, _ = json.JSONDecoder().raw_decode(said)

    assert code == 0
    assert any(NAME in str(one.get("content")) for one in nested(first))
