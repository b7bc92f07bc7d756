"""The conclusion: one line, and only where it adds something to what was said above."""

from analysis.facts.definitions import MEASURED_LANGUAGES
from analysis.facts.models import Alteration, FileClass
from analysis.language import Bilingual
from analysis.writing.grammar import Sentence
from analysis.writing.material import Material
from analysis.writing.values import Count, Noun, Value

WIDE = 80
"""From so many changed lines of source on it is worth saying that users will not see the change."""

INSIDE = Bilingual(
    "公开名称没有增减，改动限于内部{tests}。", "No public name comes or goes: the change stays inside{tests}."
)
SURFACE = Bilingual("新增 {added}，{removed}{tests}。", "{added} come, {removed}{tests}.")

_TESTED = Bilingual("，并带有测试", ", and tests come with it")
_UNTESTED = Bilingual("", "")
_NONE_GONE = Bilingual("没有移除", "none goes")


def conclusion(material: Material) -> Sentence | None:
    """Return the closing line of a deep analysis, or `None` where it would only repeat."""
    measured = [file for file in material.source if file.language in MEASURED_LANGUAGES]
    if not measured or len(measured) != len(material.source):
        return None
    tests: Value = _TESTED if material.facts.touches(FileClass.TEST) else _UNTESTED
    added, removed = (
        len([symbol for symbol in material.symbols(alteration) if symbol.public])
        for alteration in (Alteration.ADDED, Alteration.REMOVED)
    )
    if added and not removed:
        return Sentence(
            SURFACE, {"added": Count(added, Noun.PUBLIC_NAME), "removed": _NONE_GONE, "tests": tests}
        )
    if not (added or removed or material.upgrade_notes) and sum(file.churn for file in measured) >= WIDE:
        return Sentence(INSIDE, {"tests": tests})
    return None
