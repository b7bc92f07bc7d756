"""Errors as sentences that say what to do next."""

import dataclasses
import datetime as dt
import inspect
from collections.abc import Iterator

import pytest
import strategies
from hypothesis import given
from hypothesis import strategies as st
from saying import said

from analysis import errors as source_errors
from analysis.errors import (
    AmbiguousCommitError,
    MissingProgramError,
    SourceLimitedError,
    SourceUnreadableError,
)
from analysis.language import Language
from bot import errors as bot_errors
from bot.errors import (
    Candidate,
    DateInFutureError,
    MissingRepositoryError,
    MissingValueError,
    NoSuchCommitError,
    NoSuchRepositoryError,
    RefusedError,
    SaidTwiceError,
    SeveralCommitsError,
    TooManyRequestsError,
    UnknownCommandError,
    UnknownWordError,
    UnknownZoneError,
    UnreadableValueError,
)
from bot.messages import Menu, Tone
from bot.presenters.problems import duration, problem
from bot.presenters.words import problems as words
from bot.presenters.words.problem import AGAIN_LATER

BOTH = pytest.mark.parametrize("language", Language)
SAMPLES: dict[str, object] = {
    "str": "acme/api",
    "int": 4000,
    "float": 90.0,
    "bool": True,
    "dt.date": dt.date(2026, 2, 4),
    "tuple[str, ...]": ("one", "two"),
    "int | None": 8192,
    "About": bot_errors.About.PART,
    "tuple[Candidate, ...]": (Candidate("acme/api", "a" * 40, "Fix"), Candidate("acme/web", "b" * 40, "Add")),
    "Sequence[tuple[str, str]]": (("a" * 40, "Fix"), ("b" * 40, "Add")),
}


def _kinds() -> Iterator[type[Exception]]:
    for module in (source_errors, bot_errors):
        for kind in vars(module).values():
            if inspect.isclass(kind) and issubclass(kind, Exception) and kind.__module__ == module.__name__:
                yield kind


def _sample(kind: type[Exception]) -> Exception:
    """Return an error of `kind` with every field set."""
    if not dataclasses.is_dataclass(kind):
        return kind()
    values = {}
    for field in dataclasses.fields(kind):
        name = field.type if isinstance(field.type, str) else getattr(field.type, "__name__", str(field.type))
        values[field.name] = SAMPLES[_plain(name, str(field.type))]
    return kind(**values)


def _plain(name: str, full: str) -> str:
    if name in {"str", "int", "float", "bool"}:
        return name
    known = {
        "date": "dt.date",
        "About": "About",
        "tuple[str, ...]": "tuple[str, ...]",
        "int | None": "int | None",
        "float | None": "float",
        "tuple[bot.errors.Candidate, ...]": "tuple[Candidate, ...]",
    }
    if "collections.abc.Sequence" in full:
        return "Sequence[tuple[str, str]]"
    return known.get(name) or known[full]


KINDS = sorted(_kinds(), key=lambda kind: kind.__name__)
EVERY_KIND = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)


@EVERY_KIND
def test_every_error_has_words_of_its_own(kind: type[Exception]) -> None:
    assert kind in words.PROBLEMS


@EVERY_KIND
@BOTH
def test_every_error_says_what_happened_and_what_to_do_next(
    kind: type[Exception], language: Language
) -> None:
    text = said(problem(_sample(kind), language, None))
    assert "{" not in text
    assert len(text.splitlines()) >= 3


@EVERY_KIND
def test_no_error_shows_its_own_name(kind: type[Exception]) -> None:
    text = said(problem(_sample(kind), Language.EN, None))
    assert kind.__name__ not in text
    assert "(" not in text.replace("(acme/api)", "").replace("(acme/web)", "").replace(
        "(`git fetch", ""
    ).replace("(git fetch", "")


@BOTH
def test_what_nobody_foresaw_says_nothing_of_itself(language: Language) -> None:
    text = said(problem(RuntimeError("postgres://user:secret@host"), language, "3f9a1c07"))
    assert "secret" not in text
    assert "RuntimeError" not in text
    assert "3f9a1c07" in text


@BOTH
def test_an_incident_is_told_only_where_there_is_one(language: Language) -> None:
    error = SourceUnreadableError("acme/api", "connection reset by 10.0.0.1")
    assert "3f9a1c07" in said(problem(error, language, "3f9a1c07"))
    assert "10.0.0.1" not in said(problem(error, language, "3f9a1c07"))
    assert "{incident}" not in said(problem(error, language, None))


def test_an_unreadable_source_is_not_told_as_a_quiet_day() -> None:
    assert "so what landed is not known" in said(
        problem(SourceUnreadableError("acme/api"), Language.EN, None)
    )


