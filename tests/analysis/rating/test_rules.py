"""Each rule fires on a commit made for it, and its reason reads well."""

from collections.abc import Mapping

import pytest
from handmade import BOT, change, commit, facts, gone, new

from analysis.facts.extract import facts_of
from analysis.facts.models import Facts
from analysis.models import Diff
from analysis.rating import HARD_RULES, REVERTS_REPORTED, RULES, rate
from analysis.rating.rule import HardRule, Rule
from analysis.results import Reason

MOST_RULES = 45
SOURCE = change("src/pool.py", "-    limit = 1\n+    limit = 2")
LONG = "\n".join(f"+line_{n} = {n}" for n in range(40))
TOKEN = "ghp_" + "a1B2c3D4e5F6" * 3


def _sweep() -> Facts:
    files = [change(f"src/m{n}.py", "-import a\n+import b") for n in range(13)]
    return facts("Import b", *files)


CASES: Mapping[str, tuple[Facts, str]] = {
    "new_code": (facts("x", SOURCE), "+1"),
    "replaced_code": (facts("x", SOURCE), "-1"),
    "mostly_deletes": (facts("x", change("src/a.py", LONG.replace("+", "-"))), "+0 -40"),
    "sweep": (_sweep(), "src/m0.py, src/m1.py, src/m2.py (+10)"),
    "only_comments": (facts("x", change("src/a.py", "-# old\n+# new\n+")), "src/a.py"),
    "no_source": (facts("x", change("values.yaml", "+a: 1")), "values.yaml"),
    "one_class": (facts("x", change("docs/a.md", "+a")), "docs/a.md"),
    "with_tests": (facts("x", SOURCE, change("tests/test_pool.py", "+a")), "tests/test_pool.py"),
    "with_docs": (facts("x", SOURCE, change("docs/pool.md", "+a")), "docs/pool.md"),
    "with_changelog": (facts("x", SOURCE, change("CHANGELOG.md", "+a")), "CHANGELOG.md"),
    "with_build": (facts("x", SOURCE, change("Makefile", "+a")), "Makefile"),
    "api_added": (facts("x", change("src/a.py", "+def connect(url):\n+    pass")), "connect"),
    "api_removed": (facts("x", change("src/a.py", "-def connect(url):\n-    pass")), "connect"),
    "api_altered": (
        facts("x", change("src/a.py", "-def connect(url):\n+def connect(url, port):")),
        "connect",
    ),
    "deprecates": (facts("x", change("src/a.py", "+    warn('a', DeprecationWarning)")), "src/a.py"),
    "options_added": (facts("x", change("src/a.py", '+x = os.environ["ACME_URL"]')), "ACME_URL"),
    "options_changed": (facts("x", change("src/a.py", '-x = os.environ["ACME_URL"]')), "ACME_URL"),
    "features_changed": (facts("x", change("Cargo.toml", '+full = ["net"]')), "full"),
    "supported_versions": (
        facts("x", change("pyproject.toml", '-requires-python = ">=3.8"\n+requires-python = ">=3.9"')),
        "python 3.8 -> 3.9",
    ),
    "dependency_major": (
        facts("x", change("pyproject.toml", '-    "httpx>=1.2",\n+    "httpx>=2.0",')),
        "httpx 1.2 -> 2.0",
    ),
    "requirements": (facts("x", change("pyproject.toml", '+    "httpx>=1.2",')), "httpx +1.2"),
    "migration": (
        facts("x", new("app/migrations/0002_add.py", "class Migration(migrations.Migration):\n    pass")),
        "app/migrations/0002_add.py",
    ),
    "says_maintenance": (facts("Fix a typo", SOURCE), "typo"),
    "maintenance_with_reach": (facts("Rename it", change("src/a.py", "+def connect(url):")), "Rename"),
    "maintenance_prefix": (facts("chore: close early", SOURCE), "chore"),
    "says_restructuring": (facts("Simplify the pool", SOURCE), "Simplify"),
    "says_fix": (facts("Handle empty input", SOURCE), "Handle"),
    "says_adds": (facts("Add a pool", SOURCE), "Add"),
    "says_faster": (facts("Speed up parsing", SOURCE), "Speed up"),
    "severe_title": (facts("Stop a deadlock", SOURCE), "deadlock"),
    "security_title": (facts("Close a path traversal", SOURCE), "path traversal"),
    "breaking_title": (facts("Drop support for XML", SOURCE), "Drop support"),
    "marks_in_body": (facts("x\n\nIt would crash.", SOURCE), "crash"),
    "closes_issue": (facts("x\n\nCloses #1, #2", SOURCE), "#1, #2"),
    "reverts": (facts('Revert "Add a pool"', SOURCE), "Add a pool"),
    "automated": (facts_of(commit("Bump a", author=BOT), Diff((SOURCE,))), "Bump a"),
    "one_class_only": (facts("Add x", change("tests/test_a.py", "+a")), "tests/test_a.py"),
    "severe_fault": (facts("Stop a deadlock", SOURCE), "deadlock"),
    "advisory": (
        facts_of(
            commit("Bump a from 1.0 to 1.1\n\nFixes CVE-2026-1234", author=BOT),
            Diff((change("uv.lock", "+a"),)),
        ),
        "CVE-2026-1234",
    ),
    "security_source": (facts("Fix CVE-2026-1234", SOURCE), "CVE-2026-1234"),
    "breaking_sign": (facts("feat!: x", SOURCE), "!"),
    "credential": (facts("x", change("src/a.py", f'+t = "{TOKEN}"')), "src/a.py"),
    "reverts_reported": (facts('Revert "Add a pool"', SOURCE), "Add a pool"),
}


