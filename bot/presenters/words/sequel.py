"""Words of how a digest goes on from earlier ones: late days, late arrivals, rewritten branches, reverts."""

from analysis.language import Bilingual

DUE = Bilingual(
    "补发：原定于 {date}{time} 发出（{zone}）。", "Late: this was due on {date} at {time} ({zone})."
)
TOLD = Bilingual(
    "当天另有 {count} 个提交已在 {dates} 的摘要中报告过，这里不再重复。",
    "{count} more commits of this day were reported already, in the digest of {dates}.",
)
TOLD_ONE = Bilingual(
    "当天另有 1 个提交已在 {dates} 的摘要中报告过，这里不再重复。",
    "1 more commit of this day was reported already, in the digest of {dates}.",
)
REWRITTEN = Bilingual(
    "自 {since} 的摘要以来，该分支的历史被改写。", "The branch was rewritten since the digest of {since}."
)
GONE = Bilingual(
    "报告过的 {count} 个提交已不在分支上：{names}。",
    "{count} commits that were reported are no longer on it: {names}.",
)
GONE_ONE = Bilingual(
    "报告过的 1 个提交已不在分支上：{names}。", "1 commit that was reported is no longer on it: {names}."
)
GONE_MORE = Bilingual("{names} 等", "{names} and others")
GONE_NAME = Bilingual("`{sha}`（{subject}）", "`{sha}` ({subject})")
AGAIN = Bilingual(
    "报告过的 {count} 个提交换了 SHA 重新出现，不再重复报告。",
    "{count} reported commits are back under other SHAs and are not told twice.",
)
AGAIN_ONE = Bilingual(
    "报告过的 1 个提交换了 SHA 重新出现，不再重复报告。",
    "1 reported commit is back under another SHA and is not told twice.",
)
LOST = Bilingual(
    "改写前的历史已无法读取，报告过的提交可能会以新的 SHA 再次出现。",
    "Its old commits can no longer be read, so reported ones may come again under other SHAs.",
)

LATE = Bilingual("晚到的提交", "Late arrivals")
LATE_LEVEL = Bilingual("晚到的提交 · {group}", "Late arrivals · {group}")
LATE_ABOUT = Bilingual(
    "自 {since} 的摘要以来，另有 {count} 个更早日期的提交进入该分支，未计入上面的统计。",
    "{count} commits of earlier days came to the branch since the digest of {since};"
    " they are not counted above.",
)
LATE_ABOUT_ONE = Bilingual(
    "自 {since} 的摘要以来，另有 1 个更早日期的提交进入该分支，未计入上面的统计。",
    "1 commit of an earlier day came to the branch since the digest of {since}; it is not counted above.",
)
NOT_SHOWN = Bilingual("其中较早的 {count} 个不再列出。", "The {count} oldest of them are not listed.")
NOT_SHOWN_ONE = Bilingual("其中最早的 1 个不再列出。", "The oldest of them is not listed.")
FILTERED = Bilingual("按这里的设置，没有需要显示的。", "None of them matches this channel's settings.")
LANDED_ON = Bilingual("{date} 合入", "landed on {date}")
MORE = Bilingual("另有 {count} 个，见下文或报告。", "{count} more stand below or in the report.")
GROUP = Bilingual("⏳ 晚到的提交 ({count})", "⏳ Late arrivals ({count})")

REVERTS = Bilingual(
    "撤销了 {date} 的摘要中报告过的 {sha}。", "Reverts {sha}, reported in the digest of {date}."
)
REVERTS_HERE = Bilingual("撤销了本摘要中的 {sha}。", "Reverts {sha}, also in this digest.")
REVERTED = Bilingual("已被本摘要中的 {sha} 撤销。", "Reverted by {sha}, also in this digest.")
