"""The command line, run inside the test's own process."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from project import Project, make_project

from bot.cli.edge import run


@dataclass(frozen=True)
class Ran:
    """How a command ended, and what it printed."""

    code: int
    out: str
    err: str


Type = Callable[..., Ran]


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a repository that nobody changes."""
    return make_project(tmp_path_factory.mktemp("project") / "app")


@pytest.fixture
def type_(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Type:
    """Return what types a command line in the project's folder, in English; `given` is its standard input."""
    monkeypatch.chdir(project.path)
    monkeypatch.setenv("DIGEST_LANGUAGE", "en")

    def typed(*arguments: str, given: str = "") -> Ran:
        file = tmp_path / "standard-input"
        file.write_text(given)
        with file.open() as stream:
            monkeypatch.setattr("sys.stdin", stream)
            code = run(arguments)
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return typed
