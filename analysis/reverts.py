"""Which commit a revert takes back, as its message says."""

import re
from collections.abc import Iterable

from analysis.facts.models import Links
from analysis.models import Commit

_PULL_REQUEST = re.compile(
    r"\breverts?\s{1,4}(?:[\w.-]{1,100}/[\w.-]{1,100})?#(?P<number>\d{1,9})\b", re.IGNORECASE
)
_AT_END = re.compile(r"\(#(?P<number>\d{1,9})\)\s{0,4}\Z")


def reverted_among(links: Links, older: Iterable[Commit]) -> str | None:
    """Return the SHA of the first of `older` commits that a commit with these `links` takes back."""
    for commit in older:
        by_sha = links.reverts_sha and commit.sha.startswith(links.reverts_sha)
        by_subject = not links.reverts_sha and links.reverts_subject == commit.subject
        if by_sha or by_subject:
            return commit.sha
    return None


def reverted_pull_request(links: Links, commit: Commit) -> int | None:
    """Return the pull request that a revert says it takes back: by its body, else by the title it quotes."""
    if not links.is_revert:
        return None
    found = _PULL_REQUEST.search(commit.body[:2000]) or _AT_END.search((links.reverts_subject or "")[-40:])
    return int(found["number"]) if found else None
