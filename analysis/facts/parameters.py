"""Which keywords of public functions a changed signature adds, removes, or gives another default."""

import re
from collections.abc import Iterable, Mapping

from analysis.facts.languages import language_of
from analysis.facts.models import Alteration, OptionChange, OptionKind, SymbolChange

_PARAMETER = re.compile(r"\s*(?P<name>\w+)\s*(?::.*)?", re.DOTALL)
_SAME_CALL = frozenset({"self", "cls"})
_NOT_GIVEN = re.compile(
    r"_\w*|(?:\w+\.)*\w*(?:sentinel|missing|unset|undefined|not_?(?:given|set|provided)|omit|use_\w*default)\w*"
    r"(?:\(\))?|object\(\)|\.\.\.",
    re.IGNORECASE,
)
_NOTHING = frozenset({"None", "False", '""', "''", "()", "[]", "{}", "tuple()", "dict()"})


def parameters(symbols: Iterable[SymbolChange]) -> tuple[OptionChange, ...]:
    """Return the changed keywords of public Python functions among `symbols`, named `function(keyword)`."""
    return tuple(
        change
        for symbol in symbols
        if symbol.alteration is Alteration.SIGNATURE and symbol.public and _is_python_function(symbol)
        for change in _compared(symbol)
    )


def _is_python_function(symbol: SymbolChange) -> bool:
    return symbol.kind == "def" and language_of(symbol.path) == "Python"


def _compared(symbol: SymbolChange) -> list[OptionChange]:
    before, after = (_defaults(head or "") for head in (symbol.before, symbol.after))
    if before is None or after is None:
        return []
    changes = []
    for name in dict.fromkeys((*before, *after)):
        old, new = before.get(name), after.get(name)
        if name in before and name in after and old == new:
            continue
        if name in before and name in after and _is_same_to_callers(old, new):
            continue
        alteration = Alteration.CHANGED
        if name not in before:
            alteration = Alteration.ADDED
        elif name not in after:
            alteration = Alteration.REMOVED
        named = f"{symbol.name}({name})"
        changes.append(OptionChange(named, OptionKind.PARAMETER, alteration, symbol.evidence, old, new))
    return changes


def _is_same_to_callers(old: str | None, new: str | None) -> bool:
    """Whether both defaults only say "not given": a private mark on either side, or nothing on both."""
    if old is None or new is None:
        return False
    if _NOT_GIVEN.fullmatch(old) or _NOT_GIVEN.fullmatch(new):
        return True
    return {old, new} <= _NOTHING


def _defaults(head: str) -> Mapping[str, str | None] | None:
    """Return each parameter with its default; `None` if the head was cut or is no parameter list."""
    inside = _inside(head)
    if inside is None:
        return None
    parts = [
        _split(part, "=", most=1) for part in _split(inside, ",") if not part.lstrip().startswith(("*", "/"))
    ]
    found = [(_PARAMETER.fullmatch(part[0]), part[1:]) for part in parts]
    return {
        match["name"]: default[0].strip() if default else None
        for match, default in found
        if match and match["name"] not in _SAME_CALL
    }


def _inside(head: str) -> str | None:
    start = head.find("(")
    depth = 0
    for position in range(start, len(head)):
        depth += (head[position] in "([{") - (head[position] in ")]}")
        if depth == 0:
            return head[start + 1 : position]
    return None


def _split(text: str, mark: str, most: int | None = None) -> list[str]:
    """Split at `most` of the marks that stand in no bracket: an annotation may hold them too."""
    parts, depth = [""], 0
    for character in text:
        depth += (character in "([{") - (character in ")]}")
        if character == mark and depth == 0 and (most is None or len(parts) <= most):
            parts.append("")
        else:
            parts[-1] += character
    return parts
