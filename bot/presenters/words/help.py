"""Words of the help: what the bot does, the commands with examples, how to say things."""

from collections.abc import Mapping

from analysis.language import Bilingual

TITLE = Bilingual("可以这样问", "What you can ask")
ABOUT = Bilingual(
    "每天在约定的时间，为所关注的仓库发一条消息：合入了什么、哪些重要、什么可能出问题；"
    "消息下面是逐个提交的说明和完整报告。",
    "Every day, at the hour you choose, one message for each repository you follow: what landed, what "
    "matters, and what could break. Below it stand the commits one by one, and the whole report.",
)
COMMANDS = Bilingual("命令", "Commands")
FINER = Bilingual("说得更细一些", "Saying more")
DOES: Mapping[str, Bilingual] = {
    "digest": Bilingual("某个仓库某一天的摘要", "the digest of a repository and day"),
    "explain": Bilingual("详细解读一个提交", "one commit explained in depth"),
    "follow": Bilingual(
        "在这里每天收到摘要；再说一次即可修改设置",
        "get the digest here every day; say it again to change how",
    ),
    "unfollow": Bilingual("不再关注", "follow no longer"),
    "following": Bilingual("这里关注了哪些仓库", "what is followed here"),
    "help": Bilingual("显示这些说明", "show this"),
}
COMMAND = Bilingual("{line}：{does}", "{line}: {does}")
HINTS = (
    Bilingual(
        "仓库：{name}，或它在 GitHub 上的网址；在仓库的讨论里可以省略。",
        "Repository: {name}, or its GitHub address; not needed where it is clear.",
    ),
    Bilingual(
        "日期：{dates}；不写就是昨天，{latest} 是最近有提交的一天。",
        "Date: {dates}; without one, yesterday, and {latest} is the newest day with commits.",
    ),
    Bilingual(
        "提交：SHA 的前几位、合并请求的编号（{number}），或提交的网址。",
        "Commit: the first digits of its SHA, the number of its pull request ({number}), or its address.",
    ),
    Bilingual("加上 {private}，只有你自己看得到回答。", "Add {private} to see the answer alone."),
    Bilingual("关注时还可以说：{words}。", "Following also understands: {words}."),
)
DATES = Bilingual("2026-02-04、02-04、昨天、周一", "2026-02-04, 02-04, yesterday, monday")
