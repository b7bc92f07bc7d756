"""Pages about a commit, built from the commit's own address and nothing that a stranger wrote."""

import datetime as dt
from urllib.parse import quote

from analysis.days import Day
from analysis.facts.models import Evidence
from analysis.models import Commit

RENDERED = (".md", ".markdown", ".rst", ".adoc", ".org", ".ipynb")
"""Files whose page has no lines unless it is asked for as text."""


def home(commit: Commit) -> str | None:
    """Return the address of the repository's pages, when the source knows the commit's page."""
    page = f"/commit/{commit.sha}"
    return commit.url.removesuffix(page) if commit.url and commit.url.endswith(page) else None


def commit_page(commit: Commit, sha: str) -> str | None:
    """Return the page of another commit of the repository, by its whole SHA."""
    base = home(commit)
    return f"{base}/commit/{sha}" if base else None


def evidence_page(commit: Commit, evidence: Evidence) -> str | None:
    """Return the page of the exact line; of a removed one, as it was before the commit."""
    base = home(commit)
    sha = (commit.parents or ("",))[0] if evidence.removed else commit.sha
    if not base or not evidence.path or not sha:
        return None
    page = f"{base}/blob/{sha}/{_path(evidence.path)}"
    plain = "?plain=1" if evidence.path.casefold().endswith(RENDERED) else ""
    return f"{page}{plain}#L{evidence.line}" if evidence.line else page


def pull_request_page(commit: Commit, number: int) -> str | None:
    """Return the page of a pull request of the commit's repository."""
    base = home(commit)
    return f"{base}/pull/{number}" if base else None


def day_page(commit: Commit, branch: str, day: Day) -> str | None:
    """Return the page that lists the branch's commits of `day`; GitHub reads its dates in UTC."""
    base = home(commit)
    last = day.end - dt.timedelta(seconds=1)
    dates = f"since={day.start.date()}&until={last.date()}"
    return f"{base}/commits/{_path(branch)}?{dates}" if base and branch else None


def _path(path: str) -> str:
    return quote(path, safe="/", errors="replace")
