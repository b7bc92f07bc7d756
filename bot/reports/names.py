"""What report files are called."""

import re

from analysis.results import Digest

_UNUSUAL = re.compile(r"[^\w.-]+")


def report_name(digest: Digest) -> str:
    """Return the file name of a digest's report: the same for the same repository, day and language."""
    return f"{_stem(digest)}.md"


def picture_name(digest: Digest) -> str:
    """Return the file name of a digest's picture."""
    return f"{_stem(digest)}.png"


def _stem(digest: Digest) -> str:
    repo = _UNUSUAL.sub("-", digest.repo).strip("-.") or "repository"
    return f"digest-{repo}-{digest.day}.{digest.language}"
