"""What kinds of change a commit is: sure where paths or the author's own sign tell, else a marked guess."""

import re
from collections.abc import Callable, Iterator, Mapping

from analysis.facts.models import Alteration, Facts, FileClass, MarkKind, MarkPlace
from analysis.models import FileStatus
from analysis.rating import words
from analysis.rating.changes import only_comments
from analysis.rating.rule import Case
from analysis.results import ChangeType, Types
from analysis.subjects import is_release

MOST = 2
"""So many types are told; a third one would tell little."""

SMALL_SOURCE, SMALL_CHANGE = 10, 60
"""A bump touches few lines of source; a change under 60 lines is more often tidying than a feature."""

TEST_SHARE = 0.75
"""From this share of its lines on, a change is about its tests, if it leaves source alone or says so."""

MOVED_FILES = 8
"""Moving so many source files changes how the code is laid out."""

_TITLE_READ = 500
_TAKES_OUT = re.compile(
    r"\b(?:remov\w*|drop|delet\w*) (?:unne\w+|needless|redundant|obsolete|dead|old)\b", re.IGNORECASE
)
_GAINS = re.compile(r"\b(?:perf|speed\w*|faster|optimi[sz]\w*|quadratic)\b|性能|提速|加速", re.IGNORECASE)
_IMPLEMENTS = re.compile(r"impl\b", re.IGNORECASE)
_BEHAVES = re.compile(
    r"^(?:restor|error|rais|reject|respect|correct|stop|validat|guard|check|wake|wait|skip|ignor|retry|return"
    r"|clear|reset|keep|treat|make sure|always|never|only|also)\w*\b"
    r"|\b(?:properly|correctly|missing|no longer|when|unless|if|instead|once|again|before|after|twice)\b",
    re.IGNORECASE,
)
"""Titles that say how something behaves, and in which case."""

_NEAR = (MarkPlace.SIGN, MarkPlace.SUBJECT)
_TYPE_OF_PREFIX: Mapping[str, ChangeType] = {
    "feat": ChangeType.FEATURE,
    "fix": ChangeType.FIX,
    "perf": ChangeType.PERFORMANCE,
    "refactor": ChangeType.REFACTORING,
    "style": ChangeType.REFACTORING,
    "docs": ChangeType.DOCUMENTATION,
    "test": ChangeType.TESTS,
    "ci": ChangeType.BUILD,
    "build": ChangeType.BUILD,
    "deps": ChangeType.DEPENDENCIES,
    "security": ChangeType.SECURITY,
}
_DOUBTFUL_OVER_API = frozenset({ChangeType.DOCUMENTATION, ChangeType.TESTS, ChangeType.BUILD})
_TYPE_OF_FILES: tuple[tuple[frozenset[FileClass], ChangeType], ...] = (
    (frozenset({FileClass.DOCS}), ChangeType.DOCUMENTATION),
    (frozenset({FileClass.TEST}), ChangeType.TESTS),
    (frozenset({FileClass.LOCK}), ChangeType.DEPENDENCIES),
    (frozenset({FileClass.CI, FileClass.BUILD}), ChangeType.BUILD),
    (frozenset({FileClass.CONFIG}), ChangeType.CONFIGURATION),
)
_MANIFESTS = frozenset({FileClass.DEPS, FileClass.LOCK, FileClass.BUILD, FileClass.CI})


def types_of(facts: Facts) -> Types:
    """Return the change types of a commit, most telling first: at least one, at most `MOST`."""
    signs = tuple(dict.fromkeys(_signs(facts)))
    sure = _sure(facts)
    if sure is None:
        return Types(signs[:MOST] or (_by_size(facts),), guessed=True)
    further = (kind for kind in signs if kind in _ADDS_TO_SURE and kind is not sure)
    return Types((sure, *further)[:MOST], guessed=False)


def _sure(facts: Facts) -> ChangeType | None:
    if facts.links.is_revert:
        return ChangeType.REVERT
    if _names_advisory(facts):
        return ChangeType.SECURITY
    return _by_files(facts) or _by_prefix(facts)


def _by_files(facts: Facts) -> ChangeType | None:
    """Return the one type that all changed files speak for."""
    classes = {file.file_class for file in facts.files}
    if classes and classes <= _MANIFESTS and facts.dependencies and classes != {FileClass.CI}:
        return ChangeType.DEPENDENCIES
    return next((kind for wanted, kind in _TYPE_OF_FILES if classes and classes <= wanted), None)


def _by_prefix(facts: Facts) -> ChangeType | None:
    """Return what the author's prefix says, unless the files belie it: `docs:` over a new public function."""
    kind = _TYPE_OF_PREFIX.get(facts.title.type or "")
    return None if kind in _DOUBTFUL_OVER_API and _changes_api(facts) else kind


def _changes_api(facts: Facts) -> bool:
    altered = facts.symbols_with(
        Alteration.ADDED, Alteration.REMOVED, Alteration.RENAMED, Alteration.SIGNATURE
    )
    return any(symbol.public for symbol in altered)


