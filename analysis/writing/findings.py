"""What the facts of a commit give reason to warn of or advise on; each finder proves what it sees."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from analysis.facts.classes import is_aside
from analysis.facts.models import Alteration, Evidence, FileClass, OptionKind
from analysis.models import Withheld
from analysis.results import UpgradeKind
from analysis.text import QUOTE_LIMIT, prose
from analysis.upgrades.packages import RUNTIMES
from analysis.writing.author import BREAKING_FOOTER, fitting, split
from analysis.writing.material import Material
from analysis.writing.names import shown_name
from analysis.writing.places import seen_in
from analysis.writing.values import Code, Codes, Quoted, Value


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: what fills the rule's words, and where it was seen."""

    values: Mapping[str, Value] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()


Found = Iterator[Finding]


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


def declared_breaking(material: Material) -> Found:
    """Find what the author declares as breaking: the footer's sentences, else the title."""
    for note in material.upgrade_notes:
        if note.kind is UpgradeKind.BREAKING:
            footer = BREAKING_FOOTER.search(material.commit.body)
            said = fitting(tuple(split(prose(footer[1]))), QUOTE_LIMIT, 4) if footer else ""
            quote = said or prose(note.evidence.quote)
            yield Finding({"quote": Quoted(quote)}, (Evidence(quote),))


def removed_names(material: Material) -> Found:
    """Find public names that are gone, all in one finding."""
    yield from _names_with_note(material, UpgradeKind.API_REMOVED, Alteration.REMOVED)


def changed_calls(material: Material) -> Found:
    """Find public functions that must be called in another way, all in one finding."""
    yield from _names_with_note(material, UpgradeKind.API_CHANGED, Alteration.SIGNATURE)


def _names_with_note(material: Material, kind: UpgradeKind, alteration: Alteration) -> Found:
    seen = {note.evidence: None for note in material.upgrade_notes if note.kind is kind}
    symbols = [symbol for symbol in material.symbols(alteration) if symbol.evidence in seen]
    if symbols:
        names = Codes(tuple(dict.fromkeys(map(shown_name, symbols))))
        yield Finding({"names": names}, tuple(seen)[:4])


def renamed_names(material: Material) -> Found:
    """Find public names that are called otherwise now, one by one."""
    seen = {note.evidence for note in material.upgrade_notes if note.kind is UpgradeKind.API_RENAMED}
    for symbol in material.symbols(Alteration.RENAMED):
        if symbol.evidence in seen and symbol.before and symbol.after:
            yield Finding({"before": Code(symbol.before), "after": Code(symbol.after)}, (symbol.evidence,))


def changed_defaults(material: Material) -> Found:
    """Find options of users that start from another value."""
    seen = {note.evidence for note in material.upgrade_notes if note.kind is UpgradeKind.DEFAULT_CHANGED}
    for option in material.facts.options:
        is_told = option.alteration is Alteration.CHANGED and option.evidence in seen
        if is_told and option.before and option.after:
            values: dict[str, Value] = {
                "name": Code(option.name),
                "before": Code(option.before.rstrip(" ,;")),
                "after": Code(option.after.rstrip(" ,;")),
            }
            yield Finding(values, (option.evidence,))


def removed_options(material: Material) -> Found:
    """Find options and environment variables that are gone, all in one finding."""
    kinds = (UpgradeKind.OPTION_REMOVED, UpgradeKind.ENVIRONMENT_REMOVED)
    seen = {note.evidence: None for note in material.upgrade_notes if note.kind in kinds}
    gone = [
        option.name
        for option in material.facts.options
        if option.alteration is Alteration.REMOVED
        and option.kind is not OptionKind.PARAMETER
        and option.evidence in seen
    ]
    if gone:
        yield Finding({"names": Codes(tuple(dict.fromkeys(gone)))}, tuple(seen)[:4])


def one_way_migrations(material: Material) -> Found:
    """Find migrations that cannot be taken back."""
    for migration in material.facts.migrations:
        if migration.reversible is False and not migration.destructive:
            yield Finding({"path": Code(migration.path)}, (migration.evidence,))


def destructive_migrations(material: Material) -> Found:
    """Find migrations that drop or rewrite stored data."""
    for migration in material.facts.migrations:
        if migration.destructive:
            yield Finding({"path": Code(migration.path)}, (migration.evidence,))


def plain_migrations(material: Material) -> Found:
    """Find migrations that can be taken back."""
    for migration in material.facts.migrations:
        if migration.reversible is not False and not migration.destructive:
            yield Finding({"path": Code(migration.path)}, (migration.evidence,))


def new_dependencies(material: Material) -> Found:
    """Find packages that a manifest asks for anew, by people."""
    manifests = {file.path for file in material.facts.of_class(FileClass.DEPS) if not is_aside(file.path)}
    for change in material.facts.dependencies:
        is_new = change.direct and change.before is None and change.evidence.path in manifests
        if is_new and not material.facts.automated:
            yield Finding(
                {"name": Code(change.name), "path": Code(change.evidence.path or "")}, (change.evidence,)
            )


def major_dependencies(material: Material) -> Found:
    """Find dependencies of users with a new major version."""
    seen = {note.evidence for note in material.upgrade_notes if note.kind is UpgradeKind.DEPENDENCY_MAJOR}
    for change in material.facts.dependencies:
        if change.evidence in seen and change.major and change.after:
            yield Finding({"name": Code(change.name), "after": Code(change.after)}, (change.evidence,))


def dropped_versions(material: Material) -> Found:
    """Find versions of a language that are no longer supported."""
    seen = {note.evidence for note in material.upgrade_notes if note.kind is UpgradeKind.SUPPORT_DROPPED}
    for change in material.facts.dependencies:
        language = RUNTIMES.get(change.name.casefold())
        if change.evidence in seen and language and change.before:
            yield Finding({"name": language, "before": Code(change.before)}, (change.evidence,))


def secrets(material: Material) -> Found:
    """Find added lines that look like a credential; never the value."""
    for secret in material.facts.secrets:
        path, line = secret.evidence.path or "?", secret.evidence.line
        place = f"{path}:{line}" if line else path
        yield Finding({"place": Code(place), "kind": Quoted(secret.kind)}, (secret.evidence,))


def reverted(material: Material) -> Found:
    """Find what a revert takes away again."""
    subject = prose(material.facts.links.reverts_subject or "")
    if subject:
        yield Finding({"subject": Quoted(subject)}, (Evidence(subject),))


def lone_locks(material: Material) -> Found:
    """Find lock files that people moved without their manifest, or any other file that names versions."""
    facts = material.facts
    files = facts.of_class(FileClass.LOCK)
    named = facts.touches(FileClass.DEPS) or any(change.direct for change in facts.dependencies)
    if files and not named and not facts.automated:
        yield Finding({"paths": Codes(tuple(file.path for file in files), 2)}, seen_in(files))


def unseen(material: Material) -> Found:
    """Find files whose content nobody can judge from here."""
    hidden = [
        file
        for file in material.facts.files
        if file.change.withheld in (Withheld.TOO_LARGE, Withheld.NOT_GIVEN)
    ]
    if hidden:
        yield Finding({"paths": Codes(tuple(file.path for file in hidden), 3)}, seen_in(hidden))
