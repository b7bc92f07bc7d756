"""What `doctor` looks at."""

import asyncio
import datetime as dt
import io
import os
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import FakeClock, FakeSource

from analysis.errors import SourceUnreadableError, UnknownRepositoryError
from analysis.language import Language
from analysis.ports import CommitSource
from bot import checks, doctor
from bot.doctor import Finding, Health, examine
from bot.messages import Paragraph, Tone, plain
from bot.presenters.doctor import EXAMPLE, findings_message
from bot.presenters.words import doctor as words
from bot.settings import LocalRepo
from bot.stores import Incident


async def open_local(path: Path, name: str | None) -> CommitSource:
    """Open a repository; one is broken, one is none."""
    if path.name == "broken":
        raise SourceUnreadableError(str(path))
    if path.name == "nowhere":
        raise UnknownRepositoryError(str(path))
    return FakeSource(name or path.name)


async def test_git_is_found() -> None:
    """These tests could not run without it."""
    finding = await checks.git_is_there()

    assert (finding.health, finding.verdict) == (Health.WELL, "found")


@pytest.mark.parametrize(
    ("script", "verdict"),
    [
        ("echo git version 2.17.1", "old"),
        ("echo git version 2.50.1 '(Apple Git-155)'", "found"),
        ("echo hello", "missing"),
    ],
)
async def test_a_git_that_cannot_do_it_is_told(
    script: str, verdict: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An old one is named with the version that is needed."""
    program = tmp_path / "git"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)

    assert (await checks.git_is_there()).verdict == verdict


async def test_no_git_at_all_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As what is wrong, not as an exception."""
    monkeypatch.setenv("PATH", str(tmp_path))

    finding = await checks.git_is_there()

    assert (finding.health, finding.verdict) == (Health.ILL, "missing")


async def test_the_zone_says_what_day_it_is() -> None:
    """So that a wrong clock is seen."""
    finding = await checks.zones_are_known("Asia/Shanghai", FakeClock())()

    assert str(finding.data["today"]) == "2026-02-04"


async def test_a_folder_that_does_not_exist_yet_can_be_written(tmp_path: Path) -> None:
    """Nothing is made to find that out."""
    database = f"sqlite+aiosqlite:///{tmp_path}/data/digest.db"

    assert (await checks.folder_is_writable(database)()).health is Health.WELL
    assert not (tmp_path / "data").exists()


async def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "data").write_text("")

    finding = await checks.folder_is_writable(f"sqlite+aiosqlite:///{tmp_path}/data/digest.db")()

    assert (finding.health, finding.verdict) == (Health.ILL, "closed")


async def test_a_database_server_needs_no_folder() -> None:
    """PostgreSQL keeps the data."""
    finding = await checks.folder_is_writable("postgresql+psycopg://h/x")()

    assert finding.health is Health.ABSENT


@pytest.mark.parametrize(
    ("folder", "health"), [("web", Health.WELL), ("nowhere", Health.ABSENT), ("broken", Health.ILL)]
)
async def test_the_folder_is_a_repository_or_none_or_broken(folder: str, health: Health) -> None:
    """Only the last is something to mend."""
    assert (await checks.folder_is_known(Path(folder), open_local)()).health is health


@pytest.mark.parametrize(
    ("paths", "health", "shown"),
    [
        ((), Health.ABSENT, None),
        (("web",), Health.WELL, "acme/0=web"),
        (("web", "broken", "nowhere"), Health.ILL, "acme/1=broken, acme/2=nowhere"),
    ],
)
async def test_local_repositories_are_opened(
    paths: tuple[str, ...], health: Health, shown: str | None
) -> None:
    """Those that cannot be are named."""
    repos = tuple(LocalRepo(f"acme/{number}", Path(path)) for number, path in enumerate(paths))

    finding = await checks.local_repos_open(repos, open_local)()

    assert finding.health is health
    assert finding.data.get("repos") == shown


async def test_settings_say_where_they_came_from(tmp_path: Path) -> None:
    """A forgotten `.env` file is seen."""
    assert (await checks.settings_are_read(tmp_path)()).verdict == "environment"
    (tmp_path / ".env").write_text("")
    assert (await checks.settings_are_read(tmp_path)()).verdict == "file"


async def test_a_misspelt_name_in_the_file_is_told_with_what_is_meant(tmp_path: Path) -> None:
    """It would do nothing, and nothing else would say so; names of other programs are theirs."""
    (tmp_path / ".env").write_text("SLACK_TOKEN=x\nDIGEST_LANG=en\nPOSTGRES_PASSWORD=y\nHTTP_PROXY=z\n")

    finding = await checks.settings_are_read(tmp_path)()

    assert (finding.health, finding.verdict) == (Health.ILL, "misspelt")
    assert finding.data["names"] == "SLACK_TOKEN → SLACK_BOT_TOKEN, DIGEST_LANG → DIGEST_LANGUAGE"


async def test_a_pipe_is_no_terminal() -> None:
    """Nothing is wrong with that."""
    finding = await checks.terminal_is_known(io.TextIOWrapper(io.BytesIO(), "utf-8"))()

    assert (finding.health, finding.verdict) == (Health.WELL, "pipe")


async def test_nobody_waits_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    """A check that hangs is a finding like any other, and the others are told."""
    monkeypatch.setattr(doctor, "PATIENCE", 0.01)

    async def hang() -> Finding:
        await asyncio.Event().wait()
        raise AssertionError

    async def answer() -> Finding:
        return Finding("git", Health.WELL, "found")

    findings = await examine({"github": hang, "git": answer})

    assert [(finding.topic, finding.verdict) for finding in findings] == [
        ("github", "no_answer"),
        ("git", "found"),
    ]


@pytest.mark.parametrize("language", Language)
def test_a_finding_to_mend_says_how(language: Language) -> None:
    """The title counts them, and each has a line of its own."""
    message = findings_message(EXAMPLE, language)

    assert message.tone is Tone.ERROR
    assert "1" in message.title
    lines = [plain(section.spans) for section in message.sections if isinstance(section, Paragraph)]
    assert len(lines) == len(EXAMPLE) + 1
    assert lines[-1].startswith("  → ")


def test_all_well_is_said_so() -> None:
    """Nothing to mend needs no counting."""
    message = findings_message((Finding("git", Health.WELL, "found", {"version": "2.47.1"}),), Language.EN)

    assert (message.title, message.tone) == ("All is well", Tone.SUCCESS)


def test_every_illness_has_a_cure() -> None:
    """Whatever can be found wrong has words for how to mend it."""
    ill = {("git", "old"), ("git", "missing"), ("folder", "closed"), ("here", "unreadable")}
    ill |= {("local", "unreadable"), ("github", "refused"), ("github", "unreachable")}

    assert ill <= set(words.MENDING)
    assert ill <= set(words.FOUND)


def test_what_goes_on_is_listed_by_its_ids() -> None:
    """And nothing going on is well."""
    down = Incident("3f9a1c07", "source", "", dt.datetime(2026, 2, 4, tzinfo=dt.UTC))
    assert checks.incidents_go_on([]).health is Health.WELL
    found = checks.incidents_go_on([down, replace(down, id="77aa00bb", cause="channel", subject="slack:C1")])
    assert found.health is Health.ILL
    assert found.data == {"incidents": "3f9a1c07 source, 77aa00bb channel slack:C1"}
