"""How a fact points at the line that shows it."""

from analysis.diff import Line
from analysis.facts.models import Evidence
from analysis.facts.secret_shapes import redact

MAX_QUOTE = 200
"""How many characters of a line are quoted; what is quoted is verbatim but for credentials."""


def evidence(path: str, line: Line) -> Evidence:
    """Return where `line` of the file at `path` is, and its text without the blanks around it."""
    quote = redact(line.text.strip()[: 5 * MAX_QUOTE])[:MAX_QUOTE]
    return Evidence(quote, path, line.number, removed=line.sign == "-")
