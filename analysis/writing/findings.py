"""What in a commit deserves a warning or a word of advice: each finder sees one thing and proves it."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from analysis.diff import Line
from analysis.facts.models import Alteration, Evidence, FileClass, FileFacts, OptionKind
from analysis.models import FileStatus, Withheld
from analysis.results import ChangeType, UpgradeKind
from analysis.writing.material import Material, evidence_of, only_comments
from analysis.writing.names import shown_name
from analysis.writing.places import places
from analysis.writing.testnames import test_names
from analysis.writing.values import Code, Codes, Count, Noun, Place, Quoted, Value

UNTESTED_LINES = 15
"""So many added lines of source without a test are worth a word; fewer are often a constant or a message."""

START_FILES, START_LINES, START_SHARE = 4, 100, 0.5
"""From so many source files, one file of so many lines and this share of the change is where to start."""

_RIGHTS = re.compile(
    r"\s*(?:[\w-]+:\s*write(?:-all)?\s*$|permissions:|pull_request_target\b|.*\$\{\{\s*secrets\.)"
)
_WORKFLOW = re.compile(r"\.github/workflows/|\.gitlab-ci|\.circleci/|azure-pipelines|Jenkinsfile")
_HANDLER = re.compile(
    r"\s*(?:\}\s*)?(?:except\b.*:|catch\s*\(.*|rescue\b.*|if err != nil\s*\{"
    r"|with (?:contextlib\.)?suppress\(.*)\s*(?:#.*)?$"
)
_SKIP = re.compile(
    r"\s*(?:@(?:pytest\.mark\.|unittest\.)?(?:skip|xfail|skipIf|Ignore|Disabled)\b|#\[ignore\b|(?:it|test"
    r"|describe)\.skip\("
    r"|t\.Skip\(|pytest\.skip\()"
)
_RUST_TEST = re.compile(r"\s*#\[(?:\w+::)?(?:test|cfg\(test)\b")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: what fills the rule's words, and where it was seen."""

    values: Mapping[str, Value] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()


Found = Iterator[Finding]


def untested(material: Material) -> Found:
    """Find new source that no test came with."""
    facts = material.facts
    kinds = {ChangeType.REVERT, ChangeType.REFACTORING, ChangeType.DOCUMENTATION} & set(material.types.types)
    tested = facts.touches(FileClass.TEST) or any(
        _RUST_TEST.match(line.text)
        for file, line in material.changed(FileClass.SOURCE)
        if file.language == "Rust"
    )
    added = facts.lines_added(FileClass.SOURCE)
    if (
        added >= UNTESTED_LINES
        and not only_comments(material)
        and not tested
        and not kinds
        and not facts.automated
    ):
        names = tuple(
            map(shown_name, material.symbols(Alteration.ADDED, Alteration.CHANGED, Alteration.SIGNATURE))
        )
        first = next(
            (
                material.patches[file.path].added
                for file in material.source
                if material.patches[file.path].added
            ),
            (),
        )
        where = Codes(names, 2) if names else places(material.source, 2)
        proof = tuple(evidence_of(material.source[0], line) for line in first[:1])
        yield Finding({"count": Count(added, Noun.LINE), "where": where}, proof)


def notes_of(*kinds: UpgradeKind) -> "NotesOf":
    """Return a finder of the commit's upgrade notes of `kinds`."""
    return NotesOf(frozenset(kinds))


@dataclass(frozen=True, slots=True)
class NotesOf:
    """Finds upgrade notes of some kinds, in their own words."""

    kinds: frozenset[UpgradeKind]

    def __call__(self, material: Material) -> Found:
        """Yield each such note."""
        for note in material.upgrade_notes:
            if note.kind in self.kinds:
                yield Finding({"note": note.text}, (note.evidence,))


def removed_names(material: Material) -> Found:
    """Find public names that are gone, all in one finding."""
    notes = [note for note in material.upgrade_notes if note.kind is UpgradeKind.API_REMOVED]
    gone = {(note.evidence.path, note.evidence.line) for note in notes}
    symbols = [
        symbol
        for symbol in material.symbols(Alteration.REMOVED)
        if (symbol.path, symbol.evidence.line) in gone
    ]
    if symbols:
        names = Codes(tuple(dict.fromkeys(map(shown_name, symbols))))
        yield Finding({"names": names}, tuple(note.evidence for note in notes[:4]))


def changed_defaults(material: Material) -> Found:
    """Find options that start from another value."""
    for option in material.facts.options:
        if option.alteration is Alteration.CHANGED and option.before and option.after:
            values: dict[str, Value] = {
                "name": Code(option.name),
                "before": Code(option.before),
                "after": Code(option.after),
            }
            yield Finding(values, (option.evidence,))


def removed_options(material: Material) -> Found:
    """Find options and environment variables that are gone."""
    for option in material.facts.options:
        if option.alteration is Alteration.REMOVED and option.kind is not OptionKind.PARAMETER:
            yield Finding({"name": Code(option.name)}, (option.evidence,))


