"""The conclusion: one line on what the commit asks of its users, and only where facts give an answer."""

from collections import Counter
from collections.abc import Mapping

from analysis.facts.definitions import MEASURED_LANGUAGES
from analysis.facts.models import Alteration, FileClass
from analysis.language import Bilingual
from analysis.models import FileStatus
from analysis.results import UpgradeKind
from analysis.upgrades.reach import bare
from analysis.writing.grammar import Sentence
from analysis.writing.material import Material
from analysis.writing.places import common_folder
from analysis.writing.values import Code, Count, Counts, Noun, Value

WIDE = 80
"""From so many changed lines of source on it is worth saying that users will not see the change."""

TO_DO = Bilingual("有 {counts}，升级前请先确认。", "Before upgrading, look at {counts}.")
SURFACE = Bilingual(
    "公开接口只增不减：新增 {added}{tests}。",
    "New for callers: {added}{tests}; existing ones keep their names and parameters.",
)
INSIDE = Bilingual(
    "公开名称和参数都没有变，改动限于 {where} 内部{tests}。",
    "Public names and parameters stay as they are: the change is inside {where}{tests}.",
)

_TESTED = Bilingual("，并带有测试", ", with tests")
_UNTESTED = Bilingual("", "")
_NOUNS: Mapping[UpgradeKind, Noun] = {
    UpgradeKind.BREAKING: Noun.DECLARED,
    UpgradeKind.API_REMOVED: Noun.GONE,
    UpgradeKind.API_RENAMED: Noun.RENAMED,
    UpgradeKind.API_CHANGED: Noun.CALL,
    UpgradeKind.OPTION_REMOVED: Noun.SWITCH,
    UpgradeKind.OPTION_RENAMED: Noun.SWITCH,
    UpgradeKind.ENVIRONMENT_REMOVED: Noun.SWITCH,
    UpgradeKind.DEFAULT_CHANGED: Noun.DEFAULT,
    UpgradeKind.DEPENDENCY_MAJOR: Noun.MAJOR,
    UpgradeKind.SUPPORT_DROPPED: Noun.DROPPED,
    UpgradeKind.MIGRATION: Noun.MIGRATION,
}


def conclusion(material: Material) -> Sentence | None:
    """Return the closing line of a deep analysis, or `None` where the facts give no answer."""
    if material.upgrade_notes:
        found = Counter(_NOUNS[note.kind] for note in material.upgrade_notes)
        return Sentence(TO_DO, {"counts": Counts(tuple(Count(n, noun) for noun, n in found.items()))})
    measured = [file for file in material.source if file.language in MEASURED_LANGUAGES]
    if not measured or len(measured) != len(material.source):
        return None
    tests: Value = _TESTED if material.facts.lines_added(FileClass.TEST) else _UNTESTED
    if _takes_away(material):
        return None
    added = _count(material, Alteration.ADDED)
    if added:
        return Sentence(SURFACE, {"added": Count(added, Noun.PUBLIC_NAME), "tests": tests})
    where = common_folder(file.path for file in measured)
    statuses = {file.change.status for file in measured}
    if (
        where
        and not statuses & {FileStatus.DELETED, FileStatus.RENAMED}
        and sum(file.churn for file in measured) >= WIDE
    ):
        return Sentence(INSIDE, {"where": Code(where), "tests": tests})
    return None


def _takes_away(material: Material) -> bool:
    """Whether callers lose something: a public name, a parameter, or what a class answers to."""
    if _count(material, Alteration.REMOVED, Alteration.RENAMED, Alteration.SIGNATURE):
        return True
    return any(bare(symbol.name).startswith("__") for symbol in material.symbols(Alteration.REMOVED))


def _count(material: Material, *alterations: Alteration) -> int:
    return len([symbol for symbol in material.symbols(*alterations) if symbol.public])
