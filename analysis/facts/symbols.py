"""Which definitions a diff adds, removes, renames or changes, told from its lines alone."""

from collections import defaultdict
from difflib import SequenceMatcher
from typing import NamedTuple

from analysis.diff import Patch
from analysis.facts.definitions import MEASURED_LANGUAGES, defines
from analysis.facts.evidence import evidence
from analysis.facts.languages import language_of
from analysis.facts.models import Alteration, FileClass, FileFacts, SymbolChange
from analysis.facts.secret_shapes import redact
from analysis.facts.sides import Seen, Sides, sides_of
from analysis.facts.signatures import same
from analysis.models import FileStatus

ALIKE = 0.6
"""How like two names must be for a rename where no parameters tell it; others are "removed" and "added"."""

_CALLED_BY_CLASS_NAME = frozenset({"__init__", "__new__", "__call__"})
_MEMBERS_INDENTED = frozenset({"Python", "Rust"})  # what begins a line there is no member of a type
_TAKES_NOTHING = ("", "()", "(self)", "(&self)", "(&mut self)", "(cls)")


class _Pair(NamedTuple):
    """A definition before and after; one of them may be missing, never both."""

    old: Seen | None
    new: Seen | None

    @property
    def seen(self) -> tuple[Seen, ...]:
        """What there is, the new side first."""
        return tuple(side for side in (self.new, self.old) if side is not None)


def symbols(file: FileFacts, patch: Patch) -> tuple[SymbolChange, ...]:
    """Return the symbols of a source file that `patch` alters, heads first, then bodies.

    A head that stands on one side only is added or removed; on both sides it is a changed signature, or
    just changed. A body is changed where git's hunk heading or a context line says whose it is.
    """
    language = file.language
    if file.file_class is not FileClass.SOURCE or language is None or not defines(language):
        return ()
    sides = sides_of(patch, language)
    pairs = _renamed(_without_kept(_pairs(sides), sides))
    heads = [_head(file, pair) for pair in pairs if not all(seen.scope.is_local for seen in pair.seen)]
    if file.change.status in (FileStatus.ADDED, FileStatus.DELETED):
        return tuple(heads)
    named = {seen.name for seen in (*sides.old, *sides.new)}
    bodies = [_body(file, seen) for name, seen in sides.bodies.items() if name not in named]
    return (*heads, *bodies)


def is_measured(symbol: SymbolChange) -> bool:
    """Whether the rating's figures for definitions hold for the language of `symbol`."""
    return language_of(symbol.path) in MEASURED_LANGUAGES


def _pairs(sides: Sides) -> list[_Pair]:
    """Join the two sides of each definition: first those alike in all, then by name."""
    news: defaultdict[str, list[Seen]] = defaultdict(list)
    for seen in sides.new:
        news[seen.bare].append(seen)
    pairs: list[_Pair] = []
    for old in sorted(sides.old, key=lambda old: not _has_twin(old, news[old.bare])):
        found = _closest(old, news[old.bare])
        if found:
            news[old.bare].remove(found)
        pairs.append(_Pair(old, found))
    pairs += [_Pair(None, new) for left in news.values() for new in left]
    return sorted(pairs, key=lambda pair: (pair.seen[0].hunk, pair.seen[0].position))


def _without_kept(pairs: list[_Pair], sides: Sides) -> list[_Pair]:
    """Leave out what only seems to go: another definition of its name stays in the file.

    Where a class goes, a line that did not change may have changed its class: its methods stay then too.
    """
    stays = {new.name for _, new in pairs if new}
    loses_class = any(old.scope.definition.is_container for old, new in pairs if old and not new)
    return [
        pair
        for pair in pairs
        if pair.new is not None
        or pair.old is None
        or not (
            pair.old.name in stays
            or (loses_class and pair.old.is_member and pair.old.bare in sides.unchanged)
        )
    ]


def _has_twin(old: Seen, news: list[Seen]) -> bool:
    return any(old.name == new.name and same(old.signature, new.signature) for new in news)


def _closest(old: Seen, news: list[Seen]) -> Seen | None:
    """Return the one of `news` that `old` became, unless the types around them are known to differ."""
    return min(
        (new for new in news if old.name == new.name or _may_be_one(old, new)),
        key=lambda new: (not same(old.signature, new.signature), old.name != new.name),
        default=None,
    )


def _may_be_one(one: Seen, other: Seen) -> bool:
    """Whether two definitions of different full names may be one: the type around either is out of sight."""
    return any(
        seen.bare == seen.name and not (seen.language in _MEMBERS_INDENTED and seen.is_outermost)
        for seen in (one, other)
    )


def _renamed(pairs: list[_Pair]) -> list[_Pair]:
    """Join a removed and an added definition of one hunk that differ in the name alone."""
    removed = [old for old, new in pairs if old is not None and new is None]
    added = [new for old, new in pairs if new is not None and old is None]
    renames = {
        id(new): old
        for old in removed
        for new in added
        if _is_rename(old, new)
        and sum(_is_rename(old, other) for other in added) == 1
        and sum(_is_rename(other, new) for other in removed) == 1
    }
    gone = {id(old) for old in renames.values()}
    return [_Pair(old or renames.get(id(new)), new) for old, new in pairs if new or id(old) not in gone]


def _is_rename(old: Seen, new: Seen) -> bool:
    if (old.hunk, old.kind, old.public) != (new.hunk, new.kind, new.public):
        return False
    if old.name.removesuffix(old.bare) != new.name.removesuffix(new.bare):
        return False
    before, after = (seen.signature.partition(seen.bare)[2].strip() for seen in (old, new))
    if not same(before, after):
        return False
    return before not in _TAKES_NOTHING or SequenceMatcher(None, old.bare, new.bare).ratio() >= ALIKE


def _head(file: FileFacts, pair: _Pair) -> SymbolChange:
    shown = pair.seen[0]
    alteration = _alteration(pair)
    before, after = _before_and_after(pair, alteration)
    return SymbolChange(
        name=redact(shown.name),
        kind=shown.kind,
        alteration=alteration,
        evidence=evidence(file.path, shown.line),
        public=any(seen.public for seen in pair.seen) or _is_constructor(shown, alteration),
        file_class=file.file_class,
        before=before,
        after=after,
    )


def _alteration(pair: _Pair) -> Alteration:
    old, new = pair
    if old is None or (new and new.public and not old.public):
        return Alteration.ADDED
    if new is None or (old.public and not new.public):
        return Alteration.REMOVED
    if old.bare != new.bare:
        return Alteration.RENAMED
    return Alteration.CHANGED if same(old.signature, new.signature) else Alteration.SIGNATURE


def _before_and_after(pair: _Pair, alteration: Alteration) -> tuple[str | None, str | None]:
    old, new = pair
    if old is None or new is None or alteration is Alteration.CHANGED:
        return None, None
    if alteration is Alteration.RENAMED:
        return redact(old.name), redact(new.name)
    return redact(old.signature), redact(new.signature)


def _is_constructor(seen: Seen, alteration: Alteration) -> bool:
    """Whether callers of a public class feel a changed signature of this special method."""
    outer = seen.scope.outer
    return (
        alteration is Alteration.SIGNATURE
        and seen.bare in _CALLED_BY_CLASS_NAME
        and outer is not None
        and not (outer.is_private or outer.is_local)
    )


def _body(file: FileFacts, seen: Seen) -> SymbolChange:
    return SymbolChange(
        redact(seen.name),
        seen.kind,
        Alteration.CHANGED,
        evidence(file.path, seen.line),
        seen.public,
        file.file_class,
    )
