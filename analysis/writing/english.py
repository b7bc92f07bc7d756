"""English: plurals, lists with "and", curly quotation marks."""

from collections.abc import Callable, Mapping, Sequence

from analysis.language import Bilingual, Language
from analysis.models import FileChange, FileStatus, Withheld
from analysis.text import code, joined, prose, renamed_or_code
from analysis.writing.values import (
    Clause,
    Clauses,
    Code,
    Codes,
    Count,
    Counts,
    Inside,
    Named,
    Noun,
    Place,
    Places,
    Quoted,
    Quotes,
    Value,
    Verb,
    split_off,
)

_PLURALS: Mapping[Noun, str] = {
    Noun.CLASS: "classes",
    Noun.DEPENDENCY: "dependencies",
    Noun.GONE: "public names gone",
    Noun.RENAMED: "names changed",
    Noun.CALL: "calls to adapt",
    Noun.SWITCH: "options gone or renamed",
    Noun.DEFAULT: "defaults changed",
    Noun.MAJOR: "dependencies with a new major version",
    Noun.DROPPED: "supported versions dropped",
}
_SINGULARS: Mapping[Noun, str] = {
    Noun.PUBLIC_NAME: "public name",
    Noun.OPTION: "command-line option",
    Noun.VARIABLE: "environment variable",
    Noun.GONE: "public name gone",
    Noun.RENAMED: "name changed",
    Noun.CALL: "call to adapt",
    Noun.SWITCH: "option gone or renamed",
    Noun.DEFAULT: "default changed",
    Noun.MAJOR: "dependency with a new major version",
    Noun.DROPPED: "supported version dropped",
    Noun.DECLARED: "declared breaking change",
}
_VERBS: Mapping[Verb, str] = {
    Verb.ADD: "adds",
    Verb.EXPOSE: "exposes",
    Verb.REMOVE: "removes",
    Verb.RENAME: "renames",
    Verb.MOVE: "moves",
    Verb.CHANGE: "changes",
    Verb.ADJUST: "adjusts",
    Verb.REWORK: "reworks",
    Verb.EXTEND: "extends",
    Verb.TRIM: "trims",
}
_SMALL = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)


class English:
    """How English shows values."""

    language = Language.EN
    stop = "."

    def show(self, value: Value) -> str:  # noqa: PLR0911 - one case for each kind of value
        """Return `value` as it stands inside an English sentence."""
        match value:
            case Code(text):
                return code(text)
            case Inside(path, name):
                return f"{code(name)} ({code(path)})" if name else code(path)
            case Codes(texts, shown):
                return _some(texts, shown, code)
            case Quoted(text):
                return quoted(text)
            case Quotes(texts, shown):
                return _some(texts, shown, quoted)
            case Count(number, noun):
                return counted(number, noun)
            case Place() | Places() | Clauses() | Counts():
                return _composed(value)
            case Bilingual():
                return value.en
            case _:
                return str(value)

    def tidy(self, text: str) -> str:
        """Return `text`: English puts a blank around every value."""
        return text


def _composed(value: Place | Places | Clauses | Counts) -> str:
    match value:
        case Place():
            return place(value)
        case Places(places, more):
            rest = [f"{more} other {_noun(Noun.FILE, more)}"] if more else []
            return joined([*map(place, places), *rest])
        case Clauses(clauses, where):
            inside = f" in {code(where)}" if where else ""
            return joined([_clause(clause) for clause in clauses]) + inside
        case Counts(counts):
            return joined([counted(one.number, one.noun) for one in counts])


def counted(number: int, noun: Noun) -> str:
    """Return "one file", "12 files", "1,200 lines"."""
    word = _SMALL[number] if 0 <= number < len(_SMALL) and noun is not Noun.LINE else f"{number:,}"
    return f"{word} {_noun(noun, number)}"


def quoted(text: str) -> str:
    """Return `text` between curly quotation marks."""
    return f"“{prose(text)}”"


def place(value: Place) -> str:
    """Return a file or folder with the size of its change."""
    size = _size(value)
    return f"{code(value.path)} ({size})" if size else code(value.path)


def _size(value: Place) -> str:
    changed = f"+{value.additions:,} −{value.deletions:,}"
    if len(value.files) != 1:
        return f"{len(value.files):,} files, {changed}"
    change = value.files[0].change
    if change.submodule or change.withheld is Withheld.BINARY:
        return _opaque(change)
    match change.status:
        case FileStatus.ADDED:
            return f"new, {counted(change.additions, Noun.LINE)}"
        case FileStatus.DELETED:
            return f"deleted, {counted(change.deletions, Noun.LINE)}"
        case FileStatus.RENAMED if change.old_path:
            return f"renamed from {code(change.old_path)}" + (f", {changed}" if value.additions else "")
    return changed if value.additions or value.deletions else ""


def _opaque(change: FileChange) -> str:
    if change.submodule:
        return "submodule"
    return "binary, deleted" if change.status is FileStatus.DELETED else "binary"


def _noun(noun: Noun, number: int) -> str:
    singular = _SINGULARS.get(noun, noun.value)
    return singular if number == 1 else _PLURALS.get(noun, f"{singular}s")


def _some(texts: Sequence[str], shown: int, write: Callable[[str], str]) -> str:
    first, more = split_off(texts, shown)
    named = [*map(write, first)]
    return joined([*named, *([f"{more} more"] if more else [])])


def _clause(clause: Clause) -> str:
    return f"{_VERBS[clause.verb]} {joined([_named(named) for named in clause.things])}"


def _named(named: Named) -> str:
    names = _some(named.names, named.shown, renamed_or_code)
    return f"the {_noun(named.noun, len(named.names))} {names}" if named.noun else names
