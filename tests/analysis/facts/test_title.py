"""Subjects of many projects are taken apart as a reader would."""

import pytest
from hypothesis import given
from strategies import texts

from analysis.facts.models import Title
from analysis.facts.title import title_of


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("feat:  two spaces", Title("two spaces", "feat")),
        ("Feat(x)!: y", Title("y", "feat", ("x",), breaking=True)),
        ("fix (core): z", Title("z", "fix", ("core",))),
        ("refactor(core)!: drop x (!45)", Title("drop x", "refactor", ("core",), breaking=True)),
        ("net: add a socket (#12)", Title("add a socket", None, ("net",))),
        ("net, sync: fix", Title("fix", None, ("net", "sync"))),
        ("[Bugfix] Fix crash", Title("Fix crash", "fix")),
        ("[Docs][Core] a", Title("a", "docs", ("Core",))),
        ("[CI/Build] x", Title("x", "ci")),
        ("[Feature]: add x", Title("add x", "feat")),
        ("[Breaking] x", Title("x", None, ("Breaking",), breaking=True)),
        ("BREAKING: x", Title("x", None, ("BREAKING",), breaking=True)),
        ("[1/3] add x", Title("add x")),
        ("修复：登录失败", Title("登录失败", "fix")),
        ("修复(登录): 会话过期", Title("会话过期", "fix", ("登录",))),
        ("feat：新增导出", Title("新增导出", "feat")),
        ("【修复】登录失败", Title("登录失败", "fix")),
        ("🐛 Fix y", Title("Fix y", "fix")),
        ("💥 Drop y", Title("Drop y", breaking=True)),
        ("Fix crash (#1) (#2)", Title("Fix crash")),
    ],
)
def test_prefixes_tags_and_numbers_are_taken_off_the_title(subject: str, expected: Title) -> None:
    assert title_of(subject) == expected


@pytest.mark.parametrize("subject", ["fix:", "(#12)", "docs", "http://x: y", "Implement A: B", "re #12: foo"])
def test_what_only_looks_like_a_prefix_stays_in_the_title(subject: str) -> None:
    assert title_of(subject) == Title(subject)


@given(texts, texts)
def test_no_subject_loses_its_last_words(first: str, last: str) -> None:
    subject = " ".join(f"{first} {last}".split())
    assert subject.endswith(title_of(subject).text) or "(" in subject


@given(texts)
def test_no_subject_raises(subject: str) -> None:
    assert isinstance(title_of(subject), Title)
