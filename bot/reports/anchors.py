"""Where the links of a report lead: headings and their anchors.

GitHub gives every heading an anchor made of its words, and other viewers use rules of their own. So each
heading that is linked to also gets an explicit anchor, named as GitHub would: the same link works on GitHub
through either, and elsewhere through the explicit one. GitHub's rule: lower case, everything gone but
letters, marks, decimal digits, connectors, hyphens and blanks, blanks to hyphens, and -1, -2 … for
repetitions (https://github.com/gjtorikian/html-pipeline, its table of contents).
"""

import unicodedata
from collections import Counter
from dataclasses import dataclass, field

from bot.reports.escaping import escaped

_KEPT = frozenset({"Nd", "Pc"})  # besides all letters (L*) and marks (M*)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the report: `text` is plain, `anchor` is where links to it lead."""

    level: int
    text: str
    anchor: str

    @property
    def markdown(self) -> str:
        """The heading below its anchor."""
        return f'<a id="{self.anchor}"></a>\n\n{"#" * self.level} {escaped(self.text)}'

    @property
    def entry(self) -> str:
        """The link to the heading."""
        return f"[{escaped(self.text)}](#{self.anchor})"


def slug(text: str) -> str:
    """Return what GitHub makes of a heading's words."""
    kept = (char for char in text.lower() if char in "- " or _is_word(char))
    return "".join(kept).replace(" ", "-")


def _is_word(char: str) -> bool:
    category = unicodedata.category(char)
    return category[0] in "LM" or category in _KEPT


@dataclass(slots=True)
class Headings:
    """Hands out headings in the order of the document, each with an anchor of its own."""

    _seen: Counter[str] = field(default_factory=Counter)
    _taken: set[str] = field(default_factory=set)

    def new(self, level: int, text: str, otherwise: str) -> Heading:
        """Return the next heading; `otherwise` names its anchor where its words give none of its own."""
        base = slug(text)
        count = self._seen[base]
        self._seen[base] += 1
        anchor = f"{base}-{count}" if count else base
        if not base.strip("-") or anchor in self._taken:
            anchor = self._free(otherwise)
        self._taken.add(anchor)
        return Heading(level, text, anchor)

    def _free(self, name: str) -> str:
        anchor, count = name, 0
        while anchor in self._taken:
            count += 1
            anchor = f"{name}-{count}"
        return anchor
