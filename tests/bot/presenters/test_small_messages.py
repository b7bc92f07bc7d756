"""Progress, help, values of controls, examples."""

import datetime as dt
from dataclasses import replace

import pytest
from saying import all_said, said

from analysis.language import Language
from bot.causes import Cause
from bot.errors import Candidate, SeveralCommitsError
from bot.messages import Bullets, Code, Fields, Menu, plain
from bot.presenters.actions import LONGEST_VALUE, commit_value, follow_button
from bot.presenters.examples import EXAMPLES, FAILED_RUN, Example
from bot.presenters.help import EXAMPLES as COMMANDS
from bot.presenters.help import help_message
from bot.presenters.problems import problem
from bot.presenters.progress import progress_message
from bot.presenters.runs import run_message, runs_message
from bot.presenters.sample import ZONE
from bot.presenters.words.causes import REASONS
from bot.presenters.words.posting import TO_DO
from bot.requests import LATEST, ExplainRequest, ParseContext, parse

BOTH = pytest.mark.parametrize("language", Language)
CONTEXT = ParseContext(dt.datetime(2026, 2, 4, 4, tzinfo=dt.UTC), "Asia/Shanghai", Language.EN, ("acme/api",))
SHA = "0123456789" * 4


@pytest.mark.parametrize(
    ("done", "total", "expected"),
    [
        (0, None, "Reading acme/api 2026-02-04 …"),
        (0, 0, "Reading acme/api 2026-02-04 …"),
        (7, 20, "Analysing acme/api 2026-02-04: 7 of 20 commits …"),
        (20, 20, "acme/api 2026-02-04: all 20 commits are analysed, putting it together …"),
    ],
)
def test_progress_is_one_line(done: int, total: int | None, expected: str) -> None:
    message = progress_message("acme/api", "2026-02-04", done, total, Language.EN)
    assert (message.title, message.sections) == (expected, ())


def test_progress_without_a_repository_names_what_is_known() -> None:
    assert progress_message("", "abc1234", 0, None, Language.ZH).title == "正在读取 abc1234 …"


def test_the_newest_day_is_named_in_words() -> None:
    assert "最近有提交的一天" in progress_message("acme/api", LATEST, 0, None, Language.ZH).title


def _lines(language: Language, umbrella: str | None = None) -> list[str]:
    bullets = next(each for each in help_message(language, umbrella).sections if isinstance(each, Bullets))
    return [span.text for item in bullets.items for span in item if isinstance(span, Code)]


@BOTH
@pytest.mark.parametrize("umbrella", [None, "digest"])
def test_every_example_of_the_help_can_be_typed(language: Language, umbrella: str | None) -> None:
    for line in _lines(language, umbrella):
        assert parse(line, CONTEXT) is not None


def test_commands_stand_after_the_umbrella_where_there_is_one() -> None:
    lines = _lines(Language.EN, "digest")
    assert "/digest owner/name" in lines
    assert "/digest unfollow owner/name" in lines


@BOTH
def test_the_help_tells_of_every_command(language: Language) -> None:
    text = said(help_message(language))
    assert all(f"/{name}" in text for name in COMMANDS)


@BOTH
def test_where_nothing_can_be_followed_the_help_does_not_speak_of_it(language: Language) -> None:
    assert "follow" not in said(help_message(language, following=False)).replace("you follow", "")


def test_a_press_names_its_commit_so_that_the_parser_reads_it() -> None:
    request = parse(f"/explain {commit_value('acme/api', SHA)}", CONTEXT)
    assert isinstance(request, ExplainRequest)
    assert (request.repo, str(request.commit)) == ("acme/api", SHA)


def test_a_choice_below_what_one_person_alone_reads_is_answered_to_them_alone() -> None:
    """In a menu as in a menu of several commits; nobody else is bothered with it."""
    found = (Candidate("acme/api", SHA, "Fix the pool"),)
    error = SeveralCommitsError("0123", found, private=True)
    (menu,) = problem(error, Language.EN, None).controls
    assert isinstance(menu, Menu)
    request = parse(f"/explain {menu.options[0].value}", CONTEXT)
    assert isinstance(request, ExplainRequest)
    assert (request.repo, str(request.commit), request.private) == ("acme/api", SHA, True)


@pytest.mark.parametrize("length", [1, 49, 50, 76, 78, 140])
def test_a_value_fits_whatever_the_repository_is_called(length: int) -> None:
    value = commit_value("r" * length, SHA)
    assert len(value) <= LONGEST_VALUE
    assert SHA[:12] in value


def test_a_name_too_long_to_carry_cannot_be_followed_by_a_press() -> None:
    assert follow_button("a/" + "b" * 100, Language.EN) == ()


@BOTH
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_every_example_says_something(example: Example, language: Language) -> None:
    text = all_said(example.make(language))
    assert text.strip()
    assert "{" not in text


def test_examples_have_names_of_their_own() -> None:
    assert len({example.name for example in EXAMPLES}) == len(EXAMPLES)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("cause", Cause)
def test_a_run_that_failed_says_why_and_shows_what_to_do(cause: Cause, language: Language) -> None:
    failed = replace(FAILED_RUN, cause=cause.value)
    reason = REASONS[cause].to(language)
    (listed,) = runs_message((failed,), ZONE, language).sections
    (shown,) = run_message(failed, None, (), ZONE, language).sections

    assert isinstance(listed, Bullets)
    assert reason in plain(listed.items[0])
    assert isinstance(shown, Fields)
    assert reason in [plain(value) for _, value in shown.pairs]
    assert any(label == TO_DO.to(language) and plain(value) for label, value in shown.pairs)
