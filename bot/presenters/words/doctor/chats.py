"""Words of `doctor` about Slack and Discord."""

from collections.abc import Mapping

from analysis.language import Bilingual

FOUND: Mapping[tuple[str, str], Bilingual] = {
    ("slack", "unset"): Bilingual("未配置", "not set up"),
    ("slack", "found"): Bilingual("已连上 {team}，名为 {name}", "signed in to {team} as {name}"),
    ("slack", "kind"): Bilingual(
        "{setting} 没有填，或填的不是它该有的那种", "{setting} is missing, or another kind than belongs there"
    ),
    ("slack", "refused"): Bilingual("{setting} 被拒绝", "{setting} was refused"),
    ("slack", "weak"): Bilingual("{setting} 的权限不够", "{setting} may not open Socket Mode"),
    ("slack", "unreachable"): Bilingual("无法连接", "cannot be reached"),
    ("slack", "scopes"): Bilingual("缺少权限：{scopes}", "missing scopes: {scopes}"),
    ("slack", "channels"): Bilingual("不能在这些频道发言：{channels}", "cannot post to: {channels}"),
    ("discord", "unset"): Bilingual("未配置", "not set up"),
    ("discord", "found"): Bilingual(
        "已登录为 {name}，在 {servers} 个服务器里。邀请链接：{invite}",
        "signed in as {name}; servers it is in: {servers}. To invite it: {invite}",
    ),
    ("discord_intents", "few"): Bilingual(
        "只听服务器和频道，不需要也没有开启任何特权意图",
        "servers and channels alone are listened to; no privileged intent is needed, and none is on",
    ),
    ("discord_intents", "needless"): Bilingual(
        "已开启但用不到：{intents}。可以在开发者页面的 Bot 页关掉",
        "on, and not needed: {intents}. Switch them off under Bot in the developer portal",
    ),
    ("discord_sign_ins", "enough"): Bilingual(
        "今天还可以登录 {left} 次（共 {total} 次）", "{left} of {total} are left for today"
    ),
    ("discord_sign_ins", "few"): Bilingual(
        "今天只剩 {left} 次登录（共 {total} 次），{minutes} 分钟后恢复",
        "only {left} of {total} are left for today; {minutes} minutes until they are counted anew",
    ),
    ("discord_sign_ins", "spent"): Bilingual(
        "今天的 {total} 次登录已用完，{minutes} 分钟后恢复",
        "all {total} of today are used up; {minutes} minutes until they are counted anew",
    ),
    ("discord_commands", "told"): Bilingual("已同步", "Discord knows them as they are"),
    ("discord_commands", "untold"): Bilingual(
        "Discord 上的命令是旧的，机器人启动时会同步",
        "Discord knows older ones, or none; the bot tells it at its start",
    ),
    ("discord_commands", "twice"): Bilingual(
        "每个命令会列出两次（全局一次，DISCORD_GUILD_IDS 里的服务器一次），机器人启动时会撤回全局的",
        "each is listed twice, for all servers and for those of DISCORD_GUILD_IDS; "
        "the bot withdraws the first at its start",
    ),
    ("discord_commands", "stranger"): Bilingual(
        "{name} 不在 DISCORD_GUILD_IDS 的某个服务器里：{servers}",
        "{name} is not in each server of DISCORD_GUILD_IDS: {servers}",
    ),
    ("discord", "refused"): Bilingual("DISCORD_TOKEN 被拒绝", "DISCORD_TOKEN was refused"),
    ("discord", "unreachable"): Bilingual("无法连接", "cannot be reached"),
    ("discord", "endpoint"): Bilingual(
        "{name} 的交互被发往一个网址，机器人听不到命令",
        "the interactions of {name} are sent to an address of the web",
    ),
    ("discord", "nowhere"): Bilingual("{name} 还不在任何服务器里", "{name} is in no server yet"),
    ("discord", "lacking"): Bilingual(
        "{name} 在这些频道里缺少权限：{channels}", "{name} lacks permissions in channels: {channels}"
    ),
}

