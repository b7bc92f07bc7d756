"""The other commands: explain, rate, preview, doctor, run."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from gitrepo import GitRepo, run
from project import NAME, Project

from bot.presenters.examples import EXAMPLES

Typed = Callable[..., Any]


@pytest.mark.parametrize("form", ["markdown", "text", "json"])
def test_a_commit_is_explained_where_we_stand(type_: Typed, project: Project, form: str) -> None:
    """In each form."""
    ran = type_("explain", project.fix[:7], "--format", form)

    assert ran.code == 0
    assert "Fix a crash when the pool is closed twice" in ran.out


def test_an_explained_commit_is_an_element_of_a_digest(type_: Typed, project: Project) -> None:
    """The same data, only deeper."""
    explained = json.loads(type_("explain", project.fix[:4], "--format", "json").out)
    commits = json.loads(type_("digest", ".", "2026-02-04", "--format", "json").out)["commits"]
    listed = next(commit for commit in commits if commit["sha"] == project.fix)

    assert explained["sha"] == project.fix
    assert explained["analysis"]["depth"] == "deep"
    assert explained.keys() == listed.keys()


@pytest.mark.parametrize("name", ["#2", f"{NAME}#2", f"https://github.com/{NAME}/pull/2", "2"])
def test_a_pull_request_names_its_commit(type_: Typed, project: Project, name: str) -> None:
    """However it is pointed at."""
    assert json.loads(type_("explain", name, "--format", "json").out)["sha"] == project.fix


def test_a_commit_goes_to_a_file(type_: Typed, project: Project, tmp_path: Path) -> None:
    """As text, too."""
    file = tmp_path / "commit.txt"

    assert type_("explain", project.fix, "--repo", NAME, "--format", "text", "--output", str(file)).code == 0
    assert "Fix a crash" in file.read_text()


def test_ratings_come_a_line_each_in_the_order_asked(type_: Typed, project: Project) -> None:
    """As JSON that names the commit in full."""
    given = f"{project.document}\n\n{project.fix[:7]}\n{project.document}\n"

    ran = type_("rate", ".", given=given)

    lines = [json.loads(line) for line in ran.out.splitlines()]
    assert (ran.code, ran.err) == (0, "")
    assert [line["sha"] for line in lines] == [project.document, project.fix, project.document]
    assert set(lines[0]) == {"repo", "sha", "score", "level", "types", "reasons"}
    assert lines[1]["repo"] == NAME
    assert lines[1]["score"] > lines[0]["score"]


def test_a_rating_is_the_one_of_the_digest(type_: Typed, project: Project) -> None:
    """Score, level and reasons agree."""
    rated = json.loads(type_("rate", ".", given=project.fix).out)
    commits = json.loads(type_("digest", ".", "2026-02-04", "--format", "json").out)["commits"]
    listed = next(commit for commit in commits if commit["sha"] == project.fix)

    assert {key: rated[key] for key in ("score", "level", "types", "reasons")} == {
        key: listed[key] for key in ("score", "level", "types", "reasons")
    }


def test_a_commit_that_cannot_be_rated_does_not_stop_the_others(type_: Typed, project: Project) -> None:
    """It is told on standard error, and the end says that something failed."""
    ran = type_("rate", ".", given=f"deadbeef\n{project.fix}\nnonsense\n")

    assert ran.code == 1
    assert [json.loads(line)["sha"] for line in ran.out.splitlines()] == [project.fix]
    assert "deadbeef" in ran.err
    assert "nonsense" in ran.err


def test_nothing_to_rate_is_no_failure(type_: Typed) -> None:
    """An empty list has an empty answer."""
    ran = type_("rate", ".")

    assert (ran.code, ran.out, ran.err) == (0, "", "")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_preview_shows_every_example(type_: Typed, language: str) -> None:
    """Without any repository."""
    ran = type_("preview", "--language", language)

    assert ran.code == 0
    assert [line.split()[1] for line in ran.out.splitlines() if line.startswith("── ")] == [
        example.name for example in EXAMPLES
    ]
    assert "\x1b" not in ran.out


def test_a_preview_of_a_day_is_what_the_terminal_receives(type_: Typed) -> None:
    """The same words as the digest as text."""
    assert (
        type_("preview", ".", "2026-02-04").out == type_("digest", ".", "2026-02-04", "--format", "text").out
    )


def test_a_healthy_machine_passes_the_doctor(type_: Typed) -> None:
    """Each check has its line."""
    ran = type_("doctor")

    assert ran.code == 0
    assert f"This folder: repository {NAME}" in ran.out
    assert "git: version" in ran.out


def test_the_doctor_fails_when_something_is_ill(type_: Typed, monkeypatch: pytest.MonkeyPatch) -> None:
    """And says how to mend it."""
    monkeypatch.setenv("LOCAL_REPOS", "acme/web=/nowhere")

    ran = type_("doctor")

    assert ran.code == 1
    assert "acme/web=/nowhere" in ran.out
    assert "LOCAL_REPOS" in ran.out


def test_the_terminal_shows_the_newest_day_and_ends_with_its_input(type_: Typed) -> None:
    """Nothing needs to be typed."""
    ran = type_("run")

    assert (ran.code, ran.err) == (0, "")
    assert "Thu 2026-02-05" in ran.out
    assert "Document the pool" in ran.out
    assert "›" not in ran.out


def test_the_terminal_answers_commands(type_: Typed, project: Project) -> None:
    """In their order, mistakes too."""
    given = f"/digest . 2026-02-04\n\n/explain {project.add[:7]}\n/explain abc1234\n/help\nquit\n/digest .\n"

    ran = type_("run", given=given)

    assert ran.code == 0
    told = ["Wed 2026-02-04", "Add a pool", f"{NAME} has no commit abc1234", "What you can ask"]
    places = [ran.out.index(words) for words in told]
    assert places == sorted(places)
    assert ran.out.rstrip().count("Nothing landed") == 0


def test_the_terminal_works_where_there_is_no_repository(
    type_: Typed, project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says so kindly, and paths can be named."""
    monkeypatch.chdir(tmp_path)

    ran = type_("run", given=f"/digest {project.path} 2026-02-04\n")

    assert ran.code == 0
    assert ran.out.startswith("! No git repository here")
    assert "Wed 2026-02-04" in ran.out


