"""Text and spans into Markdown that shows them verbatim, whatever a stranger wrote in them.

No address that a stranger wrote becomes a link: a reader follows only what our own code built. Mentions and
issue numbers do nothing in a file.
"""

import re
from collections.abc import Iterable, Iterator
from typing import assert_never

from analysis.facts.secrets import redact
from bot.messages import Code, Link, Span, Strong, Text
from bot.safety import safe, safe_line

_MARKUP = re.compile(
    r"[\\`*\[\]<>|~$]|(?<![^\W_])_+|_+(?![^\W_])|&(?=#?\w+;)|#+$|:(?=//)|(?<=www)\.", re.IGNORECASE
)
_OPENER = re.compile(r"(?P<sign>[-+=#])|(?P<number>\d{1,9})(?=[.)])")  # of a list, a heading, a rule
_BACKTICKS = re.compile(r"`+")
_LABEL = re.compile(r"(?P<words>.*?)(?P<colon>\s*[:：]?\s*)", re.DOTALL)


def escaped(text: str) -> str:
    """Return untrusted `text` on one line, shown verbatim wherever it stands."""
    return _escaped(safe_line(redact(text)))


def _escaped(line: str) -> str:
    marked = _MARKUP.sub(lambda found: "".join(f"\\{sign}" for sign in found[0]), line)
    opener = _OPENER.match(marked)
    if not opener:
        return marked
    place = opener.end("number") if opener["number"] else 0
    return f"{marked[:place]}\\{marked[place:]}"


def code(text: str) -> str:
    """Return untrusted `text` as a code span: its fence is longer than any run of backticks inside."""
    line = safe_line(redact(text))
    if not line:
        return ""
    fence = "`" * (max((len(run) for run in _BACKTICKS.findall(line)), default=0) + 1)
    gap = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{gap}{line}{gap}{fence}"


def markdown(spans: Iterable[Span]) -> str:
    """Return `spans` as one line of Markdown."""
    return "".join(_apart(_span(span) for span in spans)).strip()


def strong(label: str) -> str:
    """Return our own `label` in bold, its colon outside: a closing `**` must not follow punctuation."""
    parts = _LABEL.fullmatch(label)
    words, colon = (parts["words"], parts["colon"]) if parts else (label, "")
    return f"**{words}**{colon}"


def _span(span: Span) -> str:
    match span:
        case Text(text):
            return _piece(text)
        case Strong(text):
            return strong(_piece(text))
        case Code(text):
            return code(text)
        case Link(text, url):
            return link(text, url)
        case _:
            assert_never(span)


def link(text: str, url: str) -> str:
    """Return a link; `url` is one that our own code built, percent-encoded."""
    return f"[{escaped(text)}]({url})"


def _piece(text: str) -> str:
    """Escape a piece of a line, keeping the blanks that part it from its neighbours."""
    folded = re.sub(r"\s+", " ", safe(redact(text)))
    return _escaped(folded)


def _apart(pieces: Iterable[str]) -> Iterator[str]:
    """Part code spans that touch: their backticks would join."""
    before = ""
    for piece in filter(None, pieces):
        yield f" {piece}" if before.endswith("`") and piece.startswith("`") else piece
        before = piece
