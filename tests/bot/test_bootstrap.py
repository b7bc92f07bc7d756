"""The composition root: real things by default, a test's own where it hands them in."""

import datetime as dt
import io
from pathlib import Path

import pytest
from fakes import FakeClock, FakeLog, FakeProgress, FakeSource, FakeSources
from project import NAME, Project, make_project

from analysis.days import Day
from analysis.errors import SourceUnreadableError, UnknownRepositoryError
from analysis.language import Language
from bot import bootstrap
from bot.access import AccessRule
from bot.bootstrap import local
from bot.settings import read_settings


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a repository that nobody changes."""
    return make_project(tmp_path_factory.mktemp("bootstrap") / "app")


async def test_the_parts_of_a_test_take_the_place_of_real_ones() -> None:
    """Clock and sources, and whatever comes later."""
    clock, sources = FakeClock(), FakeSources(FakeSource())

    async with bootstrap.application(
        read_settings(), FakeLog(), at_terminal=True, clock=clock, sources=sources
    ) as app:
        assert app.services.clock is clock
        assert app.services.sources is sources
        assert app.here is None


async def test_a_digest_is_built_of_real_parts(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Standing in a repository, by its name."""
    monkeypatch.chdir(project.path)
    async with bootstrap.application(read_settings(), FakeLog(), at_terminal=True) as app:
        source = await app.services.sources.find(NAME)
        digest = await app.services.build_digest(
            source,
            Day(dt.date(2026, 2, 4), "Asia/Shanghai"),
            language=Language.EN,
            branch=None,
            now=app.services.clock.now(),
            progress=FakeProgress(),
        )

    assert app.here == NAME
    assert [one.commit.sha for one in digest.commits] == [project.fix, project.add]


async def test_chat_users_get_no_paths_and_not_the_folder_we_stand_in(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only what the settings name is theirs."""
    monkeypatch.chdir(project.path)
    monkeypatch.setenv("LOCAL_REPOS", f"corp/tool={project.path}")
    monkeypatch.setenv("ALLOWED_REPOS", "corp/*")
    async with bootstrap.application(read_settings(), FakeLog(), at_terminal=False) as app:
        with pytest.raises(UnknownRepositoryError):
            await app.services.sources.find(str(project.path))

        assert app.here is None
        assert app.services.sources.known() == ("corp/tool",)
        assert app.services.access == AccessRule(("corp/*",), ("corp/tool",))


async def test_a_broken_repository_here_does_not_stop_work_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is noted in the log."""

    async def broken(path: Path, name: str | None) -> None:
        raise SourceUnreadableError(name or str(path))

    monkeypatch.setattr(local, "open_local", broken)
    log = FakeLog()

    async with bootstrap.application(read_settings(), log, at_terminal=True) as app:
        assert app.here is None

    assert [event for _, event, _ in log.lines] == ["folder_unreadable"]


async def test_github_is_connected_to_when_it_is_needed_and_then_closed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A machine without network notices only then, and at once."""
    monkeypatch.setenv("GITHUB_API_URL", "http://127.0.0.1:9")

    async with bootstrap.application(read_settings(), FakeLog(), at_terminal=True) as app:
        with pytest.raises(SourceUnreadableError):
            await app.services.sources.find("encode/httpx")


def test_credentials_of_github_come_from_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """An App where one is configured, and a token where one is."""
    assert bootstrap.github_access(read_settings()).token is None

    monkeypatch.setenv("GITHUB_TOKEN", "ghp_x")
    assert bootstrap.github_access(read_settings()).token == "ghp_x"

    monkeypatch.setenv("GITHUB_APP_ID", "1")
    monkeypatch.setenv("GITHUB_APP_INSTALLATION_ID", "2")
    monkeypatch.setenv("GITHUB_APP_PRIVATE_KEY", "PEM")
    app = bootstrap.github_access(read_settings()).app
    assert app is not None
    assert (app.id, app.installation, app.key) == ("1", 2, "PEM")


async def test_the_doctor_looks_at_everything_there_is() -> None:
    """In the order of its report."""
    sources = FakeSources()
    async with bootstrap.application(read_settings(), FakeLog(), at_terminal=True, sources=sources) as app:
        checks = bootstrap.doctor_checks(app, io.StringIO())

    assert list(checks) == [
        "settings",
        "git",
        "zones",
        "folder",
        "reports",
        "database",
        "incidents",
        "engine",
        "terminal",
        "here",
        "local",
        "github",
        "slack",
        "discord",
        "model",
    ]