def test_the_terminal_works_in_an_empty_repository(
    type_: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There is no newest day yet, and help is there all the same."""
    GitRepo.create(tmp_path / "new", bare=False, origin=None)
    monkeypatch.chdir(tmp_path / "new")

    ran = type_("run", given="/help\n")

    assert ran.code == 0
    assert "new" in ran.out.splitlines()[1]
    assert "What you can ask" in ran.out


def test_an_empty_repository_has_a_quiet_day_but_no_latest(
    type_: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing landed there yet."""
    GitRepo.create(tmp_path / "new", bare=False, origin=None)
    monkeypatch.chdir(tmp_path / "new")

    quiet = type_("digest", ".", "2026-02-04", "--format", "json")

    assert json.loads(quiet.out)["stats"]["total"] == 0
    assert type_("digest", ".", "latest").code == 1


def test_the_end_of_a_shallow_clone_is_said_not_analysed(
    type_: Typed, project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the oldest commit changed cannot be known."""
    clone = tmp_path / "shallow"
    run("clone", "--quiet", "--depth", "2", f"file://{project.path}", str(clone))
    monkeypatch.chdir(clone)

    data = json.loads(type_("digest", ".", "2026-02-04", "--format", "json").out)
    rated = type_("rate", ".", given=f"{project.fix}\n{project.document}\n")

    assert data["status"] == "partial"
    assert [commit["sha"] for commit in data["commits"]] == [project.fix]
    assert rated.code == 1
    assert [json.loads(line)["sha"] for line in rated.out.splitlines()] == [project.document]
    assert type_("explain", project.fix).code == 1
