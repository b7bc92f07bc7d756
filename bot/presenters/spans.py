"""Words into spans: code between backticks, templates filled with values, lists in a language."""

import re
import string
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from analysis.language import Bilingual, Language
from bot.messages import Code, Span, Spans, Text
from bot.presenters.words.common import PAUSE

_CODE = re.compile(r"`([^`]+)`")


def inline(text: str) -> Spans:
    """Return `text`, whose code words stand between backticks, as spans; a lone backtick is a backtick.

    The one reader of the form that `Claim.text` has.
    """
    return tuple(_inline(text))


def _inline(text: str) -> Iterator[Span]:
    end = 0
    for word in _CODE.finditer(text):
        yield from (Text(text[end : word.start()]),) if word.start() > end else ()
        yield Code(word[1])
        end = word.end()
    yield from (Text(text[end:]),) if end < len(text) else ()


Filling = Span | Spans | str | int


def filled(words: Bilingual, language: Language, /, **values: Filling) -> Spans:
    """Return `words` in `language` with their placeholders filled; a value is never read as a template."""
    pieces = string.Formatter().parse(words.to(language))
    return tuple(
        chain.from_iterable(
            (*inline(literal), *(_spans(values[name]) if name else ())) for literal, name, _, _ in pieces
        )
    )


def _spans(value: Filling) -> Spans:
    if isinstance(value, tuple):
        return value
    return (Text(str(value)),) if isinstance(value, str | int) else (value,)


def joined(items: Sequence[Spans], between: str) -> Spans:
    """Return `items` with `between` set between them."""
    separated = chain.from_iterable(((Text(between),), item) for item in items)
    return tuple(chain.from_iterable(separated))[1:]


def codes(names: Iterable[str], language: Language) -> Spans:
    """Return names as a list of code words."""
    return joined([(Code(name),) for name in names], PAUSE.to(language))
