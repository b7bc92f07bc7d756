"""Small edits shown as what they are: a line or two before and after, a constant, a comment."""

import re
from collections.abc import Iterator, Mapping, Sequence

from analysis.diff import Line
from analysis.facts.models import Alteration, Evidence, FileClass, FileFacts
from analysis.language import Bilingual
from analysis.models import FileStatus
from analysis.results import Depth
from analysis.writing.dependencies import is_only_dependencies
from analysis.writing.grammar import Sentence
from analysis.writing.material import Material, evidence_of, only_comments, telling, words_in
from analysis.writing.names import shown_name
from analysis.writing.places import places, seen_in
from analysis.writing.rewording import are_words, reworded
from analysis.writing.testnames import test_names
from analysis.writing.values import Code, Codes, Inside, Quoted, Value

EDIT_LIMIT = 80
"""Characters of a line that is shown whole, before and after."""

EDIT_TOTAL = 170
"""Characters of all shown lines together."""

EDIT_LINES = 2
"""So many lines on either side can be shown in one sentence."""

VALUE_LIMIT = 60
"""Characters of a constant's value that is shown."""

ADDS = Bilingual("{place} 新增 {after}。", "Adds {after} to {place}.")
TAKES = Bilingual("{place} 去掉 {before}。", "Takes {before} out of {place}.")
EDIT = Bilingual("在 {place} 中，{before} 改为 {after}。", "In {place}, {before} {becomes} {after}.")
REWORDS = Bilingual("{place} 把{before}改成{after}。", "In {place}, {before} becomes {after}.")
COMMENTS = Bilingual("只改注释：{places}。", "Comments only: {places}.")
DOCSTRINGS = Bilingual("只改注释和文档字符串：{places}。", "Comments and docstrings only: {places}.")
CONSTANT = Bilingual(
    "{path} 里的 {name} 由 {before} 改为 {after}。", "{name} in {path} goes from {before} to {after}."
)

_BECOMES = Bilingual("", "becomes")
_BECOME = Bilingual("", "become")
_CONSTANT = re.compile(
    r"\s*(?:#define\s+|(?:(?:pub(?:\([^)]*\))?|export|const|static|final|let|public|private|int|long)\s+)*)"
    r"(?P<name>[A-Z][A-Z0-9_]{2,60})\b(?:\s*:[^=]{1,60})?(?:\s*=\s*|\s+)(?P<value>[^=\s].*?);?\s*"
)
_LITERAL = re.compile(r"[\"'\d]|\b(?:True|False|true|false|None|null)\b")


def edited(material: Material, _: Depth) -> Iterator[Sentence]:
    """Show a commit of a line or two as what it is: what stood there, and what stands there now."""
    found = edit_of(material)
    if found:
        yield found


def edit_of(material: Material) -> Sentence | None:
    """Return the one small edit that the commit is, apart from its tests, documentation and changelog."""
    files = material.source or telling(material)
    if len(files) != 1 or is_only_dependencies(material) or _is_told_otherwise(material, files[0]):
        return None
    patch = material.patches[files[0].path]
    removed, added = _few(patch.removed), _few(patch.added)
    if removed is None or added is None or not (removed or added) or _only_blanks(removed, added):
        return None
    if removed and added and are_words(material, files[0], (*removed, *added)):
        return _rewording(material, files[0], removed, added)
    if sum(len(line.text.strip()) for line in (*removed, *added)) > EDIT_TOTAL:
        return None
    before, after = (tuple(dict.fromkeys(map(_shown, side))) for side in (removed, added))
    values: dict[str, Value] = {
        "place": _place(material, files[0]),
        "before": Codes(before),
        "after": Codes(after),
        "becomes": _BECOMES if len(before) == 1 else _BECOME,
    }
    if not (removed and added) and are_words(material, files[0], (*removed, *added)):
        said = Quoted(" ".join(line.text.strip() for line in (*removed, *added)))
        values |= {"before": said, "after": said}
    words = EDIT if removed and added else ADDS if added else TAKES
    return Sentence(words, values, tuple(evidence_of(files[0], line) for line in (*removed, *added)))


