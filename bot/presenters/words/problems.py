"""Words about everything that can go wrong: what happened, and what to do next."""

from collections.abc import Mapping
from dataclasses import dataclass

from analysis import errors as source
from analysis.language import Bilingual
from bot import errors as bot


@dataclass(frozen=True, slots=True)
class Problem:
    """What happened and what to do next, below a title; placeholders are fields of the error."""

    what: Bilingual
    next: Bilingual
    title: Bilingual


CANNOT = Bilingual("没有做成", "That did not work")
NOT_UNDERSTOOD = Bilingual("没有看懂", "Not understood")
NOT_FOUND = Bilingual("没有找到", "Not found")
NOT_READ = Bilingual("没有读到", "Could not be read")
NOT_YET = Bilingual("还没有到", "Not yet")
NOT_HERE = Bilingual("这里不可用", "Not available here")
WAIT = Bilingual("请稍候", "Not so fast")
SEVERAL_FOUND = Bilingual("不止一个", "More than one")
MODEL_SILENT = Bilingual("模型没有回答", "No answer from the model")
OURS = Bilingual("出错了", "Something went wrong")

CHOOSE_ONE = Bilingual("请选一个，或多写几位 SHA。", "Choose one, or give more digits of its SHA.")
_AGAIN_LATER = Bilingual("请过几分钟再试。", "Try again in a few minutes.")
_HELP = Bilingual("`/help` 列出所有命令和例子。", "`/help` lists all commands with examples.")
_CHECK_NAME = Bilingual(
    "请检查拼写；仓库写作 `owner/name`。", "Check the spelling; a repository is written `owner/name`."
)
_FACTS_INSTEAD = Bilingual(
    "请再试一次；不用模型也能得到由事实写成的分析。",
    "Ask again: without the model there is still an analysis made of facts.",
)

