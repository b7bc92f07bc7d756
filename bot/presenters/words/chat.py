"""Words about the chat itself."""

from analysis.language import Bilingual

NOT_HERE = Bilingual("我还不在这个频道里", "I am not in this channel yet")
INVITE = Bilingual(
    "其余内容要放在消息的讨论串里，我得先进频道才行。请输入 `/invite @{name}`，然后再试一次。",
    "The rest belongs into a thread, which only a member can write. Type `/invite @{name}`, then ask again.",
)
NOT_A_MEMBER = Bilingual("你还不是这个频道的成员", "You are not a member of this channel")
JOIN = Bilingual(
    "只有频道成员能决定它关注什么。请先加入频道，再按一次。",
    "Its members decide what it follows. Join the channel, then press again.",
)
