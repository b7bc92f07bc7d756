"""What kind of line a commit's subject is: a bare merge, a release, a chore, or one that tells something."""

import re
from collections.abc import Iterable

_MERGE = re.compile(r"merges?d? (?:branch|remote|tag|commit|pull|head|['\"]|[\w./-]+ into\b)", re.IGNORECASE)
_CHORE = re.compile(
    r"\b(?:docs?|docstrings?|document\w*|change ?logs?|tests?|lint\w*|tweak\w*|minor|comments?"
    r"|coverage|typos?|nits?|imports?|format\w*|headings?|wording|mypy|CI|README|sort\w*|clean\w*|drop unused"
    r"|version|release|review|suggestion\w*|merge|refactor\w*|rename\w*|pull|wip)\b|-> ",
    re.IGNORECASE,
)
_RELEASE_WORDS = frozenset(
    (
        *("prepare", "start", "begin", "tag", "cut", "release", "releasing", "version", "pre-release"),
        *("bump", "new", "next", "set", "update", "changelog", "development", "dev", "for", "the", "to"),
        *("of", "chore", "build", "ci", "chore(release", "build(release"),
    )
)
_RELEASE_VERBS = frozenset(["prepare", "start", "begin", "tag", "cut", "release", "releasing", "version"])
_LONGEST_RELEASE = 9  # words
_VERSION_NUMBER = re.compile(r"v?\d{1,6}\.\d[\w.+-]{0,30}")


def is_bare_merge(subject: str) -> bool:
    """Whether a subject only says that something was merged: "Merge branch 'next'"."""
    return bool(_MERGE.match(subject))


def is_chore(subject: str) -> bool:
    """Whether a subject speaks of tests, formatting and the like rather than of what the code does."""
    return bool(_CHORE.search(subject))


def is_release(subject: str) -> bool:
    """Whether a subject only says that a version is made or begun: "Version 0.28.0", "release foo 1.2"."""
    words = [word.strip(".,:()").casefold() for word in subject.split()]
    if len(words) > _LONGEST_RELEASE or not any(map(_VERSION_NUMBER.fullmatch, words)):
        return False
    said = [word for word in words if not (_VERSION_NUMBER.fullmatch(word) or word.startswith("#"))]
    others = [word for word in said if word not in _RELEASE_WORDS]
    return not others or (len(others) == 1 and bool(_RELEASE_VERBS & set(said)) and said[0] != others[0])


def telling(subjects: Iterable[str]) -> tuple[str, ...]:
    """Return what the commits of a merge say, each once, the most telling first and no merges among them."""
    said = dict.fromkeys(subject.strip() for subject in subjects if subject.strip())
    told = [subject for subject in said if not is_bare_merge(subject)]
    return tuple(sorted(told, key=lambda subject: (is_release(subject), is_chore(subject))))