def _shown(line: Line) -> str:
    """Return a line without the comma that only ties it to the next one."""
    return line.text.strip().rstrip(",")


def _rewording(
    material: Material, file: FileFacts, removed: Sequence[Line], added: Sequence[Line]
) -> Sentence | None:
    """Show the words that differ; a text that is new altogether is no small edit."""
    words = reworded(removed, added)
    if words is None:
        return None
    values: dict[str, Value] = {
        "place": _place(material, file),
        "before": Quoted(words[0]),
        "after": Quoted(words[1]),
    }
    seen = tuple(evidence_of(file, line) for line in (*removed[:1], *added[:1]))
    return Sentence(REWORDS, values, seen)


def _is_told_otherwise(material: Material, file: FileFacts) -> bool:
    """Whether names say more than lines would, or the lines are nobody's own."""
    if file.change.status in (FileStatus.ADDED, FileStatus.DELETED):
        return True
    if file.change.submodule or file.file_class in (FileClass.GENERATED, FileClass.LOCK):
        return True
    if material.symbols(Alteration.ADDED, Alteration.REMOVED, Alteration.RENAMED):
        return True
    return file.file_class is FileClass.TEST and bool(test_names(material, "+") or test_names(material, "-"))


def commented(material: Material, _: Depth) -> Iterator[Sentence]:
    """Say that no line of code changed, only what explains it."""
    is_source = material.source and len(telling(material)) == len(material.source)
    if is_source and only_comments(material) and edit_of(material) is None:
        scripts = (file for file in material.source if file.language == "Python")
        docstrings = any(words_in(file, material.patches[file.path]) for file in scripts)
        words = DOCSTRINGS if docstrings else COMMENTS
        yield Sentence(words, {"places": places(material.source)}, seen_in(material.source))


def constants(material: Material, _: Depth) -> Iterator[Sentence]:
    """Say which constants have another value."""
    if edit_of(material):
        return
    for file in material.source:
        patch = material.patches[file.path]
        before, after = _values(file, patch.removed), _values(file, patch.added)
        for name in before.keys() & after.keys():
            (old, gone), (new, came) = before[name], after[name]
            if old != new:
                values = {
                    "path": Code(file.path),
                    "name": Code(name),
                    "before": Code(old),
                    "after": Code(new),
                }
                yield Sentence(CONSTANT, values, (gone, came))


def _values(file: FileFacts, lines: Sequence[Line]) -> Mapping[str, tuple[str, Evidence]]:
    found = dict[str, tuple[str, Evidence]]()
    for line in lines:
        match = _CONSTANT.fullmatch(line.text) if len(line.text) <= 2 * EDIT_LIMIT else None
        if match and len(match["value"]) <= VALUE_LIMIT and _LITERAL.search(match["value"]):
            found.setdefault(match["name"], (match["value"], evidence_of(file, line)))
    return found


def _place(material: Material, file: FileFacts) -> Inside:
    """Name the function of an edit where the diff shows exactly one."""
    names = {
        shown_name(symbol)
        for symbol in material.symbols(Alteration.CHANGED, Alteration.SIGNATURE)
        if symbol.path == file.path
    }
    known = len(names) == 1 and file.file_class is FileClass.SOURCE
    return Inside(file.path, names.pop() if known else None)


def _few(lines: Sequence[Line]) -> tuple[Line, ...] | None:
    """Return the lines that say something, or `None` if they are more than a sentence can hold."""
    found = tuple(line for line in lines if line.text.strip())
    fit = all(len(line.text.strip()) <= EDIT_LIMIT and "`" not in line.text for line in found)
    return found if len(found) <= EDIT_LINES and fit else None


def _only_blanks(removed: Sequence[Line], added: Sequence[Line]) -> bool:
    return [line.text.split() for line in removed] == [line.text.split() for line in added]
