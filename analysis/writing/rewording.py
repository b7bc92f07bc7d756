"""Words that change: documentation, comments and docstrings, shown by what differs and not line by line."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from analysis.diff import Line
from analysis.facts.models import FileClass, FileFacts
from analysis.facts.quoted import reads_like_prose
from analysis.writing.material import Material, is_comment, words_in

CHANGED = 8
"""So many words may differ; more are a new text, which a quotation of a few would not show."""

AROUND, AROUND_LITTLE = 1, 2
"""Words shown on either side of what differs, and where hardly anything differs."""

READ = 100
"""Words of a text that are compared."""

_PROSE_FILE = re.compile(r".*(?:\.(?:md|rst|adoc|mdx|txt)|/?[A-Z_]+)", re.DOTALL)
_MARKS = re.compile(r"^(?:#+|//[/!]?|/\*+|\*+(?!/)|--|<!--|;;|%%|[rbfu]?\"{3})\s*|\s*(?:\*/|-->|\"{3})$")
_WORD = re.compile(r"[^\W\d_]{2,}")
_FEW_WORDS = 3


def are_words(material: Material, file: FileFacts, lines: Sequence[Line]) -> bool:
    """Whether all `lines` of `file` are for readers: prose, comments or parts of docstrings."""
    if file.file_class is FileClass.DOCS and _PROSE_FILE.fullmatch(file.path):
        return sum(len(_WORD.findall(line.text)) for line in lines) > _FEW_WORDS * len(lines) - 1
    if file.file_class is not FileClass.SOURCE:
        return False
    known = words_in(file, material.patches[file.path])
    return all(line in known or is_comment(line.text) or reads_like_prose(line.text) for line in lines)


def reworded(before: Sequence[Line], after: Sequence[Line]) -> tuple[str, str] | None:
    """Return the words that differ, with a little around them, or `None` where they are too many."""
    old, new = _words(before), _words(after)
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    changed = [step for step in steps if step[0] != "equal"]
    if not changed:
        return None
    first, last = changed[0], changed[-1]
    size = max(last[2] - first[1], last[4] - first[3])
    if size > CHANGED or (first[1] == 0 and last[2] == len(old) and size > _FEW_WORDS):
        return None
    around = AROUND_LITTLE if size < _FEW_WORDS else AROUND
    return (
        " ".join(old[max(0, first[1] - around) : last[2] + around]),
        " ".join(new[max(0, first[3] - around) : last[4] + around]),
    )


def _words(lines: Sequence[Line]) -> list[str]:
    return " ".join(_MARKS.sub("", _MARKS.sub("", line.text.strip())) for line in lines).split()[:READ]