def one_way_migrations(material: Material) -> Found:
    """Find migrations that cannot be taken back."""
    for migration in material.facts.migrations:
        if migration.reversible is False or migration.destructive:
            yield Finding({"path": Code(migration.path)}, (migration.evidence,))


def plain_migrations(material: Material) -> Found:
    """Find migrations that can be taken back."""
    for migration in material.facts.migrations:
        if migration.reversible is not False and not migration.destructive:
            yield Finding({"path": Code(migration.path)}, (migration.evidence,))


def new_dependencies(material: Material) -> Found:
    """Find packages that a manifest asks for anew."""
    manifests = {file.path for file in material.facts.of_class(FileClass.DEPS)}
    for change in material.facts.dependencies:
        if (
            change.direct
            and change.before is None
            and change.evidence.path in manifests
            and not material.facts.automated
        ):
            yield Finding(
                {"name": Code(change.name), "path": Code(change.evidence.path or "")}, (change.evidence,)
            )


def secrets(material: Material) -> Found:
    """Find added lines that look like a credential."""
    for secret in material.facts.secrets:
        place = (
            f"{secret.evidence.path}:{secret.evidence.line}"
            if secret.evidence.line
            else secret.evidence.path or "?"
        )
        yield Finding({"place": Code(place), "kind": Quoted(secret.kind)}, (secret.evidence,))


def workflow_rights(material: Material) -> Found:
    """Find workflows whose rights or triggers change."""
    for file, line in _once_a_file(material, FileClass.CI, _RIGHTS):
        if (
            _WORKFLOW.search(file.path)
            and file.change.status is not FileStatus.DELETED
            and not material.facts.automated
        ):
            yield Finding(
                {"path": Code(file.path), "line": Code(line.text.strip())}, (evidence_of(file, line),)
            )


def stopped_workflows(material: Material) -> Found:
    """Find workflows that are deleted."""
    for file in material.facts.of_class(FileClass.CI):
        if _WORKFLOW.search(file.path) and file.change.status is FileStatus.DELETED:
            yield Finding({"path": Code(file.path)}, (Evidence(file.path, file.path),))


def lone_locks(material: Material) -> Found:
    """Find lock files that moved without their manifest."""
    facts = material.facts
    if facts.touches(FileClass.LOCK) and not facts.touches(FileClass.DEPS) and not facts.automated:
        paths = tuple(file.path for file in facts.of_class(FileClass.LOCK))
        yield Finding({"paths": Codes(paths, 2)}, tuple(Evidence(path, path) for path in paths[:1]))


def lost_handlers(material: Material) -> Found:
    """Find files that catch fewer errors than before, and show a handler that is gone."""
    balance = Counter[str]()
    lost = dict[str, tuple[FileFacts, Line]]()
    for file, line in material.changed(FileClass.SOURCE):
        if _HANDLER.match(line.text):
            balance[file.path] += 1 if line.sign == "+" else -1
            if line.sign == "-":
                lost.setdefault(file.path, (file, line))
    for path, (file, line) in lost.items():
        if balance[path] < 0 and file.change.status is FileStatus.MODIFIED and file.change.additions:
            yield Finding(
                {"path": Code(path), "line": Code(line.text.strip().rstrip("{:").strip())},
                (evidence_of(file, line),),
            )


def removed_tests(material: Material) -> Found:
    """Find tests that are gone with none in their place."""
    went = test_names(material, "-")
    if went and not test_names(material, "+"):
        yield Finding({"names": Codes(went)})


def skipped_tests(material: Material) -> Found:
    """Find tests that are skipped from now on."""
    for file, line in _once_a_file(material, FileClass.TEST, _SKIP, "+"):
        if file.change.status is not FileStatus.ADDED:
            yield Finding(
                {"path": Code(file.path), "line": Code(line.text.strip())}, (evidence_of(file, line),)
            )


def reverted(material: Material) -> Found:
    """Find what a revert takes away again."""
    subject = material.facts.links.reverts_subject
    if subject:
        yield Finding({"subject": Quoted(subject)})


def where_to_start(material: Material) -> Found:
    """Find the file that holds most of a wide change."""
    source = sorted(material.source, key=lambda file: -file.churn)
    total = sum(file.churn for file in source)
    if len(source) >= START_FILES and source[0].churn >= max(START_LINES, total * START_SHARE):
        values: dict[str, Value] = {
            "place": Place(source[0].path, (source[0],)),
            "total": Count(total, Noun.LINE),
        }
        yield Finding(values)


def unseen(material: Material) -> Found:
    """Find files whose content nobody can judge from here."""
    hidden = [
        file.path
        for file in material.facts.files
        if file.change.withheld in (Withheld.TOO_LARGE, Withheld.NOT_GIVEN)
    ]
    if hidden:
        yield Finding({"paths": Codes(tuple(hidden), 3)})


def _once_a_file(
    material: Material, file_class: FileClass, pattern: re.Pattern[str], sign: str = "+"
) -> Iterator[tuple[FileFacts, Line]]:
    seen = set[str]()
    for file, line in material.changed(file_class):
        if line.sign == sign and file.path not in seen and pattern.match(line.text):
            seen.add(file.path)
            yield file, line