@BOTH
def test_a_missing_program_is_to_be_installed_and_not_to_be_waited_for(language: Language) -> None:
    text = said(problem(MissingProgramError("acme/api", "git"), language, None))
    assert "PATH" in text
    assert AGAIN_LATER.to(language) not in text


def test_a_command_that_would_have_worked_is_shown() -> None:
    error = UnknownCommandError("digst", ("digest",), instead="/digest acme/api")
    text = said(problem(error, Language.EN, None))
    assert "There is no command digst." in text
    assert "Did you mean digest?" in text
    assert "Try: /digest acme/api" in text


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (MissingValueError("quiet", ("post", "skip")), "Possible values: post, skip."),
        (UnreadableValueError("level", "huge", ("high", "medium")), "huge is no value for level."),
        (UnknownWordError("teh", "digest", ("the",)), "digest does not know the word teh."),
        (MissingRepositoryError(("acme/api",)), "Repositories known here: acme/api."),
        (NoSuchCommitError("abc1", ("acme/api", "acme/web")), "searched: acme/api, acme/web."),
        (SaidTwiceError("date", "02-04", "02-05"), "the date is given twice: 02-04 and 02-05."),
        (SaidTwiceError("zone", "UTC", "CET"), "zone is given twice: UTC and CET."),
        (UnknownZoneError("+8", ("Asia/Shanghai",), offset=True), "knows no summer time"),
        (
            DateInFutureError(dt.date(2026, 2, 5), dt.date(2026, 2, 4), "Asia/Shanghai"),
            "2026-02-05 is in the future: in Asia/Shanghai it is still 2026-02-04.",
        ),
        (RefusedError("channel_not_found"), "The chat platform did not take a message."),
        (TooManyRequestsError(61.0), "Ask again in 2 minutes."),
        (SourceLimitedError("acme/api", 3601.0), "Ask again in 2 hours."),
        (NoSuchRepositoryError("acme/curier"), "does not exist, or cannot be seen from here"),
    ],
)
def test_what_an_error_knows_is_told(error: Exception, expected: str) -> None:
    assert expected in said(problem(error, Language.EN, None))


@pytest.mark.parametrize(
    ("seconds", "en", "zh"),
    [
        (0.2, "a second", "1 秒"),
        (59.5, "60 seconds", "60 秒"),
        (60.0, "a minute", "1 分钟"),
        (61.0, "2 minutes", "2 分钟"),
        (3600.0, "an hour", "1 小时"),
        (7300.0, "3 hours", "3 小时"),
    ],
)
def test_a_wait_is_rounded_up(seconds: float, en: str, zh: str) -> None:
    assert (duration(seconds, Language.EN), duration(seconds, Language.ZH)) == (en, zh)


def test_a_mistake_is_a_warning_and_a_failure_an_error() -> None:
    assert problem(UnknownCommandError("x"), Language.EN, None).tone is Tone.WARNING
    assert problem(TooManyRequestsError(1.0), Language.EN, None).tone is Tone.WARNING
    assert problem(SourceUnreadableError("x"), Language.EN, None).tone is Tone.ERROR
    assert problem(ValueError(), Language.EN, None).tone is Tone.ERROR


CANDIDATES = (Candidate("acme/api", "abc1" + "2" * 36, "Fix"), Candidate("acme/web", "abc1" + "3" * 36, ""))


@BOTH
def test_several_commits_are_listed_to_choose_from(language: Language) -> None:
    message = problem(SeveralCommitsError("abc1", CANDIDATES), language, None)
    (menu,) = message.controls
    assert isinstance(menu, Menu)
    assert [option.value for option in menu.options] == [f"{one.repo}@{one.sha}" for one in CANDIDATES]
    assert "abc122222222" in said(message)
    assert menu.action == "explain"


def test_the_number_of_candidates_is_the_title() -> None:
    message = problem(SeveralCommitsError("abc1", CANDIDATES), Language.EN, None)
    assert message.title == "2 commits start with abc1"


def test_an_ambiguous_commit_of_one_repository_is_a_choice_too() -> None:
    error = AmbiguousCommitError("acme/api", "abc1", [("abc1" + "2" * 36, "Fix"), ("abc1" + "3" * 36, "Add")])
    assert problem(error, Language.EN, None).title == "2 commits start with abc1"


def test_without_candidates_there_is_nothing_to_choose() -> None:
    assert problem(SeveralCommitsError("abc1"), Language.EN, None).controls == ()


@given(strategies.texts, st.sampled_from(Language))
def test_what_an_asker_wrote_is_given_back_as_code_on_one_line(text: str, language: Language) -> None:
    message = problem(UnknownWordError(text, "digest", instead=text), language, None)
    assert all("\n" not in line and "\x1b" not in line for line in said(message).splitlines())


def test_a_long_word_is_cut_visibly() -> None:
    text = said(problem(UnknownWordError("x" * 4000, "digest"), Language.EN, None))
    assert "…" in text
    assert len(text) < 600
