"""Words about what a channel follows, and how."""

from collections.abc import Mapping

from analysis.language import Bilingual, Language
from analysis.results import Level
from bot.subscriptions import Layout, Quiet

FOLLOWED = Bilingual("已关注 {repo}", "Following {repo}")
CHANGED = Bilingual("已更新对 {repo} 的关注", "Changed how {repo} is followed")
UNFOLLOWED = Bilingual("已取消关注 {repo}", "No longer following {repo}")
FOLLOWING_ONE = Bilingual("这里关注了 1 个仓库", "One repository is followed here")
FOLLOWING = Bilingual("这里关注了 {count} 个仓库", "{count} repositories are followed here")
NOTHING = Bilingual("这里还没有关注任何仓库", "Nothing is followed here")
NOTHING_LEFT = Bilingual("这里现在没有关注任何仓库。", "Nothing is followed here now.")
LEFT = Bilingual("仍在关注：", "Still followed:")
BEGIN = Bilingual("例如：{line}", "For example: {line}")
TO_CHANGE = Bilingual(
    "再关注一次即可修改设置；取消关注：{line}", "Follow it again to change how; to stop: {line}"
)
NOT_BY_ITSELF = Bilingual(
    "终端不会自动收到摘要，需要时运行 {line}。",
    "A terminal gets no digest by itself: run {line} when you want one.",
)

EVERY_DAY = Bilingual("每天", "Every day")
AT = Bilingual("{time}（{zone}）", "{time} ({zone})")
BRANCH = Bilingual("分支", "Branch")
DEFAULT_BRANCH = Bilingual("默认分支", "the default one")
ON_BRANCH = Bilingual("{repo} 的 {branch} 分支", "{repo}, branch {branch}")
LANGUAGE = Bilingual("语言", "Language")
LANGUAGES: Mapping[Language, Bilingual] = {
    Language.ZH: Bilingual("中文", "Chinese"),
    Language.EN: Bilingual("英文", "English"),
}
LAYOUT = Bilingual("排版", "Layout")
LAYOUTS: Mapping[Layout, Bilingual] = {
    Layout.THREAD: Bilingual("一条消息，其余在消息列中", "one message, the rest in its thread"),
    Layout.FLAT: Bilingual("逐条平铺在频道里", "one message after the other"),
    Layout.FILE: Bilingual("一条消息加报告文件", "one message and the report file"),
}
QUIET = Bilingual("没有提交的日子", "Days without commits")
QUIETS: Mapping[Quiet, Bilingual] = {
    Quiet.POST: Bilingual("也发一条消息", "say so in one message"),
    Quiet.SKIP: Bilingual("不发消息", "no message"),
}
SHOWN = Bilingual("显示", "Shown")
SHOWN_LEVELS: Mapping[Level, Bilingual] = {
    Level.HIGH: Bilingual("只显示高重要度的提交", "high importance only"),
    Level.MEDIUM: Bilingual("中重要度及以上的提交", "medium importance and above"),
    Level.LOW: Bilingual("全部提交", "all commits"),
}
PATHS = Bilingual("路径", "Paths")
