"""How a language shows values, and how a sentence of either is filled and ended."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from analysis.facts.models import Evidence
from analysis.language import Bilingual, Language
from analysis.results import Claim
from analysis.text import clean
from analysis.writing.values import Value


class Grammar(Protocol):
    """One language's way with lists, numbers and quotations."""

    language: Language
    stop: str

    def show(self, value: Value) -> str:
        """Return `value` as it stands inside a sentence."""

    def tidy(self, text: str) -> str:
        """Return a filled sentence with its blanks where the language has them."""


_STOPS = tuple(".!?…。！？:：;；")


@dataclass(frozen=True, slots=True)
class Sentence:
    """Something to say: words with placeholders, what fills them, and where it was seen."""

    words: Bilingual
    values: Mapping[str, Value] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()


def say(sentence: Sentence, grammar: Grammar) -> str:
    """Return the text of `sentence`, on one line and beginning with a capital where the language has them."""
    values = {name: grammar.show(value) for name, value in sentence.values.items()}
    text = _ended(grammar.tidy(clean(sentence.words.to(grammar.language).format(**values))), grammar)
    return text[:1].upper() + text[1:]


def _ended(text: str, grammar: Grammar) -> str:
    """Return a sentence with its full stop where it ends in a quotation that has none."""
    is_open = text.endswith("”") and text[-2:-1] not in _STOPS
    return text + (grammar.stop if is_open else "")


def claim(sentence: Sentence, grammar: Grammar) -> Claim:
    """Return `sentence` as a claim with its evidence."""
    return Claim(say(sentence, grammar), sentence.evidence)
