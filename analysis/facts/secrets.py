"""Additions that look like a credential; the value itself is never kept."""

from analysis.diff import Patch
from analysis.facts.evidence import evidence
from analysis.facts.models import FileClass, FileFacts, Secret
from analysis.facts.secret_shapes import SECRET, may_hold_secret, redact, secret_kind

__all__ = ["redact", "secrets"]


def secrets(file: FileFacts, patch: Patch) -> tuple[Secret, ...]:
    """Return the credentials that `patch` adds; in tests they are made up, and none is reported."""
    if file.file_class is FileClass.TEST or not may_hold_secret(patch.text):
        return ()
    return tuple(
        Secret(secret_kind(match), evidence(file.path, line))
        for line, match in patch.search(SECRET)
        if line.sign == "+"
    )
