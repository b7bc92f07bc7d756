"""The headline: what a day was about, in one sentence."""

from dataclasses import replace

import pytest
from digesting import made, note

from analysis import headline_words
from analysis.facts.models import DependencyChange, Evidence, Title
from analysis.headline import TITLE_LIMIT, headline
from analysis.language import Language
from analysis.results import ChangeType, DigestCommit, Level, UpgradeKind

BOTH = pytest.mark.parametrize("language", Language)


def bumped(sha: str, name: str, before: str, after: str, *, direct: bool = True) -> DigestCommit:
    """Return a commit that moves one dependency."""
    one = made(sha, Level.LOW, kind=ChangeType.DEPENDENCIES, subject=f"Bump {name}")
    change = DependencyChange(name, before, after, direct, major=False, evidence=Evidence(name))
    return replace(one, facts=replace(one.facts, dependencies=(change,)))


def test_a_quiet_day_says_so() -> None:
    assert headline((), (), Language.EN) == "Nothing landed that day."
    assert headline((), (), Language.ZH) == "这一天没有提交合入。"


@BOTH
def test_a_quiet_day_that_goes_on_promises_nothing(language: Language) -> None:
    assert headline((), (), language, ended=False) != headline((), (), language)


def test_the_best_commits_are_named_by_what_they_say() -> None:
    day = (made("a", Level.HIGH, subject="Close pools once"), made("b", Level.HIGH, subject="Retry sends"))
    assert headline(day, (), Language.EN) == "What matters most: “Close pools once” and “Retry sends”."
    assert headline(day, (), Language.ZH) == "最要紧的是“Close pools once”和“Retry sends”。"


def test_of_many_high_commits_the_foremost_are_named_and_all_counted() -> None:
    day = [made(digit, Level.HIGH, subject=f"Change {digit}", score=ord(digit)) for digit in "abcd"]
    text = headline(day, (), Language.EN)
    assert text.startswith("4 commits of high importance, “Change d” and “Change c” foremost")


def test_the_rest_is_counted_by_what_it_is() -> None:
    day = (
        made("a", Level.HIGH, subject="Retry sends"),
        made("b", Level.LOW, kind=ChangeType.TESTS),
        made("c", Level.LOW, kind=ChangeType.DOCUMENTATION),
        made("d", Level.LOW, kind=ChangeType.TESTS),
    )
    assert headline(day, (), Language.EN).endswith(
        "the rest is two test changes and one documentation change."
    )
    assert headline(day, (), Language.ZH).endswith("此外还有 2 个测试改动和 1 个文档更新。")


def test_kinds_beyond_the_first_few_are_others() -> None:
    kinds = (
        ChangeType.FIX,
        ChangeType.FIX,
        ChangeType.TESTS,
        ChangeType.BUILD,
        ChangeType.FEATURE,
        ChangeType.OTHER,
    )
    day = [made("a", Level.HIGH)] + [made(str(at), Level.LOW, kind=kind) for at, kind in enumerate(kinds)]
    assert headline(day, (), Language.EN).endswith("and two other changes.")


def test_a_day_without_high_commits_says_what_is_most_worth_a_look() -> None:
    day = (made("a", Level.MEDIUM, subject="Log less"), made("b", Level.LOW))
    assert headline(day, (), Language.EN).startswith(
        "No high-importance commit; most worth a look: “Log less”"
    )


def test_a_single_commit_is_said_to_be_one() -> None:
    assert (
        headline((made("a", Level.LOW, subject="Log less"),), (), Language.EN)
        == "One commit landed: “Log less”."
    )


def test_what_could_break_is_named_with_its_names() -> None:
    notes = (note(name="send"), note(name="recv"), note(UpgradeKind.DEFAULT_CHANGED, "timeout"))
    text = headline((made("a", Level.HIGH),), notes, Language.EN)
    assert "two public names are gone (`send`, `recv`); one default changes (`timeout`)" in text


def test_many_names_end_visibly() -> None:
    notes = [note(name=name) for name in ("send", "recv", "ping")]
    assert "移除 3 个公开名称（`send`、`recv` 等）" in headline((made("a", Level.HIGH),), notes, Language.ZH)


