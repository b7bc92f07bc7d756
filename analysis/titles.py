"""What a commit is called where a reader must know it by its name: a merge by what it brings in."""

import re

from analysis.facts.models import Facts
from analysis.models import Commit

_MERGE = re.compile(r"merges?d? (?:branch|remote|tag|commit|pull|head|['\"]|[\w./-]+ into\b)", re.IGNORECASE)


def telling_title(commit: Commit, facts: Facts) -> str:
    """Return the title without type, area and number.

    Of a merge whose own title says no more than that: the first commit it brought in, and how many more.
    """
    own = facts.title.text or commit.subject
    if not commit.is_merge or not _MERGE.match(own):
        return own
    subjects = (inner.subject.strip() for inner in commit.inner_commits)
    told = tuple(dict.fromkeys(subject for subject in subjects if subject and not _MERGE.match(subject)))
    if not told:
        return own
    return f"{told[0]} (+{len(told) - 1})" if len(told) > 1 else told[0]
