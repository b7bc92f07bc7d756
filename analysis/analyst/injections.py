"""Commits that try to instruct whoever reads them, or a tool: found, quoted, never obeyed."""

import re
import unicodedata
from collections.abc import Iterator

from analysis.analyst.injection_shapes import ORDERS, ORDERS_IN_CHINESE
from analysis.diff import MAX_CHARACTERS, parse
from analysis.facts.models import Evidence
from analysis.facts.secrets import redact
from analysis.language import Bilingual, Language
from analysis.rated import RatedCommit
from analysis.results import Claim
from analysis.text import code

MOST = 3
"""Findings told of one commit."""

_QUOTED = 60  # characters of the words that are shown
_READ = 20_000  # characters of a message that are searched

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_NEXT_LINE = re.compile(r"\n\+[ \t]{0,40}(?:#|//|\*|;|--)?[ \t]{0,40}")
_SEPARATORS = re.compile(r"[_\-./]+")

_FINDING = Bilingual(
    "这个提交里有试图指挥阅读者或工具的文字（{quote}），本报告没有照做，请当心。",
    "This commit holds words that try to instruct its readers or their tools ({quote}); "
    "they were not followed, so take care.",
)


def injections(rated: RatedCommit) -> tuple[Evidence, ...]:
    """Return where the message, the added lines or the file names of `rated` give orders to their readers."""
    found: dict[str, Evidence] = {}
    for evidence in _found(rated):
        found.setdefault(evidence.quote, evidence)
        if len(found) == MOST:
            break
    return tuple(found.values())


def injection_claims(rated: RatedCommit, language: Language) -> tuple[Claim, ...]:
    """Return the finding as a risk, or nothing."""
    found = injections(rated)
    if not found:
        return ()
    quote = code(found[0].quote)
    return (Claim(_FINDING.to(language).format(quote=quote), found),)


def _found(rated: RatedCommit) -> Iterator[Evidence]:
    for words in _orders(rated.commit.message[:_READ]):
        yield Evidence(words)
    for file in rated.facts.files:
        for words in _orders(_SEPARATORS.sub(" ", file.path)):
            yield Evidence(words, file.path)
        yield from _in_patch(rated, file.path)


def _in_patch(rated: RatedCommit, path: str) -> Iterator[Evidence]:
    change = next(one.change for one in rated.facts.files if one.path == path)
    joined = _NEXT_LINE.sub(" ", change.patch[:MAX_CHARACTERS])  # an order may run over several lines
    for words in _orders(joined):
        lines = (line for line in parse(change).added if any(one in words for one in _orders(line.text)))
        line = next(lines, None)
        yield Evidence(words, path, line.number if line else None)


def _orders(text: str) -> Iterator[str]:
    """Yield the ordering words of `text`; hidden characters and look-alike widths hide nothing."""
    seen = text if text.isascii() else _UNSEEN.sub("", unicodedata.normalize("NFKC", text))
    lower = seen.lower()
    shapes = ORDERS if seen.isascii() else (*ORDERS, *ORDERS_IN_CHINESE)
    for shape in shapes:
        if not shape.stems or any(stem in lower for stem in shape.stems):
            for match in shape.pattern.finditer(seen):
                yield " ".join(redact(match[0]).split())[:_QUOTED]
