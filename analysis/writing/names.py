"""Which definitions a commit adds, removes, renames and changes, told by name."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from analysis.facts.models import Alteration, OptionKind, SymbolChange
from analysis.writing.material import Material
from analysis.writing.places import common_folder
from analysis.writing.values import Clause, Clauses, Named, Noun, Verb

_NOUNS: Mapping[str, Noun] = {
    "def": Noun.FUNCTION,
    "async def": Noun.FUNCTION,
    "fn": Noun.FUNCTION,
    "func": Noun.FUNCTION,
    "fun": Noun.FUNCTION,
    "function": Noun.FUNCTION,
    "class": Noun.CLASS,
    "struct": Noun.STRUCT,
    "enum": Noun.ENUM,
    "trait": Noun.TRAIT,
    "protocol": Noun.INTERFACE,
    "interface": Noun.INTERFACE,
    "type": Noun.TYPE,
    "const": Noun.CONSTANT,
    "static": Noun.CONSTANT,
    "mod": Noun.MODULE,
    "module": Noun.MODULE,
}
_SEPARATORS = (".", "::")


def shown_name(symbol: SymbolChange) -> str:
    """Return the name as people write it: functions with brackets."""
    name = symbol.after or symbol.name if symbol.alteration is Alteration.RENAMED else symbol.name
    return f"{name}()" if _NOUNS.get(symbol.kind) is Noun.FUNCTION else name


_OPTION_NOUNS: Mapping[OptionKind, Noun] = {
    OptionKind.COMMAND_LINE: Noun.OPTION,
    OptionKind.ENVIRONMENT: Noun.VARIABLE,
    OptionKind.SETTING: Noun.SETTING,
    OptionKind.PARAMETER: Noun.PARAMETER,
}


def by_name(material: Material, *, with_changed: bool = True) -> Clauses | None:
    """Return what the commit does to definitions of source, or `None` where it names none."""
    added = _without_members(material.symbols(Alteration.ADDED))
    removed = _without_members(material.symbols(Alteration.REMOVED))
    renamed = material.symbols(Alteration.RENAMED)
    known = {symbol.name for symbol in (*added, *removed, *renamed)}
    changed = [
        symbol
        for symbol in material.symbols(Alteration.CHANGED, Alteration.SIGNATURE)
        if with_changed and symbol.name not in known
    ]
    clauses = (
        Clause(Verb.ADD, (*_by_noun(added), *_options(material, Alteration.ADDED))),
        Clause(Verb.REMOVE, (*_by_noun(removed), *_options(material, Alteration.REMOVED))),
        Clause(Verb.RENAME, _pairs(renamed)),
        Clause(Verb.CHANGE, _bare(changed)),
    )
    told = tuple(clause for clause in clauses if clause.things)
    seen = [*added, *removed, *renamed, *changed]
    return Clauses(told, common_folder(symbol.path for symbol in seen)) if told else None


def _without_members(symbols: Sequence[SymbolChange]) -> list[SymbolChange]:
    """Leave out the members of a type that is itself named."""
    owners = {symbol.name for symbol in symbols if _NOUNS.get(symbol.kind) is not Noun.FUNCTION}
    return [symbol for symbol in symbols if not _owner(symbol.name) or _owner(symbol.name) not in owners]


def _owner(name: str) -> str:
    for separator in _SEPARATORS:
        if separator in name:
            return name.rpartition(separator)[0]
    return ""


def _by_noun(symbols: Iterable[SymbolChange]) -> tuple[Named, ...]:
    groups = defaultdict[Noun | None, list[str]](list)
    for symbol in symbols:
        noun = _NOUNS.get(symbol.kind)
        groups[Noun.METHOD if noun is Noun.FUNCTION and _owner(symbol.name) else noun].append(
            shown_name(symbol)
        )
    return tuple(Named(noun, tuple(dict.fromkeys(names))) for noun, names in groups.items())


def _options(material: Material, alteration: Alteration) -> tuple[Named, ...]:
    """Return the options so altered; a parameter shows in its function's signature instead."""
    groups = defaultdict[Noun, list[str]](list)
    for option in material.facts.options:
        if option.alteration is alteration and option.kind is not OptionKind.PARAMETER:
            groups[_OPTION_NOUNS[option.kind]].append(option.name)
    return tuple(Named(noun, tuple(dict.fromkeys(names))) for noun, names in groups.items())


def _pairs(symbols: Iterable[SymbolChange]) -> tuple[Named, ...]:
    pairs = tuple(
        dict.fromkeys(f"{symbol.before or symbol.name} → {symbol.after or symbol.name}" for symbol in symbols)
    )
    return (Named(None, pairs),) if pairs else ()


def _bare(symbols: Iterable[SymbolChange]) -> tuple[Named, ...]:
    names = tuple(dict.fromkeys(map(shown_name, symbols)))
    return (Named(None, names),) if names else ()
