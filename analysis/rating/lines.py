"""Which changed lines of source are new code, which took code away, and whether any is code at all."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from analysis.diff import MAX_CHARACTERS, parse
from analysis.facts.models import Facts, FileClass, FileFacts
from analysis.facts.quoted import may_quote, quoted

DOCSTRING_LINES = 60
"""A change of more lines in one file is hardly ever of docstrings alone."""

_HASH_LANGUAGES = frozenset({"Python", "Ruby", "Shell", "Perl", "R", "Julia", "Elixir", "PowerShell", "Tcl"})
_HASH_COMMENT = re.compile(r"#")
_COMMENT = re.compile(r"//|/\*|\*(?:[ /*]|$)|<!--|--[ -]|;;|%%")


@dataclass(frozen=True, slots=True)
class CodeLines:
    """Changed lines of source without blank ones and comments.

    `new` counts added lines whose text was not deleted elsewhere in the commit, `gone` the reverse: a moved
    line is neither.
    """

    new: int
    gone: int


def code_lines(facts: Facts) -> CodeLines:
    """Return the changed lines of code in the source files of a commit."""
    added: list[str] = []
    deleted: list[str] = []
    unread_added = unread_deleted = 0
    for file in facts.of_class(FileClass.SOURCE):
        if not file.change.patch:
            unread_added += file.change.additions
            unread_deleted += file.change.deletions
        for sign, text in _code(file):
            (added if sign == "+" else deleted).append(text)
    gone, come = set(deleted), set(added)
    return CodeLines(
        new=sum(text not in gone for text in added) + unread_added,
        gone=sum(text not in come for text in deleted) + unread_deleted,
    )


def changes_code(file: FileFacts) -> bool:
    """Whether a line of code changed in a file of source, or lines that were not shown.

    A docstring is no code; it is looked for where few lines changed, for more seldom are one.
    """
    hidden = file.churn > 0 and not file.change.patch
    if hidden or next(_code(file), None) is None:
        return hidden
    if file.churn > DOCSTRING_LINES or file.language != "Python" or not may_quote(file.change.patch):
        return True
    return _changes_statements(file)


def _changes_statements(file: FileFacts) -> bool:
    for hunk in parse(file.change).hunks:
        words = quoted(hunk, "Python")
        for at, line in enumerate(hunk.lines):
            text = line.text.strip()
            if line.sign != " " and at not in words and text and not _HASH_COMMENT.match(text):
                return True
    return False


def _code(file: FileFacts) -> Iterator[tuple[str, str]]:
    """Yield sign and text of each changed line that is neither blank nor a comment."""
    comment = _HASH_COMMENT if file.language in _HASH_LANGUAGES else _COMMENT
    for line in file.change.patch[:MAX_CHARACTERS].split("\n"):
        if line.startswith(("+", "-")):
            text = line[1:].strip()
            if text and not comment.match(text):
                yield line[0], text
