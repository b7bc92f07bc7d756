"""What a commit deprecates, told by the words that say so or by the definition they stand in."""

import re

from analysis.facts.models import Alteration, Evidence, FileClass
from analysis.writing.findings import Finding, Found
from analysis.writing.lines import NEAR, added_lines, strings_near
from analysis.writing.material import Material
from analysis.writing.names import shown_name
from analysis.writing.values import Code, Quoted, Value

DEPRECATED = re.compile(
    r"DeprecationWarning\b|#\[deprecated\b|@[Dd]eprecated\b|\bwarn_deprecated\w*\(|\.\. deprecated::"
)
_NO_NAME = re.compile(r"\.\. deprecated::")
_TEXT = re.compile(r"[rbfu]{0,2}([\"'])(.+?)\1?[),\s]*")
_WARNS_OF_A_NAME = re.compile(r"\bwarn\w*\(\w+, ")


def deprecations(material: Material) -> Found:
    """Find what is deprecated from now on."""
    for finding, path in added_lines(material, DEPRECATED, FileClass.SOURCE, in_words=True):
        said = _words_before(material, path, finding.evidence[0])
        if said:
            only = _only_changed(material, path) if _NO_NAME.match(said.quote) else None
            yield Finding({"path": Code(path), "line": only or _told(said.quote)}, (said,))


def _only_changed(material: Material, path: str) -> Code | None:
    """Return the one definition that changes at `path`: a directive does not say what it stands in."""
    names = {shown_name(symbol) for symbol in material.symbols(*Alteration) if symbol.path == path}
    return Code(names.pop()) if len(names) == 1 else None


def _told(quote: str) -> Value:
    """Return a string of the code as the words it holds, anything else as code."""
    found = _TEXT.fullmatch(quote.strip())
    return Quoted(found[2].strip().rstrip(".")) if found else Code(quote)


def _words_before(material: Material, path: str, seen: Evidence) -> Evidence | None:
    """Return the line that says what is deprecated: the same one, or the string just before it."""
    if seen.quote.strip(",)") != "DeprecationWarning" and not _WARNS_OF_A_NAME.search(seen.quote):
        return seen
    return next(strings_near(material, path, range((seen.line or 0) - NEAR, seen.line or 0)), None)
