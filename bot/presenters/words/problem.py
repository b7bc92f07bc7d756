"""The form of words about a problem, the titles they share, and advice that helps with several."""

from dataclasses import dataclass

from analysis.language import Bilingual


@dataclass(frozen=True, slots=True)
class Problem:
    """What happened and what to do next, below a title; placeholders are fields of the error."""

    what: Bilingual
    next: Bilingual
    title: Bilingual


CANNOT = Bilingual("没能完成", "That did not work")
NOT_UNDERSTOOD = Bilingual("没有看懂", "Not understood")
NOT_FOUND = Bilingual("没有找到", "Not found")
NOT_READ = Bilingual("读取失败", "Could not be read")
NOT_YET = Bilingual("还没有到", "Not yet")
NOT_HERE = Bilingual("这里不可用", "Not available here")
WAIT = Bilingual("请稍候", "Not so fast")
SEVERAL = Bilingual("不止一个", "More than one")
MODEL_SILENT = Bilingual("模型没有回答", "No answer from the model")
NOT_POSTED = Bilingual("没有发出", "Not posted")
NO_DATABASE = Bilingual("数据库不可用", "No database")
OURS = Bilingual("出错了", "Something went wrong")

CHOOSE_ONE = Bilingual("请选一个，或多写几位 SHA。", "Choose one, or give more digits of its SHA.")
AGAIN_LATER = Bilingual("请过几分钟再试。", "Try again in a few minutes.")
HELP = Bilingual("`/help` 列出所有命令和例子。", "`/help` lists all commands with examples.")
CHECK_NAME = Bilingual(
    "请检查拼写；仓库写作 `owner/name`。", "Check the spelling; a repository is written `owner/name`."
)
FACTS_INSTEAD = Bilingual(
    "请再试一次；不用模型时，也会根据事实给出分析。",
    "Ask again: without the model there is still an analysis made of facts.",
)
