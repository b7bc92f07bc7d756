"""What the diff of a commit does: by name where it has names, by line where it is one line, else by place."""

from collections.abc import Iterator, Sequence

from analysis.diff import Line
from analysis.facts.models import Alteration, FileClass, FileFacts
from analysis.language import Bilingual
from analysis.results import Depth
from analysis.writing.dependencies import is_only_dependencies
from analysis.writing.grammar import Sentence
from analysis.writing.material import Material, evidence_of, is_changelog, only_comments
from analysis.writing.names import by_name
from analysis.writing.places import common_folder, places
from analysis.writing.testnames import test_names
from analysis.writing.values import Clause, Clauses, Code, Codes, Named, Noun, Quoted, Value, Verb

EDIT_LIMIT = 80
"""Characters of a line that is shown whole, before and after."""

EDIT_LINES = 2
"""So many lines on either side can be shown in one sentence."""

NAMES = Bilingual("{names}。", "{names}.")
EDIT_ADDS = Bilingual("{path} 新增 {after}。", "Adds {after} to {path}.")
EDIT_TAKES = Bilingual("{path} 去掉 {before}。", "Takes {before} out of {path}.")
COMMENTS = Bilingual("只改注释：{places}。", "Comments only: {places}.")
EDIT = Bilingual("在 {path} 中，{before} 改为 {after}。", "In {path}, {before} becomes {after}.")
SIGNATURE = Bilingual(
    "{name} 的签名由 {before} 改为 {after}。", "The signature of {name} goes from {before} to {after}."
)
DEFAULT = Bilingual(
    "{name} 的默认值由 {before} 改为 {after}。", "The default of {name} goes from {before} to {after}."
)
SUBMODULE = Bilingual(
    "子模块 {path} 由 {before} 移到 {after}。", "Moves the submodule {path} from {before} to {after}."
)
MIGRATES = Bilingual("带有数据迁移 {paths}。", "Comes with the data migration {paths}.")
ONLY = Bilingual("只改{what}：{places}。", "{what} only: {places}.")
TOUCHES = Bilingual("改动 {places}。", "Changes {places}.")
NO_FILE = Bilingual("没有改动任何文件。", "Changes no file.")
BOUNDARY = Bilingual(
    "这是浅克隆的边界，看不到它改了什么。",
    "The clone is shallow and ends here: what it changed cannot be seen.",
)
CONDITION = Bilingual("附带条件：{quote}。", "It comes with a condition: {quote}.")

_CLASS_WORDS = {
    FileClass.DOCS: Bilingual("文档", "documentation"),
    FileClass.TEST: Bilingual("测试", "tests"),
    FileClass.CI: Bilingual("持续集成与仓库设置", "continuous integration and repository settings"),
    FileClass.BUILD: Bilingual("构建脚本", "build scripts"),
    FileClass.LOCK: Bilingual("锁文件", "lock files"),
    FileClass.GENERATED: Bilingual("生成的文件", "generated files"),
    FileClass.CONFIG: Bilingual("配置文件", "configuration files"),
    FileClass.DEPS: Bilingual("依赖清单", "package manifests"),
}


def named(material: Material, depth: Depth) -> Iterator[Sentence]:
    """Say which definitions and options come, go and change."""
    found = by_name(material)
    if found:
        symbols = material.facts.symbols_with(*Alteration)
        most = 1 if depth is Depth.BRIEF else 5
        yield Sentence(NAMES, {"names": found}, tuple(symbol.evidence for symbol in symbols[:most]))


def edited(material: Material, _: Depth) -> Iterator[Sentence]:
    """Show a commit of a line or two as what it is: what stood there, and what stands there now."""
    files = [file for file in material.facts.files if not is_changelog(file.path)]
    if len(files) != 1 or is_only_dependencies(material):
        return
    patch = material.patches[files[0].path]
    removed, added = _few(patch.removed), _few(patch.added)
    if removed is None or added is None or _only_blanks(removed, added):
        return
    values: dict[str, Value] = {
        "path": Code(files[0].path),
        "before": Codes(tuple(line.text.strip() for line in removed)),
        "after": Codes(tuple(line.text.strip() for line in added)),
    }
    words = EDIT if removed and added else EDIT_ADDS if added else EDIT_TAKES
    if len(removed) <= 1 or not added:
        yield Sentence(words, values, tuple(evidence_of(files[0], line) for line in (*removed, *added)))


