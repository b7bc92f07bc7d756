"""Rated commits for the analyst's tests, and all the words of an analysis."""

from collections.abc import Iterator
from dataclasses import replace

from handmade import change, commit

from analysis.models import Diff, FileChange
from analysis.rated import RatedCommit, rate_commit
from analysis.results import Analysis, Claim

POOL = change(
    "src/pool.py",
    " class Pool:\n-def connect(host):\n+def connect(host, retries=3):\n+    timeout_ms = 250\n"
    "     return host",
    heading="class Pool:",
)


def rated(message: str = "Retry in `connect`", *files: FileChange, sha: str = "a" * 40) -> RatedCommit:
    """Return a commit rated from its message and files; of `POOL` where none are given."""
    return rate_commit(replace(commit(message), sha=sha), Diff(files or (POOL,)))


def claims(analysis: Analysis) -> Iterator[Claim]:
    """Yield every claim of an analysis."""
    yield from (*analysis.summary, *analysis.scope, *analysis.risks)
    for name in analysis.insight.__dataclass_fields__:
        yield from getattr(analysis.insight, name)
    yield from (advice.claim for advice in analysis.advice)


def words(analysis: Analysis) -> str:
    """Return all that a reader sees of an analysis."""
    return "\n".join((*(claim.text for claim in claims(analysis)), analysis.conclusion, *analysis.notes))
