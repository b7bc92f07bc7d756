"""Words about what an asker can mend."""

from collections.abc import Mapping

from analysis.language import Bilingual
from bot import errors
from bot.presenters.words.problem import (
    CHECK_NAME,
    CHOOSE_ONE,
    HELP,
    NOT_FOUND,
    NOT_HERE,
    NOT_UNDERSTOOD,
    NOT_YET,
    SEVERAL,
    Problem,
)

MISTAKES: Mapping[type[Exception], Problem] = {
    errors.BadRequestError: Problem(
        Bilingual("没有看懂这个请求。", "This request could not be understood."), HELP, title=NOT_UNDERSTOOD
    ),
    errors.RequestTooLongError: Problem(
        Bilingual("请求超过了 {limit} 个字符。", "The request is longer than {limit} characters."),
        Bilingual("请只写命令本身，一次一条。", "Send the command alone, one at a time."),
        title=NOT_UNDERSTOOD,
    ),
    errors.UnknownCommandError: Problem(
        Bilingual("没有 {command} 这个命令。", "There is no command {command}."), HELP, title=NOT_UNDERSTOOD
    ),
    errors.UnknownWordError: Problem(
        Bilingual("{command} 不认识 {word}。", "{command} does not know the word {word}."),
        Bilingual("请去掉它，或换一种说法。", "Leave it out, or say it in another way."),
        title=NOT_UNDERSTOOD,
    ),
    errors.SaidTwiceError: Problem(
        Bilingual("{what} 给了两次：{first} 和 {second}。", "{what} is given twice: {first} and {second}."),
        Bilingual("请只留一个。", "Keep one of them."),
        title=NOT_UNDERSTOOD,
    ),
    errors.MissingValueError: Problem(
        Bilingual("{keyword} 后面缺少内容。", "Something is missing after {keyword}."),
        Bilingual("请在它后面写上要用的值。", "Write the value you want behind it."),
        title=NOT_UNDERSTOOD,
    ),
    errors.UnreadableValueError: Problem(
        Bilingual("{text} 不能用作 {keyword}。", "{text} is no value for {keyword}."),
        Bilingual("请换一个值。", "Use another value."),
        title=NOT_UNDERSTOOD,
    ),
    errors.UnreadableDateError: Problem(
        Bilingual("没有 {text} 这一天。", "There is no such day as {text}."),
        Bilingual(
            "日期写作 `2026-02-04`、`02-04` 或 `昨天`。",
            "Write a date as `2026-02-04`, `02-04` or `yesterday`.",
        ),
        title=NOT_UNDERSTOOD,
    ),
    errors.DateInFutureError: Problem(
        Bilingual(
            "{date} 还没有到：{zone} 现在是 {today}。",
            "{date} is in the future: in {zone} it is still {today}.",
        ),
        Bilingual("请选今天或更早的日期。", "Choose today or an earlier day."),
        title=NOT_YET,
    ),
    errors.UnreadableTimeError: Problem(
        Bilingual("{text} 不是一个时间。", "{text} is no time of day."),
        Bilingual("时间写作 `09:00`、`9am` 或 `早上9点`。", "Write a time as `09:00` or `9am`."),
        title=NOT_UNDERSTOOD,
    ),
    errors.UnknownZoneError: Problem(
        Bilingual("没有叫 {zone} 的时区。", "There is no time zone called {zone}."),
        Bilingual(
            "请用 IANA 名称，例如 `Asia/Shanghai` 或 `Europe/Berlin`。",
            "Use an IANA name such as `Asia/Shanghai` or `Europe/Berlin`.",
        ),
        title=NOT_UNDERSTOOD,
    ),
    errors.MissingRepositoryError: Problem(
        Bilingual("没有指明是哪个仓库。", "The request does not say which repository."),
        Bilingual("请加上 `owner/name` 或仓库的网址。", "Add `owner/name` or the repository's address."),
        title=NOT_UNDERSTOOD,
    ),
    errors.NoSuchRepositoryError: Problem(
        Bilingual(
            "找不到仓库 {repo}：它不存在，或者这里看不到它。",
            "The repository {repo} does not exist, or cannot be seen from here.",
        ),
        CHECK_NAME,
        title=NOT_FOUND,
    ),
    errors.UnknownHostError: Problem(
        Bilingual("这里读不了 {host} 上的仓库。", "Repositories on {host} cannot be read from here."),
        Bilingual("请给出 GitHub 上的仓库。", "Name a repository on GitHub."),
        title=NOT_HERE,
    ),
    errors.PathNotAllowedError: Problem(
        Bilingual(
            "{path} 是本机路径，只有终端里可以用。",
            "{path} is a path on the bot's machine: only its terminal may use one.",
        ),
        Bilingual("请改用 `owner/name`。", "Use `owner/name` instead."),
        title=NOT_HERE,
    ),
    errors.MissingCommitError: Problem(
        Bilingual("没有指明是哪个提交。", "The request does not say which commit."),
        Bilingual(
            "请加上 SHA 的前几位，或合并请求的编号，例如 `#123`。",
            "Add the first digits of its SHA, or the number of its pull request, such as `#123`.",
        ),
        title=NOT_UNDERSTOOD,
    ),
    errors.NotAShaError: Problem(
        Bilingual("{text} 不是 SHA。", "{text} is no SHA."),
        Bilingual("SHA 是 4 到 40 位十六进制数字。", "A SHA is 4 to 40 hexadecimal digits."),
        title=NOT_UNDERSTOOD,
    ),
    errors.NoSuchCommitError: Problem(
        Bilingual(
            "没有以 {prefix} 开头的提交；已查找：{searched}。",
            "No commit begins with {prefix}; searched: {searched}.",
        ),
        Bilingual("请检查 SHA，或写上它所在的仓库。", "Check the SHA, or name the repository it belongs to."),
        title=NOT_FOUND,
    ),
    errors.NotFollowedError: Problem(
        Bilingual("这里没有关注 {repo}。", "{repo} is not followed here."),
        Bilingual("`/following` 列出这里的关注。", "`/following` lists what is followed here."),
        title=NOT_FOUND,
    ),
    errors.SeveralCommitsError: Problem(
        Bilingual("有多个提交以 {prefix} 开头。", "Several commits start with {prefix}."),
        CHOOSE_ONE,
        title=SEVERAL,
    ),
}
