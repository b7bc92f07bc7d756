"""What the diff of a commit does by name: definitions, options, tests, data, submodules and modes."""

from collections.abc import Iterator

from analysis.facts.models import Alteration, Evidence, FileClass, OptionKind
from analysis.language import Bilingual
from analysis.models import FileStatus
from analysis.results import Depth
from analysis.text import clean
from analysis.writing.edits import edit_of
from analysis.writing.grammar import Sentence
from analysis.writing.material import Material, telling
from analysis.writing.names import by_name, pair, shown_name
from analysis.writing.opening import QUOTE_LIMITS
from analysis.writing.places import common_folder, places, seen_in
from analysis.writing.testnames import found_tests, test_names
from analysis.writing.values import Clause, Clauses, Code, Codes, Named, Noun, Quoted, Value, Verb

FEW_TESTS = 2
"""So many new tests are told in the sentence on what they test."""

NAMES = Bilingual("{names}。", "{names}.")
NAMES_TESTED = Bilingual("{names}，并有新测试 {tests}。", "{names}, tested by {tests}.")
PLACES_TESTED = Bilingual("改动 {places}，并有新测试 {tests}。", "Changes {places}, tested by {tests}.")
DEFAULT = Bilingual(
    "{name} 的默认值由 {before} 改为 {after}。", "The default of {name} goes from {before} to {after}."
)
MOVED = Bilingual("只移动文件，内容没有变：{pairs}。", "Files move, nothing in them changes: {pairs}.")
SUBMODULE = Bilingual(
    "子模块 {path} 由 {before} 移到 {after}。", "Moves the submodule {path} from {before} to {after}."
)
SUBMODULE_NEW = Bilingual("加入子模块 {path}，停在 {after}。", "Adds the submodule {path} at {after}.")
SUBMODULE_GONE = Bilingual("去掉子模块 {path}。", "Drops the submodule {path}.")
EXECUTABLE = Bilingual("{path} 变为可执行文件。", "{path} becomes executable.")
NOT_EXECUTABLE = Bilingual("{path} 不再是可执行文件。", "{path} is no longer executable.")
MIGRATES = Bilingual("带有数据迁移 {paths}。", "Comes with the data migration {paths}.")
CONDITION = Bilingual("注意前提：{quote}", "Mind the condition: {quote}")
CONDITION_IN = Bilingual("注意 {path} 里写明的前提：{quote}", "Mind the condition in {path}: {quote}")

_EXECUTABLE = "100755"
_SHA_DIGITS = 7
_NAMES_SHOWN = {Depth.BRIEF: 2}


def named(material: Material, depth: Depth) -> Iterator[Sentence]:
    """Say which definitions and options come, go and change, and which few tests were added for them."""
    told = by_name(material, with_changed=edit_of(material) is None, shown=_NAMES_SHOWN.get(depth, 4))
    tests = _tests_beside(material)
    for names in told:
        evidence = tuple(_seen(material, names))[: 1 if depth is Depth.BRIEF else 5]
        if tests and len(told) == 1:
            yield Sentence(NAMES_TESTED, {"names": names, "tests": Codes(tests)}, evidence)
        else:
            yield Sentence(NAMES, {"names": names}, evidence)


def _seen(material: Material, names: Clauses) -> Iterator[Evidence]:
    """Yield where the definitions and options stand that a sentence names."""
    verbs = {clause.verb for clause in names.clauses}
    said = {name for clause in names.clauses for thing in clause.things for name in thing.names}
    for symbol in material.facts.symbols_with(*Alteration):
        if _verb_fits(symbol.alteration, verbs) and said & {shown_name(symbol), pair(symbol)}:
            yield symbol.evidence
    for option in material.facts.options:
        if option.kind is not OptionKind.PARAMETER and option.name in said:
            yield option.evidence


def placed(material: Material, _: Depth) -> Iterator[Sentence]:
    """Say where source changed that no name tells, with its few tests."""
    tests = _tests_beside(material)
    if material.source and tests and not by_name(material) and edit_of(material) is None:
        values: dict[str, Value] = {"places": places(material.source), "tests": Codes(tests)}
        yield Sentence(PLACES_TESTED, values, seen_in(material.source))


def _verb_fits(alteration: Alteration, verbs: set[Verb]) -> bool:
    match alteration:
        case Alteration.ADDED:
            return bool(verbs & {Verb.ADD, Verb.EXPOSE, Verb.MOVE})
        case Alteration.REMOVED:
            return bool(verbs & {Verb.REMOVE, Verb.MOVE})
        case Alteration.RENAMED:
            return Verb.RENAME in verbs
    return bool(verbs & {Verb.CHANGE, Verb.ADJUST, Verb.REWORK, Verb.EXTEND, Verb.TRIM})


