"""What the tests of a commit are called: their names often say best what now holds."""

import re
from collections.abc import Iterator, Mapping

from analysis.diff import Sign
from analysis.facts.models import Evidence, FileClass
from analysis.writing.material import Material, evidence_of

_NAME_LIMIT = 100
_TEST = re.compile(
    r"\s*(?:async\s+)?def\s+(?P<python>test_\w+)"
    r"|func\s+(?P<go>Test\w+)\("
    r"|\s*(?:it|test)(?:\.\w+)?\(\s*(?P<quote>['\"`])(?P<script>[^'\"`]{3,100})(?P=quote)"
    r"|\s*test\s+\{(?P<tcl>[^{}]{3,100})\}"
    r"|\s*test\s+\"(?P<tcl2>[^\"]{3,100})\"\s*\{"
)
_RUST_MARK = re.compile(r"\s*#\[(?:\w+::)?test\b")
_RUST_NAME = re.compile(r"\s*(?:pub\s+)?(?:async\s+)?fn\s+(\w+)")


def test_names(material: Material, sign: str) -> tuple[str, ...]:
    """Return the names of tests on lines of `sign`, without those that stand on the other side too."""
    return tuple(found_tests(material, sign))


def found_tests(material: Material, sign: str) -> Mapping[str, Evidence]:
    """Return each test on lines of `sign`, without those that stand on the other side too, with its place."""
    mine, other = dict[str, Evidence](), set[str]()
    for name, side, seen in _names(material):
        if side == sign:
            mine.setdefault(name, seen)
        else:
            other.add(name)
    return {name: seen for name, seen in mine.items() if name not in other}


def _names(material: Material) -> Iterator[tuple[str, Sign, Evidence]]:
    marked = dict[Sign, bool]()
    for file, line in material.changed(FileClass.TEST):
        is_marked = marked.get(line.sign, False) and file.language == "Rust"
        rust = _RUST_NAME.match(line.text) if is_marked else None
        found = _TEST.match(line.text[: _NAME_LIMIT * 2])
        name = rust[1] if rust else _named(found) if found else ""
        if name:
            yield name, line.sign, evidence_of(file, line)
        marked[line.sign] = bool(_RUST_MARK.match(line.text)) or (
            is_marked and not rust and line.text.lstrip().startswith("#[")
        )


def _named(found: re.Match[str]) -> str:
    return next((part.strip() for key, part in found.groupdict().items() if part and key != "quote"), "")
