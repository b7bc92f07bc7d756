"""What a patch defines on its old and its new side, and into whose bodies it reaches."""

from dataclasses import dataclass, field
from typing import NamedTuple

from analysis.diff import Hunk, Line, Patch
from analysis.facts.scopes import Placed, Scope, walk
from analysis.facts.signatures import continues, same, signature

_COMMENTS = ("#", "//", "/*", "*", '"""')
_NO_BODY_OF_THEIR_OWN = frozenset({"impl", "mod", "module", "namespace"})


@dataclass(frozen=True, slots=True)
class Seen:
    """A definition as one side of a hunk shows it; `hunk` and `position` say where."""

    scope: Scope
    line: Line
    signature: str
    name: str  # with the types around it
    hunk: int
    position: int

    @property
    def bare(self) -> str:
        """The name alone."""
        return self.scope.definition.name

    @property
    def kind(self) -> str:
        """The word that defines it."""
        return self.scope.definition.kind

    @property
    def public(self) -> bool:
        """Whether code elsewhere could rely on it."""
        return not self.scope.is_private and not self.scope.is_local


@dataclass(slots=True)
class Sides:
    """The definitions whose heads differ between the sides, and the first change of other bodies."""

    old: list[Seen] = field(default_factory=list)
    new: list[Seen] = field(default_factory=list)
    bodies: dict[str, Seen] = field(default_factory=dict)


def sides_of(patch: Patch, language: str) -> Sides:
    """Return what `patch` defines before and after, in the order of its lines."""
    sides = Sides()
    for number, hunk in enumerate(patch.hunks):
        for placed in walk(hunk, language):
            if placed.scope is None:
                continue
            if placed.defined:
                _note_definition(sides, _Place(placed, placed.scope, hunk, number, language))
            elif placed.line.sign != " ":
                _note_body(sides, _Place(placed, placed.scope, hunk, number, language))
    return sides


class _Place(NamedTuple):
    placed: Placed
    scope: Scope
    hunk: Hunk
    number: int
    language: str

    def seen(self, side: str | None = None) -> Seen:
        """Return what is there, with the head that it has on `side`."""
        placed, scope = self.placed, self.scope
        head = signature(self.hunk.lines, placed.position, side, self.language) if side else ""
        return Seen(scope, placed.line, head, scope.name(self.language), self.number, placed.position)


def _note_definition(sides: Sides, place: _Place) -> None:
    line = place.placed.line
    if place.scope.definition.kind == "impl" or (line.sign == " " and not continues(line.text)):
        return
    old = place.seen("-") if line.sign != "+" else None
    new = place.seen("+") if line.sign != "-" else None
    if old and new and same(old.signature, new.signature):
        return
    sides.old += [old] if old else []
    sides.new += [new] if new else []


def _note_body(sides: Sides, place: _Place) -> None:
    scope, line = place.scope, place.placed.line
    has_own_lines = scope.line is not None and scope.line.sign != " "
    if has_own_lines or scope.definition.kind in _NO_BODY_OF_THEIR_OWN:
        return
    if line.text.lstrip().startswith(_COMMENTS):
        return
    seen = place.seen()
    sides.bodies.setdefault(seen.name, seen)
