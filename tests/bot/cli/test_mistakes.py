"""What goes wrong on the command line: an exit code, one sentence, no traceback."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from gitrepo import START, GitRepo, Spec

from analysis.errors import SourceUnreadableError
from bot.bootstrap import local

Typed = Callable[..., Any]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["nope"], "No such command 'nope'"),
        (["digest"], "Missing argument 'REPO... [DATE]'"),
        (["digest", "yesterday"], "Name a repository"),
        (["digest", ".", "2026-02-30"], "no such day as 2026-02-30"),
        (["digest", ".", "2999-01-01"], "in the future"),
        (["digest", "/nowhere"], "no git repository at '/nowhere'"),
        (["digest", "nowhere"], "'nowhere' is neither"),
        (["digest", "a/b/c"], "'a/b/c' is neither"),
        (["digest", "\x00"], "is neither"),
        (["digest", "x" * 5000], "is neither"),
        (["digest", "https://gitlab.com/a/b"], "gitlab.com"),
        (["digest", ".", "--format", "xml"], "'xml' is not one of"),
        (["digest", ".", "--language", "fr"], "'fr' is not one of"),
        (["digest", ".", "--timezone", "Asia/Shangai"], "Asia/Shanghai"),
        (["digest", ".", "--bogus"], "No such option"),
        (["explain"], "Missing argument 'SHA'"),
        (["explain", "zzz"], "zzz is no SHA"),
        (["explain", "acme/web@abc1234", "--repo", "."], "the commit is of acme/web"),
        (["explain", "abc1234", "--repo", "/nowhere"], "no git repository"),
        (["rate"], "Missing argument 'REPO'"),
        (["rate", "/nowhere"], "no git repository"),
        (["preview", "yesterday"], "Name a repository"),
        (["preview", ".", "src", "yesterday"], "one repository"),
        (["preview", "--platform", "irc"], "'irc' is not one of"),
    ],
)
def test_wrong_arguments_end_with_two(type_: Typed, arguments: list[str], told: str) -> None:
    """Nothing is printed on standard output."""
    ran = type_(*arguments)

    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.startswith("commit-digest: ")
    assert told in ran.err
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize(
    "address",
    [
        "https://user:hunter2@example.org/a/b",
        "https://user:hunter2@[example/a/b",
        "ftp://hunter2@/a/b",
        "user:hunter2@example.org/a/b",
        "user:hunter2@example.org:a/b",
    ],
)
def test_who_signs_in_at_an_address_is_never_said(type_: Typed, address: str) -> None:
    """A terminal's lines end up in logs and tickets."""
    ran = type_("digest", address)

    assert (ran.code, ran.out) == (2, "")
    assert "hunter2" not in ran.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["digest", ".", "--branch", "nope"], "no branch called nope"),
        (["digest", ".", "--branch", "-x"], "no branch called -x"),
        (["explain", "deadbeef"], "no commit deadbeef"),
        (["explain", "#99"], "#99"),
    ],
)
def test_what_is_not_there_ends_with_one(type_: Typed, arguments: list[str], told: str) -> None:
    """The question was right, the answer is no."""
    ran = type_(*arguments)

    assert (ran.code, ran.out) == (1, "")
    assert told in ran.err
    assert ran.err.count("\n") == 1


def test_settings_that_cannot_be_used_are_all_told(type_: Typed, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sentence for each."""
    monkeypatch.setenv("HTTP_PORT", "x")
    monkeypatch.setenv("DIGEST_TIMEZONE", "Mars")

    ran = type_("digest", ".")

    assert ran.code == 2
    assert "HTTP_PORT: must be a whole number" in ran.err
    assert "DIGEST_TIMEZONE: 'Mars' is no IANA time zone" in ran.err


def test_outside_any_repository_a_commit_needs_one(
    type_: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody can guess which."""
    monkeypatch.chdir(tmp_path)

    ran = type_("explain", "abc1234")

    assert ran.code == 2
    assert "--repo" in ran.err


def test_a_source_that_cannot_be_read_says_so_with_an_incident(
    type_: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The log on standard error says more, under the same number."""

    async def broken(path: Path, name: str | None) -> None:
        raise SourceUnreadableError(name or str(path), "disk on fire")

    monkeypatch.setattr(local, "open_local", broken)

    ran = type_("digest", ".", "2026-02-04")

    assert ran.code == 1
    assert '"event": "source_unreadable"' in ran.err
    assert "disk on fire" in ran.err
    assert "Traceback" not in ran.err


def test_a_failure_of_our_own_is_a_sentence_too(type_: Typed, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its traceback goes to the log, on one line."""

    async def broken(path: Path, name: str | None) -> None:
        raise ZeroDivisionError(path, name)

    monkeypatch.setattr(local, "open_local", broken)

    ran = type_("digest", ".", "2026-02-04")

    assert (ran.code, ran.out) == (1, "")
    assert "\nTraceback" not in ran.err
    assert '"event": "command_failed"' in ran.err


def test_ctrl_c_ends_quietly(type_: Typed, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the code that shells know."""

    async def interrupted(path: Path, name: str | None) -> None:
        raise KeyboardInterrupt(path, name)

    monkeypatch.setattr(local, "open_local", interrupted)

    ran = type_("digest", ".", "2026-02-04")

    assert (ran.code, ran.out, ran.err) == (130, "", "")


def test_no_command_at_all_shows_the_help(type_: Typed) -> None:
    """Which is no success."""
    ran = type_()

    assert ran.code == 2
    assert "digest" in ran.out
    assert ran.err == ""


def test_help_is_a_success(type_: Typed) -> None:
    """For each command."""
    for command in ("run", "digest", "explain", "rate", "preview", "doctor"):
        ran = type_(command, "--help")
        assert (ran.code, ran.err) == (0, "")
    assert type_("--version").out.startswith("commit-digest ")


def test_a_usage_line_can_be_typed_as_it_stands(type_: Typed) -> None:
    """Arguments are named without brackets or types of the library's."""
    told = type_("digest", "--help").out

    assert "Usage: commit-digest digest [OPTIONS] REPO... [DATE]\n" in told
    assert "Usage: commit-digest runs [OPTIONS] [ACTION] [ID]\n" in type_("runs", "--help").out
    assert "list[" not in told
    assert "<str>" not in told


def test_an_ambiguous_prefix_lists_the_commits_it_may_mean(
    type_: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each on a line of its own, to choose from."""
    repo = GitRepo.create(tmp_path / "many", bare=False, origin=None)
    shas = repo.commits(
        [Spec(f"Change {number}\n", {"a": str(number)}, START + number) for number in range(700)]
    )
    counts = Counter(sha[:4] for sha in shas)
    prefix = next(prefix for prefix, count in counts.items() if count > 1)
    monkeypatch.chdir(repo.path)

    ran = type_("explain", prefix)

    assert (ran.code, ran.out) == (1, "")
    assert ran.err.count("\n  ") == counts[prefix]
