"""What a commit is called where a reader must know it by its name: a merge by what it brings in."""

import re

from analysis.facts.models import Facts
from analysis.facts.title import title_of
from analysis.models import Commit
from analysis.writing.author import is_chore, is_release, split

WRAPPED = 45
"""Characters from which on a subject may be the first line of a paragraph that its author let run on."""

_MERGE = re.compile(r"merges?d? (?:branch|remote|tag|commit|pull|head|['\"]|[\w./-]+ into\b)", re.IGNORECASE)
_TRAILER = re.compile(r"[\w-]{2,40}:\s|\d+[.)]\s")


def telling_title(commit: Commit, facts: Facts) -> str:
    """Return the title without type, area and number.

    Of a merge whose own title says no more than that: the most telling commit it brought in, and how many
    more. What only makes a release or tidies up tells least.
    """
    own = facts.title.text or commit.subject
    if runs_on(commit):
        own = title_of(whole_subject(commit)).text
    if not commit.is_merge or not _MERGE.match(own):
        return own
    subjects = (inner.subject.strip() for inner in commit.inner_commits)
    told = tuple(dict.fromkeys(subject for subject in subjects if subject and not _MERGE.match(subject)))
    if not told:
        return own
    first = min(told, key=lambda subject: (is_release(subject), is_chore(subject)))
    first = _ended(title_of(first).text)
    return f"{first} (+{len(told) - 1})" if len(told) > 1 else first


def _ended(subject: str) -> str:
    """Return a subject without the beginning of a sentence that went on in a line we do not have."""
    sentences = [*split(subject)]
    is_cut = len(subject) >= WRAPPED and len(sentences) > 1 and sentences[-1][-1:].isalnum()
    return " ".join(sentences[:-1]) if is_cut else subject


def runs_on(commit: Commit) -> bool:
    """Whether the subject is only the first line of a sentence that goes on below it."""
    first, _, rest = commit.message.partition("\n")
    following = rest.partition("\n")[0].strip()
    is_sentence = len(first) >= WRAPPED and not first.rstrip().endswith((".", "!", "?", ":", "。"))
    return is_sentence and following[:1].isalnum() and not _TRAILER.match(following)


def whole_subject(commit: Commit) -> str:
    """Return the subject; where it runs on, the whole of its first sentence."""
    if not runs_on(commit):
        return commit.subject
    paragraph = commit.message.partition("\n\n")[0]
    return next(split(" ".join(paragraph.split())), commit.subject)
