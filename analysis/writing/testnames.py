"""What the tests of a commit are called: their names often say best what now holds."""

import re
from collections.abc import Iterator

from analysis.facts.models import FileClass
from analysis.writing.material import Material

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
    mine, other = (
        tuple(dict.fromkeys(_names(material, side))) for side in (sign, "-" if sign == "+" else "+")
    )
    return tuple(name for name in mine if name not in other)


def _names(material: Material, sign: str) -> Iterator[str]:
    marked = False
    for file, line in material.changed(FileClass.TEST):
        if line.sign != sign:
            continue
        rust = _RUST_NAME.match(line.text) if marked and file.language == "Rust" else None
        found = _TEST.match(line.text[: _NAME_LIMIT * 2])
        if rust:
            yield rust[1]
        elif found:
            yield next(name for key, name in found.groupdict().items() if name and key != "quote").strip()
        marked = bool(_RUST_MARK.match(line.text)) or (
            marked and not rust and line.text.lstrip().startswith("#[")
        )
