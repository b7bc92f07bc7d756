"""Types are sure where files or the author tell, else a guess of two at most."""

import pytest
from handmade import BOT, change, commit, facts, gone, new
from hypothesis import given, settings
from strategies import facts as any_facts

from analysis.facts.extract import facts_of
from analysis.facts.models import Facts
from analysis.models import Diff, FileStatus
from analysis.results import ChangeType, Types
from analysis.types import MOST, types_of

T = ChangeType
SOURCE = change("src/pool.py", "-a()\n+b()")
LONG = change("src/pool.py", "\n".join(f"+step_{n}()" for n in range(80)))
TESTS = change("tests/test_pool.py", "\n".join(f"+assert {n}" for n in range(40)))
DOCS = change("docs/pool.md", "+The pool.")
FLOW = change(".github/workflows/ci.yml", "+x: 1")
LOCK = change("uv.lock", '-version = "1.0"\n+version = "1.1"')
RAISED = change("pyproject.toml", '-    "httpx>=1.2",\n+    "httpx>=2.0",')
API = change("src/pool.py", "+def connect(url):\n+    pass")


@pytest.mark.parametrize(
    ("made", "kind"),
    [
        (facts('Revert "Add x"', SOURCE), T.REVERT),
        (facts("Fix it", DOCS), T.DOCUMENTATION),
        (facts("fix: it", DOCS), T.DOCUMENTATION),
        (facts("Fix it", TESTS), T.TESTS),
        (facts("Fix it", FLOW), T.BUILD),
        (facts("Fix it", change("Dockerfile", "+RUN x"), FLOW), T.BUILD),
        (facts("Raise it", RAISED, LOCK), T.DEPENDENCIES),
        (facts("x", LOCK), T.DEPENDENCIES),
        (facts("x", change("values.yaml", "+a: 1")), T.CONFIGURATION),
        (facts("feat: x", SOURCE), T.FEATURE),
        (facts("[Bugfix] x", SOURCE), T.FIX),
        (facts("perf(pool): x", SOURCE), T.PERFORMANCE),
        (facts("修复：x", SOURCE), T.FIX),
        (facts_of(commit("Bump a\n\nCVE-2026-1234", author=BOT), Diff((LOCK,))), T.SECURITY),
    ],
)
def test_a_sign_makes_the_first_type_sure(made: Facts, kind: ChangeType) -> None:
    found = types_of(made)
    assert (found.types[0], found.guessed) == (kind, False)


@pytest.mark.parametrize(
    ("made", "kinds"),
    [
        (facts("Handle empty input", SOURCE), (T.FIX,)),
        (facts("Handle empty input", SOURCE, TESTS), (T.FIX,)),
        (facts("Add a test of the pool", change("src/a.py", "+a"), TESTS), (T.TESTS, T.FEATURE)),
        (facts("Speed up parsing", SOURCE), (T.PERFORMANCE,)),
        (facts("Fix slow parsing, now faster", SOURCE), (T.PERFORMANCE, T.FIX)),
        (facts("Refactor the pool", LONG), (T.REFACTORING,)),
        (facts("Restructure the pool", LONG), (T.ARCHITECTURE, T.REFACTORING)),
        (facts("Support streaming", LONG), (T.FEATURE,)),
        (facts("支持流式输出", LONG), (T.FEATURE,)),
        (facts("优化缓存性能", SOURCE), (T.PERFORMANCE,)),
        (facts("Reject path traversal", SOURCE), (T.SECURITY,)),
        (facts("x", change("src/a.py", "-# a\n+# b")), (T.DOCUMENTATION,)),
        (facts("Streaming", LONG), (T.FEATURE,)),
        (facts("Streaming", SOURCE), (T.REFACTORING,)),
        (facts("Streaming", SOURCE, TESTS), (T.FIX,)),
        (facts("Simplify the pool", LONG), (T.REFACTORING,)),
        (facts("x"), (T.OTHER,)),
        (facts("Upgrade httpx to 2", RAISED, SOURCE), (T.DEPENDENCIES,)),
    ],
)
def test_without_a_sign_words_and_size_make_a_marked_guess(
    made: Facts, kinds: tuple[ChangeType, ...]
) -> None:
    assert types_of(made) == Types(kinds, guessed=True)


@pytest.mark.parametrize("prefix", ["docs", "test", "ci", "chore"])
def test_a_humble_prefix_over_a_new_public_function_is_not_believed(prefix: str) -> None:
    found = types_of(facts(f"{prefix}: add connect", API))
    assert (found.types, found.guessed) == ((T.FEATURE,), True)


def test_security_is_told_beside_a_sure_type() -> None:
    found = types_of(facts("fix: reject path traversal", SOURCE))
    assert found == Types((T.FIX, T.SECURITY), guessed=False)


def test_a_large_move_of_files_is_architecture() -> None:
    moves = [part for n in range(8) for part in (gone(f"a/m{n}.py", "x"), new(f"b/m{n}.py", "x"))]
    renames = [change(f"b/m{n}.py", old_path=f"a/m{n}.py", status=FileStatus.RENAMED) for n in range(8)]
    assert types_of(facts("Place it in b", *renames)).types == (T.ARCHITECTURE,)
    assert T.ARCHITECTURE not in types_of(facts("Place it in b", *moves)).types


@settings(max_examples=40, deadline=None)
@given(any_facts)
def test_any_facts_have_one_or_two_different_types(made: Facts) -> None:
    found = types_of(made).types
    assert 1 <= len(found) == len(set(found)) <= MOST


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Version 0.28.0", T.OTHER),
        ("Restore the state when an operation fails", T.FIX),
        ("Wake the queue when cleared", T.FIX),
        ("Error on verify as str.", T.FIX),
        ("Remove unnecessary clone", T.REFACTORING),
        ("Add a latency metric", T.FEATURE),
    ],
)
def test_a_title_that_says_how_a_thing_behaves_is_a_fix(title: str, kind: ChangeType) -> None:
    assert types_of(facts(title, SOURCE)).types[0] is kind


def test_who_fixes_a_typo_mends_no_code() -> None:
    assert T.FIX not in types_of(facts("Typo and cosmetic fixes", SOURCE)).types


def test_a_change_that_mostly_takes_away_is_no_feature() -> None:
    assert types_of(
        facts("Remove flask.ext", gone("src/ext.py", "\n".join("step()" for _ in range(90))))
    ).types == (T.REFACTORING,)


def test_a_merge_that_says_nothing_is_judged_by_what_it_brought_in() -> None:
    made = commit("Merge remote-tracking branch 'refs/heads/next'", inner=("Do not crash if no client.",))

    assert types_of(facts(made, SOURCE)).types[0] is T.FIX


def test_a_small_change_with_a_new_public_name_is_a_feature() -> None:
    assert types_of(facts("Public Auth API", API, TESTS)).types == (T.FEATURE,)
