"""Words about the chat itself: who is in a channel, and where what stands."""

from collections.abc import Mapping

from analysis.language import Bilingual
from bot import errors
from bot.presenters.words.problem import AGAIN_LATER, NO_DATABASE, Problem

NOT_HERE = Bilingual("我还不在这个频道里", "I am not in this channel yet")
INVITE = Bilingual(
    "其余内容要放在消息的讨论串里，我得先进频道才行。请输入 `/invite @{name}`，然后再试一次。",
    "The rest belongs into a thread, which only a member can write. Type `/invite @{name}`, then ask again.",
)
HANDED_OVER = Bilingual("报告文件已私下发给你", "The report as a file is in our direct messages")
HANDED_OVER_WHERE = Bilingual(
    "频道里的私密消息不能带文件，所以它在你与我的私信里。",
    "What only you see in a channel can hold no file, so I sent it to you directly.",
)
OPEN = Bilingual("打开", "Open")
YOURS = Bilingual("这是你私下要的报告。", "You asked for this report privately.")
NOT_HANDED_OVER = Bilingual("报告文件不一定送到了", "The report as a file may not have reached you")
NOT_HANDED_OVER_NEXT = Bilingual(
    "请看看你与我的私信。如果那里没有，去掉 `private` 再问一次，文件就会出现在讨论串末尾。",
    "Look into our direct messages. If it is not there, ask again without `private`: the file then ends the "
    "thread.",
)
NO_MEMBER = Bilingual("你还不是这个频道的成员", "You are not a member of this channel")
NOT_OPEN = Bilingual("这里发不了摘要", "No digest can be posted here")

CHAT: Mapping[type[Exception], Problem] = {
    errors.MemoryAwayError: Problem(
        Bilingual("机器人的数据库暂时无法使用。", "The bot cannot use its database just now."),
        AGAIN_LATER,
        title=NO_DATABASE,
    ),
    errors.NotAMemberError: Problem(
        Bilingual("一个频道关注什么，由它的成员决定。", "The members of a channel decide what it follows."),
        Bilingual("请先加入频道，再试一次。", "Join the channel, then ask again."),
        title=NO_MEMBER,
    ),
    errors.MembershipUntoldError: Problem(
        Bilingual(
            "{platform} 暂时没有说明你是不是这个频道的成员。",
            "{platform} does not say just now whether you are a member of this channel.",
        ),
        AGAIN_LATER,
        title=Bilingual("暂时无法确认", "Not certain just now"),
    ),
    errors.NotInChannelError: Problem(
        Bilingual("我不在这个频道里，摘要就发不进来。", "Digests could not be posted: I am no member here."),
        Bilingual("请输入 {invite}，然后再试一次。", "Type {invite}, then ask again."),
        title=NOT_HERE,
    ),
    errors.NotInConversationError: Problem(
        Bilingual("我不在这个私密对话里，也不能被邀请进来。", "I have no part in this direct conversation."),
        Bilingual(
            "请在一个有我的频道里，或在你与我的私信里再试一次。",
            "Ask again in a channel that I am in, or in the direct messages between you and me.",
        ),
        title=NOT_OPEN,
    ),
    errors.ChannelArchivedError: Problem(
        Bilingual("这个频道已归档，不能再发消息。", "This channel is archived: nothing can be posted in it."),
        Bilingual("请先恢复它，或换一个频道。", "Restore it first, or choose another channel."),
        title=NOT_OPEN,
    ),
}