MENDING: Mapping[tuple[str, str], Bilingual] = {
    ("slack", "kind"): Bilingual(
        "SLACK_BOT_TOKEN 以 xoxb- 开头（OAuth & Permissions 页）；SLACK_APP_TOKEN 以 xapp- 开头（Basic "
        "Information 页的 App-Level Tokens）。不用 Socket Mode 时，改填 SLACK_SIGNING_SECRET。",
        "SLACK_BOT_TOKEN begins with xoxb- (page OAuth & Permissions), SLACK_APP_TOKEN with xapp- (page "
        "Basic Information, App-Level Tokens). Without Socket Mode, set SLACK_SIGNING_SECRET instead.",
    ),
    ("slack", "refused"): Bilingual(
        "请到 api.slack.com/apps 打开这个应用，重新复制该令牌；已卸载的应用要先重新安装（Install App）。",
        "Open the app at api.slack.com/apps and copy the token anew; install the app if it was removed.",
    ),
    ("slack", "weak"): Bilingual(
        "请在 Basic Information 页新建一个带 connections:write 权限的 App-Level Token。",
        "Make an App-Level Token with connections:write on the page Basic Information.",
    ),
    ("slack", "unreachable"): Bilingual(
        "请检查网络、代理与 SLACK_API_URL。", "Check the network, the proxy and SLACK_API_URL."
    ),
    ("slack", "scopes"): Bilingual(
        "请在 OAuth & Permissions 页的 Bot Token Scopes 中加上它们，再点 Reinstall to Workspace。",
        "Add them under Bot Token Scopes on the page OAuth & Permissions, then press Reinstall to Workspace.",
    ),
    ("slack", "channels"): Bilingual(
        "请在这些频道里输入 /invite @commit-digest；已归档的频道要先恢复，或取消关注。",
        "Type /invite @commit-digest in each of them; an archived channel must be restored, or unfollowed.",
    ),
    ("discord", "refused"): Bilingual(
        "请到 discord.com/developers/applications 打开这个应用，在 Bot 页重置并复制令牌。",
        "Open the application at discord.com/developers/applications; reset and copy its token under Bot.",
    ),
    ("discord", "unreachable"): Bilingual(
        "请检查网络与 DISCORD_API_URL；discord.py 不使用代理。",
        "Check the network and DISCORD_API_URL. Proxies are not used.",
    ),
    ("discord", "endpoint"): Bilingual(
        "请到开发者页面的 General Information，清空 Interactions Endpoint URL。",
        "Clear Interactions Endpoint URL under General Information in the developer portal.",
    ),
    ("discord", "nowhere"): Bilingual(
        "请用这个链接邀请它：{invite}", "Invite it with this address: {invite}"
    ),
    ("discord_sign_ins", "few"): Bilingual(
        "不要反复重启机器人：每次启动用掉一次，用完后 Discord 会重置令牌。请先在日志里找出它停止的原因。",
        "Do not start the bot over and over: each start uses one, and when none is left Discord resets the "
        "token. Find out from the log why it stops.",
    ),
    ("discord_sign_ins", "spent"): Bilingual(
        "请等到恢复后再启动；如果令牌已被重置，请在 Bot 页复制新的。",
        "Wait for that before you start it. If Discord has reset the token, copy the new one under Bot.",
    ),
    ("discord_commands", "stranger"): Bilingual(
        "请改正 DISCORD_GUILD_IDS，或把它邀请到那里：{invite}",
        "Correct DISCORD_GUILD_IDS, or invite it there: {invite}",
    ),
    ("discord", "lacking"): Bilingual(
        "请在各频道（讨论串则是它所属的频道）的设置里给它的身份组开启这些权限，或重新邀请：{invite}",
        "Grant them to its role in the channels' settings (of a thread, its channel's), "
        "or invite it anew: {invite}",
    ),
}
