"""Words about work that goes on."""

from analysis.language import Bilingual

BEGUN = Bilingual("正在读取 {what} …", "Reading {what} …")
GOING_ON = Bilingual(
    "正在分析 {what}：{done}/{total} 个提交 …", "Analysing {what}: {done} of {total} commits …"
)
FINISHING = Bilingual(
    "{what}：{total} 个提交已分析完，正在整理 …",
    "{what}: all {total} commits are analysed, putting it together …",
)
LATEST = Bilingual("最近有提交的一天", "(newest day)")
