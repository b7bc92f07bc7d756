"""What the diff shows that bears on importance: its size, and the kinds of files it touches."""

import re

from analysis.facts.models import FileClass, FileFacts, MarkKind
from analysis.rating.lines import changes_code
from analysis.rating.quoting import listed, named, paths
from analysis.rating.rule import Case, Finder, Found

SWEPT_FILES, SWEPT_LINES = 12, 8
"""A change to more files than this, with fewer lines in each than that, is a mechanical sweep."""

DELETED_LINES, DELETED_RATIO = 20, 2
"""More deleted lines of source than this, and than this many times the added ones: mostly deletion."""

ALONE = (FileClass.DOCS, FileClass.TEST, FileClass.CI, FileClass.LOCK)
"""Classes that hardly ever matter to users when nothing else changed."""

_CHANGELOG = re.compile(
    r"(?:.*/)?(?:changes|changelogs?(?:\.d)?|news(?:fragments)?|releasenotes|\.changesets?)/[^/]+"
    r"|(?:.*/)?(?:CHANGES?|CHANGE_?LOG|HISTORY|NEWS|RELEASE[-_]?NOTES)(?:\.\w{2,4})?",
    re.IGNORECASE,
)
_DEPRECATION = re.compile(
    r"\n\+[^\n]*(?:DeprecationWarning|FutureWarning|#\[deprecated|@[Dd]eprecated\b|\[\[deprecated"
    r"|// Deprecated:)"
)
_RUST_TEST = re.compile(r"\n\+[ \t]*#\[(?:\w+::)?test\b")


def new_code(case: Case) -> Found | None:
    """Find added lines of code that were not just moved."""
    lines = case.code.new
    return Found(f"+{lines}", lines) if lines else None


def replaced_code(case: Case) -> Found | None:
    """Find lines of code that are gone."""
    lines = case.code.gone
    return Found(f"-{lines}", lines) if lines else None


def only_comments(case: Case) -> Found | None:
    """Find changes to source in which no line of code changed."""
    files = [file for file in case.facts.of_class(FileClass.SOURCE) if file.churn]
    return None if any(map(changes_code, files)) else paths(files)


def no_source(case: Case) -> Found | None:
    """Find that no source changed."""
    if case.facts.touches(FileClass.SOURCE):
        return None
    return paths(case.facts.files) or Found("0")


def one_class(case: Case) -> Found | None:
    """Find that all files are documentation, or all tests, or all CI, or all lock files."""
    classes = {file.file_class for file in case.facts.files}
    return paths(case.facts.files) if len(classes) == 1 and classes <= set(ALONE) else None


def beside_source(*classes: FileClass) -> Finder:
    """Return a finder of files of these classes that change together with source."""
    return lambda case: paths(case.facts.of_class(*classes)) if case.facts.touches(FileClass.SOURCE) else None


def with_tests(case: Case) -> Found | None:
    """Find tests that come with source; the amount is their added lines. Rust keeps some in the source."""
    source, tests = case.facts.of_class(FileClass.SOURCE), case.facts.of_class(FileClass.TEST)
    if source and not tests:
        tests = tuple(file for file in source if file.language == "Rust" and _adds(file, "test]", _RUST_TEST))
        return Found(listed(file.path for file in tests), 0) if tests else None
    added = sum(file.change.additions for file in tests)
    return Found(listed(file.path for file in tests), added) if source else None


def with_changelog(case: Case) -> Found | None:
    """Find an entry for the users beside changed source."""
    prose = case.facts.of_class(FileClass.DOCS, FileClass.OTHER)
    entries = [file for file in prose if _CHANGELOG.fullmatch(file.path)]
    return paths(entries) if case.facts.touches(FileClass.SOURCE) else None


def deprecates(case: Case) -> Found | None:
    """Find source that begins to warn of a deprecation."""
    return paths(
        file
        for file in case.facts.of_class(FileClass.SOURCE)
        if _adds(file, "eprecat", _DEPRECATION) or _adds(file, "FutureWarning", _DEPRECATION)
    )


def _adds(file: FileFacts, sign: str, pattern: re.Pattern[str]) -> bool:
    """Whether the patch matches; a plain look for `sign` spares most patches the dear pattern."""
    return sign in file.change.patch and pattern.search(file.change.patch) is not None


def mostly_deletes(case: Case) -> Found | None:
    """Find a change that mainly deletes source and does not say that it breaks anything."""
    facts = case.facts
    added, deleted = facts.lines_added(FileClass.SOURCE), facts.lines_deleted(FileClass.SOURCE)
    if deleted <= DELETED_LINES or deleted <= DELETED_RATIO * added or facts.has_mark(MarkKind.BREAKING):
        return None
    return Found(f"+{added} -{deleted}", deleted)


def sweeps(case: Case) -> Found | None:
    """Find a mechanical sweep over many files with few lines in each."""
    files = case.facts.of_class(FileClass.SOURCE)
    if len(files) <= SWEPT_FILES or sum(file.churn for file in files) >= SWEPT_LINES * len(files):
        return None
    return paths(files)


def shows_credential(case: Case) -> Found | None:
    """Find what looks like a credential in added lines; its value is never quoted."""
    return named(f"{secret.kind}: {secret.evidence.path}" for secret in case.facts.secrets)
