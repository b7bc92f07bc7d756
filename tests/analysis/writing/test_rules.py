"""Each rule of risk and advice fires, says what it should, and keeps silent where it should."""

from dataclasses import replace

import pytest
from handmade import RATING, advice, change, commit, facts, note, risks
from rulecases import FIRES, LONG, NEW_PACKAGE, SILENT

from analysis.facts.models import Alteration, Evidence, OptionChange, OptionKind
from analysis.language import Language
from analysis.results import Depth
from analysis.types import types_of
from analysis.writing import write_from_facts
from analysis.writing.material import gather
from analysis.writing.rules import RULES

BY_FACTS = {"option_renamed"}
"""No shape in a diff tells a renamed option; the rule is tried with facts made by hand."""

IDS = [rule.id for rule in RULES if rule.id not in BY_FACTS]


def test_every_rule_has_a_case_in_which_it_fires_and_one_in_which_it_does_not() -> None:
    assert set(FIRES) == set(SILENT) == set(IDS)


@pytest.mark.parametrize("rule", IDS)
@pytest.mark.parametrize(("language", "index"), [(Language.EN, 0), (Language.ZH, 1)])
def test_a_rule_that_fires_says(rule: str, language: Language, index: int) -> None:
    case = FIRES[rule]
    analysis = note(case.made, *case.files, language=language)

    if case.risk[index]:
        assert case.risk[index] in risks(analysis)
    if case.advice[index]:
        assert case.advice[index] in advice(analysis)


@pytest.mark.parametrize("rule", IDS)
def test_a_rule_keeps_silent(rule: str) -> None:
    case = SILENT[rule]
    made = commit(case.made) if isinstance(case.made, str) else case.made
    found = facts(made, *case.files)
    material = gather(made, found, types_of(found), RATING)

    assert not list(next(one for one in RULES if one.id == rule).find(material))


@pytest.mark.parametrize(
    ("alteration", "risk"),
    [
        (Alteration.RENAMED, ["The command-line option `--retry` is called `--retries` now."]),
        (Alteration.ADDED, []),
    ],
)
def test_a_renamed_option_is_a_risk_and_asks_for_a_change(alteration: Alteration, risk: list[str]) -> None:
    seen = Evidence('add_argument("--retries")', "src/a.py", 3)
    option = OptionChange("--retries", OptionKind.COMMAND_LINE, alteration, seen, "--retry", "--retries")
    found = replace(facts("Rename it"), options=(option,))
    analysis = write_from_facts(commit("Rename it"), found, types_of(found), RATING, Depth.DEEP, Language.EN)

    assert risks(analysis) == risk
    assert advice(analysis) == [f"Change scripts and configuration: {text}" for text in risk]


def test_a_counted_rest_is_followed_by_no_blank_in_chinese() -> None:
    removed = "\n".join(f"-def f{n}(a):\n-    pass" for n in range(9))

    assert risks(note("Drop them", change("src/a.py", removed), language=Language.ZH)) == [
        "仍在使用 `f0()`、`f1()`、`f2()`、`f3()` 等 9 个的代码会出错。"
    ]


def test_a_commit_with_nothing_to_warn_of_has_no_risks_and_no_advice() -> None:
    analysis = note("Fix a typo", change("README.md", "-teh\n+the"))

    assert risks(analysis) == []
    assert advice(analysis) == []
    assert analysis.conclusion == ""


def test_a_directive_is_told_by_the_function_it_stands_in() -> None:
    file = change("src/a.py", "+    .. deprecated:: 2.3", heading="def is_ip(value):")

    assert any("`is_ip()`" in one for one in advice(note("Deprecate it", file)))


def test_a_missing_test_alone_is_no_advice() -> None:
    assert advice(note("Add it", change("src/a.py", f"+def connect(host):\n{LONG}\n{LONG}"))) == []


def test_a_program_in_c_is_not_asked_for_a_test_of_each_function() -> None:
    said = advice(note("Add it", change("src/a.c", f"+int connect(char *host)\n{LONG}\n{LONG}"), NEW_PACKAGE))

    assert not any("No test" in one for one in said)


def test_the_most_pressing_advice_comes_first_and_six_are_enough() -> None:
    removed = "\n".join(f'-parser.add_argument("--o{n}", default={n})' for n in range(9))
    added = "\n".join(f'+parser.add_argument("--o{n}", default={n + 1})' for n in range(9))
    files = [change(f".github/workflows/{n}.yml", "+      contents: write") for n in range(5)]
    analysis = note("Change all", change("src/a.py", f"{removed}\n{added}"), *files)

    given = advice(analysis)
    assert len(given) == 6
    assert given[0].startswith("Set `--o0`")
