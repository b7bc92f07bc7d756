"""Typical commits get the level that a maintainer would expect."""

import pytest
from handmade import BOT, change, commit, gone, new

from analysis.models import Commit, Diff, FileChange
from analysis.rated import rate_commit
from analysis.results import Level

HIGH, MEDIUM, LOW = Level.HIGH, Level.MEDIUM, Level.LOW

FUNCTION = "def connect(url, timeout=5):\n" + "\n".join(f"    step_{n}(url)" for n in range(60))
SMALL = change("src/pool.py", "-    limit = 1\n+    limit = size or 1")
BODY = change("src/pool.py", "\n".join(f"-    old_{n}()\n+    new_{n}()" for n in range(12)))
TESTS = change("tests/test_pool.py", "\n".join(f"+    assert step({n})" for n in range(20)))
DOCS = change("docs/pool.md", "+The pool.")
LOCK = change("uv.lock", '-version = "1.0"\n+version = "1.1"')
RAISED = change("pyproject.toml", '-    "httpx>=1.2",\n+    "httpx>=2.0",')
PYTHON = change("pyproject.toml", '-requires-python = ">=3.8"\n+requires-python = ">=3.9"')
FLOW = change(".github/workflows/ci.yml", "-    timeout: 5\n+    timeout: 9")
STEP = change(".github/workflows/ci.yml", "-    - uses: acme/run@v1\n+    - uses: acme/run@v2")
REMOVED = gone("src/old.py", "def disconnect(url):\n    close(url)")
FEATURE = change("Cargo.toml", '+full = ["net"]')


def _bot(message: str) -> Commit:
    return commit(message, author=BOT)


COMMITS: list[tuple[Commit, tuple[FileChange, ...], Level]] = [
    (commit("Reject path traversal in uploads"), (SMALL,), HIGH),
    (commit("Fix CVE-2026-1234 in the parser"), (SMALL,), HIGH),
    (commit("Add connect() with a timeout"), (new("src/net.py", FUNCTION), TESTS, DOCS), HIGH),
    (commit("新增连接池，支持超时"), (new("src/net.py", FUNCTION), TESTS, DOCS), HIGH),
    (commit("[Feature] Support streaming"), (new("src/net.py", FUNCTION), TESTS), HIGH),
    (commit("Merge pull request #9 from ada/x\n\nAdd streaming"), (new("src/net.py", FUNCTION), TESTS), HIGH),
    (commit("Fix deadlock when the pool closes"), (SMALL, TESTS), HIGH),
    (commit("修复连接池关闭时的死锁"), (SMALL, TESTS), HIGH),
    (commit("Deprecate the sync client"), (BODY, TESTS, DOCS), HIGH),
    (commit("refactor!: drop the old names"), (SMALL,), HIGH),
    (commit("Drop support for Python 3.8"), (PYTHON, FLOW, SMALL), HIGH),
    (commit("Fix crash on empty input"), (SMALL,), HIGH),
    (commit("[Bugfix] Handle empty input"), (SMALL,), MEDIUM),
    (commit("net: share the pool between threads"), (BODY,), MEDIUM),
    (commit("Refactor the pool"), (BODY,), MEDIUM),
    (commit("chore: remove disconnect()"), (REMOVED,), MEDIUM),
    (commit("Require Python 3.9"), (PYTHON,), MEDIUM),
    (commit("Update httpx to 2.0"), (RAISED, SMALL), MEDIUM),
    (commit("Offer a full feature"), (FEATURE,), MEDIUM),
    (commit('Revert "Share the pool"'), (SMALL,), MEDIUM),
    (_bot("Bump a from 1.0 to 1.1\n\nFixes CVE-2026-1234"), (LOCK,), MEDIUM),
    (_bot("Bump acme/run from 1 to 2\n\nGHSA-aaaa-bbbb-cccc"), (STEP,), MEDIUM),
    (_bot("Bump a from 1.0 to 1.1"), (LOCK,), LOW),
    (_bot("chore(deps): update httpx to v2"), (RAISED, LOCK), LOW),
    (commit("Fix typo in a comment"), (change("src/pool.py", "-# teh\n+# the"),), LOW),
    (commit("Fix broken link in README"), (change("README.md", "-[a](b)\n+[a](c)"),), LOW),
    (commit("Fix flaky test"), (TESTS,), LOW),
    (commit("Raise the time-out of CI"), (FLOW,), LOW),
    (commit("ci: fix the release workflow"), (FLOW,), LOW),
    (commit("Update dev dependencies"), (LOCK,), LOW),
    (commit("docs: describe the pool"), (DOCS,), LOW),
    (commit("更新文档中的错别字"), (DOCS,), LOW),
]


@pytest.mark.parametrize(
    ("made", "files", "level"), COMMITS, ids=[made.message.split("\n")[0] for made, _, _ in COMMITS]
)
def test_a_typical_commit_has_the_expected_level(
    made: Commit, files: tuple[FileChange, ...], level: Level
) -> None:
    rated = rate_commit(made, Diff(files))
    assert rated.rating.level is level, [(reason.rule, reason.weight) for reason in rated.rating.reasons]
