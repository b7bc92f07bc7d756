"""What the diff shows that bears on importance: size, kinds of files, public definitions, options."""

from collections.abc import Iterable

from analysis.facts.models import Alteration, Facts, FileClass, FileFacts, MarkKind, OptionKind
from analysis.facts.secret_shapes import redact
from analysis.facts.symbols import is_measured
from analysis.rating.rule import Finder, Found

SHOWN = 3
"""How many names or paths are quoted as evidence."""

SWEPT_FILES, SWEPT_LINES = 12, 8
"""A change to more files than this, with fewer lines in each than that, is a mechanical sweep."""

DELETED_LINES, DELETED_RATIO = 20, 2
"""More deleted lines of source than this, and than this many times the added ones: mostly deletion."""

_ALONE = (FileClass.DOCS, FileClass.TEST, FileClass.CI, FileClass.LOCK)


def listed(names: Iterable[str]) -> str:
    """Return some names as evidence, with the count of those left out."""
    known = tuple(dict.fromkeys(names))
    shown = ", ".join(redact(name) for name in known[:SHOWN])
    return shown if len(known) <= SHOWN else f"{shown} (+{len(known) - SHOWN})"


def paths(files: Iterable[FileFacts]) -> Found | None:
    """Return the paths of `files` as evidence, or `None` when there are none."""
    named = tuple(file.path for file in files)
    return Found(listed(named), len(named)) if named else None


def source_added(facts: Facts) -> Found | None:
    """Find added lines of source."""
    lines = facts.lines_added(FileClass.SOURCE)
    return Found(f"+{lines}", lines) if lines else None


def no_source(facts: Facts) -> Found | None:
    """Find that no source changed."""
    if facts.touches(FileClass.SOURCE):
        return None
    return paths(facts.files) or Found("0")


def one_class(facts: Facts) -> Found | None:
    """Find that all files are documentation, or all tests, or all CI, or all lock files."""
    classes = {file.file_class for file in facts.files}
    return paths(facts.files) if len(classes) == 1 and classes <= set(_ALONE) else None


def only(file_class: FileClass) -> Finder:
    """Return a finder of changes to files of this class alone."""
    return lambda facts: (
        paths(facts.files) if {file.file_class for file in facts.files} == {file_class} else None
    )


def beside_source(file_class: FileClass) -> Finder:
    """Return a finder of files of this class that change together with source."""
    return lambda facts: paths(facts.of_class(file_class)) if facts.touches(FileClass.SOURCE) else None


def public(*alterations: Alteration) -> Finder:
    """Return a finder of public definitions, in the languages that were measured."""

    def find(facts: Facts) -> Found | None:
        altered = facts.symbols_with(*alterations)
        names = tuple({symbol.name: None for symbol in altered if symbol.public and is_measured(symbol)})
        return Found(listed(names), len(names)) if names else None

    return find


def options_added(facts: Facts) -> Found | None:
    """Find options and environment variables that users can set now."""
    names = [
        option.name
        for option in facts.options
        if option.alteration is Alteration.ADDED
        and option.kind in (OptionKind.COMMAND_LINE, OptionKind.ENVIRONMENT)
    ]
    return Found(listed(names), len(names)) if names else None


def mostly_deletes(facts: Facts) -> Found | None:
    """Find a change that mainly deletes source and does not say that it breaks anything."""
    added, deleted = facts.lines_added(FileClass.SOURCE), facts.lines_deleted(FileClass.SOURCE)
    if deleted <= DELETED_LINES or deleted <= DELETED_RATIO * added or facts.has_mark(MarkKind.BREAKING):
        return None
    return Found(f"+{added} −{deleted}", deleted)


def sweeps(facts: Facts) -> Found | None:
    """Find a mechanical sweep over many files with few lines in each."""
    files = facts.of_class(FileClass.SOURCE)
    if len(files) <= SWEPT_FILES or sum(file.churn for file in files) >= SWEPT_LINES * len(files):
        return None
    return paths(files)


def shows_credential(facts: Facts) -> Found | None:
    """Find what looks like a credential in added lines; its value is never quoted."""
    return (
        Found(listed(f"{one.kind}: {one.evidence.path}" for one in facts.secrets)) if facts.secrets else None
    )