def test_a_day_of_dependency_bumps_names_what_moved() -> None:
    day = (bumped("a", "ruff", "0.1", "0.2"), bumped("b", "mypy", "1.0", "1.1"))
    assert (
        headline(day, (), Language.EN)
        == "Only dependencies moved, in two commits: `ruff` 0.1 → 0.2 and `mypy` 1.0 → 1.1."
    )
    assert (
        headline(day, (), Language.ZH) == "只有依赖升级，共 2 个提交：`ruff` 0.1 → 0.2 和 `mypy` 1.0 → 1.1。"
    )


def test_more_bumps_than_a_sentence_bears_are_counted() -> None:
    day = [bumped(digit, f"lib-{digit}", "1", "2") for digit in "abcde"]
    assert headline(day, (), Language.EN).endswith("`lib-c` 1 → 2 and 2 more.")


def test_a_day_of_maintenance_says_that_there_was_nothing_else() -> None:
    day = (
        made("a", Level.LOW, kind=ChangeType.DOCUMENTATION, subject="Fix a typo"),
        made("b", Level.LOW, kind=ChangeType.BUILD),
    )
    assert (
        headline(day, (), Language.EN)
        == "Maintenance only: one documentation change and one build or CI change, such as “Fix a typo”."
    )


def test_a_bump_that_obliges_users_is_no_mere_maintenance() -> None:
    day = (bumped("a", "ruff", "0.1", "0.2"), bumped("b", "pydantic", "1.0", "2.0"))
    text = headline(day, (note(UpgradeKind.DEPENDENCY_MAJOR, "pydantic"),), Language.EN)
    assert "one dependency moves to a new major version (`pydantic`)" in text


@BOTH
def test_a_long_title_ends_at_its_first_sentence(language: Language) -> None:
    subject = "Close pools once. " + "This matters a lot because otherwise things leak. " * 3
    assert "“Close pools once”" in headline((made(subject=subject),), (), language)


@BOTH
def test_a_title_without_an_end_is_cut_visibly_at_a_word(language: Language) -> None:
    text = headline((made(subject="word " * 40),), (), language)
    assert "word…”" in text
    assert len(text) < TITLE_LIMIT * 2


def test_no_cut_title_is_longer_than_may_be() -> None:
    text = headline((made(subject="x" * TITLE_LIMIT + " and more"),), (), Language.EN)
    title = text.partition("“")[2].partition("”")[0]
    assert len(title) == TITLE_LIMIT


@BOTH
def test_a_commit_without_a_title_goes_by_its_sha(language: Language) -> None:
    one = made("abc", subject="")
    assert "“abc0000”" in headline((replace(one, facts=replace(one.facts, title=Title(""))),), (), language)


@BOTH
def test_different_days_have_different_headlines(language: Language) -> None:
    days = [
        (),
        (made("a"),),
        (made("a", Level.HIGH, subject="Retry sends"),),
        (made("a", Level.HIGH), made("b", Level.LOW)),
        (bumped("a", "ruff", "1", "2"), bumped("b", "mypy", "1", "2")),
    ]
    assert len({headline(day, (), language) for day in days}) == len(days)


def test_every_type_and_kind_has_words() -> None:
    assert set(headline_words.TYPE_WORDS) == set(ChangeType)
    assert set(headline_words.KIND_WORDS) == set(UpgradeKind)


def test_a_title_that_says_nothing_is_not_what_a_day_is_called_by() -> None:
    day = (
        made("a", Level.HIGH, subject="Truckin' on", score=900),
        made("b", Level.HIGH, subject="Close pools once", score=100),
        made("c", Level.HIGH, subject="重试发送", score=50),
    )
    assert headline(day, (), Language.EN).startswith(
        "3 commits of high importance, “Close pools once” and “重试发送” foremost"
    )


def test_a_release_is_told_with_what_it_does() -> None:
    one = made(subject="Version 0.28.0", level=Level.HIGH)
    assert headline([one], (), Language.EN) == ("One commit landed: “Version 0.28.0” (changes `pool`).")


def test_a_short_title_keeps_the_area_that_its_subject_named() -> None:
    one = made(subject="hiredis: implement bool type.", level=Level.HIGH)
    one = replace(
        one, facts=replace(one.facts, title=Title("implement bool type.", areas=("RESP3", "hiredis")))
    )
    assert headline([one], (), Language.EN) == "One commit landed: “hiredis: implement bool type”."
