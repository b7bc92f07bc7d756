"""Words about everything that can go wrong: what happened, and what to do next."""

from collections.abc import Mapping

from analysis.language import Bilingual
from bot.presenters.words.chat import CHAT
from bot.presenters.words.connecting import CONNECTING
from bot.presenters.words.failures import FAILURES
from bot.presenters.words.mistakes import MISTAKES
from bot.presenters.words.problem import AGAIN_LATER, CHOOSE_ONE, OURS, Problem
from bot.presenters.words.unread import UNREAD

__all__ = ["CHOOSE_ONE", "PROBLEMS", "Problem"]

PROBLEMS: Mapping[type[Exception], Problem] = {**MISTAKES, **FAILURES, **CHAT, **CONNECTING, **UNREAD}
UNFORESEEN = Problem(
    Bilingual(
        "这是机器人自己的问题，与你的请求无关。", "It is the bot's own fault, not that of your request."
    ),
    AGAIN_LATER,
    title=OURS,
)
TELL = Bilingual(
    "如果一直这样，请把编号 {incident} 告诉维护者。",
    "If it stays so, tell whoever runs this bot the incident number {incident}.",
)

NO_OFFSET = Bilingual(
    "与 UTC 的时差不含夏令时，所以不能用作时区。",
    "A distance from UTC knows no summer time, so it cannot stand for a time zone.",
)
NEAREST = Bilingual("是不是想写：{names}？", "Did you mean {names}?")
CHOICES = Bilingual("可以写：{names}。", "Possible values: {names}.")
KNOWN = Bilingual("这里知道的仓库：{names}。", "Repositories known here: {names}.")
INSTEAD = Bilingual("试试：{line}", "Try: {line}")

SEVERAL = Bilingual("有 {count} 个提交以 {prefix} 开头", "{count} commits start with {prefix}")
CANDIDATE = Bilingual("{sha} {subject}（{repo}）", "{sha} {subject} ({repo})")
CHOOSE = Bilingual("选择一个提交", "Choose a commit")

KEYWORDS: Mapping[str, Bilingual] = {
    "repo": Bilingual("仓库", "the repository"),
    "date": Bilingual("日期", "the date"),
    "commit": Bilingual("提交", "the commit"),
}
ONE_SECOND = Bilingual("1 秒", "a second")
SECONDS = Bilingual("{n} 秒", "{n} seconds")
MINUTES = Bilingual("{n} 分钟", "{n} minutes")
HOURS = Bilingual("{n} 小时", "{n} hours")
ONE_MINUTE = Bilingual("1 分钟", "a minute")
ONE_HOUR = Bilingual("1 小时", "an hour")
