"""Making untrusted text safe and short enough to stand inside a sentence."""

import re
import unicodedata
from collections.abc import Sequence

from analysis.facts.secrets import redact

CODE_LIMIT = 90
"""Characters of a code word; a longer one is cut visibly: a path in its middle, other code at its end."""

QUOTE_LIMIT = 420
"""Characters of a quotation; it is made of whole sentences only."""

_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))  # control, bidi, zero-width, unassigned
_BLANKS = re.compile(r"\s+")
_SPAN = re.compile(r"`+([^`]*)`+")


def clean(text: str) -> str:
    """Return `text` on one line, without secrets and without characters that move, hide or turn text."""
    if text.isascii() and text.isprintable():
        return _BLANKS.sub(" ", redact(text)).strip()
    seen = (" " if unicodedata.category(character) in _UNSEEN else character for character in redact(text))
    return _BLANKS.sub(" ", "".join(seen)).strip()


def code(word: str) -> str:
    """Return `word` between backticks: a name, a path or a line of code."""
    bare = clean(word.replace("`", " "))
    if len(bare) > CODE_LIMIT:
        bare = _cut(bare)
    return f"`{bare}`" if bare else "`?`"


def _cut(word: str) -> str:
    if "/" not in word or " " in word:
        return word[: CODE_LIMIT - 1].rstrip() + "…"
    kept = CODE_LIMIT // 3
    return f"{word[:kept]}…{word[kept + 1 - CODE_LIMIT :]}"


def joined(parts: Sequence[str]) -> str:
    """Return "a", "a and b", "a, b and c"."""
    if len(parts) < 2:  # noqa: PLR2004 - one part needs no "and"
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def renamed_or_code(name: str) -> str:
    """Return a name as code; of a renaming, `old → new`, each side."""
    return " → ".join(map(code, name.split(" → ")))


def prose(text: str) -> str:
    """Return `text` cleaned, its backticks paired as code spans or taken away."""
    return clean(_paired(text))


def plain(text: str) -> str:
    """Return `text` cleaned and without backticks."""
    return clean(text.replace("`", ""))


def _paired(text: str) -> str:
    spans = _SPAN.sub(lambda span: f"`{span[1]}`" if span[1].strip() else " ", text)
    return spans if spans.count("`") % 2 == 0 else spans.replace("`", "")
