"""All facts of a commit: nothing raises, nothing is invented, no secret is kept."""

import dataclasses
import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from patches import PATHS, REAL, changed, mutated
from strategies import commits, diffs

from analysis.facts.extract import facts_of
from analysis.facts.models import Evidence, Facts
from analysis.facts.secret_shapes import redact
from analysis.models import Commit, Diff, FileChange, FileStatus, Person

ANYONE = Person("A", "a@example.org")
NOON = dt.datetime(2026, 1, 5, 12, tzinfo=dt.UTC)
TOKEN = "gh" + "p_" + "aB3" * 12


def commit(message: str = "Change something") -> Commit:
    """Return a commit with this message."""
    return Commit("acme/api", "0" * 40, ("1" * 40,), ANYONE, ANYONE, NOON, NOON, message)


def evidences(facts: Facts) -> list[Evidence]:
    """Return all evidence that the facts rest on."""
    kinds = ("symbols", "options", "dependencies", "migrations", "conditions", "secrets")
    return [fact.evidence for kind in kinds for fact in getattr(facts, kind)]


@given(commits, diffs)
@settings(max_examples=60, deadline=None)
def test_no_commit_and_no_diff_raises(any_commit: Commit, diff: Diff) -> None:
    """Whatever a source delivers has facts, and the same ones when asked again."""
    assert facts_of(any_commit, diff) == facts_of(any_commit, diff)


@given(st.sampled_from(PATHS), mutated(), st.sampled_from(FileStatus))
@settings(max_examples=300, deadline=None)
def test_no_mutilated_patch_raises(path: str, patch: str, status: FileStatus) -> None:
    """Cut, doubled and poisoned patches are read as far as they go, and quoted to the letter."""
    facts = facts_of(commit(), Diff((FileChange(path, status, 3, 3, patch),)))

    for evidence in evidences(facts):
        assert evidence.path in (path, None)
        assert evidence.path is None or evidence.quote in redact(patch)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("patch", REAL)
def test_every_quotation_stands_on_the_line_that_it_names(path: str, patch: str) -> None:
    """Evidence leads a reader to the line of the new file, or of the old one for what was removed."""
    facts = facts_of(commit(), Diff((changed(path, patch),)))
    texts = {line[1:].strip() for line in patch.split("\n")[1:]}

    for evidence in evidences(facts):
        assert evidence.quote in texts
        assert evidence.line is not None


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "line",
    [
        'def connect(token="{}"):',
        "pub fn connect_{0}() {{}}",
        'os.environ.get("TOKEN", "{}")',
        'parser.add_argument("--token", default="{}")',
        'token = "1.0-{}"',
        '"token": "^1.0-{}",',
        "token==1.0+{}",
        "uses: acme/token@{}",
        "API_TOKEN={}",
        "token: {}",
        "DROP TABLE a; -- {}",
        "# {} is off by default",
    ],
)
def test_no_fact_holds_a_secret(path: str, line: str) -> None:
    """Evidence, values and names are redacted before anything is stored."""
    old, new = line.format("x1"), line.format(TOKEN)
    diff = Diff((changed(path, f"@@ -1 +1 @@\n-{old}\n+{new}\n"),))
    facts = dataclasses.replace(facts_of(commit(), diff), files=())

    assert TOKEN not in repr(facts)


@pytest.mark.parametrize("path", PATHS)
def test_a_hostile_line_costs_no_more_than_its_length(path: str) -> None:
    """Beginnings that patterns try again and again, without the end that they look for."""
    for text in ("(", "a ", " ", '"--a', '"a>=1', "'a[", "def a(", "class aConfig ", ".a", "eyJ"):
        line = (text * 50_000)[:50_000]
        facts = facts_of(commit(), Diff((changed(path, f"@@ -0,0 +1 @@\n+{line}\n"),)))
        assert [file.path for file in facts.files] == [path]


@pytest.mark.parametrize("length", [400_000, 1_000_000])
def test_a_line_of_a_megabyte_is_read(length: int) -> None:
    """Whether it ends below the limit or beyond it."""
    files = tuple(changed(path, f"@@ -0,0 +1 @@\n+{'a ' * (length // 2)}\n") for path in PATHS)
    facts = facts_of(commit(), Diff(files))
    assert len(facts.files) == len(PATHS)


def test_two_hundred_thousand_lines_are_read_as_far_as_the_limit() -> None:
    """What a generator wrote ends in facts too, those of its beginning."""
    body = "".join(f"+def made_{number}():\n+    return {number}\n" for number in range(100_000))
    facts = facts_of(commit(), Diff((changed("src/made.py", f"@@ -0,0 +1,200000 @@\n{body}"),)))

    assert facts.symbols[0].name == "made_0"
    assert 10_000 < len(facts.symbols) < 100_000
