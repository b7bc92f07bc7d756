"""A line of chat as words: quotes, wrapped links, full-width and invisible characters are dealt with here."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from bot.errors import RequestTooLongError

LONGEST = 4_000  # characters; the longest command either chat platform takes is shorter

GAP = r"\s，、；。"  # Chinese writers put no space after these
LEADING = "([{<\"'“”‘’„「『《«`"
TRAILING = ",.;:!?…)]}>\"'“”‘’」』》»`"

_PIECE = re.compile(
    rf"""
      (?P<gap>[{GAP}]+)
    | <mailto:[^>|\s]*\|(?P<mail>[^>|]*)>            # Slack makes these of git@host:owner/name
    | <(?P<url>https?://[^>|\s]+)(?:\|[^>]*)?>       # Slack: <url|label>; Discord: <url> without preview
    | (?<![^{GAP}])(?:
          ["＂](?P<double>(?:[^"＂\\]|\\.)*)["＂]
        | [“”„](?P<curly>[^“”]*)[“”]
        | '(?P<single>[^']*)'
        | [‘’](?P<bent>[^‘’]*)[‘’]
        | `(?P<code>[^`]*)`
        | 「(?P<corner>[^」]*)」
        | 『(?P<white>[^』]*)』
        | 《(?P<title>[^》]*)》
        | «(?P<angle>[^»]*)»
      )(?=[{GAP},.;:!?]|$)
    | (?P<plain>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_PART_OF_WORD = frozenset({"mail", "url", "plain"})
_ASSIGNMENT = re.compile(r"-{0,2}([^\W\d_]+)=(.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Word:
    """One word: `raw` is what stood between quotes, or the word with only its invisible characters gone.

    `text` is the same for reading: full-width characters narrowed (NFKC), punctuation around it dropped.
    """

    raw: str
    text: str
    quoted: bool = False

    @property
    def key(self) -> str:
        """The word for comparison, without regard to case."""
        return self.text.casefold()


def words(text: str) -> tuple[Word, ...]:
    """Take `text` apart; raise `RequestTooLongError` before the work could get long."""
    if len(text) > LONGEST:
        raise RequestTooLongError(LONGEST)
    return tuple(_words(text))


def folded(text: str) -> str:
    """Return `text` with full-width and other compatibility characters narrowed (NFKC)."""
    return unicodedata.normalize("NFKC", text)


def visible(text: str) -> str:
    """Return `text` without control and format characters, which paste brings along unseen."""
    return "".join(char for char in text if unicodedata.category(char) not in {"Cc", "Cf", "Cs"})


def _words(text: str) -> Iterator[Word]:
    pending = ""
    for piece in _PIECE.finditer(text):
        kind = piece.lastgroup or "gap"
        if kind in _PART_OF_WORD:
            pending += piece[kind]
            continue
        yield from _unquoted(pending)
        pending = ""
        if kind != "gap":
            yield from _quoted(kind, piece[kind])
    yield from _unquoted(pending)


def _quoted(kind: str, content: str) -> Iterator[Word]:
    raw = re.sub(r"\\(.)", r"\1", content, flags=re.DOTALL) if kind == "double" else content
    if text := folded(visible(raw)).strip():
        yield Word(raw, text, quoted=True)


def _unquoted(token: str) -> Iterator[Word]:
    raw = visible(token)
    if assignment := _ASSIGNMENT.fullmatch(folded(raw)):
        yield from (Word(part, _bare(part)) for part in assignment.groups())
    elif text := _bare(folded(raw)):
        yield Word(raw, text)


def _bare(text: str) -> str:
    return text.lstrip(LEADING).rstrip(TRAILING) or text
