"""The scope: which files and folders a commit reaches, with the functions it changes in each."""

from collections.abc import Iterator, Mapping

from analysis.facts.models import Alteration, FileClass, FileFacts
from analysis.language import Bilingual
from analysis.writing.grammar import Sentence
from analysis.writing.material import Material
from analysis.writing.names import shown_name
from analysis.writing.places import places
from analysis.writing.values import Codes, Place

SOURCE_PLACES = 6
OTHER_PLACES = 2

WITH_NAMES = Bilingual("{place}：{names}", "{place}: {names}")
ALONE = Bilingual("{place}", "{place}")
REST = Bilingual("另有 {count} 个源文件", "{count} more source files")
GROUP = Bilingual("{what}：{places}", "{what}: {places}")

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


def scope(material: Material) -> Iterator[Sentence]:
    """Yield the places of source with what changes there, then the other kinds of files."""
    where = places(material.source, SOURCE_PLACES)
    for place in where.places:
        names = _names(material, place)
        yield (
            Sentence(WITH_NAMES, {"place": place, "names": Codes(names, 5)})
            if names
            else Sentence(ALONE, {"place": place})
        )
    if where.more_files:
        yield Sentence(REST, {"count": where.more_files})
    for file_class, what in _GROUPS.items():
        files: tuple[FileFacts, ...] = material.facts.of_class(file_class)
        if files:
            yield Sentence(GROUP, {"what": what, "places": places(files, OTHER_PLACES)})


def _names(material: Material, place: Place) -> tuple[str, ...]:
    paths = {file.path for file in place.files}
    return tuple(
        dict.fromkeys(shown_name(symbol) for symbol in material.symbols(*Alteration) if symbol.path in paths)
    )
