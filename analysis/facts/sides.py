"""What a patch defines on its old and its new side, and into whose bodies it reaches."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from analysis.diff import Hunk, Line, Patch, Sign
from analysis.facts.scopes import Placed, Scope, walk
from analysis.facts.signatures import continues, same, signature

_COMMENTS = ("#", "//", "/*", "*", '"""')
_NO_BODY_OF_THEIR_OWN = frozenset({"impl", "mod", "module", "namespace"})


@dataclass(frozen=True, eq=False)
class Seen:
    """A definition as one side of a hunk shows it; `hunk` and `position` say where."""

    scope: Scope
    line: Line
    name: str  # with the types around it
    hunk: int
    position: int
    lines: Sequence[Line]  # those of its hunk
    side: Sign
    language: str

    @cached_property
    def signature(self) -> str:
        """The head of the definition on this side: read when asked for, most stand on one side only."""
        return signature(self.lines, self.position, self.side, self.language)

    @property
    def bare(self) -> str:
        """The name alone."""
        return self.scope.definition.name

    @property
    def kind(self) -> str:
        """The word that defines it."""
        return self.scope.definition.kind

    @property
    def is_member(self) -> bool:
        """Whether a type surrounds it."""
        outer = self.scope.outer
        return outer is not None and outer.definition.is_container

    @property
    def is_outermost(self) -> bool:
        """Whether it begins at the margin."""
        return self.scope.definition.indent == 0

    @property
    def public(self) -> bool:
        """Whether code elsewhere could rely on it."""
        return not self.scope.is_private and not self.scope.is_local


@dataclass(slots=True)
class Sides:
    """The definitions whose heads differ between the sides, and the first change of other bodies.

    `unchanged` holds the names whose defining lines stand on both sides as they are.
    """

    old: list[Seen] = field(default_factory=list)
    new: list[Seen] = field(default_factory=list)
    bodies: dict[str, Seen] = field(default_factory=dict)
    unchanged: set[str] = field(default_factory=set)


def sides_of(patch: Patch, language: str) -> Sides:
    """Return what `patch` defines before and after, in the order of its lines."""
    sides = Sides()
    for number, hunk in enumerate(patch.hunks):
        noted: Scope | None = None
        for placed in walk(hunk, language):
            if placed.defined:
                _note_definition(sides, _Place(placed, hunk, number, language))
            elif placed.scope is not noted and _is_in_body(placed):
                noted = placed.scope
                seen = _Place(placed, hunk, number, language).seen(placed.line.sign)
                sides.bodies.setdefault(seen.name, seen)
    return sides


class _Place(NamedTuple):
    placed: Placed
    hunk: Hunk
    number: int
    language: str

    def seen(self, side: Sign) -> Seen:
        """Return what is there as `side` shows it."""
        position, line, scope, _ = self.placed
        name = scope.name(self.language)
        return Seen(scope, line, name, self.number, position, self.hunk.lines, side, self.language)


def _note_definition(sides: Sides, place: _Place) -> None:
    line = place.placed.line
    if line.sign == " ":
        sides.unchanged.add(place.placed.scope.definition.name)
    if place.placed.scope.definition.kind == "impl" or (line.sign == " " and not continues(line.text)):
        return
    old = place.seen("-") if line.sign != "+" else None
    new = place.seen("+") if line.sign != "-" else None
    if old and new and same(old.signature, new.signature):
        return
    sides.old += [old] if old else []
    sides.new += [new] if new else []


def _is_in_body(placed: Placed) -> bool:
    """Whether the line, which is no comment, changes a body whose definition itself stays."""
    definition, head, _ = placed.scope
    if (head and head.sign != " ") or definition.kind in _NO_BODY_OF_THEIR_OWN:
        return False
    return not placed.line.text.lstrip().startswith(_COMMENTS)
