"""Words of digests: parent, thread, controls, footers."""

from collections.abc import Mapping

from analysis.language import Bilingual
from analysis.results import UpgradeKind

TITLE = Bilingual("{repo} · {date}", "{repo} · {date}")
WEEKDAYS = (
    Bilingual("{date}（周一）", "Mon {date}"),
    Bilingual("{date}（周二）", "Tue {date}"),
    Bilingual("{date}（周三）", "Wed {date}"),
    Bilingual("{date}（周四）", "Thu {date}"),
    Bilingual("{date}（周五）", "Fri {date}"),
    Bilingual("{date}（周六）", "Sat {date}"),
    Bilingual("{date}（周日）", "Sun {date}"),
)
STATISTICS = Bilingual("共 {total} 个提交", "{total} commits")
STATISTICS_ONE = Bilingual("共 1 个提交", "1 commit")
LEVEL_COUNT = Bilingual("{sign} {level} {count}", "{sign} {level} {count}")
SHOWN = Bilingual(
    "按这里的设置（{filters}），显示 {total} 个中的 {shown} 个。",
    "Shown here, as this channel wants it ({filters}): {shown} of {total}.",
)
SHOWN_LEVEL = Bilingual("级别：{level}及以上", "level {level} and above")
SHOWN_PATHS = Bilingual("路径：{paths}", "path {paths}")
NONE_SHOWN = Bilingual("当天没有符合设置的提交。", "Nothing that day matches these settings.")
NOTES_MORE = Bilingual("另有 {count} 条升级须知，见下文。", "{count} more upgrade notes follow below.")
NOTES_MORE_FILE = Bilingual(
    "另有 {count} 条升级须知，见报告。", "{count} more upgrade notes stand in the report."
)
MORE = Bilingual("另有 {count} 个，见下文。", "{count} more follow below.")
MORE_FILE = Bilingual("另有 {count} 个，见报告。", "{count} more stand in the report.")
ALONE = Bilingual("{repo} · {date}", "{repo} · {date}")
NUMBERED = Bilingual("{what}（{part}/{parts}）", "{what} ({part}/{parts})")

REASONS_MORE = Bilingual("另有 {count} 项", "{count} more")

EXPLAIN = Bilingual("选择要详细解读的提交", "Explain a commit in depth")
FOLLOW = Bilingual("关注此仓库", "Follow this repository")
DAY_ON_GITHUB = Bilingual("在 GitHub 上查看当天", "The day on GitHub")
PULL_REQUEST_ON_GITHUB = Bilingual("查看合并请求", "View pull request")
COMMIT_ON_GITHUB = Bilingual("查看提交", "View commit")
REPORT = Bilingual("完整报告", "Full report")
REPORT_TITLE = Bilingual("{repo} {date} 完整报告", "Full report of {repo}, {date}")

ABOUT = Bilingual("分支 {branch} · 时区 {zone}", "branch {branch} · zone {zone}")
FROM_FACTS = Bilingual(
    "文字全部根据改动中的事实生成，没有使用模型。",
    "Written from facts of the changes alone, without a model.",
)
FROM_MODEL = Bilingual(
    "{model} 个提交由模型撰写并逐句核对，{facts} 个根据事实生成。",
    "{model} written by a model and checked sentence by sentence, {facts} from facts.",
)
TOKENS = Bilingual(
    "模型调用 {calls} 次，输入 {prompt} 个 token（缓存命中 {cached}），输出 {completion} 个",
    "Model calls: {calls}; tokens: {prompt} in ({cached} cached), {completion} out",
)
COST = Bilingual("，费用约 ${cost}", ", about ${cost}")
NOTIFICATION = Bilingual("{repo} {date}：{headline}", "{repo} {date}: {headline}")
NOTES_TOGETHER: Mapping[UpgradeKind, Bilingual] = {
    UpgradeKind.API_REMOVED: Bilingual("已移除的公开名称：{names}。", "Public names gone: {names}."),
    UpgradeKind.API_RENAMED: Bilingual("已改名：{names}。", "Renamed: {names}."),
    UpgradeKind.OPTION_REMOVED: Bilingual("已移除的选项：{names}。", "Options gone: {names}."),
    UpgradeKind.OPTION_RENAMED: Bilingual("已改名的选项：{names}。", "Options renamed: {names}."),
    UpgradeKind.ENVIRONMENT_REMOVED: Bilingual(
        "已移除的环境变量：{names}。", "Environment variables gone: {names}."
    ),
}