def _names_advisory(facts: Facts) -> bool:
    named = any(mark.word.startswith(("CVE-", "GHSA-")) for mark in facts.marks)
    return named and (bool(facts.dependencies) or facts.touches(FileClass.DEPS, FileClass.LOCK))


def _signs(facts: Facts) -> Iterator[ChangeType]:
    found = [kind for kind, applies in _SIGNS if applies(facts)]
    mended = _DOUBTFUL_OVER_API.intersection(found)  # "fix a typo" mends no code
    return (kind for kind in found if kind is not ChangeType.FIX or not mended)


def _says(facts: Facts, pattern: re.Pattern[str]) -> bool:
    return pattern.search(facts.title.text[:_TITLE_READ]) is not None


def _lines(facts: Facts, *classes: FileClass) -> int:
    return facts.lines_added(*classes) + facts.lines_deleted(*classes)


def _is_security(facts: Facts) -> bool:
    touched = facts.touches(FileClass.SOURCE)
    return touched and not facts.automated and facts.has_mark(MarkKind.SECURITY, _NEAR)


def _is_bump(facts: Facts) -> bool:
    moves = bool(facts.dependencies) or facts.touches(FileClass.DEPS, FileClass.LOCK)
    few = _lines(facts, FileClass.SOURCE) <= SMALL_SOURCE
    return few and (moves or not facts.files) and _says(facts, words.BUMP)


def _is_build(facts: Facts) -> bool:
    return not facts.touches(FileClass.SOURCE) and (
        facts.touches(FileClass.CI, FileClass.BUILD) or _says(facts, words.AUTOMATION)
    )


def _is_docs(facts: Facts) -> bool:
    return (_says(facts, words.DOCS) and not _changes_api(facts)) or only_comments(Case(facts)) is not None


def _is_tests(facts: Facts) -> bool:
    total = _lines(facts, *FileClass)
    mostly = total > 0 and _lines(facts, FileClass.TEST) >= TEST_SHARE * total
    return mostly and (not facts.touches(FileClass.SOURCE) or _says(facts, words.TESTS))


def _is_performance(facts: Facts) -> bool:
    adds = words.ADDS.match(facts.title.text[:_TITLE_READ]) is not None
    return facts.title.type == "perf" or _says(facts, _GAINS if adds else words.PERFORMANCE)


def _is_fix(facts: Facts) -> bool:
    return _says(facts, words.FIX) or facts.has_mark(MarkKind.SEVERE, _NEAR)


def _is_architecture(facts: Facts) -> bool:
    moved = [f for f in facts.of_class(FileClass.SOURCE) if f.change.status is FileStatus.RENAMED]
    return len(moved) >= MOVED_FILES or (_says(facts, words.LAYOUT) and facts.touches(FileClass.SOURCE))


def _is_refactoring(facts: Facts) -> bool:
    return _says(facts, words.TIDYING) or _says(facts, words.RESTRUCTURING) or _says(facts, _TAKES_OUT)


def _is_feature(facts: Facts) -> bool:
    title = facts.title.text[:_TITLE_READ]
    announces = words.ADDS.match(title) or _IMPLEMENTS.match(title)
    return announces is not None and facts.touches(FileClass.SOURCE)


def _is_configuration(facts: Facts) -> bool:
    return facts.touches(FileClass.CONFIG) and not facts.touches(FileClass.SOURCE)


def _by_size(facts: Facts) -> ChangeType:
    """Guess from the size: what is small and tested, or says how it behaves, is more often a fix."""
    lines = _lines(facts, FileClass.SOURCE)
    if not lines or (lines <= SMALL_SOURCE and is_release(facts.title.text)):
        return ChangeType.OTHER
    if facts.lines_deleted(FileClass.SOURCE) > SMALL_SOURCE + 2 * facts.lines_added(FileClass.SOURCE):
        return ChangeType.REFACTORING
    if lines >= SMALL_CHANGE or any(symbol.public for symbol in facts.symbols_with(Alteration.ADDED)):
        return ChangeType.FEATURE
    is_fix = facts.touches(FileClass.TEST) or _says(facts, _BEHAVES)
    return ChangeType.FIX if is_fix else ChangeType.REFACTORING


_SIGNS: tuple[tuple[ChangeType, Callable[[Facts], bool]], ...] = (
    (ChangeType.SECURITY, _is_security),
    (ChangeType.DEPENDENCIES, _is_bump),
    (ChangeType.BUILD, _is_build),
    (ChangeType.DOCUMENTATION, _is_docs),
    (ChangeType.TESTS, _is_tests),
    (ChangeType.PERFORMANCE, _is_performance),
    (ChangeType.FIX, _is_fix),
    (ChangeType.ARCHITECTURE, _is_architecture),
    (ChangeType.REFACTORING, _is_refactoring),
    (ChangeType.FEATURE, _is_feature),
    (ChangeType.CONFIGURATION, _is_configuration),
)
"""In the order that guessed best against the types that authors of 1,591 commits gave themselves."""

_ADDS_TO_SURE = frozenset({ChangeType.SECURITY, ChangeType.PERFORMANCE, ChangeType.ARCHITECTURE})
"""What is worth telling beside a sure type, because its words are seldom said without reason."""
