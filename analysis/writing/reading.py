"""What a reviewer needs first: where to start, and what no test came with."""

import re

from analysis.facts.models import Alteration, FileClass
from analysis.results import ChangeType
from analysis.writing.findings import Finding, Found
from analysis.writing.material import Material, evidence_of, only_comments
from analysis.writing.names import shown_name
from analysis.writing.places import seen_in
from analysis.writing.values import Codes, Count, Noun, Place, Value

UNTESTED_LINES = 40
"""So many added lines of source without a test are worth a word; fewer are often a constant or a message."""

START_FILES, START_LINES, START_SHARE = 4, 100, 0.5
"""From so many source files, one file of so many lines and this share of the change is where to start."""

_RUST_TEST = re.compile(r"\s*#\[(?:\w+::)?(?:test|cfg\(test)\b")
_TESTED_FROM_AFAR = frozenset({"C", "Shell"})  # programs of these are tested as a whole, if at all
_NO_TEST_NEEDED = frozenset({ChangeType.REVERT, ChangeType.REFACTORING, ChangeType.DOCUMENTATION})


def new_untested(material: Material) -> Found:
    """Find new definitions that no test came with."""
    names = tuple(map(shown_name, material.symbols(Alteration.ADDED)))
    if names and _is_untested(material):
        evidence = tuple(symbol.evidence for symbol in material.symbols(Alteration.ADDED)[:2])
        yield Finding({"names": Codes(names, 2)}, evidence)


def changed_untested(material: Material) -> Found:
    """Find changed source without anything new by name that no test changed with."""
    if material.symbols(Alteration.ADDED) or not _is_untested(material):
        return
    names = tuple(map(shown_name, material.symbols(Alteration.CHANGED, Alteration.SIGNATURE)))
    where = Codes(names or tuple(file.path for file in material.source), 2)
    added = Count(material.facts.lines_added(FileClass.SOURCE), Noun.LINE)
    first = next((file for file in material.source if material.patches[file.path].added), None)
    proof = (evidence_of(first, material.patches[first.path].added[0]),) if first else ()
    yield Finding({"where": where, "added": added}, proof)


def where_to_start(material: Material) -> Found:
    """Find the file that holds most of a wide change."""
    source = sorted(material.source, key=lambda file: -file.churn)
    total = sum(file.churn for file in source)
    if len(source) >= START_FILES and source[0].churn >= max(START_LINES, total * START_SHARE):
        values: dict[str, Value] = {
            "place": Place(source[0].path, (source[0],)),
            "total": Count(total, Noun.LINE),
        }
        yield Finding(values, seen_in(source[:1]))


def _is_untested(material: Material) -> bool:
    facts = material.facts
    if facts.automated or facts.touches(FileClass.TEST) or _NO_TEST_NEEDED & set(material.types.types):
        return False
    if facts.lines_added(FileClass.SOURCE) < UNTESTED_LINES or only_comments(material):
        return False
    if all(file.language in _TESTED_FROM_AFAR for file in material.source):
        return False
    return not any(
        _RUST_TEST.match(line.text)
        for file, line in material.changed(FileClass.SOURCE)
        if file.language == "Rust"
    )
