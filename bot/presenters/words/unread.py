"""Words about what reading and analysing commits can meet."""

from collections.abc import Mapping

from analysis import errors
from analysis.language import Bilingual
from bot.presenters.words.problem import (
    AGAIN_LATER,
    CANNOT,
    CHECK_NAME,
    CHOOSE_ONE,
    FACTS_INSTEAD,
    MODEL_SILENT,
    NOT_FOUND,
    NOT_READ,
    NOT_UNDERSTOOD,
    SEVERAL,
    WAIT,
    Problem,
)

UNREAD: Mapping[type[Exception], Problem] = {
    errors.AnalysisError: Problem(
        Bilingual("分析没有完成。", "The analysis could not be finished."), AGAIN_LATER, title=CANNOT
    ),
    errors.UnknownTimeZoneError: Problem(
        Bilingual("没有叫 {zone} 的时区。", "There is no time zone called {zone}."),
        Bilingual("请用 IANA 名称，例如 `Asia/Shanghai`。", "Use an IANA name such as `Asia/Shanghai`."),
        title=NOT_UNDERSTOOD,
    ),
    errors.SourceError: Problem(
        Bilingual("没有读到仓库。", "The repository could not be read."), AGAIN_LATER, title=NOT_READ
    ),
    errors.SourceUnreadableError: Problem(
        Bilingual(
            "现在读不到 {repo}，所以不知道合入了什么。",
            "{repo} cannot be read just now, so what landed is not known.",
        ),
        AGAIN_LATER,
        title=NOT_READ,
    ),
    errors.SourceUnreachableError: Problem(
        Bilingual(
            "连不到 {repo} 所在的网站，所以不知道合入了什么。",
            "The host of {repo} cannot be reached, so what landed is not known.",
        ),
        AGAIN_LATER,
        title=NOT_READ,
    ),
    errors.MissingProgramError: Problem(
        Bilingual(
            "找不到 {program} 程序，所以读不到 {repo}。",
            "The {program} program was not found, so {repo} cannot be read.",
        ),
        Bilingual(
            "请在运行机器人的机器上安装 {program}，并确保它在 PATH 中。",
            "Install {program} where the bot runs, and have it on the PATH.",
        ),
        title=NOT_READ,
    ),
    errors.SourceLimitedError: Problem(
        Bilingual(
            "{repo} 所在的网站暂时不接受更多请求。",
            "The host of {repo} takes no further requests for a while.",
        ),
        Bilingual("请在 {retry_after}后再试。", "Ask again in {retry_after}."),
        title=WAIT,
    ),
    errors.UnknownRepositoryError: Problem(
        Bilingual(
            "找不到仓库 {repo}：它不存在，或者这里看不到它。",
            "The repository {repo} does not exist, or cannot be seen from here.",
        ),
        CHECK_NAME,
        title=NOT_FOUND,
    ),
    errors.EmptyRepositoryError: Problem(
        Bilingual("{repo} 还没有任何提交。", "{repo} has no commit yet."),
        Bilingual("请等有了第一个提交再试。", "Ask again once something has landed."),
        title=NOT_FOUND,
    ),
    errors.UnknownBranchError: Problem(
        Bilingual("{repo} 没有叫 {branch} 的分支。", "{repo} has no branch called {branch}."),
        Bilingual(
            "请检查分支名，或不写而用默认分支。", "Check the name, or leave it out for the default branch."
        ),
        title=NOT_FOUND,
    ),
    errors.UnknownCommitError: Problem(
        Bilingual("{repo} 中没有 {prefix} 这个提交。", "{repo} has no commit {prefix}."),
        Bilingual(
            "请检查 SHA 或编号，也可能它在另一个仓库里。",
            "Check the SHA or number; it may belong to another repository.",
        ),
        title=NOT_FOUND,
    ),
    errors.AmbiguousCommitError: Problem(
        Bilingual("{repo} 中有多个提交以 {prefix} 开头。", "Several commits of {repo} start with {prefix}."),
        CHOOSE_ONE,
        title=SEVERAL,
    ),
    errors.CommitNotShownError: Problem(
        Bilingual(
            "{repo} 中有提交 {sha}，但看不到它改了什么，例如它位于浅克隆的边界。",
            "{repo} has the commit {sha}, but its change cannot be seen, as at the end of a shallow clone.",
        ),
        Bilingual(
            "请在完整的克隆里再问（`git fetch --unshallow`）。",
            "Ask again with the whole history (`git fetch --unshallow`).",
        ),
        title=NOT_READ,
    ),
    errors.ModelError: Problem(
        Bilingual("模型没有给出可用的回答。", "The model gave no usable answer."),
        FACTS_INSTEAD,
        title=MODEL_SILENT,
    ),
    errors.ModelUnavailableError: Problem(
        Bilingual("现在联系不上模型。", "The model cannot be asked just now."),
        FACTS_INSTEAD,
        title=MODEL_SILENT,
    ),
    errors.PromptTooLongError: Problem(
        Bilingual(
            "改动太大，超出了模型一次能读的长度。", "The change is longer than the model can read at once."
        ),
        FACTS_INSTEAD,
        title=MODEL_SILENT,
    ),
    errors.UnusableAnswerError: Problem(
        Bilingual("模型的回答无法使用。", "Nothing of the model's answer could be used."),
        FACTS_INSTEAD,
        title=MODEL_SILENT,
    ),
    errors.BudgetSpentError: Problem(
        Bilingual("今天的 token 预算已经用完。", "The day's budget of tokens is spent."),
        Bilingual(
            "明天会恢复；在那之前，分析根据事实生成。",
            "It is restored tomorrow; until then analyses are written from facts.",
        ),
        title=MODEL_SILENT,
    ),
}