def _few(lines: Sequence[Line]) -> tuple[Line, ...] | None:
    """Return the lines that say something, or `None` if they are more, or longer, than a sentence can hold."""
    telling = tuple(line for line in lines if line.text.strip())
    fit = all(len(line.text.strip()) <= EDIT_LIMIT and "`" not in line.text for line in telling)
    return telling if len(telling) <= EDIT_LINES and fit else None


def _only_blanks(removed: Sequence[Line], added: Sequence[Line]) -> bool:
    return [line.text.split() for line in removed] == [line.text.split() for line in added]


def commented(material: Material, _: Depth) -> Iterator[Sentence]:
    """Say that no line of code changed, only what explains it."""
    if material.source and len(_telling(material)) == len(material.source) and only_comments(material):
        yield Sentence(COMMENTS, {"places": places(material.source)})


def signatures(material: Material, _: Depth) -> Iterator[Sentence]:
    """Show the signatures that changed, public ones first."""
    for symbol in material.symbols(Alteration.SIGNATURE):
        if symbol.before and symbol.after and len(symbol.before) + len(symbol.after) <= 2 * EDIT_LIMIT:
            values = {"name": Code(symbol.name), "before": Code(symbol.before), "after": Code(symbol.after)}
            yield Sentence(SIGNATURE, values, (symbol.evidence,))


def defaults(material: Material, _: Depth) -> Iterator[Sentence]:
    """Say which options start from another value."""
    for option in material.facts.options:
        if option.alteration is Alteration.CHANGED and option.before and option.after:
            values = {"name": Code(option.name), "before": Code(option.before), "after": Code(option.after)}
            yield Sentence(DEFAULT, values, (option.evidence,))


def migrations(material: Material, _: Depth) -> Iterator[Sentence]:
    """Name the files that change the shape of stored data."""
    found = material.facts.migrations
    if found:
        paths = Codes(tuple(migration.path for migration in found))
        yield Sentence(MIGRATES, {"paths": paths}, tuple(migration.evidence for migration in found[:4]))


def submodules(material: Material, _: Depth) -> Iterator[Sentence]:
    """Say which submodules moved, from where to where."""
    for file in material.facts.files:
        moved = file.change.submodule
        if moved and moved.before and moved.after:
            values = {
                "path": Code(file.path),
                "before": Code(moved.before[:7]),
                "after": Code(moved.after[:7]),
            }
            yield Sentence(SUBMODULE, values)


def tests(material: Material, depth: Depth) -> Iterator[Sentence]:
    """Name the tests that come and go: a test's name often says what now holds."""
    came, went = test_names(material, "+"), test_names(material, "-")
    clauses = [Clause(Verb.ADD, (Named(Noun.TEST, came),))] if came else []
    if went and depth is not Depth.BRIEF:
        clauses.append(Clause(Verb.REMOVE, (Named(Noun.TEST, went),)))
    if clauses:
        where = common_folder(file.path for file in material.facts.of_class(FileClass.TEST))
        yield Sentence(NAMES, {"names": Clauses(tuple(clauses), where)})


def only(material: Material, depth: Depth) -> Iterator[Sentence]:
    """Say that a commit stays within one class of files, and where."""
    told = _telling(material)
    classes = {file.file_class for file in told}
    if len(classes) == 1 and classes <= _CLASS_WORDS.keys():
        where = places(told, 2 if depth is Depth.BRIEF else 3)
        yield Sentence(ONLY, {"what": _CLASS_WORDS[classes.pop()], "places": where})


def touched(material: Material, depth: Depth) -> Iterator[Sentence]:
    """Say at least where the commit works."""
    if material.commit.boundary:
        yield Sentence(BOUNDARY)
    elif not material.facts.files:
        yield Sentence(NO_FILE)
    else:
        yield Sentence(TOUCHES, {"places": places(_telling(material), 2 if depth is Depth.BRIEF else 3)})


def conditions(material: Material, _: Depth) -> Iterator[Sentence]:
    """Carry along what limits the change, such as "off by default"."""
    for condition in material.facts.conditions:
        yield Sentence(CONDITION, {"quote": Quoted(condition.words)}, (condition.evidence,))


def _telling(material: Material) -> tuple[FileFacts, ...]:
    """Return the files without changelogs, unless those are all there is."""
    return tuple(file for file in material.facts.files if not is_changelog(file.path)) or material.facts.files
