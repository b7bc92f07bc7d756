"""What the writer has before it: a commit with all that is known of it, and what its texts say."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from analysis.diff import MAX_CHARACTERS, Line, Patch, parse
from analysis.facts.evidence import evidence
from analysis.facts.models import Alteration, Evidence, Facts, FileClass, FileFacts, SymbolChange
from analysis.facts.quoted import quoted
from analysis.models import Commit, FileChange
from analysis.results import Rating, Types, UpgradeNote
from analysis.upgrades import upgrade_notes
from analysis.writing.author import Words, split, words

MOST_READ = 500_000
"""Characters of patches that are read for one analysis, whole files in order: 12,000 lines, a second's work.

Names, counts and the rating come from the facts, which have seen more.
"""

CHANGELOG_LINES = 14
"""A commit that adds more lines to a changelog writes up a release, not itself."""

_COMPARED, _ALIKE = (
    120,
    0.75,
)  # characters of two lines of a changelog, and how like they are if one was corrected
_CHANGELOG = re.compile(
    r"(?:.*/)?(?:changes?|changelog(?:\.d)?|changelogs?|news|newsfragments?|releasenotes|\.changeset"
    r"|\.changes)/[^/]+"
    r"\.(?:rst|md|txt|adoc)"
    r"|(?:.*/)?(?:CHANGES?|CHANGE_?LOG|HISTORY|NEWS|RELEASE[-_]?NOTES|whats_?new)[^/]{0,12}\.?(?:md|rst"
    r"|txt|adoc)?",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"\s*(?:-- by .*|[-–—]\s*by\s+:?[@\w].*|\(?(?:by|thanks to) @\w.*|\((?:\[?#|gh-|PR #?"
    r"|:\w+:`#?)\d[^)]{0,80}\)\.?)\s*$",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"//|/\*|\*|#(?!\[|!\[|include|define|if|el|end|pragma)|--|<!--|;;|%%")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words that the diff adds to a text for readers, with the place where they stand."""

    words: Words
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Material:
    """One commit as the writer sees it; `patches` are by path."""

    commit: Commit
    facts: Facts
    types: Types
    rating: Rating
    patches: Mapping[str, Patch]
    words: Words
    changelog: Quotation | None
    files_unread: int  # because the change is too large
    upgrade_notes: tuple[UpgradeNote, ...]

    @property
    def source(self) -> tuple[FileFacts, ...]:
        """The changed files of source code."""
        return self.facts.of_class(FileClass.SOURCE)

    @property
    def title(self) -> str:
        """What the commit is called, without its prefix and number."""
        return self.facts.title.text or self.commit.subject

    def symbols(self, *alterations: Alteration) -> tuple[SymbolChange, ...]:
        """Return the altered symbols of source, migrations apart, each name once, public ones first."""
        migrations = {migration.path for migration in self.facts.migrations}
        unique = {
            (symbol.path, symbol.name): symbol
            for symbol in self.facts.symbols_with(*alterations)
            if symbol.path not in migrations
        }
        return tuple(sorted(unique.values(), key=lambda symbol: not symbol.public))

    def changed(self, *classes: FileClass) -> Iterator[tuple[FileFacts, Line]]:
        """Yield each added and removed line of the files of `classes`, with its file."""
        for file in self.facts.of_class(*classes):
            for hunk in self.patches[file.path].hunks:
                yield from ((file, line) for line in hunk.lines if line.sign != " ")

    def changed_code(self, *classes: FileClass) -> Iterator[tuple[FileFacts, Line]]:
        """Yield what `changed` does, but for the lines of docstrings, long strings and long comments."""
        for file in self.facts.of_class(*classes):
            for hunk in self.patches[file.path].hunks:
                words = quoted(hunk, file.language or "")
                yield from (
                    (file, line) for at, line in enumerate(hunk.lines) if line.sign != " " and at not in words
                )


def gather(commit: Commit, facts: Facts, types: Types, rating: Rating) -> Material:
    """Return the material on `commit`; a bot's body is left out, for it quotes other people's notes."""
    patches = {path: parse(change) for path, change in _read(facts).items()}
    unread = sum(not patches[file.path].text for file in facts.files if file.change.patch)
    title = facts.title.text or commit.subject
    said = Words() if facts.automated else words(_body(commit), title)
    entry = _changelog(facts.files, patches, title)
    return Material(
        commit, facts, types, rating, patches, said, entry, unread, upgrade_notes(commit.sha, facts)
    )


def _read(facts: Facts) -> Mapping[str, FileChange]:
    """Return each change by its path, without its patch where `MOST_READ` is used up: one is read always."""
    left, read = MOST_READ, dict[str, FileChange]()
    for file in facts.files:
        fits = left > 0
        left -= min(len(file.change.patch), MAX_CHARACTERS)
        read[file.path] = file.change if fits else replace(file.change, patch="")
    return read


def _body(commit: Commit) -> str:
    """Return the body; where the subject runs on into the next line, without the sentence that it begins."""
    first, gap, rest = commit.message.partition("\n\n")
    if "\n" not in first.strip():
        return commit.body
    return " ".join([*split(" ".join(first.split()))][1:]) + gap + rest


def words_in(file: FileFacts, patch: Patch) -> frozenset[Line]:
    """Return the lines of a file of source that docstrings, long strings and long comments hold."""
    language = file.language or ""
    return frozenset(hunk.lines[at] for hunk in patch.hunks for at in quoted(hunk, language))


def evidence_of(file: FileFacts, line: Line) -> Evidence:
    """Return a line of a diff as evidence, without credentials."""
    return evidence(file.path, line)


def only_comments(material: Material) -> bool:
    """Whether every changed line of source is blank, a comment of its language or part of a docstring."""
    changed = [*material.changed(FileClass.SOURCE)]
    return (
        bool(changed)
        and not material.files_unread
        and all(
            not line.text.strip() or is_comment(line.text)
            for _, line in material.changed_code(FileClass.SOURCE)
        )
    )


def is_comment(text: str) -> bool:
    """Whether a line of code only explains."""
    return bool(_COMMENT.match(text.strip()))


def telling(material: Material) -> tuple[FileFacts, ...]:
    """Return the files without changelogs, unless those are all there is."""
    return tuple(file for file in material.facts.files if not is_changelog(file.path)) or material.facts.files


def is_changelog(path: str) -> bool:
    """Whether the file at `path` tells users what changed."""
    return bool(_CHANGELOG.fullmatch(path))


def _changelog(files: Sequence[FileFacts], patches: Mapping[str, Patch], title: str) -> Quotation | None:
    for file in files:
        added = (
            [line for line in patches[file.path].added if line.text.strip()]
            if is_changelog(file.path)
            else []
        )
        if not 0 < len(added) <= CHANGELOG_LINES or file.change.deletions > len(added):
            continue
        if any(_is_reworded(line.text, patches[file.path].removed) for line in added[:1]):
            continue
        entry = "\n".join(_CREDIT.sub("", line.text) for line in added)
        said = words(entry, title)
        runs = said.runs or tuple((step,) for step in said.steps[:1])
        if runs:
            return Quotation(Words(runs), evidence_of(file, added[0]))
    return None


def _is_reworded(text: str, removed: Sequence[Line]) -> bool:
    """Whether a line only corrects an older one."""
    read = text[:_COMPARED]
    return any(
        SequenceMatcher(None, read, old.text[:_COMPARED]).ratio() >= _ALIKE
        for old in removed[:CHANGELOG_LINES]
    )
