"""What a commit is called where a reader must know it by its name: a merge by what it brings in."""

import re
from collections.abc import Iterator

from analysis.facts.message import wording
from analysis.facts.models import Facts
from analysis.facts.title import title_of
from analysis.models import Commit
from analysis.subjects import is_bare_merge, telling

WRAPPED = 45
"""Characters from which on a subject may be the first line of a paragraph that its author let run on."""

LONGEST = 150
"""Characters of a sentence that can stand for a title."""

_TRAILER = re.compile(r"[\w-]{2,40}:\s|\d+[.)]\s")


def _sentences(text: str) -> Iterator[str]:
    from analysis.writing.author import split  # noqa: PLC0415 - writing asks for titles in its turn

    return split(text)


def telling_title(commit: Commit, facts: Facts) -> str:
    """Return the title without type, area and number.

    Of a merge whose own title says no more than that: the most telling commit it brought in, and how many
    more. What only makes a release or tidies up tells least.
    """
    told = telling(inner.subject for inner in commit.inner_commits)
    if told and is_bare_merge(wording(commit.message).subject):
        first = _ended(title_of(told[0]).text)
        return f"{first.rstrip('.')} (+{len(told) - 1})" if len(told) > 1 else first
    if facts.title.text.endswith((":", "：")):
        return _announced(commit) or facts.title.text
    if runs_on(commit):
        return title_of(whole_subject(commit)).text
    return facts.title.text or commit.subject


def _announced(commit: Commit) -> str | None:
    """Return the first sentence below a subject that only announces it."""
    first = next(_sentences(" ".join(commit.body.strip().partition("\n\n")[0].split())), "")
    is_title = first[:1].isalnum() and " " in first and len(first) <= LONGEST
    return first if is_title and not _TRAILER.match(first) else None


def _ended(subject: str) -> str:
    """Return a subject without the beginning of a sentence that went on in a line we do not have."""
    sentences = [*_sentences(subject)]
    is_cut = len(subject) >= WRAPPED and len(sentences) > 1 and sentences[-1][-1:].isalnum()
    return " ".join(sentences[:-1]) if is_cut else subject.rstrip(",")


def runs_on(commit: Commit) -> bool:
    """Whether the subject is only the first line of a sentence that goes on below it."""
    first, _, rest = commit.message.partition("\n")
    following = rest.partition("\n")[0].strip()
    is_sentence = len(first) >= WRAPPED and not first.rstrip().endswith((".", "!", "?", ":", "。"))
    return is_sentence and following[:1].isalnum() and not _TRAILER.match(following)


def whole_subject(commit: Commit) -> str:
    """Return the subject; where it runs on, the whole of its first sentence; with what it announces."""
    announced = _announced(commit) if commit.subject.endswith((":", "：")) else None
    if announced:
        return f"{commit.subject} {announced}"
    if not runs_on(commit):
        return commit.subject
    paragraph = commit.message.partition("\n\n")[0]
    return next(_sentences(" ".join(paragraph.split())), commit.subject)
