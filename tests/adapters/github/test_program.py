"""The installed program against GitHub, in a process of its own: what it prints, and what it asks."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from githubserver import Fault, GitHubServer, primary_limit
from project import NAME, Project, make_project

PROGRAM = Path(sys.executable).parent / "commit-digest"
PATIENCE = 60.0  # seconds; a busy machine is slow, a hanging program is for ever
TOKEN = "ghp_0123456789abcdefghijABCDEFGHIJ012345"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a repository that nobody changes."""
    return make_project(tmp_path_factory.mktemp("program") / "app")


@pytest.fixture
def server(project: Project) -> Iterator[GitHubServer]:
    """Serve it."""
    with GitHubServer({NAME: project.path}) as server:
        yield server


def program(
    server: GitHubServer, cwd: Path, *arguments: str, **more: str
) -> subprocess.CompletedProcess[str]:
    """Run the program to its end, in a folder that is no repository."""
    environment = {"PATH": os.environ["PATH"], "HOME": os.environ["HOME"], "GITHUB_API_URL": server.url}
    return subprocess.run(  # noqa: S603 - our own program and words
        [PROGRAM, *arguments],
        cwd=cwd,
        env={**environment, "GITHUB_TOKEN": TOKEN, "DIGEST_LANGUAGE": "en", **more},
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )


def test_a_digest_is_that_of_the_clone_and_costs_what_it_may(
    project: Project, server: GitHubServer, tmp_path: Path
) -> None:
    command = ("2026-02-04", "--format", "json")
    remote = program(server, tmp_path, "digest", NAME, *command)
    asked = len(server.requests)
    local = program(server, tmp_path, "digest", str(project.path), *command)

    assert (remote.returncode, remote.stderr) == (0, local.stderr)
    assert json.loads(remote.stdout) == json.loads(local.stdout)
    assert [it["sha"] for it in json.loads(remote.stdout)["commits"]] == [project.fix, project.add]
    assert asked <= 3 + 2 + 1


def test_the_newest_day_is_found(project: Project, server: GitHubServer, tmp_path: Path) -> None:
    done = program(server, tmp_path, "digest", NAME, "latest", "--format", "json")

    assert [it["sha"] for it in json.loads(done.stdout)["commits"]] == [project.document]
    assert len(server.requests) <= 3 + 1 + 1


def test_an_explanation_is_that_of_the_clone_and_costs_two(
    project: Project, server: GitHubServer, tmp_path: Path
) -> None:
    command = ("explain", project.fix[:7], "--format", "json", "--repo")
    remote = program(server, tmp_path, *command, NAME)

    assert len(server.requests) == 2
    assert remote.returncode == 0
    assert remote.stdout == program(server, tmp_path, *command, str(project.path)).stdout


def test_the_same_digest_again_is_equal_and_costs_hardly_a_request(
    server: GitHubServer, tmp_path: Path
) -> None:
    command = ("digest", NAME, "2026-02-04", "--format", "json")
    first = program(server, tmp_path, *command)
    server.requests.clear()
    again = program(server, tmp_path, *command)

    assert (again.returncode, again.stdout, again.stderr) == (0, first.stdout, first.stderr)
    assert len(json.loads(again.stdout)["commits"]) == 2
    assert len(server.requests) <= 3


def test_the_same_explanation_again_is_equal_and_costs_two(
    project: Project, server: GitHubServer, tmp_path: Path
) -> None:
    command = ("explain", project.fix[:7], "--repo", NAME)
    first = program(server, tmp_path, *command)
    server.requests.clear()
    again = program(server, tmp_path, *command)

    assert (again.returncode, again.stdout) == (0, first.stdout)
    assert len(server.requests) == 2


def test_a_commit_of_a_digest_is_explained_without_its_change_being_asked_for_twice(
    project: Project, server: GitHubServer, tmp_path: Path
) -> None:
    program(server, tmp_path, "digest", NAME, "2026-02-04")
    server.requests.clear()
    done = program(server, tmp_path, "explain", project.fix, "--repo", NAME)

    assert done.returncode == 0
    assert len(server.requests) == 2


def test_a_database_that_cannot_be_opened_stops_no_digest(server: GitHubServer, tmp_path: Path) -> None:
    command = ("digest", NAME, "2026-02-04", "--format", "json")
    expected = program(server, tmp_path, *command)
    (tmp_path / "file").write_text("")
    done = program(server, tmp_path, *command, DATABASE_URL=f"sqlite:///{tmp_path}/file/digest.db")

    assert (done.returncode, done.stdout) == (0, expected.stdout)
    assert done.stderr.count('"event": "database_unusable"') == 1


def test_a_limit_says_when_to_come_back(server: GitHubServer, tmp_path: Path) -> None:
    server.faults.append(primary_limit(1800))
    done = program(server, tmp_path, "digest", NAME, "2026-02-04")

    assert (done.returncode, done.stdout) == (1, "")
    assert "30 min" in done.stderr or "31 min" in done.stderr
    assert "exceeded" not in done.stderr


def test_a_reader_is_told_politely_and_the_log_why(server: GitHubServer, tmp_path: Path) -> None:
    server.faults.append(Fault(401, {"message": "Bad credentials"}))
    done = program(server, tmp_path, "digest", NAME, "2026-02-04")

    assert (done.returncode, done.stdout) == (1, "")
    log = [line for line in done.stderr.splitlines() if '"event": "source_unreadable"' in line]
    told = [line for line in done.stderr.splitlines() if line not in log]
    assert len(log) == 1
    assert "Bad credentials" in log[0]
    assert "credentials" not in "".join(told)
    assert TOKEN not in done.stderr


def test_the_words_of_a_server_reach_no_reader(server: GitHubServer, tmp_path: Path) -> None:
    server.faults.extend([Fault(404, {"message": "<!channel> rm -rf"})] * 2)
    done = program(server, tmp_path, "digest", NAME, "2026-02-04")

    assert done.returncode == 1
    assert "rm -rf" not in done.stderr
