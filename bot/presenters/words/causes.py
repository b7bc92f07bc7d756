"""Words for why a digest is missing, for those who wait for it: a short reason, and who mends it how."""

from collections.abc import Mapping

from analysis.language import Bilingual
from bot.causes import Cause

_BY_ITSELF = Bilingual("恢复后自动补发", "it comes by itself once that is over")
_TOLD = Bilingual(
    "维护者已收到提醒，修好后自动补发", "whoever runs the bot was told, and it comes once that is mended"
)

REASONS: Mapping[Cause, Bilingual] = {
    Cause.SOURCE: Bilingual("代码仓库暂时读不到", "the repository could not be read"),
    Cause.REPOSITORY: Bilingual("找不到仓库或分支", "the repository or branch was not found"),
    Cause.PLATFORM: Bilingual("聊天平台暂时不接收消息", "the chat took no messages"),
    Cause.ACCOUNT: Bilingual("聊天平台不再接受机器人的凭证", "the chat did not let the bot in"),
    Cause.CHANNEL: Bilingual("机器人无法在频道里发言", "the bot could not post to the channel"),
    Cause.STORE: Bilingual("机器人的数据库出了问题", "the bot's database failed"),
    Cause.MODEL: Bilingual("模型不可用", "the model was not available"),
    Cause.ARCHIVE: Bilingual("报告无法存档", "its report could not be saved"),
    Cause.EDITING: Bilingual("消息无法修改", "its messages could not be changed"),
    Cause.OURS: Bilingual("机器人出了问题", "something went wrong in the bot"),
}
STEPS: Mapping[Cause, Bilingual] = {
    Cause.SOURCE: _BY_ITSELF,
    Cause.REPOSITORY: Bilingual(
        "若已改名请关注新名称，不再需要就取消关注", "follow its new name, or stop following it"
    ),
    Cause.PLATFORM: _BY_ITSELF,
    Cause.ACCOUNT: Bilingual(
        "维护者需要更新令牌或权限", "whoever runs the bot has to renew its token or its permissions"
    ),
    Cause.CHANNEL: Bilingual("请重新邀请机器人，或允许它发言", "invite the bot again, or let it post there"),
    Cause.STORE: _TOLD,
    Cause.MODEL: _BY_ITSELF,
    Cause.ARCHIVE: _TOLD,
    Cause.EDITING: _TOLD,
    Cause.OURS: _TOLD,
}
