"""Words about what keeps failing: alarms for operators, and the line that a waiting channel gets."""

from collections.abc import Mapping
from dataclasses import dataclass

from analysis.language import Bilingual
from bot.causes import Cause
from bot.stores import NoticeState


@dataclass(frozen=True, slots=True)
class Alarm:
    """What goes wrong, and what an operator does about it; `{subject}` is what it is about."""

    what: Bilingual
    next: Bilingual


_SOURCE = Alarm(
    Bilingual("读不到代码仓库", "Repositories cannot be read"),
    Bilingual(
        "会继续重试，恢复后自动补发。`commit-digest doctor` 会检查 GitHub 的凭证与额度。",
        "Attempts go on, and what is missing is made up for. "
        "`commit-digest doctor` checks the credentials and limits of GitHub.",
    ),
)
_REPOSITORY = Alarm(
    Bilingual("仓库 {subject} 不存在，或者没有权限读取", "{subject} is not found, or closed to the bot"),
    Bilingual(
        "仓库或分支可能改了名、被删除，或收回了权限。改名后请重新 `/follow`，不再需要就 `/unfollow`。",
        "It or its branch may have been renamed, deleted or closed to the bot. `/follow` the new name, or "
        "`/unfollow` the old one.",
    ),
)
_PLATFORM = Alarm(
    Bilingual("{subject} 暂时不接收消息", "{subject} takes no messages at present"),
    Bilingual(
        "会继续重试，恢复后自动补发。请看 {subject} 的状态页和日志。",
        "Attempts go on, and what is missing is made up for. See the status page of {subject}, and the log.",
    ),
)
_ACCOUNT = Alarm(
    Bilingual("{subject} 不再接受机器人的凭证", "{subject} does not let the bot in any more"),
    Bilingual(
        "令牌可能已失效、被撤销，或缺少权限。请更新令牌并重启；`commit-digest doctor` 会指出该改哪一项。"
        "之后自动补发。",
        "The token was revoked, has expired, or lacks a permission. Set a new one and restart; "
        "`commit-digest doctor` names the setting. What is missing is made up for then.",
    ),
)
_CHANNEL = Alarm(
    Bilingual("无法再向频道 {subject} 发送消息", "Nothing can be posted to {subject} any more"),
    Bilingual(
        "频道可能已删除或归档，或者机器人被移出。请重新邀请机器人，或取消关注；在此之前每天只试一次，设置都保留。",
        "It was deleted or archived, or the bot was removed. Invite the bot again, or unfollow; until then "
        "it is tried once a day, and nothing is deleted.",
    ),
)
_STORE = Alarm(
    Bilingual("数据库出了问题", "The database fails"),
    Bilingual(
        "在此之前不会发送摘要，恢复后自动补发。`commit-digest doctor` 会检查数据库。",
        "Until then no digest is posted; afterwards what is missing is made up for. "
        "`commit-digest doctor` checks the database.",
    ),
)
_MODEL = Alarm(
    Bilingual("模型不可用，摘要暂时只根据事实写成", "No model: digests are written from facts alone"),
    Bilingual(
        "读者照常收到摘要。请检查模型服务、密钥和每日额度；恢复后，最近几天的摘要会就地更新。",
        "Readers get their digests all the same. See to the model's server, its key and the daily budget; "
        "when it is back, the digests of the last days are put right in place.",
    ),
)
_ARCHIVE = Alarm(
    Bilingual("报告无法存档", "Reports cannot be saved"),
    Bilingual(
        "读者照常收到摘要和报告。请检查 `REPORTS_DIR` 的空间和权限；期间缺的文件可以用 "
        "`commit-digest digest REPO DATE --output FILE` 补上。",
        "Readers get digests and reports all the same. See to the space and permissions of `REPORTS_DIR`; "
        "a file that is missing comes with `commit-digest digest REPO DATE --output FILE`.",
    ),
)
_EDITING = Alarm(
    Bilingual("已发出的摘要没能更新", "A posted digest could not be put right"),
    Bilingual(
        "平台不再允许修改这些消息，内容保持原样。需要新版请用 `commit-digest post … --again`。",
        "The platform lets these messages be changed no more; they stay as they are. "
        "For a new one, use `commit-digest post … --again`.",
    ),
)
_OURS = Alarm(
    Bilingual("摘要发不出去，原因不明", "Digests fail for a reason that nobody foresaw"),
    Bilingual(
        "请在日志中查找下面的事件编号。会继续重试。", "Look the incident up in the log. Attempts go on."
    ),
)
PLATFORMS: Mapping[str, str] = {"slack": "Slack", "discord": "Discord"}
ALARMS: Mapping[Cause, Alarm] = {
    Cause.SOURCE: _SOURCE,
    Cause.REPOSITORY: _REPOSITORY,
    Cause.PLATFORM: _PLATFORM,
    Cause.ACCOUNT: _ACCOUNT,
    Cause.CHANNEL: _CHANNEL,
    Cause.STORE: _STORE,
    Cause.MODEL: _MODEL,
    Cause.ARCHIVE: _ARCHIVE,
    Cause.EDITING: _EDITING,
    Cause.OURS: _OURS,
}
CONCERNED = Bilingual("涉及 {count} 份摘要，始于 {since}：", "{count} digests are concerned, since {since}:")
ONE_CONCERNED = Bilingual("涉及 1 份摘要，始于 {since}：", "One digest is concerned, since {since}:")
SINCE = Bilingual("始于 {since}。", "Since {since}.")
MORE = Bilingual("另有 {count} 份", "and {count} more")
AGAIN = Bilingual("第 {times} 次提醒。", "Reminder {times}.")
INCIDENT = Bilingual("事件编号 {incident}", "Incident {incident}")
OVER = Bilingual("已恢复：{what}", "Over: {what}")
LASTED = Bilingual(
    "始于 {since}。缺的摘要正在补发。", "It began {since}. What is missing is being made up for."
)
ARCHIVE_OVER = Bilingual("始于 {since}。", "It began {since}.")
MODEL_OVER = Bilingual(
    "始于 {since}。最近几天的摘要正在就地更新。",
    "It began {since}. The digests of the last days are being put right in place.",
)