PROBLEMS: Mapping[type[Exception], Problem] = {
    # what the asker can mend
    bot.BadRequestError: Problem(
        Bilingual("没有看懂这个请求。", "This request could not be understood."), _HELP, title=NOT_UNDERSTOOD
    ),
    bot.RequestTooLongError: Problem(
        Bilingual("请求超过了 {limit} 个字符。", "The request is longer than {limit} characters."),
        Bilingual("请只写命令本身，一次一条。", "Send the command alone, one at a time."),
        title=NOT_UNDERSTOOD,
    ),
    bot.UnknownCommandError: Problem(
        Bilingual("没有 {command} 这个命令。", "There is no command {command}."), _HELP, title=NOT_UNDERSTOOD
    ),
    bot.UnknownWordError: Problem(
        Bilingual("{command} 不认识 {word}。", "{command} does not know the word {word}."),
        Bilingual("请去掉它，或换一种说法。", "Leave it out, or say it in another way."),
        title=NOT_UNDERSTOOD,
    ),
    bot.SaidTwiceError: Problem(
        Bilingual("{what} 说了两次：{first} 和 {second}。", "{what} is given twice: {first} and {second}."),
        Bilingual("请只留一个。", "Keep one of them."),
        title=NOT_UNDERSTOOD,
    ),
    bot.MissingValueError: Problem(
        Bilingual("{keyword} 后面缺少内容。", "Something is missing after {keyword}."),
        Bilingual("请在它后面写上要用的值。", "Write the value you want behind it."),
        title=NOT_UNDERSTOOD,
    ),
    bot.UnreadableValueError: Problem(
        Bilingual("{text} 不能用作 {keyword}。", "{text} is no value for {keyword}."),
        Bilingual("请换一个值。", "Use another value."),
        title=NOT_UNDERSTOOD,
    ),
    bot.UnreadableDateError: Problem(
        Bilingual("没有 {text} 这一天。", "There is no such day as {text}."),
        Bilingual(
            "日期写作 `2026-02-04`、`02-04` 或 `昨天`。",
            "Write a date as `2026-02-04`, `02-04` or `yesterday`.",
        ),
        title=NOT_UNDERSTOOD,
    ),
    bot.DateInFutureError: Problem(
        Bilingual(
            "{date} 还没有到：{zone} 现在是 {today}。",
            "{date} is in the future: in {zone} it is still {today}.",
        ),
        Bilingual("请选今天或更早的日期。", "Choose today or an earlier day."),
        title=NOT_YET,
    ),
    bot.UnreadableTimeError: Problem(
        Bilingual("{text} 不是一个时间。", "{text} is no time of day."),
        Bilingual("时间写作 `09:00`、`9am` 或 `早上9点`。", "Write a time as `09:00` or `9am`."),
        title=NOT_UNDERSTOOD,
    ),
    bot.UnknownZoneError: Problem(
        Bilingual("没有叫 {zone} 的时区。", "There is no time zone called {zone}."),
        Bilingual(
            "请用 IANA 名称，例如 `Asia/Shanghai` 或 `Europe/Berlin`。",
            "Use an IANA name such as `Asia/Shanghai` or `Europe/Berlin`.",
        ),
        title=NOT_UNDERSTOOD,
    ),
    bot.MissingRepositoryError: Problem(
        Bilingual("没有说是哪个仓库。", "The request does not say which repository."),
        Bilingual("请加上 `owner/name` 或仓库的网址。", "Add `owner/name` or the repository's address."),
        title=NOT_UNDERSTOOD,
    ),
    bot.NoSuchRepositoryError: Problem(
        Bilingual(
            "找不到仓库 {repo}：它不存在，或者这里看不到它。",
            "The repository {repo} does not exist, or cannot be seen from here.",
        ),
        _CHECK_NAME,
        title=NOT_FOUND,
    ),
    bot.UnknownHostError: Problem(
        Bilingual("这里读不了 {host} 上的仓库。", "Repositories on {host} cannot be read from here."),
        Bilingual("请给出 GitHub 上的仓库。", "Name a repository on GitHub."),
        title=NOT_HERE,
    ),
    bot.PathNotAllowedError: Problem(
        Bilingual(
            "{path} 是本机路径，只有终端里可以用。",
            "{path} is a path on the bot's machine: only its terminal may use one.",
        ),
        Bilingual("请改用 `owner/name`。", "Use `owner/name` instead."),
        title=NOT_HERE,
    ),
    bot.MissingCommitError: Problem(
        Bilingual("没有说是哪个提交。", "The request does not say which commit."),
        Bilingual(
            "请加上 SHA 的前几位，或合并请求的编号，例如 `#123`。",
            "Add the first digits of its SHA, or the number of its pull request, such as `#123`.",
        ),
        title=NOT_UNDERSTOOD,
    ),
    bot.NotAShaError: Problem(
        Bilingual("{text} 不是 SHA。", "{text} is no SHA."),
        Bilingual("SHA 是 4 到 40 位十六进制数字。", "A SHA is 4 to 40 hexadecimal digits."),
        title=NOT_UNDERSTOOD,
    ),
    bot.NoSuchCommitError: Problem(
        Bilingual(
            "没有以 {prefix} 开头的提交；找过：{searched}。",
            "No commit begins with {prefix}; searched: {searched}.",
        ),
        Bilingual("请检查 SHA，或写上它所在的仓库。", "Check the SHA, or name the repository it belongs to."),
        title=NOT_FOUND,
    ),
    bot.SeveralCommitsError: Problem(
        Bilingual("有多个提交以 {prefix} 开头。", "Several commits start with {prefix}."),
        CHOOSE_ONE,
        title=SEVERAL_FOUND,
    ),
    # what is not possible here or now
    bot.BotError: Problem(
        Bilingual("这件事没有办成。", "This could not be done."), _AGAIN_LATER, title=CANNOT
    ),
    bot.NotAvailableHereError: Problem(
        Bilingual("{command} 在这里不可用。", "{command} is not available here."),
        Bilingual(
            "请在 Slack 或 Discord 频道里使用，或为机器人配置数据库。",
            "Use it in a Slack or Discord channel, or give the bot a database.",
        ),
        title=NOT_HERE,
    ),
    bot.TooManyRequestsError: Problem(
        Bilingual("请求太频繁了。", "You are asking too fast."),
        Bilingual("请在 {retry_after}后再试。", "Ask again in {retry_after}."),
        title=WAIT,
    ),
    # what reading commits can meet
    source.AnalysisError: Problem(
        Bilingual("分析没有完成。", "The analysis could not be finished."), _AGAIN_LATER, title=CANNOT
    ),
    source.UnknownTimeZoneError: Problem(
        Bilingual("没有叫 {zone} 的时区。", "There is no time zone called {zone}."),
        Bilingual("请用 IANA 名称，例如 `Asia/Shanghai`。", "Use an IANA name such as `Asia/Shanghai`."),
        title=NOT_UNDERSTOOD,
    ),
    source.SourceError: Problem(
        Bilingual("仓库没有读成。", "The repository could not be read."), _AGAIN_LATER, title=NOT_READ
    ),
    source.SourceUnreadableError: Problem(
        Bilingual(
            "现在读不到 {repo}，所以不知道合入了什么。",
            "{repo} cannot be read just now, so what landed is not known.",
        ),
        _AGAIN_LATER,
        title=NOT_READ,
    ),
    source.SourceLimitedError: Problem(
        Bilingual(
            "{repo} 所在的网站暂时不接受更多请求。",
            "The host of {repo} takes no further requests for a while.",
        ),
        Bilingual("请在 {retry_after}后再试。", "Ask again in {retry_after}."),
        title=WAIT,
    ),
    source.UnknownRepositoryError: Problem(
        Bilingual(
            "找不到仓库 {repo}：它不存在，或者这里看不到它。",
            "The repository {repo} does not exist, or cannot be seen from here.",
        ),
        _CHECK_NAME,
        title=NOT_FOUND,
    ),
    source.EmptyRepositoryError: Problem(
        Bilingual("{repo} 还没有任何提交。", "{repo} has no commit yet."),
        Bilingual("等有了第一个提交再问。", "Ask again once something has landed."),
        title=NOT_FOUND,
    ),
    source.UnknownBranchError: Problem(
        Bilingual("{repo} 没有叫 {branch} 的分支。", "{repo} has no branch called {branch}."),
        Bilingual(
            "请检查分支名，或不写而用默认分支。", "Check the name, or leave it out for the default branch."
        ),
        title=NOT_FOUND,
    ),
    source.UnknownCommitError: Problem(
        Bilingual("{repo} 中没有 {prefix} 这个提交。", "{repo} has no commit {prefix}."),
        Bilingual(
            "请检查 SHA 或编号，也可能它在另一个仓库里。",
            "Check the SHA or number; it may belong to another repository.",
        ),
        title=NOT_FOUND,
    ),
    source.AmbiguousCommitError: Problem(
        Bilingual("{repo} 中有多个提交以 {prefix} 开头。", "Several commits of {repo} start with {prefix}."),
        CHOOSE_ONE,
        title=SEVERAL_FOUND,
    ),
    source.CommitNotShownError: Problem(
        Bilingual(
            "{repo} 中有提交 {sha}，但看不到它改了什么，例如它处在浅克隆的尽头。",
            "{repo} has the commit {sha}, but its change cannot be seen, as at the end of a shallow clone.",
        ),
        Bilingual(
            "请在完整的克隆里再问（`git fetch --unshallow`）。",
            "Ask again with the whole history (`git fetch --unshallow`).",
        ),
        title=NOT_READ,
    ),
    # what a model can do
    source.ModelError: Problem(
        Bilingual("模型没有给出可用的回答。", "The model gave no usable answer."),
        _FACTS_INSTEAD,
        title=MODEL_SILENT,
    ),
    source.ModelUnavailableError: Problem(
        Bilingual("现在联系不上模型。", "The model cannot be asked just now."),
        _FACTS_INSTEAD,
        title=MODEL_SILENT,
    ),
    source.PromptTooLongError: Problem(
        Bilingual(
            "改动太大，超出了模型一次能读的长度。", "The change is longer than the model can read at once."
        ),
        _FACTS_INSTEAD,
        title=MODEL_SILENT,
    ),
    source.UnusableAnswerError: Problem(
        Bilingual("模型的回答无法使用。", "Nothing of the model's answer could be used."),
        _FACTS_INSTEAD,
        title=MODEL_SILENT,
    ),
    source.BudgetSpentError: Problem(
        Bilingual("今天的 token 预算已经用完。", "The day's budget of tokens is spent."),
        Bilingual(
            "明天会恢复；在那之前，分析由事实写成。",
            "It is restored tomorrow; until then analyses are written from facts.",
        ),
        title=MODEL_SILENT,
    ),
}
UNFORESEEN = Problem(
    Bilingual(
        "这是机器人自己的问题，与您的请求无关。", "It is the bot's own fault, not that of your request."
    ),
    _AGAIN_LATER,
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
SECONDS = Bilingual("{n} 秒", "{n} seconds")
MINUTES = Bilingual("{n} 分钟", "{n} minutes")
HOURS = Bilingual("{n} 小时", "{n} hours")
ONE_MINUTE = Bilingual("1 分钟", "a minute")
ONE_HOUR = Bilingual("1 小时", "an hour")
