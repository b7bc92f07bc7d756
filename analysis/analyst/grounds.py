"""What a claim may rest on: the diff that was sent, the message, the names of files, and the facts."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from analysis.analyst import names
from analysis.analyst.quantities import STRICT, Quantity, plain_number, quantities, unit_shape

_NUMBER = re.compile(r"\d[\d_]*(?:,\d{3})*(?:\.\d+)*", re.ASCII)
_BLANKS = re.compile(r"\s+")
_LONG = 2  # digits from which on a bare number must be found

Sent = Mapping[str, Sequence[Sequence[str]]]
"""The hunks that were sent, by path: each is its lines with their signs."""


@dataclass(frozen=True)
class Grounds:
    """The texts of one commit, secrets redacted.

    `said` is all text where names and numbers may come from: diff, message, paths and facts;
    `project` the words of the repository's name, which prove nothing.
    """

    paths: frozenset[str]
    sent: Sent
    message: str
    said: str
    project: frozenset[str] = frozenset()

    @cached_property
    def lower(self) -> str:
        """All of `said` in lower case."""
        return self.said.lower()

    @cached_property
    def words(self) -> frozenset[str]:
        """Every name of `said`, folded."""
        return names.words_of(self.said)

    @cached_property
    def _numbers(self) -> str:
        return " ".join(map(plain_number, _NUMBER.findall(self.said)))

    @cached_property
    def _measured(self) -> frozenset[tuple[str, str | None]]:
        return frozenset((one.number, one.unit) for one in quantities(self.said))

    @cached_property
    def parts(self) -> frozenset[str]:
        """Every plain word that the names of `said` are joined from."""
        return names.parts_of(self.said)

    def holds(self, name: str) -> bool:
        """Whether `name` occurs."""
        exact = names.exact_part(name)
        if exact is not None and not re.search(rf"(?<![A-Za-z0-9_]){exact}(?![A-Za-z0-9_])", self.said):
            return False
        return exact == name or names.occurs(name, self.words, self.lower)

    def states(self, quantity: Quantity) -> bool:
        """Whether `quantity` occurs: a number together with its unit; a bare one from two digits on."""
        number, unit = quantity.number, quantity.unit
        if unit is None and quantity.in_words:
            return number in self.lower
        if unit is not None:
            return (number, unit) in self._measured or (
                unit not in STRICT and self._in_one_line(number, unit)
            )
        return sum(map(str.isdigit, number)) < _LONG or bool(_whole(number).search(self._numbers))

    def _in_one_line(self, number: str, unit: str) -> bool:
        spelled = re.compile(rf"(?<![A-Za-z])(?:{unit_shape(unit)})", re.IGNORECASE)
        bare = _whole(number)
        return any(
            bare.search(plain_number(line)) and spelled.search(line.replace("_", " "))
            for line in self.said.split("\n")
            if number[:1] in line
        )

    def quoted(self, quote: str, path: str) -> bool:
        """Whether `quote` stands in a hunk of `path` that was sent: in all its lines or on one side of it."""
        wanted = fold(quote)
        return any(wanted in text for hunk in self.sent.get(path, ()) for text in _sides(hunk))


def project_words(repo: str) -> frozenset[str]:
    """Return the words of the name of `repo`."""
    return frozenset(word for word in re.split(r"[^a-z0-9]+", repo.lower()) if word)


def fold(text: str) -> str:
    """Return `text` with the signs of a diff taken off its lines and every run of blanks made one."""
    lines = (line[1:] if line[:1] in ("+", "-") else line for line in text.split("\n"))
    return _BLANKS.sub(" ", " ".join(lines)).strip()


def _sides(hunk: Sequence[str]) -> Iterable[str]:
    yield fold("\n".join(hunk))
    yield fold("\n".join(line for line in hunk if not line.startswith("-")))
    yield fold("\n".join(line for line in hunk if not line.startswith("+")))


def _whole(number: str) -> re.Pattern[str]:
    after = r"(?!\d)" if "." in number else r"(?!\d|\.\d)"
    return re.compile(rf"(?<![\d.]){re.escape(number)}{after}")
