"""An invented day of an invented repository, for examples that show what real ones look like."""

import datetime as dt
from dataclasses import replace

from analysis.days import Day
from analysis.digest import assemble
from analysis.language import Language
from analysis.models import Commit, Diff, FileChange, FileStatus, LandedNote, Person
from analysis.rated import rate_commit
from analysis.results import DEPTH_OF_LEVEL, Depth, Digest, DigestCommit
from analysis.sequel import Sequel
from analysis.writing import write_from_facts

REPO = "acme/courier"
ZONE = "Asia/Shanghai"
DAY = Day(dt.date(2026, 2, 4), ZONE)
AFTER = DAY.end + dt.timedelta(hours=9)

_RETRY = """\
@@ -12,9 +12,14 @@ class Session:
-    def __init__(self, timeout=30, retries=0):
+    def __init__(self, timeout=10, retries=3):
         self.timeout = timeout
         self.retries = retries
-
-    def send_raw(self, payload):
-        return self._pool.send(payload)
+        self.backoff = Backoff(limit=retries)
+
+    def send(self, request):
+        for wait in self.backoff.waits():
+            answer = self._pool.try_send(request, timeout=self.timeout)
+            if answer is not None:
+                return answer
+            sleep(wait)
"""
_LOCK = """\
@@ -40,5 +40,7 @@ def acquire(self):
-        self._lock.acquire()
-        return self._free.pop()
+        with self._lock:
+            if not self._free:
+                raise PoolEmptyError(self.name)
+            return self._free.pop()
"""
_LOCK_TEST = """\
@@ -1,3 +1,7 @@
 import pytest
+
+
+def test_an_empty_pool_does_not_hang(pool):
+    with pytest.raises(PoolEmptyError):
+        pool.acquire()
"""
_DOCS = """\
@@ -3,3 +3,3 @@
-See the [qiuck start](quickstart.md).
+See the [quick start](quickstart.md).
"""
_BUMP = """\
@@ -8,3 +8,3 @@ dependencies = [
-    "ruff==0.14.1",
+    "ruff==0.14.2",
"""


def _commit(number: int, hour: int, author: str, message: str) -> Commit:
    sha = f"{number:x}" * 40
    landed_at = dt.datetime(2026, 2, 4, hour, 12, 30, tzinfo=dt.UTC)
    person = Person(author, f"{author.split(maxsplit=1)[0].lower()}@example.org")
    url = f"https://github.com/{REPO}/commit/{sha}"
    return Commit(REPO, sha, ("0" * 40,), person, person, landed_at, landed_at, message, url)


def _file(path: str, patch: str) -> FileChange:
    lines = patch.splitlines()
    added = sum(line.startswith("+") for line in lines)
    return FileChange(path, FileStatus.MODIFIED, added, sum(line.startswith("-") for line in lines), patch)


_CHANGES = (
    (
        _commit(
            10,
            9,
            "Mei Lin",
            "feat(session)!: retry requests with growing pauses (#412)\n\n"
            "Short network failures no longer reach the caller. A request is repeated up to three times.\n\n"
            "BREAKING CHANGE: `Session.send_raw` is gone, use `Session.send`.",
        ),
        Diff((_file("courier/session.py", _RETRY),)),
    ),
    (
        _commit(
            11,
            6,
            "Tomas Novak",
            "fix(pool): deadlock when the pool is empty (#409)\n\n"
            "`acquire` kept the lock while it waited, so that nobody could give a connection back.",
        ),
        Diff((_file("courier/pool.py", _LOCK), _file("tests/test_pool.py", _LOCK_TEST))),
    ),
    (
        _commit(12, 4, "Aisha Khan", "docs: fix a typo in the index (#411)"),
        Diff((_file("docs/index.md", _DOCS),)),
    ),
    (
        _commit(13, 2, "dependabot[bot]", "Bump ruff from 0.14.1 to 0.14.2 (#410)"),
        Diff((_file("pyproject.toml", _BUMP),)),
    ),
)


def sample_commit(language: Language, depth: Depth | None = None, which: int = 0) -> DigestCommit:
    """Return one commit of the day, written about from its facts."""
    commit, diff = _CHANGES[which]
    rated = rate_commit(commit, diff)
    wanted = depth or DEPTH_OF_LEVEL[rated.rating.level]
    analysis = write_from_facts(commit, rated.facts, rated.types, rated.rating, wanted, language)
    return DigestCommit(commit, rated.facts, rated.types, rated.rating, analysis, rated.upgrade_notes)


def sample_digest(
    language: Language, *, now: dt.datetime = AFTER, notes: frozenset[LandedNote] = frozenset()
) -> Digest:
    """Return the day's digest as it was `now`."""
    commits = [sample_commit(language, which=which) for which in range(len(_CHANGES))]
    return assemble(REPO, "main", DAY, language, commits, landed_notes=notes, now=now)


def sequel_digest(language: Language, sequel: Sequel) -> Digest:
    """Return the digest of a day with two commits, which goes on from earlier ones: another came late."""
    own = [sample_commit(language, which=which) for which in (0, 1)]
    made = assemble(REPO, "main", DAY, language, own, landed_notes=frozenset(), now=AFTER)
    return replace(made, late=(sample_commit(language, which=2),), sequel=sequel)


def quiet_digest(language: Language) -> Digest:
    """Return the digest of a day without commits."""
    return assemble(REPO, "main", DAY, language, (), landed_notes=frozenset(), now=AFTER)
