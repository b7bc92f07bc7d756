"""How a changed signature is told: parameters that come and go, what is returned or derived from."""

import re
from collections.abc import Iterator, Sequence

from analysis.facts.models import Alteration, SymbolChange
from analysis.language import Bilingual
from analysis.results import Depth, UpgradeKind
from analysis.upgrades.notes import TYPE_KINDS
from analysis.upgrades.parameters import BY_KEYWORD, Parameter, parameters
from analysis.writing.grammar import Sentence
from analysis.writing.material import Material
from analysis.writing.names import shown_name
from analysis.writing.values import Code, Codes, Value

SHOWN = 160
"""Characters of two signatures that may stand side by side in a sentence."""

SWEEP = 12
"""More signatures than that change by a sweep, such as new annotations, and none of them is news."""

MAY = Bilingual("{name} 现在可以传入 {came}。", "{name} can take {came} now.")
MUST = Bilingual("{name} 现在需要 {came}。", "{name} needs {came} now.")
LESS = Bilingual("{name} 不再需要 {gone}。", "{name} no longer takes {gone}.")
SWAPS = Bilingual("{name} 的参数 {gone} 换成了 {came}。", "{name} takes {came} in place of {gone}.")
RETURNS = Bilingual(
    "{name} 的返回类型由 {before} 改为 {after}。", "{name} returns {after} instead of {before}."
)
DERIVES = Bilingual(
    "{name} 改为继承 {after}，不再继承 {before}。", "{name} derives from {after} instead of {before}."
)
WHOLE = Bilingual(
    "{name} 的签名由 {before} 改为 {after}。", "The signature of {name} goes from {before} to {after}."
)

_BASES = re.compile(r"class\s+\w+\s*\(([^()]*)\)")
_ARROW = re.compile(r"->\s*(.+?)\s*[:{]?\s*$")


def signatures(material: Material, depth: Depth) -> Iterator[Sentence]:
    """Tell the signatures that changed, public ones first; what breaks callers is a risk instead, if deep."""
    told = (
        {note.evidence for note in material.upgrade_notes if note.kind is UpgradeKind.API_CHANGED}
        if depth is Depth.DEEP
        else set()
    )
    changed = material.symbols(Alteration.SIGNATURE)
    if len(changed) > SWEEP:
        return
    chosen = tuple(symbol for symbol in changed if symbol.public) or changed
    changed = tuple({symbol.name: symbol for symbol in reversed(chosen)}.values())[::-1]
    languages = {file.path: file.language or "" for file in material.source}
    renamed = {symbol.before for symbol in material.symbols(Alteration.RENAMED)}
    for symbol in changed:
        sentence = _told(symbol, languages.get(symbol.path, ""))
        if sentence and symbol.evidence not in told and _shown(sentence.values.get("before")) not in renamed:
            yield sentence


def _shown(value: Value | None) -> str:
    return value.text if isinstance(value, Code) else ""


def _told(symbol: SymbolChange, language: str) -> Sentence | None:
    before, after = symbol.before or "", symbol.after or ""
    if symbol.kind in TYPE_KINDS:
        return _pair(DERIVES, symbol, _found(_BASES, before), _found(_BASES, after))
    old, new = (parameters(side, symbol.name, language) for side in (before, after))
    if old is None or new is None:
        return _whole(symbol, language)
    came, gone = _missing(new, old), _missing(old, new)
    if language not in BY_KEYWORD and len(old) == len(new):
        return _whole(symbol, language) if _nameless(old) != _nameless(new) else None
    if came or gone:
        return _steps(symbol, came, gone)
    returned = _pair(RETURNS, symbol, _found(_ARROW, before), _found(_ARROW, after))
    return returned or _whole(symbol, language)


def _nameless(side: Sequence[Parameter]) -> list[str]:
    """Return what callers must pass where they do not name it: the types."""
    return [re.sub(rf"\b{re.escape(one.name)}\b", "", one.text) for one in side]


def _steps(symbol: SymbolChange, came: Sequence[Parameter], gone: Sequence[Parameter]) -> Sentence:
    optional = came and all(one.optional or one.gathers for one in came)
    words = SWAPS if came and gone else LESS if gone else MAY if optional else MUST
    values: dict[str, Value] = {
        "name": Code(shown_name(symbol)),
        "came": Codes(tuple(one.name for one in came)),
        "gone": Codes(tuple(one.name for one in gone)),
    }
    return Sentence(words, values, (symbol.evidence,))


def _missing(side: Sequence[Parameter], other: Sequence[Parameter]) -> list[Parameter]:
    known = {one.name for one in other}
    return [one for one in side if one.name and one.name not in known]


def _whole(symbol: SymbolChange, language: str) -> Sentence | None:
    """Show both signatures where they are short; in Python only an annotation can be left."""
    before, after = symbol.before or "", symbol.after or ""
    if language in BY_KEYWORD or not 0 < len(before) + len(after) <= SHOWN:
        return None
    return _pair(WHOLE, symbol, before, after)


def _pair(words: Bilingual, symbol: SymbolChange, before: str, after: str) -> Sentence | None:
    if not before or not after or before == after or len(before) + len(after) > SHOWN:
        return None
    values: dict[str, Value] = {
        "name": Code(shown_name(symbol)),
        "before": Code(before),
        "after": Code(after),
    }
    return Sentence(words, values, (symbol.evidence,))


def _found(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[1].strip() if found else ""
