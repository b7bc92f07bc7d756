"""Words of the Markdown report, in the order in which it uses them."""

from collections.abc import Mapping

from analysis.language import Bilingual
from analysis.results import Level

TITLE = Bilingual("每日更新报告（{date}）", "Daily report ({date})")
COLUMNS = (
    Bilingual("提交时间", "Landed"),
    Bilingual("作者", "Author"),
    Bilingual("提交信息", "Commit"),
)
ABOUT = Bilingual("分支 {branch} · 时区 {zone}", "Branch {branch} · zone {zone}")
STATISTICS = Bilingual("📊 统计摘要", "📊 Statistics")
COUNTS = Bilingual(
    "本日共 {total} 个提交 | 🔴高 {high} | 🟡中 {medium} | 🟢低 {low}",
    "{total} commits that day | 🔴 high {high} | 🟡 medium {medium} | 🟢 low {low}",
)
COUNTS_ONE = Bilingual(
    "本日共 1 个提交 | 🔴高 {high} | 🟡中 {medium} | 🟢低 {low}",
    "1 commit that day | 🔴 high {high} | 🟡 medium {medium} | 🟢 low {low}",
)
UPGRADE_NOTES = Bilingual("🧭 升级须知", "🧭 Upgrade notes")
CONTENTS = Bilingual("📋 目录", "📋 Contents")
GROUPS: Mapping[Level, Bilingual] = {
    Level.HIGH: Bilingual("🔴 高重要度变更 ({count})", "🔴 High importance ({count})"),
    Level.MEDIUM: Bilingual("🟡 中重要度变更 ({count})", "🟡 Medium importance ({count})"),
    Level.LOW: Bilingual("🟢 低重要度变更 ({count})", "🟢 Low importance ({count})"),
}
SHA = Bilingual("SHA", "SHA")
VIEW_COMMIT = Bilingual("查看提交", "View commit")
TYPE = Bilingual("🎯 变更类型", "🎯 Type")
LEVEL = Bilingual("⚡ 重要程度", "⚡ Importance")
SUMMARY = Bilingual("📋 变更摘要", "📋 Summary")
BRIEF = Bilingual("📋 摘要", "📋 Summary")
SCOPE = Bilingual("🎯 影响范围", "🎯 Scope")
INSIGHT = Bilingual("🔍 技术洞察", "🔍 Technical insight")
RISKS = Bilingual("⚠️ 潜在风险", "⚠️ Risks")
ADVICE = Bilingual("💡 关注建议", "💡 What to watch")
CONCLUSION = Bilingual("总结", "In short")
WHY: Mapping[Level, Bilingual] = {
    Level.HIGH: Bilingual("⚖️ 为什么是高（{score}）", "⚖️ Why high ({score})"),
    Level.MEDIUM: Bilingual("⚖️ 为什么是中（{score}）", "⚖️ Why medium ({score})"),
    Level.LOW: Bilingual("⚖️ 为什么是低（{score}）", "⚖️ Why low ({score})"),
}
