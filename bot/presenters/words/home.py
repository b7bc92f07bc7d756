"""Words of the page that shows one person everything that is followed around them."""

from analysis.language import Bilingual

TITLE = Bilingual("正在关注的仓库", "What is followed")
NOTHING = Bilingual(
    "你所在的频道还没有关注任何仓库。在频道里输入 {line} 就会每天收到摘要。",
    "Nothing is followed in your channels. Type {line} in one of them to get a digest every day.",
)
WHERE = Bilingual("在 {channel}", "in {channel}")
CHOOSE = Bilingual("修改或取消…", "Change or stop …")
STOP = Bilingual("取消关注", "Stop following")
CHANGE = Bilingual(
    "时区、路径或不在整点的时间，请在频道里再关注一次来修改，例如：{line}",
    "For the zone, paths or another minute, follow again in the channel, such as: {line}",
)
SETTING = Bilingual("{setting}…", "{setting} …")
MORE = Bilingual(
    "还有 {count} 个关注这里放不下。在频道里输入 {line} 可以看到它关注的一切。",
    "There is no room here for {count} more. Type {line} in a channel to see what it follows.",
)
GONE = Bilingual(
    "没有修改：这个关注已不存在，或不在你所在的频道里。",
    "Nothing was changed: that is followed no longer, or not in a channel of yours.",
)
NO_CHANGE = Bilingual("没有修改：没有看懂要改什么。", "Nothing was changed: it is not clear what to change.")
UNTOLD = Bilingual(
    "Slack 暂时没有说明你在哪些频道里。请过几分钟再打开这一页。",
    "Slack does not say just now which channels you are in. Open this page again in a few minutes.",
)
