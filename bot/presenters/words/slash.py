"""Words of the commands where a platform shows them while somebody types: names, options, descriptions."""

from collections.abc import Mapping

from analysis.language import Bilingual

COMMANDS: Mapping[str, tuple[Bilingual, Bilingual]] = {
    "digest": (
        Bilingual("摘要", "digest"),
        Bilingual("某个仓库某一天合入了什么", "What landed in a repository on a day"),
    ),
    "explain": (
        Bilingual("解读", "explain"),
        Bilingual("详细解读一个提交", "One commit explained in depth"),
    ),
    "follow": (
        Bilingual("关注", "follow"),
        Bilingual("每天在这个频道收到一个仓库的摘要", "Get a repository's digest in this channel every day"),
    ),
    "unfollow": (
        Bilingual("取消关注", "unfollow"),
        Bilingual("不再在这个频道收到它的摘要", "Get its digest in this channel no longer"),
    ),
    "following": (
        Bilingual("关注列表", "following"),
        Bilingual("这个频道关注了哪些仓库", "What this channel follows"),
    ),
    "help": (
        Bilingual("帮助", "help"),
        Bilingual("可以怎样提问", "What you can ask"),
    ),
}
"""By command: its name and what it does."""

OPTIONS: Mapping[str, tuple[Bilingual, Bilingual]] = {
    "repo": (Bilingual("仓库", "repo"), Bilingual("owner/name 或网址", "owner/name, or its address")),
    "date": (
        Bilingual("日期", "date"),
        Bilingual("默认是昨天；也可以写 latest", "Yesterday by default; latest works too"),
    ),
    "sha": (
        Bilingual("提交", "sha"),
        Bilingual("SHA 的前几位，或合并请求的编号", "First digits of its SHA, or its pull request"),
    ),
    "private": (
        Bilingual("仅自己可见", "private"),
        Bilingual("只有你看得到回答", "Show the answer to you alone"),
    ),
    "language": (Bilingual("语言", "language"), Bilingual("摘要用的语言", "Language of the digest")),
    "branch": (
        Bilingual("分支", "branch"),
        Bilingual("默认是仓库的默认分支", "The repository's own by default"),
    ),
    "at": (Bilingual("时间", "at"), Bilingual("每天几点，例如 09:00", "Time of day, such as 09:00")),
    "zone": (Bilingual("时区", "zone"), Bilingual("例如 Asia/Shanghai", "Such as Asia/Shanghai")),
    "layout": (
        Bilingual("版式", "layout"),
        Bilingual("其余内容放在哪里", "Where everything but the first message stands"),
    ),
    "quiet": (Bilingual("安静的日子", "quiet"), Bilingual("没有提交的日子", "Days without commits")),
    "level": (Bilingual("级别", "level"), Bilingual("只看这个级别及以上", "Show this level and above")),
    "path": (
        Bilingual("路径", "path"),
        Bilingual("只看改动了它的提交，例如 src/**", "Show commits that touch it, such as src/**"),
    ),
}
"""By option: its name and what it means."""

CHOICES: Mapping[str, Bilingual] = {
    "zh": Bilingual("中文", "Chinese"),
    "en": Bilingual("英文", "English"),
    "thread": Bilingual("讨论串", "in a thread"),
    "flat": Bilingual("直接放在频道里", "in the channel"),
    "file": Bilingual("只附上完整报告", "only as a file"),
    "post": Bilingual("发一行说明", "say so in a line"),
    "skip": Bilingual("什么也不发", "post nothing"),
    "high": Bilingual("高", "high"),
    "medium": Bilingual("中", "medium"),
    "low": Bilingual("低", "low"),
}
"""By value: what it is called."""
DAY_ONE = Bilingual("{date}：1 个提交", "{date}: 1 commit")
DAY = Bilingual("{date}：{count} 个提交", "{date}: {count} commits")
