"""Where a commit works, for those of which nothing more telling is known."""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from analysis.diff import Line
from analysis.facts.models import FileClass
from analysis.language import Bilingual
from analysis.models import FileStatus
from analysis.results import Depth
from analysis.writing.grammar import Sentence
from analysis.writing.material import Material, evidence_of, telling
from analysis.writing.paragraphs import unmarked
from analysis.writing.places import places, seen_in
from analysis.writing.values import Code, Codes, Count, Noun, Quotes

ONLY = Bilingual("只改{what}：{places}。", "{what} only: {places}.")
TOUCHES = Bilingual("改动 {places}。", "Changes {places}.")
TOUCHES_COUNT = Bilingual("共改动 {count}。", "Changes {count}.")
WHOLE = {
    FileStatus.ADDED: Bilingual("新增 {paths}，共 {lines}。", "Adds {paths}, {lines} in all."),
    FileStatus.DELETED: Bilingual("删除 {paths}，共 {lines}。", "Deletes {paths}, {lines} in all."),
}
"""What is said where every file came, or went, as a whole."""

SECTIONS = Bilingual("{path} 新增章节{titles}。", "{path} has new sections: {titles}.")
SECTION = Bilingual("{path} 新增一节{titles}。", "{path} has a new section, {titles}.")
NO_FILE = Bilingual("没有改动任何文件。", "Changes no file.")
BOUNDARY = Bilingual(
    "这是浅克隆的边界，看不到它改了什么。",
    "The clone is shallow and ends here: what it changed cannot be seen.",
)

CLASS_WORDS = {
    FileClass.DOCS: Bilingual("文档", "documentation"),
    FileClass.TEST: Bilingual("测试", "tests"),
    FileClass.CI: Bilingual("持续集成与仓库设置", "continuous integration and repository settings"),
    FileClass.BUILD: Bilingual("构建脚本", "build scripts"),
    FileClass.LOCK: Bilingual("锁文件", "lock files"),
    FileClass.GENERATED: Bilingual("生成的文件", "generated files"),
    FileClass.CONFIG: Bilingual("配置文件", "configuration files"),
    FileClass.DEPS: Bilingual("依赖清单", "package manifests"),
}

_HEADING = re.compile(r"#{2,6}[ \t]+([^#\s].{0,100}?)[ \t]*#*$")
_UNDERLINE = re.compile(r"([=\-~^*+#])\1{2,}$")


def sections(material: Material, _: Depth) -> Iterator[Sentence]:
    """Name the sections that a commit of documentation alone adds."""
    files = telling(material)
    if {file.file_class for file in files} != {FileClass.DOCS}:
        return
    for file in files:
        added = material.patches[file.path].added
        titles = {title: line for line, title in _titles(added) if title}
        if titles:
            words = SECTIONS if len(titles) > 1 else SECTION
            seen = tuple(evidence_of(file, line) for line in titles.values())[:3]
            yield Sentence(words, {"path": Code(file.path), "titles": Quotes(tuple(titles), 4)}, seen)


def _titles(added: Sequence[Line]) -> Iterator[tuple[Line, str]]:
    following: Line | None
    for line, following in zip_longest(added, added[1:]):
        heading = _HEADING.match(line.text)
        if heading:
            yield line, unmarked(heading[1]).strip()
        elif following and _is_underlined(line, following):
            yield line, line.text.strip()


def _is_underlined(line: Line, below: Line) -> bool:
    if not _UNDERLINE.match(below.text) or not line.text[:1].isalnum():
        return False
    return len(line.text) <= len(below.text) + 2 and below.new == (line.new or 0) + 1


def only(material: Material, depth: Depth) -> Iterator[Sentence]:
    """Say that a commit stays within one class of files, and where."""
    told = telling(material)
    classes = {file.file_class for file in told}
    if len(classes) == 1 and classes <= CLASS_WORDS.keys():
        where = places(told, 2 if depth is Depth.BRIEF else 3)
        yield Sentence(ONLY, {"what": CLASS_WORDS[classes.pop()], "places": where}, seen_in(told))


def touched(material: Material, depth: Depth) -> Iterator[Sentence]:
    """Say at least where the commit works."""
    if material.commit.boundary:
        yield Sentence(BOUNDARY)
    elif not material.facts.files:
        yield Sentence(NO_FILE)
    else:
        told = telling(material)
        statuses = {file.change.status for file in told}
        if len(statuses) == 1 and statuses <= WHOLE.keys():
            lines = Count(sum(file.churn for file in told), Noun.LINE)
            paths = Codes(tuple(file.path for file in told), 3)
            yield Sentence(WHOLE[statuses.pop()], {"paths": paths, "lines": lines}, seen_in(told))
            return
        yield Sentence(TOUCHES, {"places": places(told, 2 if depth is Depth.BRIEF else 3)}, seen_in(told))


def counted(material: Material) -> Sentence:
    """Say how many files changed: the shortest thing to say that is true."""
    return Sentence(TOUCHES_COUNT, {"count": Count(len(material.facts.files), Noun.FILE)})