def _tests_beside(material: Material) -> tuple[str, ...]:
    """Return the new tests where they are few and none is gone."""
    came = test_names(material, "+")
    return came if len(came) <= FEW_TESTS and not test_names(material, "-") else ()


def tests(material: Material, depth: Depth) -> Iterator[Sentence]:
    """Name the tests that come and go, unless a sentence on the code did: their names say what holds."""
    edit = edit_of(material)
    told = len(by_name(material, with_changed=edit is None))
    if _tests_beside(material) and (told == 1 or (material.source and not told and edit is None)):
        return
    came, went = test_names(material, "+"), test_names(material, "-")
    shown = _NAMES_SHOWN.get(depth, 4)
    clauses = [Clause(Verb.ADD, (Named(Noun.TEST, came, shown),))] if came else []
    if went and depth is not Depth.BRIEF:
        clauses.append(Clause(Verb.REMOVE, (Named(Noun.TEST, went, shown),)))
    if clauses:
        where = common_folder(file.path for file in material.facts.of_class(FileClass.TEST))
        evidence = tuple(seen for seen in found_tests(material, "+").values())[:3]
        yield Sentence(NAMES, {"names": Clauses(tuple(clauses), where)}, evidence)


def defaults(material: Material, _: Depth) -> Iterator[Sentence]:
    """Say which options start from another value."""
    for option in material.facts.options:
        if option.alteration is Alteration.CHANGED and option.before and option.after:
            values = {
                "name": Code(option.name),
                "before": Code(option.before.rstrip(" ,;")),
                "after": Code(option.after.rstrip(" ,;")),
            }
            yield Sentence(DEFAULT, values, (option.evidence,))


def migrations(material: Material, _: Depth) -> Iterator[Sentence]:
    """Name the files that change the shape of stored data."""
    found = material.facts.migrations
    if found:
        paths = Codes(tuple(migration.path for migration in found))
        yield Sentence(MIGRATES, {"paths": paths}, tuple(migration.evidence for migration in found[:4]))


def moved_files(material: Material, _: Depth) -> Iterator[Sentence]:
    """Say that files were moved and nothing else."""
    files = telling(material)
    pairs = tuple(
        f"{file.change.old_path} → {file.path}"
        for file in files
        if file.change.status is FileStatus.RENAMED and file.change.old_path and not file.churn
    )
    if pairs and len(pairs) == len(files):
        yield Sentence(MOVED, {"pairs": Codes(pairs, 3)}, seen_in(files))


def submodules(material: Material, _: Depth) -> Iterator[Sentence]:
    """Say which submodules came, moved or went, from where to where."""
    for file in material.facts.files:
        moved = file.change.submodule
        if moved and (moved.before or moved.after):
            words = (
                SUBMODULE
                if moved.before and moved.after
                else SUBMODULE_NEW
                if moved.after
                else SUBMODULE_GONE
            )
            values = {
                "path": Code(file.path),
                "before": Code((moved.before or "")[:_SHA_DIGITS]),
                "after": Code((moved.after or "")[:_SHA_DIGITS]),
            }
            yield Sentence(words, values)


def modes(material: Material, _: Depth) -> Iterator[Sentence]:
    """Say which files become executable, or no longer are."""
    for file in material.facts.files:
        old, new = file.change.old_mode, file.change.new_mode
        if old and new and (old == _EXECUTABLE) != (new == _EXECUTABLE):
            words = EXECUTABLE if new == _EXECUTABLE else NOT_EXECUTABLE
            yield Sentence(words, {"path": Code(file.path)})


def conditions(material: Material, depth: Depth) -> Iterator[Sentence]:
    """Carry along what limits the change, such as "off by default", in the sentence that says it."""
    opening = material.words.opening(*QUOTE_LIMITS[depth])
    for condition in material.facts.conditions:
        words = clean(condition.words)
        if material.facts.automated and condition.evidence.path is None:
            continue  # a bot quotes what others wrote of other versions
        if words and words.casefold() not in opening.casefold() + material.title.casefold():
            sentence = next((one for one in material.words.sentences if words in one), words)
            path = condition.evidence.path
            if path:
                sentence = clean(condition.evidence.quote).lstrip("#/*-.> ")
            said = sentence if words in sentence and len(sentence) <= QUOTE_LIMITS[depth][0] else words
            values: dict[str, Value] = {"quote": Quoted(said), "path": Code(path or "")}
            yield Sentence(CONDITION_IN if path else CONDITION, values, (condition.evidence,))