MISSING = Bilingual("{repo} · {date}：摘要还没有发出", "{repo} · {date}: the digest is not there yet")
SEVERAL_MISSING = Bilingual("{count} 份摘要还没有发出", "{count} digests are not there yet")
SETTLED = Bilingual("{repo} · {date}：摘要已补发", "{repo} · {date}: the digest was made up for")
SEVERAL_SETTLED = Bilingual("缺的 {count} 份摘要已有结果", "What was missing: {count} digests")
EXPIRED = Bilingual("{repo} · {date}：摘要没有补发", "{repo} · {date}: the digest was not made up for")
MERGED = Bilingual("内容已并入上面的消息。", "Merged into the messages above.")
TITLES: Mapping[NoticeState, Bilingual] = {
    NoticeState.OWED: MISSING,
    NoticeState.POSTED: SETTLED,
    NoticeState.EXPIRED: EXPIRED,
}
STATES: Mapping[NoticeState, Bilingual] = {
    NoticeState.OWED: Bilingual("会补发", "will be made up for"),
    NoticeState.POSTED: Bilingual("已补发，见本频道", "made up for: see this channel"),
    NoticeState.EXPIRED: Bilingual(
        "隔得太久，没有自动补发；`/digest {repo} {date}` 可以查看",
        "too long ago to come by itself; `/digest {repo} {date}` shows it",
    ),
}
LINE = Bilingual("{what}：{state}", "{what}: {state}")
WHY: Mapping[Cause, Bilingual] = {
    Cause.SOURCE: Bilingual(
        "代码仓库暂时读不到。我会继续试，恢复后自动补发。",
        "Its repository cannot be read just now. I keep trying, and make up for it.",
    ),
    Cause.REPOSITORY: Bilingual(
        "仓库或分支找不到，可能改了名或收回了权限。读得到以后会补发。",
        "The repository or branch is not found: renamed, perhaps, or closed to me. "
        "Once I can read it, I make up for it.",
    ),
}
WHY_OURS = Bilingual(
    "我这边出了问题，维护者已收到提醒。修好后自动补发。",
    "Something is wrong on my side, and whoever runs me has been told. I make up for it.",
)
