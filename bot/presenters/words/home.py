"""Words of the page that shows one person everything that is followed around them."""

from collections.abc import Mapping

from analysis.language import Bilingual
from bot.stores import RunState

TITLE = Bilingual("正在关注的仓库", "What is followed")
NOTHING = Bilingual(
    "你所在的频道还没有关注任何仓库。在频道里输入 {line} 就会每天收到摘要。",
    "Nothing is followed in your channels. Type {line} in one of them to get a digest every day.",
)
WHERE = Bilingual("在 {channel}", "in {channel}")
NEXT = Bilingual("下次发送：{time}（{zone}）", "next post {time} ({zone})")
LAST: Mapping[RunState, Bilingual] = {
    RunState.RUNNING: Bilingual("{subject} 的摘要正在准备", "the digest of {subject} is being made"),
    RunState.DONE: Bilingual("{subject} 的摘要已发出", "the digest of {subject} was posted"),
    RunState.FAILED: Bilingual(
        "{subject} 的摘要没有发出（编号 {incident}）", "the digest of {subject} failed (incident {incident})"
    ),
    RunState.CANCELLED: Bilingual("{subject} 的摘要已取消", "the digest of {subject} was cancelled"),
}
NEVER = Bilingual("还没有发送过", "nothing was posted yet")
STOP = Bilingual("取消关注…", "Stop following …")
CHANGE = Bilingual(
    "要修改时间、语言或内容，请在频道里再关注一次，例如：{line}",
    "To change the time, language or contents, follow again in the channel, such as: {line}",
)
