"""`commit-digest digest`: the digest of a day, in three forms, to two places."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from gitrepo import GitRepo
from project import NAME, Project

Typed = Callable[..., Any]


def test_a_digest_is_markdown_by_default(type_: Typed) -> None:
    """The report of the day, on standard output and nowhere else."""
    ran = type_("digest", ".", "2026-02-04")

    assert ran.code == 0
    assert ran.out.startswith("# ")
    assert "Fix a crash when the pool is closed twice" in ran.out
    assert "Document the pool" not in ran.out
    assert ran.err == ""


def test_a_digest_is_data_for_programs(type_: Typed, project: Project) -> None:
    """The day's commits, newest first within their level."""
    data = json.loads(type_("digest", ".", "2026-02-04", "--format", "json").out)

    assert (data["repo"], data["date"], data["timezone"]) == (NAME, "2026-02-04", "Asia/Shanghai")
    assert {commit["sha"] for commit in data["commits"]} == {project.add, project.fix}
    assert data["stats"]["total"] == 2


def test_a_digest_is_text_for_terminals(type_: Typed) -> None:
    """A parent and its thread, plain where it is piped."""
    ran = type_("digest", ".", "2026-02-04", "--format", "text")

    assert ran.out.splitlines()[0].endswith(f"{NAME} · Wed 2026-02-04")
    assert "\x1b" not in ran.out


@pytest.mark.parametrize("form", ["markdown", "text", "json"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_form_comes_in_both_languages(type_: Typed, form: str, language: str) -> None:
    """And says something in each."""
    ran = type_("digest", ".", "2026-02-04", "--format", form, "--language", language)

    assert ran.code == 0
    assert any("\u4e00" <= character <= "\u9fff" for character in ran.out) is (language == "zh")


def test_the_zone_decides_what_a_day_is(type_: Typed) -> None:
    """At 1 o'clock UTC it is still yesterday in New York."""
    data = json.loads(
        type_("digest", ".", "2026-02-03", "--timezone", "America/New_York", "--format", "json").out
    )

    assert data["stats"]["total"] == 2


def test_latest_is_the_newest_day_with_commits(type_: Typed) -> None:
    """Whatever the date is now."""
    data = json.loads(type_("digest", ".", "latest", "--format", "json").out)

    assert data["date"] == "2026-02-05"


def test_yesterday_is_meant_when_nobody_says(type_: Typed) -> None:
    """A quiet day is a digest too."""
    said, meant = (type_("digest", ".", *date, "--format", "json").out for date in (["yesterday"], []))

    assert said == meant
    assert json.loads(said)["stats"]["total"] == 0


def test_several_repositories_are_an_array(type_: Typed, project: Project) -> None:
    """One report in Markdown, one after the other as text."""
    other = str(project.path / ".git")
    data = json.loads(type_("digest", ".", other, "2026-02-04", "--format", "json").out)
    report = type_("digest", ".", other, "2026-02-04").out

    assert [digest["repo"] for digest in data] == [NAME, NAME]
    assert report.count("\n# ") + report.startswith("# ") == 1
    assert type_("digest", ".", other, "latest", "--format", "text").out.count("Thu 2026-02-05") == 2


@pytest.mark.parametrize("form", ["markdown", "text", "json"])
def test_a_result_can_go_to_a_file(type_: Typed, tmp_path: Path, form: str) -> None:
    """The same as would have been printed, and nothing is printed."""
    file = tmp_path / "report"

    ran = type_("digest", ".", "2026-02-04", "--format", form, "--output", str(file))

    assert (ran.code, ran.out) == (0, "")
    assert file.read_text() == type_("digest", ".", "2026-02-04", "--format", form).out.rstrip("\n") + "\n"
    assert list(tmp_path.glob(".report*")) == []


def test_a_file_is_replaced_whole_and_keeps_its_permissions(type_: Typed, tmp_path: Path) -> None:
    """A link stays a link to it."""
    file, link = tmp_path / "report.md", tmp_path / "link.md"
    file.write_text("old")
    file.chmod(0o640)
    link.symlink_to(file)

    type_("digest", ".", "2026-02-04", "--output", str(link))

    assert link.is_symlink()
    assert file.read_text().startswith("# ")
    assert file.stat().st_mode & 0o777 == 0o640


def test_a_file_that_exists_stays_when_the_command_fails(type_: Typed, tmp_path: Path) -> None:
    """Nobody loses a report to a typing error."""
    file = tmp_path / "report.md"
    file.write_text("old")

    assert type_("digest", ".", "2026-02-04", "--branch", "nope", "--output", str(file)).code == 1
    assert file.read_text() == "old"


@pytest.mark.parametrize("place", ["missing/report.md", "", "circle", "n" * 300])
def test_a_file_that_cannot_be_written_is_told_before_any_work(
    type_: Typed, tmp_path: Path, place: str
) -> None:
    """With its reason."""
    (tmp_path / "circle").symlink_to(tmp_path / "circle")

    ran = type_("digest", "no repository", "2026-02-04", "--output", str(tmp_path / place))

    assert (ran.code, ran.out) == (1, "")
    assert "cannot be written" in ran.err


def test_a_name_as_long_as_a_file_can_have_is_written(type_: Typed, tmp_path: Path) -> None:
    """What is written beside it first has a short name of its own."""
    place = tmp_path / ("n" * 255)

    assert type_("digest", ".", "2026-02-04", "--output", str(place)).code == 0
    assert place.is_file()


def test_a_device_is_written_to_not_replaced(type_: Typed) -> None:
    """Whoever says so wants no output."""
    assert type_("digest", ".", "2026-02-04", "--output", "/dev/null").code == 0
    assert Path("/dev/null").is_char_device()


def test_a_full_disk_is_a_sentence(type_: Typed) -> None:
    """With what the system says."""
    ran = type_("digest", ".", "2026-02-04", "--output", "/dev/full")

    assert (ran.code, ran.out) == (1, "")
    assert "No space left on device" in ran.err


def test_half_a_file_is_never_left(type_: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever stops the writing."""

    def refuse(self: Path, target: Path) -> None:
        raise OSError(5, "Input/output error", self, None, target)

    monkeypatch.setattr(Path, "replace", refuse)

    ran = type_("digest", ".", "2026-02-04", "--output", str(tmp_path / "report.md"))

    assert ran.code == 1
    assert "Input/output error" in ran.err
    assert [path.name for path in tmp_path.iterdir()] == ["standard-input"]


def test_a_repository_can_be_named_by_its_name_or_any_path(type_: Typed, project: Project) -> None:
    """The one we stand in is known by its name."""
    for repo in (
        NAME,
        "app",
        str(project.path),
        str(project.path / "src"),
        "src",
        "https://github.com/acme/app",
    ):
        assert type_("digest", repo, "2026-02-04").code == 0


def test_a_folder_with_unseen_characters_in_its_name_is_found(type_: Typed, tmp_path: Path) -> None:
    """Some languages need them, such as Persian its zero-width non-joiner."""
    folder = tmp_path / "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
    GitRepo.create(folder, origin=None)

    ran = type_("digest", str(folder), "2026-02-04", "--format", "json")

    assert ran.code == 0
    assert "\u200c" not in ran.out


def test_a_configured_repository_goes_by_its_name(
    type_: Typed, project: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Wherever we stand, and whatever its origin says."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LOCAL_REPOS", f"corp/tool={project.path}")

    data = json.loads(type_("digest", "corp/tool", "2026-02-04", "--format", "json").out)

    assert data["repo"] == "corp/tool"
    assert data["stats"]["total"] == 2
