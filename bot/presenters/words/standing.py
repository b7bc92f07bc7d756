"""Words for how what is followed stands."""

from collections.abc import Mapping

from analysis.language import Bilingual
from bot.stores import RunState

NEXT = Bilingual("下次发送：{time}", "next post {time}")
NEXT_ELSEWHERE = Bilingual("下次发送：{time}（{zone}）", "next post {time} ({zone})")
LAST: Mapping[RunState, Bilingual] = {
    RunState.RUNNING: Bilingual("{subject} 的摘要正在准备", "the digest of {subject} is being made"),
    RunState.DONE: Bilingual("{subject} 的摘要已发出", "the digest of {subject} was posted"),
    RunState.FAILED: Bilingual(
        "{subject} 的摘要没有发出：{why}；{next}（编号 {incident}）",
        "the digest of {subject} is missing: {why}; {next} (incident {incident})",
    ),
    RunState.CANCELLED: Bilingual("{subject} 的摘要已取消", "the digest of {subject} was cancelled"),
}
NEVER = Bilingual("还没有发送过", "nothing was posted yet")
