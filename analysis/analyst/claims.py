"""From what a model said to claims: only statements that the commit bears out, each with its evidence."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from analysis.analyst.cleaning import cleaned, is_in, sentence
from analysis.analyst.fields import Said
from analysis.analyst.grounds import Grounds, fold
from analysis.analyst.quantities import quantities
from analysis.analyst.sentences import fault_of
from analysis.diff import parse
from analysis.facts.evidence import MAX_QUOTE
from analysis.facts.models import Evidence, Facts
from analysis.facts.secrets import redact
from analysis.language import Language
from analysis.results import Claim

MESSAGE = "MESSAGE"
"""The name under which a model quotes the commit message instead of a file."""

SHORTEST_QUOTE = 6
"""Characters of a quote below which it would be found anywhere, unless it is a whole line."""

_SPAN = re.compile(r"`[^`]*`")


@dataclass
class Checker:
    """Checks the statements about one commit, and counts those it drops."""

    facts: Facts
    grounds: Grounds
    language: Language
    cut: bool = False
    dropped: int = 0
    _seen: set[str] = field(default_factory=set)

    def claims(self, statements: Iterable[Said]) -> tuple[Claim, ...]:
        """Return the statements that pass, none twice."""
        return tuple(claim for _, claim in self.kept(statements))

    def kept(self, statements: Iterable[Said]) -> Iterator[tuple[Said, Claim]]:
        """Yield each statement that passes, with its claim; a repeated one is neither kept nor counted."""
        for said in statements:
            claim = self.claim(said)
            if claim is None:
                self.dropped += 1
            elif claim.text not in self._seen:
                self._seen.add(claim.text)
                yield said, claim

    def claim(self, said: Said) -> Claim | None:
        """Return `said` as a claim, or `None` where something in it is not borne out."""
        text = self.text(said.text)
        if text is None or (said.inferred and _states_a_number(text)):
            return None
        if said.inferred and not said.quote:
            return Claim(text, (), inferred=True)
        found = self.evidence(said.file, said.quote)
        return Claim(text, (found,), said.inferred) if found else None

    def conclusion(self, raw: str) -> str:
        """Return the closing sentence, which is a view and needs no evidence, or an empty text."""
        if not raw:
            return ""
        claim = self.claim(Said(raw, inferred=True))
        self.dropped += claim is None
        return claim.text if claim else ""

    def text(self, raw: str) -> str | None:
        """Return `raw` as a sentence that may be shown, or `None`."""
        text = sentence(cleaned(raw), self.language, cut=self.cut)
        if text is None or not is_in(self.language, text) or fault_of(text, self.grounds):
            return None
        return text

    def evidence(self, file: str, quote: str) -> Evidence | None:
        """Return where `quote` stands in what was sent, or `None`."""
        wanted = fold(quote)
        if file.strip() == MESSAGE:
            found = len(wanted) >= SHORTEST_QUOTE and wanted in fold(self.grounds.message)
            return Evidence(redact(wanted)[:MAX_QUOTE]) if found else None
        path = self.path(file)
        if path is None or not wanted or not self.grounds.quoted(quote, path):
            return None
        evidence = self._line_of(path, quote)
        return evidence if len(wanted) >= SHORTEST_QUOTE or evidence.quote == wanted else None

    def path(self, file: str) -> str | None:
        """Return the path of the commit that `file` names, with or without what git puts before it."""
        bare = file.strip().strip("`")
        candidates = (bare, bare.removeprefix("a/"), bare.removeprefix("b/"), bare.removeprefix("./"))
        return next((path for path in candidates if path in self.grounds.sent), None)

    def _line_of(self, path: str, quote: str) -> Evidence:
        """Return the first line of the file that the quote holds, or is part of."""
        first = next((folded for line in quote.split("\n") if (folded := fold(line))), "")
        removed = quote.lstrip().startswith("-")
        change = next(one.change for one in self.facts.files if one.path == path)
        lines = [line for hunk in parse(change).hunks for line in hunk.lines]
        for sign in ("-", "+", " ") if removed else ("+", " ", "-"):
            for line in lines:
                if line.sign == sign and first in fold(f" {line.text}"):
                    return Evidence(
                        redact(line.text.strip())[:MAX_QUOTE], path, line.number, removed=line.sign == "-"
                    )
        return Evidence(redact(fold(quote))[:MAX_QUOTE], path)


def _states_a_number(text: str) -> bool:
    return bool(quantities(_SPAN.sub(" ", text)))
