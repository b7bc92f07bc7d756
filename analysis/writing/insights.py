"""Technical insight as data: for each dimension, what is looked for and what is said."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from analysis.language import Bilingual
from analysis.writing import lines, looks
from analysis.writing.findings import Finding
from analysis.writing.material import Material


@dataclass(frozen=True, slots=True)
class InsightRule:
    """A named thing to say in one dimension of insight; `most` findings of one commit are told."""

    id: str
    dimension: str
    find: Callable[[Material], Iterator[Finding]]
    words: Bilingual
    most: int = 3


INSIGHTS = (
    InsightRule(
        "new_modules",
        "architecture",
        looks.new_modules,
        Bilingual("新代码在 {places}。", "New code lives in {places}."),
    ),
    InsightRule(
        "gone_modules",
        "architecture",
        looks.gone_modules,
        Bilingual("不再有 {places}。", "Nothing is left of {places}."),
    ),
    InsightRule(
        "moved_modules",
        "architecture",
        looks.moved_modules,
        Bilingual("文件移动：{pairs}。", "Files move: {pairs}."),
    ),
    InsightRule(
        "spans",
        "architecture",
        looks.spans,
        Bilingual("改动跨多个包：{folders}。", "Spans several packages: {folders}."),
    ),
    InsightRule(
        "surface",
        "architecture",
        looks.surface,
        Bilingual("其中对外可用的是 {names}。", "Of the new names, {names} can be used from outside."),
    ),
    InsightRule(
        "speed",
        "performance",
        looks.speed,
        Bilingual("关于性能，作者写道：{quote}", "On speed, the author writes: {quote}"),
        2,
    ),
    InsightRule(
        "concurrency",
        "performance",
        lines.concurrency,
        Bilingual("{path} 多了{what}：{line}。", "{path} gains {what}: {line}."),
    ),
    InsightRule(
        "benchmarks",
        "performance",
        looks.benchmarks,
        Bilingual("同时改了基准测试 {places}。", "Benchmarks change with it: {places}."),
    ),
    InsightRule(
        "security_words",
        "security",
        looks.security_words,
        Bilingual("关于安全，提交说明写道：{quote}", "On security, the message says: {quote}"),
    ),
    InsightRule(
        "sensitive_places",
        "security",
        looks.sensitive_places,
        Bilingual("改到了{what}代码 {paths}。", "Touches {what}: {paths}."),
    ),
    InsightRule(
        "hazards",
        "security",
        lines.hazards,
        Bilingual("{path} 多了{what}：{line}。", "{path} gains {what}: {line}."),
    ),
    InsightRule(
        "shrinks",
        "maintainability",
        looks.shrinks,
        Bilingual("源码净减少 {count}。", "The source is {count} shorter than before."),
    ),
    InsightRule(
        "suppressions",
        "maintainability",
        lines.suppressions,
        Bilingual("{path} 关掉了一处检查：{line}。", "{path} silences a check: {line}."),
    ),
    InsightRule(
        "debts",
        "maintainability",
        lines.debts,
        Bilingual("{path} 留下待办：{line}。", "{path} leaves work for later: {line}."),
    ),
    InsightRule(
        "raised",
        "compatibility",
        lines.raised,
        Bilingual("{path} 会在新的地方报错：{line}。", "{path} fails in a new place: {line}."),
    ),
    InsightRule(
        "majors",
        "compatibility",
        looks.majors,
        Bilingual("其中升了主版本的是 {names}。", "A new major version among them: {names}."),
    ),
)
"""Every rule of insight; within a dimension in the order of the text. What breaks users
is a risk instead, and what asks for a look is advice: nothing is said twice."""
