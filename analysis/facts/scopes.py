"""Which definition a line of a hunk belongs to, told from the hunk's heading and from indentation."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from analysis.diff import Hunk, Line
from analysis.facts.definitions import BEGINNINGS, Definition, definition_in
from analysis.facts.quoted import quoted

_KEEPS_SCOPE = frozenset(")]}{#")  # how a line begins that closes a head or body, or stands outside of layout
_BOUNDS = "where"  # begins a line of Rust that still belongs to the head above
_INTERFACES = frozenset({"trait", "interface"})
_STEP = 4  # blanks by which members of a class are indented
_NO_METHOD = re.compile(r"\s*+(?:(?:async )?def \w++\((?!self\b|cls\b|\s*$).*:|class \w++[^:]*+:\s*+$)")
_METHOD_MARKS = ("(self", "(cls")
_JOINTS = {"Rust": "::", "C++": "::", "CUDA": "::"}


class Scope(NamedTuple):
    """A definition, the line it was seen in (`None` for a heading) and what surrounds it."""

    definition: Definition
    line: Line | None = None
    outer: "Scope | None" = None

    @property
    def is_local(self) -> bool:
        """Whether a function surrounds the definition, so that nobody outside can name it."""
        outer = self.outer
        return outer is not None and (not outer.definition.is_container or self._is_deep or outer.is_local)

    @property
    def _is_deep(self) -> bool:
        """Whether a method must stand between a Python function and the class in the hunk's heading.

        A class or a function without `self` so deep is local; one with it may be a method under an `if`.
        """
        if self.line is None or self.outer is None or self.outer.line is not None:
            return False
        is_deep = self.definition.indent > self.outer.definition.indent + _STEP
        return is_deep and _NO_METHOD.match(self.line.text) is not None

    @property
    def is_private(self) -> bool:
        """Whether the definition, or a type around it, is not for others."""
        is_open = self.definition.public or self.definition.kind == "impl" or self._is_of_interface
        if not is_open:
            return True
        return self.outer is not None and self.outer.is_hidden

    @property
    def _is_of_interface(self) -> bool:
        """Whether a trait or interface holds the definition, which is as open as that then."""
        return self.outer is not None and self.outer.definition.kind in _INTERFACES

    @property
    def is_hidden(self) -> bool:
        """Whether members of the definition are out of others' sight because of its name."""
        name = self.definition.name
        return (
            name.startswith("_")
            or name in ("test", "tests")
            or (self.outer is not None and self.outer.is_hidden)
        )

    def name(self, language: str) -> str:
        """Return the name with the types around it, as people of that language write it."""
        joint = _JOINTS.get(language, ".")
        if self.definition.scope:
            return f"{self.definition.scope}{joint}{self.definition.name}"
        if self.outer is None or self._is_deep or not self._is_member(self.outer, language):
            return self.definition.name
        return f"{self.outer.name(language)}{joint}{self.definition.name}"

    def _is_member(self, outer: "Scope", language: str) -> bool:
        """Whether people name `outer` before the definition; Rust nests no type in another one."""
        if not outer.definition.is_container or outer.definition.kind == "mod":
            return False
        return not (language == "Rust" and self.definition.is_container)


class Placed(NamedTuple):
    """A line with its place in the hunk; `defined` when it defines something, which `scope` then is."""

    position: int  # in the hunk's lines, from 0
    line: Line
    scope: Scope
    defined: bool


def walk(hunk: Hunk, language: str) -> Iterator[Placed]:
    """Yield what `hunk` defines and which lines it changes in a body, each with the scope it is in.

    An example in a docstring defines nothing, and its words are nobody's body.
    """
    scope = _heading(hunk.heading, language)
    beginnings = BEGINNINGS.get(language, ("",))
    words = quoted(hunk, language)
    for position, line in enumerate(hunk.lines):
        if position in words:
            continue
        text = line.text
        body = text.lstrip()
        if not body:
            continue
        is_inside = body[0] in _KEEPS_SCOPE or body.split(maxsplit=1)[0] == _BOUNDS
        if scope and not is_inside and len(text) - len(body) <= scope.definition.indent:
            scope = _around(scope, len(text) - len(body))
        definition = definition_in(text, language) if body.startswith(beginnings) else None
        if definition:
            scope = Scope(definition, line, scope)
            yield Placed(position, line, scope, defined=True)
        elif scope and line.sign != " ":
            yield Placed(position, line, scope, defined=False)


def _around(scope: Scope | None, indent: int) -> Scope | None:
    while scope and indent <= scope.definition.indent:
        scope = scope.outer
    return scope


def _heading(heading: str, language: str) -> Scope | None:
    definition = definition_in(heading, language)
    if definition and definition.indent == 0 and any(mark in heading for mark in _METHOD_MARKS):
        definition = definition._replace(indent=1)  # git may trim a method's heading
    return Scope(definition) if definition else None