def _reason(rule: str, made: Facts) -> Reason | None:
    reasons = rate(made, reverts_reported=True).reasons
    return next((reason for reason in reasons if reason.rule == rule), None)


@pytest.mark.parametrize("rule", CASES)
def test_a_rule_fires_on_the_commit_made_for_it_and_quotes_why(rule: str) -> None:
    made, quoted = CASES[rule]
    reason = _reason(rule, made)
    assert reason is not None
    assert quoted in reason.evidence


@pytest.mark.parametrize("rule", [*RULES, *HARD_RULES, REVERTS_REPORTED], ids=lambda rule: rule.id)
def test_a_rule_says_in_both_languages_what_it_saw(rule: Rule | HardRule) -> None:
    reason = _reason(rule.id, CASES[rule.id][0])
    assert reason is not None
    assert min(len(reason.text.zh), len(reason.text.en)) >= 4
    assert "{" not in reason.text.zh + reason.text.en


def test_each_rule_has_a_name_of_its_own_and_they_are_few() -> None:
    names = [*(rule.id for rule in RULES), *(rule.id for rule in HARD_RULES), REVERTS_REPORTED.id]
    assert len(set(names)) == len(names) <= MOST_RULES


def test_a_credential_is_never_quoted() -> None:
    assert TOKEN not in str(rate(CASES["credential"][0]))


@pytest.mark.parametrize(
    ("rule", "made"),
    [
        ("new_code", facts("x", gone("src/a.py", "limit = 2"), new("src/b.py", "limit = 2"))),
        ("api_added", facts("x", gone("src/a.py", "def f(a):"), new("src/b.py", "def f(a):"))),
        ("only_comments", facts("x", SOURCE)),
        ("with_changelog", facts("x", SOURCE, change("src/changes.py", "+a"))),
        ("says_fix", facts("Fix the docs", change("docs/a.md", "+a"))),
        ("says_maintenance", facts("Add 3.14 to CI", change("setup.py", '+python_requires=">=3.9"'))),
        (
            "dependency_major",
            facts("x", change(".github/workflows/a.yml", "-  uses: a/b@v1\n+  uses: a/b@v2")),
        ),
        ("marks_in_body", facts("Fix crash\n\nIt would crash.", SOURCE)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_rule_leaves_alone_what_only_looks_like_its_case(rule: str, made: Facts) -> None:
    assert _reason(rule, made) is None


def test_a_prefix_weighs_less_than_the_words_it_stands_for() -> None:
    said, prefixed = (facts(title, SOURCE) for title in ("Refactor the pool", "refactor: share the pool"))
    assert rate(said).score < rate(prefixed).score < rate(facts("Share the pool", SOURCE)).score


def test_a_fix_reads_the_same_with_and_without_its_prefix() -> None:
    assert (
        rate(facts("fix: handle empty input", SOURCE)).score
        == rate(facts("Handle empty input", SOURCE)).score
    )
