"""Words about what the bot or its asker may not do in a channel."""

from collections.abc import Mapping

from analysis.language import Bilingual

LACKING = Bilingual("我在这个频道里缺少权限", "I lack permissions in this channel")
GRANT = Bilingual(
    "请在频道设置的“权限”里，给我的身份组开启以下各项，然后再试一次：",
    "Grant my role these in the channel's settings, under Permissions, then ask again:",
)
LACKING_IN_THREAD = Bilingual("我在这个讨论串里缺少权限", "I lack permissions in this thread")
GRANT_ABOVE = Bilingual(
    "讨论串沿用所属频道的权限。请在那个频道设置的“权限”里，给我的身份组开启以下各项，然后再试一次：",
    "A thread has the permissions of its channel. Grant my role these in that channel's settings, "
    "under Permissions, then ask again:",
)
MAY_NOT_FOLLOW = Bilingual("你不能修改这里的关注", "You may not change what is followed here")
ASK_A_MANAGER = Bilingual(
    "需要“管理频道”权限。请找有这个权限的人来关注，或者请管理员授权给你。",
    "This takes the permission Manage Channels: ask somebody who has it, or an administrator to grant it.",
)
ANSWERED = Bilingual("已写在讨论串里", "Answered in the thread")
OPEN = Bilingual("打开", "Open")

NAMES: Mapping[str, Bilingual] = {
    "view_channel": Bilingual("查看频道", "View Channel"),
    "send_messages": Bilingual("发送消息", "Send Messages"),
    "send_messages_in_threads": Bilingual("在讨论串中发送消息", "Send Messages in Threads"),
    "create_public_threads": Bilingual("创建公开讨论串", "Create Public Threads"),
    "attach_files": Bilingual("附加文件", "Attach Files"),
    "read_message_history": Bilingual("读取消息历史记录", "Read Message History"),
}
"""By Discord's name of a permission: what its settings call it."""
