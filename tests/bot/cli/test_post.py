"""`post` and `runs` as they are typed: once, completed, anew, and looked at afterwards."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.errors import About, RefusedError

Typed = Callable[..., Any]


@pytest.fixture(autouse=True)
def _own_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'digest.sqlite'}")


TO = ("post", ".", "2026-02-04", "--to", "terminal:main")


def unwrapped(text: str) -> str:
    """Return `text` without the line ends that a narrow terminal needs."""
    return " ".join(text.split())


def test_a_digest_is_printed_and_noted(type_: Typed) -> None:
    ran = type_(*TO)
    assert ran.code == 0
    assert "2026-02-04" in ran.out
    assert "stands in terminal:main" in ran.err


def test_the_same_day_is_not_posted_twice(type_: Typed) -> None:
    type_(*TO)
    again = type_(*TO)
    assert (again.code, again.out) == (0, "")
    assert "nothing was posted" in again.err
    assert "--again" in again.err


def test_it_is_posted_anew_where_somebody_says_so(type_: Typed) -> None:
    first = type_(*TO)
    assert type_(*TO, "--again").out == first.out
    assert type_(*TO).out == ""


def test_another_channel_gets_its_own(type_: Typed) -> None:
    first = type_(*TO)
    assert type_("post", ".", "2026-02-04", "--to", "terminal:other").out == first.out


def test_a_quiet_day_is_posted_too(type_: Typed) -> None:
    ran = type_("post", ".", "2026-01-01", "--to", "terminal:main")
    assert ran.code == 0
    assert "2026-01-01" in ran.out


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("post", ".", "--to", "nonsense"), 2, "is no channel"),
        (("post", ".", "--to", "irc:dev"), 2, "is no channel"),
        (("post", ".", "--to", "slack:C1"), 1, "not set up"),
        (("post", ".", ".", "2026-02-04", "--to", "terminal:main"), 2, "one repository"),
        (("runs", "show"), 2, "Name a run"),
        (("runs", "show", "digest:none:1"), 1, "There is no run"),
        (("worker",), 2, "needs PostgreSQL"),
    ],
)
def test_a_mistake_is_a_sentence(type_: Typed, arguments: tuple[str, ...], code: int, said: str) -> None:
    ran = type_(*arguments)
    assert ran.code == code
    assert said in ran.err


@pytest.mark.parametrize(("about", "said"), [(About.CHANNEL, "channel's id"), (About.PART, "did not take")])
def test_a_channel_that_is_not_there_is_told_from_a_message_that_is_refused(
    type_: Typed, monkeypatch: pytest.MonkeyPatch, about: About, said: str
) -> None:
    """Who typed a channel's name for its id reads how to find the id."""

    async def refused(*_: object) -> None:
        raise RefusedError("channel_not_found", about=about)

    monkeypatch.setattr("bot.cli.post.tell", refused)

    ran = type_(*TO)

    assert ran.code == 1
    assert said in ran.err


def test_a_run_has_the_name_of_its_repository(type_: Typed, monkeypatch: pytest.MonkeyPatch) -> None:
    """A path means nothing to who reads the list elsewhere."""
    monkeypatch.setenv("COLUMNS", "200")
    type_(*TO)
    assert "acme/app 2026-02-04 → terminal:main" in unwrapped(type_("runs").out)


def test_runs_are_listed_and_shown(type_: Typed) -> None:
    assert "Nothing has run yet" in type_("runs").out
    type_(*TO)
    listed = type_("runs").out
    run = next(word for word in listed.split() if word.startswith("post:"))
    shown = type_("runs", "show", run).out
    assert "post by hand" in listed
    assert "done" in shown
    assert "confirmed" in shown


def test_what_was_posted_by_hand_is_mended_by_hand(type_: Typed) -> None:
    type_(*TO)
    run = next(word for word in type_("runs").out.split() if word.startswith("post:"))
    for action in ("retry", "cancel"):
        ran = type_("runs", action, run)
        assert ran.code == 2
        assert "commit-digest post again" in ran.err


def test_a_database_that_cannot_be_opened_is_said_so(type_: Typed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody:secret@127.0.0.1:9/none")
    ran = type_(*TO)
    assert ran.code == 1
    assert "cannot be reached" in ran.err
    assert "secret" not in ran.err


def test_the_terminal_follows_and_remembers(type_: Typed) -> None:
    type_("run", given="/follow . at 10:30\n")
    assert "10:30" in type_("run", given="/following\n").out


def test_the_terminal_goes_on_without_a_database(type_: Typed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody:secret@127.0.0.1:9/none")
    ran = type_("run", given="/following\n")
    assert ran.code == 0
    assert "not available here" in ran.out
    assert "database_unusable" in ran.err


def test_the_doctor_looks_at_the_database(type_: Typed) -> None:
    assert "will be made when it is needed" in unwrapped(type_("doctor").out)
    type_(*TO)
    well = unwrapped(type_("doctor").out)
    assert "can be read and written" in well
    assert "no bot is at work" in well


def test_the_doctor_says_how_to_mend_a_database(type_: Typed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody:secret@127.0.0.1:9/none")
    ran = type_("doctor")
    assert ran.code == 1
    assert "Check that its server runs" in ran.out
    assert "secret" not in ran.out + ran.err
