"""Which definitions a commit adds, removes, renames and changes, told by name."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

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
ADJUSTED, REWORKED = 8, 25
"""Up to so many lines a definition is adjusted; from so many on either side on, it is made anew."""

IN_ONE_SENTENCE = 7
"""So many names fit into one sentence; more are told verb by verb."""

_SEPARATORS = (".", "::")
_RECEIVER = re.compile(r"\(\s*(?:&\s*(?:'\w+\s+)?)?(?:mut\s+)?self\b")


def shown_name(symbol: SymbolChange) -> str:
    """Return the name as people write it: functions with brackets."""
    name = symbol.after or symbol.name if symbol.alteration is Alteration.RENAMED else symbol.name
    return f"{name}()" if _NOUNS.get(symbol.kind) is Noun.FUNCTION else name


def pair(symbol: SymbolChange) -> str:
    """Return the name before and after a renaming."""
    return f"{symbol.before or symbol.name} → {symbol.after or symbol.name}"


_OPTION_NOUNS: Mapping[OptionKind, Noun] = {
    OptionKind.COMMAND_LINE: Noun.OPTION,
    OptionKind.ENVIRONMENT: Noun.VARIABLE,
    OptionKind.SETTING: Noun.SETTING,
    OptionKind.PARAMETER: Noun.PARAMETER,
}


def by_name(material: Material, *, with_changed: bool = True, shown: int = 4) -> tuple[Clauses, ...]:
    """Return what the commit does to definitions and options, in several sentences where one is too long.

    A definition that goes here and comes there has moved; one whose body changed is told `with_changed`.
    """
    moved = _moved(material)
    added = without_members(material.symbols(Alteration.ADDED))
    removed = without_members(material.symbols(Alteration.REMOVED))
    renamed = material.symbols(Alteration.RENAMED)
    known = {symbol.name for symbol in (*added, *removed, *renamed)}
    changed = [
        symbol
        for symbol in material.symbols(Alteration.CHANGED, Alteration.SIGNATURE)
        if with_changed and symbol.name not in known
    ]
    changed = without_owners(changed, {*known, *(symbol.name for symbol in changed)})
    came = [symbol for symbol in added if symbol.name not in moved and not symbol.before]
    exposed = [symbol for symbol in added if symbol.name not in moved and symbol.before]
    went = [symbol for symbol in removed if symbol.name not in moved]
    gone = [symbol for symbol in removed if symbol.name in moved]
    both = [symbol for symbol in (*added, *removed) if symbol.name in moved]
    parts = (
        (
            _paths(material, came, Alteration.ADDED),
            Clause(Verb.ADD, (*_by_noun(came, shown), *_options(material, Alteration.ADDED))),
        ),
        (_paths(material, exposed), Clause(Verb.EXPOSE, _by_noun(exposed, shown))),
        (
            _paths(material, went, Alteration.REMOVED),
            Clause(Verb.REMOVE, (*_by_noun(went, shown), *_options(material, Alteration.REMOVED))),
        ),
        (_paths(material, renamed), Clause(Verb.RENAME, _pairs(renamed, shown))),
        (_paths(material, both), Clause(Verb.MOVE, _by_noun(gone, shown))),
        (_paths(material, changed), Clause(_change_of(material, changed), _bare(changed, shown))),
    )
    told = [(paths, clause) for paths, clause in parts if clause.things]
    if sum(len(named.names) for _, clause in told for named in clause.things) > IN_ONE_SENTENCE:
        return _one_by_one(told)
    where = common_folder(path for paths, _ in told for path in paths)
    return (Clauses(tuple(clause for _, clause in told), where),) if told else ()


def _one_by_one(told: Sequence[tuple[Sequence[str], Clause]]) -> tuple[Clauses, ...]:
    """Give each verb a sentence; a place is named again only where it differs from the one before."""
    found = list[Clauses]()
    before: str | None = None
    for paths, clause in told:
        where = common_folder(paths)
        found.append(Clauses((clause,), where if where != before else None))
        before = where
    return tuple(found)


def _moved(material: Material) -> frozenset[str]:
    """Return the names that one file loses and another gains, as the same kind of thing."""
    gone = {(symbol.name, symbol.kind): symbol.path for symbol in material.symbols(Alteration.REMOVED)}
    return frozenset(
        symbol.name
        for symbol in material.symbols(Alteration.ADDED)
        if gone.get((symbol.name, symbol.kind), symbol.path) != symbol.path
    )


def _change_of(material: Material, changed: Sequence[SymbolChange]) -> Verb:
    """Say whether bodies only grew or only shrank, and how far they changed, as their files tell."""
    paths = {symbol.path for symbol in changed}
    files = [file.change for file in material.source if file.path in paths]
    came, went = sum(change.additions for change in files), sum(change.deletions for change in files)
    if not (came and went):
        return Verb.TRIM if went else Verb.EXTEND
    if came + went <= ADJUSTED * len(changed):
        return Verb.ADJUST
    return Verb.REWORK if min(came, went) >= REWORKED * len(changed) else Verb.CHANGE


def _paths(
    material: Material, symbols: Sequence[SymbolChange], of_options: Alteration | None = None
) -> Sequence[str]:
    """Return the files of `symbols`, and of the options that were so altered."""
    options = [
        option.evidence.path or ""
        for option in material.facts.options
        if option.alteration is of_options and option.kind is not OptionKind.PARAMETER
    ]
    return [*(symbol.path for symbol in symbols), *filter(None, options)]


def without_owners(symbols: Sequence[SymbolChange], told: Collection[str]) -> list[SymbolChange]:
    """Leave out a type that only changed in what is `told` of its members."""
    owners = {_owner(name) for name in told}
    return [
        symbol for symbol in symbols if symbol.name not in owners or _NOUNS.get(symbol.kind) is Noun.FUNCTION
    ]


def without_members(symbols: Sequence[SymbolChange]) -> list[SymbolChange]:
    """Leave out the members of a type that is itself named."""
    owners = {symbol.name for symbol in symbols if _NOUNS.get(symbol.kind) is not Noun.FUNCTION}
    return [symbol for symbol in symbols if not _owner(symbol.name) or _owner(symbol.name) not in owners]


def _owner(name: str) -> str:
    for separator in _SEPARATORS:
        if separator in name:
            return name.rpartition(separator)[0]
    return ""


def _by_noun(symbols: Iterable[SymbolChange], shown: int) -> tuple[Named, ...]:
    groups = defaultdict[Noun | None, list[str]](list)
    for symbol in symbols:
        noun = _NOUNS.get(symbol.kind)
        groups[Noun.METHOD if noun is Noun.FUNCTION and _is_method(symbol) else noun].append(
            shown_name(symbol)
        )
    return tuple(Named(noun, tuple(dict.fromkeys(names)), shown) for noun, names in groups.items())


def _is_method(symbol: SymbolChange) -> bool:
    """Whether a function belongs to a type, be the type itself out of the hunk's sight."""
    return bool(_owner(symbol.name) or _RECEIVER.search(symbol.evidence.quote))


def _options(material: Material, alteration: Alteration) -> tuple[Named, ...]:
    """Return the options so altered; a parameter shows in its function's signature instead."""
    groups = defaultdict[Noun, list[str]](list)
    for option in material.facts.options:
        if option.alteration is alteration and option.kind is not OptionKind.PARAMETER:
            groups[_OPTION_NOUNS[option.kind]].append(option.name)
    return tuple(Named(noun, tuple(dict.fromkeys(names))) for noun, names in groups.items())


def _pairs(symbols: Iterable[SymbolChange], shown: int) -> tuple[Named, ...]:
    pairs = tuple(dict.fromkeys(map(pair, symbols)))
    return (Named(None, pairs, shown),) if pairs else ()


def _bare(symbols: Iterable[SymbolChange], shown: int) -> tuple[Named, ...]:
    names = tuple(dict.fromkeys(map(shown_name, symbols)))
    return (Named(None, names, shown),) if names else ()
