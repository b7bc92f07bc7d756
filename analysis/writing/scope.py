"""The scope: which files and folders a commit reaches, with the functions it changes in each."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from analysis.diff import Line
from analysis.facts.models import Alteration, FileClass, FileFacts
from analysis.language import Bilingual
from analysis.results import UpgradeKind
from analysis.writing.edits import EDIT_LIMIT
from analysis.writing.grammar import Sentence
from analysis.writing.material import Material, evidence_of
from analysis.writing.names import shown_name, without_members, without_owners
from analysis.writing.places import places, seen_in
from analysis.writing.rewording import are_words, reworded
from analysis.writing.values import Code, Codes, Place, Quoted, Value

SOURCE_PLACES = 6
OTHER_PLACES = 2
NAMES = 4
"""So many names are shown of a place, and half as many where there are more than `FEW_PLACES` places."""

FEW_PLACES = 3

WITH_NAMES = Bilingual("{place}：{names}", "{place}: {names}")
ALONE = Bilingual("{place}", "{place}")
ADDS_LINE = Bilingual("{place}：新增 {after}", "{place}: adds {after}")
CHANGES_LINE = Bilingual("{place}：{before} 改为 {after}", "{place}: {before} becomes {after}")
REST = Bilingual("另有 {count} 个源文件", "{count} more source files")
GROUP = Bilingual("{what}：{places}", "{what}: {places}")

CALLERS = Bilingual("涉及调用 {names} 的代码", "callers of {names}")
SETTERS = Bilingual("涉及依赖 {names} 的配置和脚本", "setups that rely on {names}")

_NAME = re.compile(r"[^\W_]")  # a line of brackets alone says nothing
_VERSION = re.compile(r"\d+\.\d+\.\d[\w.-]*")
_SET = {
    UpgradeKind.OPTION_REMOVED,
    UpgradeKind.OPTION_RENAMED,
    UpgradeKind.DEFAULT_CHANGED,
    UpgradeKind.ENVIRONMENT_REMOVED,
}
_GROUPS: Mapping[FileClass, Bilingual] = {
    FileClass.TEST: Bilingual("测试", "tests"),
    FileClass.DOCS: Bilingual("文档", "documentation"),
    FileClass.DEPS: Bilingual("依赖清单", "package manifests"),
    FileClass.CONFIG: Bilingual("配置", "configuration"),
    FileClass.BUILD: Bilingual("构建", "build"),
    FileClass.CI: Bilingual("持续集成与仓库设置", "CI and repository settings"),
    FileClass.LOCK: Bilingual("锁文件", "lock files"),
    FileClass.GENERATED: Bilingual("生成的文件", "generated files"),
    FileClass.OTHER: Bilingual("其他", "other files"),
}


def scope(material: Material, told: Collection[str] = ()) -> Iterator[Sentence]:
    """Yield the places of source with what changes there, the other kinds of files, and who is concerned.

    Where source changes in one file, names that the summary has `told` are not told again.
    """
    yield from _places(material, told)
    yield from _concerned(material)


def _places(material: Material, told: Collection[str]) -> Iterator[Sentence]:
    where = places(material.source, SOURCE_PLACES)
    alone = len(material.source) == 1
    shown = NAMES if len(where.places) <= FEW_PLACES else NAMES // 2
    for place in where.places:
        names = tuple(name for name in _names(material, place) if not (alone and name in told))
        line = _one_line(material, place, told)
        if line:
            yield line
        elif names:
            yield Sentence(WITH_NAMES, {"place": place, "names": Codes(names, shown)}, seen_in(place.files))
        else:
            yield Sentence(ALONE, {"place": place}, seen_in(place.files))
    if where.more_files:
        yield Sentence(REST, {"count": where.more_files})
    for file_class, what in _GROUPS.items():
        files: tuple[FileFacts, ...] = material.facts.of_class(file_class)
        if files:
            yield Sentence(GROUP, {"what": what, "places": places(files, OTHER_PLACES)}, seen_in(files))


def _one_line(material: Material, place: Place, told: Collection[str]) -> Sentence | None:
    """Show the line that is all a file of a wider change gains, or has changed, unless it was `told`."""
    if len(place.files) != 1 or len(material.source) == 1:
        return None
    file = place.files[0]
    patch = material.patches[file.path]
    removed, added = patch.removed, patch.added
    if len(added) != 1 or len(removed) > 1 or not all(map(_is_short, (*removed, *added))):
        return None
    if added[0].text.strip(" \t{:") in told or _is_release(removed, added):
        return None
    values: dict[str, Value] = {"place": place, "after": Code(added[0].text.strip().rstrip(","))}
    if are_words(material, file, (*removed, *added)):
        words = reworded(removed, added) if removed else None
        if words is None:
            return None
        values |= {"before": Quoted(words[0]), "after": Quoted(words[1])}
    elif removed:
        values["before"] = Code(removed[0].text.strip().rstrip(","))
    seen = tuple(evidence_of(file, line) for line in (*removed, *added))
    return Sentence(CHANGES_LINE if removed else ADDS_LINE, values, seen)


def _is_release(removed: Sequence[Line], added: Sequence[Line]) -> bool:
    """Whether one line only names another version than before."""
    before, after = ([_VERSION.sub("", line.text) for line in side] for side in (removed, added))
    return before == after


def _is_short(line: Line) -> bool:
    return len(line.text.strip()) <= EDIT_LIMIT and "`" not in line.text and bool(_NAME.search(line.text))


def _concerned(material: Material) -> Iterator[Sentence]:
    """Say who meets the change: those who call what changed, and those who set what did."""
    notes = material.upgrade_notes
    calls = {UpgradeKind.API_REMOVED, UpgradeKind.API_RENAMED, UpgradeKind.API_CHANGED}
    seen = dict.fromkeys(note.evidence for note in notes if note.kind in calls)
    names = tuple(
        dict.fromkeys(
            symbol.before or symbol.name if symbol.alteration is Alteration.RENAMED else symbol.name
            for symbol in material.symbols(Alteration.REMOVED, Alteration.RENAMED, Alteration.SIGNATURE)
            if symbol.evidence in seen
        )
    )
    if names:
        yield Sentence(CALLERS, {"names": Codes(names)}, tuple(seen)[:3])
    told = dict.fromkeys(note.evidence for note in notes if note.kind in _SET)
    options = tuple(dict.fromkeys(one.name for one in material.facts.options if one.evidence in told))
    if options:
        yield Sentence(SETTERS, {"names": Codes(options)}, tuple(told)[:3])


def _names(material: Material, place: Place) -> tuple[str, ...]:
    paths = {file.path for file in place.files}
    here = [symbol for symbol in material.symbols(*Alteration) if symbol.path in paths]
    whole = {Alteration.ADDED, Alteration.REMOVED}
    heads = [symbol for symbol in here if symbol.alteration in whole]
    rest = [symbol for symbol in here if symbol.alteration not in whole]
    shown = (*without_members(heads), *without_owners(rest, {symbol.name for symbol in here}))
    return tuple(dict.fromkeys(map(shown_name, shown)))
