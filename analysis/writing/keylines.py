"""The most telling of a commit's new lines, for commits of which names and tests say little."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from analysis.diff import Line
from analysis.facts.models import FileFacts
from analysis.language import Bilingual
from analysis.models import FileStatus
from analysis.results import Depth
from analysis.writing.edits import EDIT_LIMIT, edit_of
from analysis.writing.grammar import Sentence
from analysis.writing.lines import RAISES
from analysis.writing.material import Material, evidence_of, is_comment, words_in
from analysis.writing.values import Codes

SHOWN = 2
"""So many lines are shown."""

MOST_FILES, MOST_LINES = 3, 60
"""In a larger change no two lines are telling."""

SHORTEST = 8
"""Characters below which a line says nothing."""

FAILS = Bilingual("会在新的情况下报错：{lines}。", "It fails in a new case: {lines}.")
CHECKS = Bilingual("新增判断：{lines}。", "It checks something new: {lines}.")
RAISES_NOW = Bilingual("报错处改为：{lines}。", "What it raises now: {lines}.")
CHECKS_NOW = Bilingual("判断改为：{lines}。", "What it checks now: {lines}.")
RETURNS = Bilingual("返回处的新代码：{lines}。", "What it returns is new: {lines}.")
NEW = Bilingual("新增的代码里有 {lines}。", "The new lines include {lines}.")
OLD = Bilingual("去掉的代码里有 {lines}。", "Among the lines that go: {lines}.")

_TELLING = (
    RAISES,
    re.compile(r"\s*(?:\}\s*)?(?:el(?:se )?if|if|while|match|switch|assert\w*!?|case)\b[\s(].{6,}"),
    re.compile(r"\s*(?:return|yield|await)\b.{6,}"),
    re.compile(
        r"\s*(?:let\s+(?:mut\s+)?|const\s+|var\s+)?[\w.\[\]\"']+\s*(?::[^=]{1,40})?(?::=|[-+|&*/]?=)(?!=)\s*\S.{2,}"
    ),
    re.compile(r"\s*[\w.:>-]+\(.*\)?[;,{:]?\s*$"),
)
_ERROR, _CHECK, _RESULT = range(3)  # places of the above
_REWORDED = {FAILS: RAISES_NOW, CHECKS: CHECKS_NOW}
_ALIKE = 0.6  # how like a line that goes a new one must be to be that line, changed
_WORDS = (FAILS, CHECKS, RETURNS, NEW, NEW)  # for each of the above
_MARK = re.compile(r"\s#\s*(?:pragma|noqa|type:\s*ignore)\b.*")  # for tools, not for readers
_DULL = re.compile(
    r"\s*(?:(?:from|import|use|#include|package|using|mod|pub (?:use|mod))\b|@|#\[|[\])}>;,]+$)"
)


def key_lines(material: Material, depth: Depth) -> Iterator[Sentence]:
    """Show the new lines that say most: errors first, then conditions, results and values."""
    migrations = {migration.path for migration in material.facts.migrations}
    source = [
        file
        for file in material.source
        if file.path not in migrations and file.change.status is not FileStatus.DELETED
    ]
    if depth is Depth.BRIEF or edit_of(material) or not 0 < len(source) <= MOST_FILES:
        return
    if sum(file.churn for file in source) > MOST_LINES:
        return
    for sign in ("+", "-"):
        found = _ranked([(file, line) for file in source for line in _lines(material, file, sign)])
        if found:
            shown = sorted(
                (_alike(found) if sign == "+" else found)[:SHOWN],
                key=lambda one: (one[0].path, one[1].number or 0),
            )
            texts = tuple(dict.fromkeys(_MARK.sub("", line.text).strip() for _, line in shown))
            words = _WORDS[_rank(found[0][1].text) or 0] if sign == "+" else OLD
            if all(_is_changed(material, *one) for one in shown):
                words = _REWORDED.get(words, words)
            yield Sentence(words, {"lines": Codes(texts)}, tuple(evidence_of(*one) for one in shown))
            return


def _lines(material: Material, file: FileFacts, sign: str) -> Iterator[Line]:
    """Yield the lines of one side that have no twin on the other."""
    patch = material.patches[file.path]
    mine, other = (patch.added, patch.removed) if sign == "+" else (patch.removed, patch.added)
    known = {line.text.strip() for line in other}
    words = words_in(file, patch)
    for line in mine:
        text = line.text.strip()
        is_whole = not text.endswith(("(", "[", ",", "\\"))
        if (
            SHORTEST <= len(text) <= EDIT_LIMIT
            and is_whole
            and "`" not in text
            and text not in known
            and line not in words
        ):
            yield line


def _is_changed(material: Material, file: FileFacts, line: Line) -> bool:
    """Whether a new line is an old one with other words."""
    text = line.text.strip()
    return any(
        SequenceMatcher(None, text, old.text.strip()).ratio() >= _ALIKE
        for old in material.patches[file.path].removed
        if line.sign == "+" and old.text.strip() and len(old.text) <= 2 * EDIT_LIMIT
    )


def _alike(found: list[tuple[FileFacts, Line]]) -> list[tuple[FileFacts, Line]]:
    """Return what one introduction fits: an error with its condition, a check with checks."""
    first = _rank(found[0][1].text) or 0
    fitting = (_ERROR, _CHECK) if first == _ERROR else (first,) if first <= _RESULT else range(len(_TELLING))
    return [one for one in found if _rank(one[1].text) in fitting]


def _ranked(lines: list[tuple[FileFacts, Line]]) -> list[tuple[FileFacts, Line]]:
    ranks = [(rank, one) for one in lines if (rank := _rank(one[1].text)) is not None]
    return [one for _, one in sorted(ranks, key=lambda ranked: ranked[0])]


def _rank(text: str) -> int | None:
    if is_comment(text) or _DULL.match(text):
        return None
    if RAISES.search(text):
        return _ERROR
    return next((rank for rank, pattern in enumerate(_TELLING) if pattern.match(text)), None)
