"""Words of the page that shows one person everything that is followed around them."""

from analysis.language import Bilingual

TITLE = Bilingual("正在关注的仓库", "What is followed")
NOTHING = Bilingual(
    "你所在的频道还没有关注任何仓库。在频道里输入 {line} 就会每天收到摘要。",
    "Nothing is followed in your channels. Type {line} in one of them to get a digest every day.",
)
WHERE = Bilingual("在 {channel}", "in {channel}")
STOP = Bilingual("取消关注…", "Stop following …")
CHANGE = Bilingual(
    "要修改时间、语言或内容，请在频道里再关注一次，例如：{line}",
    "To change the time, language or contents, follow again in the channel, such as: {line}",
)
