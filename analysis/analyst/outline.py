"""The symbol digest: names that each file gains, loses, changes or uses, where its hunks do not show them."""

import re
from collections.abc import Iterator, Mapping, Sequence

from analysis.analyst.hunks import SentHunk, one_line
from analysis.analyst.tokens import weight
from analysis.facts.models import Alteration, DependencyChange, Facts, FileFacts, SymbolChange

HEADING_LIMIT = 80
"""Characters of a hunk's heading: enough for a name and its first parameters."""

_TITLE = "Names not shown below (+ added, - removed, → renamed, ~ changed, @ inside, others: used):"
_SIGNS: Mapping[Alteration, str] = {
    Alteration.ADDED: "+ ",
    Alteration.REMOVED: "- ",
    Alteration.RENAMED: "→ ",
    Alteration.SIGNATURE: "~ ",
    Alteration.CHANGED: "~ ",
}
_A_NAME = 1.0  # what joining a name to a line may add
_USED = re.compile(
    r"(?<![\w.])(?:[A-Za-z]\w*_\w+|[A-Za-z]+[a-z][A-Z]\w+|[A-Z][a-z]\w{4,}|[a-z]{3,}(?:\.[a-z]{3,})+)\b"
)
_MOST_USED = 200  # names of one file


def outline(
    facts: Facts, files: Sequence[tuple[FileFacts, Sequence[SentHunk]]], shown: str, room: float
) -> str:
    """Return names by file that `shown` lacks, in at most `room` tokens, in turn from each file."""
    named = {file.path: _names(facts, file, hunks, shown) for file, hunks in files}
    lines: dict[str, list[str]] = {}
    room -= weight(_TITLE) + _A_NAME
    while named:
        for path, names in tuple(named.items()):
            name = next(names, None)
            start = 0 if path in lines else weight(f"\n{one_line(path)}: ") + _A_NAME
            cost = weight(f", {name}") + start
            if name is None or cost > room:
                del named[path]
                continue
            lines.setdefault(path, []).append(name)
            room -= cost
    if not lines:
        return ""
    told = (f"{one_line(path)}: {', '.join(names)}" for path, names in lines.items())
    return "\n".join((_TITLE, *told))


def _names(facts: Facts, file: FileFacts, hunks: Sequence[SentHunk], shown: str) -> Iterator[str]:
    symbols = [symbol for symbol in facts.symbols if symbol.path == file.path and symbol.name not in shown]
    dependencies = [one for one in facts.dependencies if one.evidence.path == file.path]
    told = dict.fromkeys((*map(_symbol, sorted(symbols, key=_telling)), *map(_dependency, dependencies)))
    yield from told
    seen = "\n".join((shown, *told))
    for heading in dict.fromkeys(hunk.heading for hunk in hunks if hunk.heading):
        if heading not in seen:
            seen += f"\n{heading}"
            yield f"@ {heading[:HEADING_LIMIT]}"
    yield from (name for name in _used(hunks) if name not in seen)


def _used(hunks: Sequence[SentHunk]) -> list[str]:
    found: dict[str, None] = {}
    for line in (line for hunk in hunks for line in hunk.lines):
        found |= dict.fromkeys(_USED.findall(line))
        if len(found) >= _MOST_USED:
            break
    return list(found)[:_MOST_USED]


def _telling(symbol: SymbolChange) -> tuple[bool, bool]:
    return symbol.alteration is Alteration.CHANGED, not symbol.public


def _symbol(symbol: SymbolChange) -> str:
    name = f"{symbol.before}→{symbol.after}" if symbol.alteration is Alteration.RENAMED else symbol.name
    return one_line(f"{_SIGNS[symbol.alteration]}{name}")


def _dependency(change: DependencyChange) -> str:
    return one_line(f"{change.name} {change.before or 'none'}→{change.after or 'none'}")
