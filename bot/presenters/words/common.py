"""Words that messages and reports share: levels, types, fields of a commit, lists."""

from collections.abc import Mapping

from analysis.language import Bilingual
from analysis.results import Audience, ChangeType, Level

LEVELS: Mapping[Level, Bilingual] = {
    Level.HIGH: Bilingual("高", "high"),
    Level.MEDIUM: Bilingual("中", "medium"),
    Level.LOW: Bilingual("低", "low"),
}
SIGNS: Mapping[Level, str] = {Level.HIGH: "🔴", Level.MEDIUM: "🟡", Level.LOW: "🟢"}
GROUPS: Mapping[Level, Bilingual] = {
    Level.HIGH: Bilingual("高重要度变更", "High importance"),
    Level.MEDIUM: Bilingual("中重要度变更", "Medium importance"),
    Level.LOW: Bilingual("低重要度变更", "Low importance"),
}
WHY: Mapping[Level, Bilingual] = {
    Level.HIGH: Bilingual("为什么是高", "Why high"),
    Level.MEDIUM: Bilingual("为什么是中", "Why medium"),
    Level.LOW: Bilingual("为什么是低", "Why low"),
}

TYPES: Mapping[ChangeType, Bilingual] = {
    ChangeType.FEATURE: Bilingual("功能增强", "feature"),
    ChangeType.FIX: Bilingual("Bug 修复", "bug fix"),
    ChangeType.PERFORMANCE: Bilingual("性能优化", "performance"),
    ChangeType.SECURITY: Bilingual("安全修复", "security"),
    ChangeType.ARCHITECTURE: Bilingual("架构变更", "architecture"),
    ChangeType.REFACTORING: Bilingual("代码重构", "refactoring"),
    ChangeType.DEPENDENCIES: Bilingual("依赖更新", "dependencies"),
    ChangeType.CONFIGURATION: Bilingual("配置调整", "configuration"),
    ChangeType.BUILD: Bilingual("构建与 CI", "build and CI"),
    ChangeType.TESTS: Bilingual("测试修改", "tests"),
    ChangeType.DOCUMENTATION: Bilingual("文档更新", "documentation"),
    ChangeType.REVERT: Bilingual("回退", "revert"),
    ChangeType.OTHER: Bilingual("其他", "other"),
}
GUESSED = Bilingual("{types}（推测）", "{types} (a guess)")
GUESSED_SHORT = Bilingual("{types}？", "{types}?")

DIMENSIONS: Mapping[str, Bilingual] = {
    "architecture": Bilingual("架构影响", "Architecture"),
    "performance": Bilingual("性能影响", "Performance"),
    "security": Bilingual("安全考虑", "Security"),
    "maintainability": Bilingual("可维护性", "Maintainability"),
    "compatibility": Bilingual("兼容性", "Compatibility"),
}
AUDIENCES: Mapping[Audience, Bilingual] = {
    Audience.REVIEWERS: Bilingual("评审者", "Reviewers"),
    Audience.DEVELOPERS: Bilingual("开发者", "Developers"),
    Audience.OPERATORS: Bilingual("运维", "Operators"),
    Audience.USERS: Bilingual("使用者", "Users"),
}

SUMMARY = Bilingual("变更摘要", "Summary")
SCOPE = Bilingual("影响范围", "Scope")
INSIGHT = Bilingual("技术洞察", "Technical insight")
RISKS = Bilingual("潜在风险", "Risks")
ADVICE = Bilingual("关注建议", "What to watch")
CONCLUSION = Bilingual("总结", "In short")
UPGRADE_NOTES = Bilingual("升级须知", "Upgrade notes")
INNER_COMMITS = Bilingual("本次合并带入的 {count} 个提交", "Commits that the merge brought in ({count})")

COMMIT = Bilingual("提交", "Commit")
AUTHOR = Bilingual("作者", "Author")
TOGETHER = Bilingual("{author}，与 {others} 合作", "{author}, with {others}")
LANDED_AT = Bilingual("合入时间", "Landed")
TYPE = Bilingual("变更类型", "Type")
PULL_REQUEST = Bilingual("合并请求", "Pull request")
LEVEL = Bilingual("重要程度", "Importance")

LABEL = Bilingual("{label}：", "{label}: ")
DOT = " · "
PAUSE = Bilingual("、", ", ")
BETWEEN = Bilingual("；", "; ")
STOP = Bilingual("。", ".")
SPACE = Bilingual("", " ")
IN_BRACKETS = Bilingual("（{text}）", " ({text})")
NO_TITLE = Bilingual("（没有标题）", "(no title)")
NOBODY = Bilingual("（未署名）", "(no name)")

IN_PROGRESS = Bilingual(
    "这一天还没有结束，以下是截至 {time} 的内容。", "The day is not over: this is what had landed by {time}."
)
PARTIAL = Bilingual(
    "数据源没有给出全部内容，这份摘要并不完整。",
    "The source could not give everything: this digest is not complete.",
)
APPROXIMATE = Bilingual(
    "当日的提交是按日期查找的，没有走完整条历史，可能略有出入。",
    "The day's commits were found by date, not by walking the whole history; a few may be missing or extra.",
)
DROPPED = Bilingual(
    "有 {count} 句话在改动中找不到依据，已略去。",
    "Left out, because nothing in the change bears it out: {count} of the model's sentences.",
)
