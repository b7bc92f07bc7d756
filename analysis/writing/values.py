"""What a sentence is filled with: values that each language shows with its own commas, plurals and quotes."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from analysis.facts.models import FileFacts
from analysis.language import Bilingual


class Noun(StrEnum):
    """A thing that is counted or named."""

    FILE = "file"
    LINE = "line"
    COMMIT = "commit"
    TEST = "test"
    NAME = "name"
    PLACE = "place"
    PUBLIC_NAME = "public_name"
    DEPENDENCY = "dependency"
    FUNCTION = "function"
    METHOD = "method"
    CLASS = "class"
    STRUCT = "struct"
    ENUM = "enum"
    TRAIT = "trait"
    INTERFACE = "interface"
    TYPE = "type"
    CONSTANT = "constant"
    MODULE = "module"
    OPTION = "option"
    VARIABLE = "variable"
    SETTING = "setting"
    PARAMETER = "parameter"
    MIGRATION = "migration"
    GONE = "gone"
    RENAMED = "renamed"
    CALL = "call"
    SWITCH = "switch"
    DEFAULT = "default"
    MAJOR = "major"
    DROPPED = "dropped"
    DECLARED = "declared"


class Verb(StrEnum):
    """What a commit does to named things, in the order in which it is told."""

    ADD = "add"
    EXPOSE = "expose"  # what was there, for callers inside only
    REMOVE = "remove"
    RENAME = "rename"
    MOVE = "move"
    CHANGE = "change"
    ADJUST = "adjust"  # a few lines
    REWORK = "rework"  # many lines, old ones among them
    EXTEND = "extend"  # lines were added only
    TRIM = "trim"  # lines were removed only


@dataclass(frozen=True, slots=True)
class Code:
    """A name, a path or a line of code."""

    text: str


@dataclass(frozen=True, slots=True)
class Inside:
    """A file, or a function in it."""

    path: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Codes:
    """Several code words, of which the first `shown` are named and the rest counted."""

    texts: tuple[str, ...]
    shown: int = 4


@dataclass(frozen=True, slots=True)
class Quoted:
    """Somebody's own words."""

    text: str


@dataclass(frozen=True, slots=True)
class Quotes:
    """Several quotations, of which the first `shown` are given and the rest counted."""

    texts: tuple[str, ...]
    shown: int = 4


@dataclass(frozen=True, slots=True)
class Count:
    """A number of things."""

    number: int
    noun: Noun


@dataclass(frozen=True, slots=True)
class Counts:
    """Several numbers of things."""

    counts: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A file, or a folder (its path ends in `/`) with the changed files below it."""

    path: str
    files: tuple[FileFacts, ...]

    @property
    def additions(self) -> int:
        """Added lines over all files."""
        return sum(file.change.additions for file in self.files)

    @property
    def deletions(self) -> int:
        """Deleted lines over all files."""
        return sum(file.change.deletions for file in self.files)


@dataclass(frozen=True, slots=True)
class Places:
    """Several places; `files` counts the changed files of those that are not named."""

    places: tuple[Place, ...]
    more_files: int = 0


@dataclass(frozen=True, slots=True)
class Named:
    """Things of one kind by name; `noun` is `None` where the kind needs no telling."""

    noun: Noun | None
    names: tuple[str, ...]
    shown: int = 4


@dataclass(frozen=True, slots=True)
class Clause:
    """One verb with all it applies to; a rename names pairs as `old → new` already shown."""

    verb: Verb
    things: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Clauses:
    """What a commit does by name, and in which file or folder where that is one."""

    clauses: tuple[Clause, ...]
    where: str | None = None


Value = (
    Code
    | Codes
    | Inside
    | Quoted
    | Quotes
    | Count
    | Counts
    | Place
    | Places
    | Clauses
    | Bilingual
    | str
    | int
)
"""Anything that a placeholder can be filled with; text and numbers stand as they are."""


def split_off(texts: Sequence[str], shown: int) -> tuple[Sequence[str], int]:
    """Return the texts to show and how many are left; one single text is never left over."""
    if len(texts) <= shown + 1:
        return texts, 0
    return texts[:shown], len(texts) - shown
