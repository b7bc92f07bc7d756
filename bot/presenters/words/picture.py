"""Words of the picture of a day, and of what it says to those who do not see it."""

from analysis.language import Bilingual

DATES = (
    Bilingual("{date} 周一", "Mon {date}"),
    Bilingual("{date} 周二", "Tue {date}"),
    Bilingual("{date} 周三", "Wed {date}"),
    Bilingual("{date} 周四", "Thu {date}"),
    Bilingual("{date} 周五", "Fri {date}"),
    Bilingual("{date} 周六", "Sat {date}"),
    Bilingual("{date} 周日", "Sun {date}"),
)
TOTAL = Bilingual("{total} 个提交", "{total} commits")
TOTAL_ONE = Bilingual("1 个提交", "1 commit")
TOTAL_NONE = Bilingual("没有提交", "no commits")
PLACES = Bilingual("改动在哪里", "Where it changed")
LINES = Bilingual("{lines} 行", "{lines} lines")
LINES_ONE = Bilingual("1 行", "1 line")
PART = Bilingual("其余", "other")
REST = Bilingual("其他地方", "elsewhere")
BY_TOOLS = Bilingual(
    "未计入锁文件和生成的文件：{lines} 行", "Not counted: {lines} lines of lock and generated files"
)
DAYS = Bilingual("近 {days} 天的提交", "Commits of the last {days} days")
MOST = Bilingual("最多的一天：{most} 个", "busiest day: {most}")
UNKNOWN = Bilingual("未知", "not known")

ALT = Bilingual("{repo} {date}：{total}（{levels}）。", "{repo}, {date}: {total} ({levels}).")
ALT_QUIET = Bilingual("{repo} {date}：没有提交。", "{repo}, {date}: no commits.")
ALT_LEVEL = Bilingual("{level} {count}", "{count} {level}")
ALT_PLACES = Bilingual("改动 {lines} 行：{areas}。", "{lines} lines changed: {areas}.")
ALT_AREA = Bilingual("{area} {lines}（以{level}为主）", "{area} {lines} (mostly {level})")
ALT_DAYS = Bilingual(
    "近 {days} 天共 {total} 个提交（{levels}），最多的一天是 {date}，{most} 个。",
    "The last {days} days: {total} commits ({levels}), the most on {date}: {most}.",
)
ALT_NO_DAYS = Bilingual("近 {days} 天没有提交。", "The last {days} days: no commits.")
ALT_UNKNOWN = Bilingual("其中 {count} 天的情况未知。", "Of {count} of these days nothing is known.")
ALT_UNKNOWN_ONE = Bilingual("其中 1 天的情况未知。", "Of one of these days nothing is known.")
