"""Words of `doctor`: what each check found, and how to mend it; keyed by topic and verdict."""

from collections.abc import Mapping

from analysis.language import Bilingual

ALL_WELL = Bilingual("一切正常", "All is well")
NOT_WELL = Bilingual("有 {count} 项需要处理", "To mend: {count}")

_MODELS = ("model", "fallback")
_OF_MODELS: Mapping[str, Bilingual] = {
    "found": Bilingual(
        "{model} 可用：形式 {rung}，窗口 {window} 个 token，每秒约 {rate} 个，样例语句通过核对",
        "{model} works: form {rung}, a window of {window} tokens, about {rate} a second; "
        "a sample was borne out",
    ),
    "assumed": Bilingual(
        "{model} 可用：形式 {rung}，窗口按 {window} 个 token 估计，每秒约 {rate} 个，样例语句通过核对",
        "{model} works: form {rung}, a window of perhaps {window} tokens, about {rate} a second; "
        "a sample was borne out",
    ),
    "unfounded": Bilingual(
        "{model} 有回答（形式 {rung}，窗口 {window} 个 token，每秒约 {rate} 个），但样例语句没有通过核对："
        "这样的语句不会展示，由事实代替",
        "{model} answers (form {rung}, a window of {window} tokens, about {rate} a second), but a sample "
        "was not borne out: such sentences are not shown, and facts stand in for them",
    ),
    "missing": Bilingual("服务器上没有模型 {model}", "there is no model {model} on its server"),
    "refused": Bilingual("服务器拒绝了请求", "its server refuses us"),
    "limited": Bilingual("请求过于频繁或额度已满", "its server asks us to come back later"),
    "unreachable": Bilingual("连不上 {server}", "{server} cannot be reached"),
    "small": Bilingual("{model} 的上下文窗口太小", "the window of {model} is too small"),
    "unusable": Bilingual("{model} 没有给出可用的回答", "{model} gives no usable answer"),
}
_MENDING_MODELS: Mapping[str, Bilingual] = {
    "missing": Bilingual(
        "请检查 OPENAI_MODEL（备用模型为 OPENAI_FALLBACK_MODEL）的写法，或先在服务器上装好该模型。",
        "Check OPENAI_MODEL (or OPENAI_FALLBACK_MODEL), or install the model on its server.",
    ),
    "refused": Bilingual(
        "请检查 OPENAI_API_KEY 是否正确、余额是否用完，以及 OPENAI_BASE_URL 和 OPENAI_MODEL。",
        "Check OPENAI_API_KEY and its credit, then OPENAI_BASE_URL and OPENAI_MODEL.",
    ),
    "limited": Bilingual(
        "请稍后再试，或调低 LLM_CONCURRENCY。", "Try again later, or lower LLM_CONCURRENCY."
    ),
    "unreachable": Bilingual(
        "请检查 OPENAI_BASE_URL（通常以 /v1 结尾）、网络与代理，以及服务器是否在运行。",
        "Check OPENAI_BASE_URL (most end in /v1), the network and the proxy, and that the server runs.",
    ),
    "small": Bilingual(
        "请在服务器上调大上下文窗口（至少 4,096 个 token，建议 16,384 以上）。",
        "Give it a larger window on its server: 4,096 tokens at least, better 16,384.",
    ),
    "unusable": Bilingual(
        "请换一个能按 JSON 格式回答的模型，或升级服务器。",
        "Choose a model that can answer in JSON, or upgrade its server.",
    ),
}

TOPICS: Mapping[str, Bilingual] = {
    "settings": Bilingual("配置", "Settings"),
    "git": Bilingual("git", "git"),
    "zones": Bilingual("时区数据", "Time zones"),
    "folder": Bilingual("数据目录", "Data folder"),
    "reports": Bilingual("报告归档", "Saved reports"),
    "database": Bilingual("数据库", "Database"),
    "incidents": Bilingual("未恢复的故障", "Incidents"),
    "engine": Bilingual("运行引擎", "Engine"),
    "here": Bilingual("当前目录", "This folder"),
    "terminal": Bilingual("终端", "Terminal"),
    "local": Bilingual("本地仓库", "Local repositories"),
    "github": Bilingual("GitHub", "GitHub"),
    "slack": Bilingual("Slack", "Slack"),
    "discord": Bilingual("Discord", "Discord"),
    "discord_intents": Bilingual("Discord 意图", "Discord intents"),
    "discord_sign_ins": Bilingual("Discord 登录次数", "Discord sign-ins"),
    "discord_commands": Bilingual("Discord 命令", "Discord commands"),
    "model": Bilingual("模型", "Model"),
    "fallback": Bilingual("备用模型", "Second model"),
}

FOUND: Mapping[tuple[str, str], Bilingual] = {
    ("settings", "file"): Bilingual("已读取 {file} 与环境变量", "read from {file} and the environment"),
    ("settings", "misspelt"): Bilingual(
        "{file} 里有些名称不是配置项：{names}", "{file} has names that are no settings: {names}"
    ),
    ("settings", "environment"): Bilingual(
        "只读取了环境变量，当前目录没有 .env 文件", "read from the environment; there is no .env file here"
    ),
    ("git", "found"): Bilingual("版本 {version}", "version {version}"),
    ("git", "old"): Bilingual("版本 {version} 太旧", "version {version} is too old"),
    ("git", "missing"): Bilingual("找不到 git 程序", "there is no git program"),
    ("zones", "found"): Bilingual(
        "共 {count} 个；{zone} 现在是 {today}", "{count} of them; in {zone} it is {today}"
    ),
    ("folder", "found"): Bilingual("{folder} 可以写入", "{folder} can be written"),
    ("folder", "closed"): Bilingual("{folder} 不能写入", "{folder} cannot be written"),
    ("folder", "server"): Bilingual("不需要：数据在 PostgreSQL 中", "not needed: PostgreSQL keeps the data"),
    ("reports", "found"): Bilingual("{folder} 可以写入", "{folder} can be written"),
    ("reports", "closed"): Bilingual("{folder} 不能写入", "{folder} cannot be written"),
    ("reports", "unset"): Bilingual("未设置 REPORTS_DIR", "REPORTS_DIR is not set"),
    ("database", "new"): Bilingual("{where} 将在首次使用时建立", "{where} will be made when it is needed"),
    ("database", "file"): Bilingual("{where} 可以读写", "{where} can be read and written"),
    ("database", "server"): Bilingual("PostgreSQL 可以读写", "PostgreSQL can be read and written"),
    ("database", "unreachable"): Bilingual("连不上 {where}", "{where} cannot be reached"),
    ("database", "closed"): Bilingual("{where} 不能写入", "{where} cannot be written"),
    ("database", "full"): Bilingual("{where} 所在的磁盘已满", "the disk of {where} is full"),
    ("database", "disk"): Bilingual(
        "{where} 所在的磁盘不接受读写", "the disk of {where} cannot be read or written"
    ),
    ("database", "busy"): Bilingual("{where} 一直被占用", "{where} is held by somebody else"),
    ("database", "damaged"): Bilingual(
        "{where} 不是数据库，或者已经损坏", "{where} is no database, or a damaged one"
    ),
    ("database", "newer"): Bilingual("{where} 由更新的版本写成", "{where} was written by a newer release"),
    ("database", "address"): Bilingual("地址无法使用", "its address cannot be used"),
    ("incidents", "none"): Bilingual("没有", "none go on"),
    ("incidents", "unknown"): Bilingual("还没有数据库", "there is no database yet"),
    ("incidents", "some"): Bilingual("{incidents}", "{incidents}"),
    ("engine", "running"): Bilingual("已有一个机器人在运行", "a bot is at work"),
    ("engine", "free"): Bilingual("没有机器人在运行", "no bot is at work"),
    ("engine", "shared"): Bilingual(
        "PostgreSQL 上可以同时运行多个进程", "several processes can be at work on PostgreSQL"
    ),
    ("here", "found"): Bilingual("仓库 {repo}", "repository {repo}"),
    ("here", "nowhere"): Bilingual("不在 git 仓库中", "no git repository"),
    ("here", "unreadable"): Bilingual("这里的 git 仓库无法读取", "the git repository here cannot be read"),
    ("terminal", "screen"): Bilingual("{width} 列，编码 {encoding}", "{width} columns, {encoding}"),
    ("terminal", "pipe"): Bilingual("输出到管道，不带颜色", "output is piped, without colours"),
    ("local", "found"): Bilingual("{repos}", "{repos}"),
    ("local", "none"): Bilingual("未配置", "none configured"),
    ("local", "unreadable"): Bilingual("无法读取：{repos}", "cannot be read: {repos}"),
    ("github", "token"): Bilingual(
        "凭据有效，本小时还剩 {left} 次请求（共 {limit} 次）",
        "the credentials work; {left} of {limit} requests are left this hour",
    ),
    ("github", "uncounted"): Bilingual(
        "凭据有效，请求次数不限", "the credentials work; requests are not counted"
    ),
    ("github", "unset"): Bilingual(
        "未配置凭据：只能读公开仓库，每小时 60 次请求",
        "no credentials: public repositories only, 60 requests an hour",
    ),
    ("github", "refused"): Bilingual("凭据被拒绝", "the credentials were refused"),
    ("github", "unreachable"): Bilingual("无法连接", "cannot be reached"),
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
        "signed in as {name}, in {servers} servers. To invite it: {invite}",
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
    ("model", "unset"): Bilingual(
        "未配置：分析由代码事实写成", "not configured: analyses are written from facts"
    ),
    **{(topic, verdict): text for topic in _MODELS for verdict, text in _OF_MODELS.items()},
}
NO_ANSWER = Bilingual("{seconds} 秒内没有结果", "no answer within {seconds} seconds")

MENDING: Mapping[tuple[str, str], Bilingual] = {
    ("settings", "misspelt"): Bilingual(
        "请改成箭头后的名称；它们现在没有任何作用。",
        "Write what stands behind the arrow: as they are, they do nothing.",
    ),
    ("git", "old"): Bilingual("请升级到 {oldest} 或更新的版本。", "Install {oldest} or newer."),
    ("git", "missing"): Bilingual(
        "请安装 git {oldest} 或更新的版本，并确保它在 PATH 中。",
        "Install git {oldest} or newer, and have it on the PATH.",
    ),
    ("folder", "closed"): Bilingual(
        "请让当前用户可以写入该目录，或把 DATABASE_URL 指向别处。",
        "Let this user write there, or point DATABASE_URL elsewhere.",
    ),
    ("reports", "closed"): Bilingual(
        "请让当前用户可以写入该目录，或把 REPORTS_DIR 指向别处。",
        "Let this user write there, or point REPORTS_DIR elsewhere.",
    ),
    ("incidents", "some"): Bilingual(
        "请在日志或警报频道中查找这些编号，那里写明该怎么做。",
        "Look these ids up in the log or the channel for alarms: they say what to do.",
    ),
    ("database", "unreachable"): Bilingual(
        "请检查数据库服务器是否在运行，以及 DATABASE_URL 中的主机、用户和库名。",
        "Check that its server runs, and the host, user and name in DATABASE_URL.",
    ),
    ("database", "closed"): Bilingual(
        "请给当前用户写入该文件及其文件夹的权限，或换一个 DATABASE_URL。",
        "Let this user write to the file and its folder, or set another DATABASE_URL.",
    ),
    ("database", "full"): Bilingual("请腾出空间。", "Make room there."),
    ("database", "disk"): Bilingual(
        "请检查配额、大小限制和磁盘本身。", "Look at quotas, size limits and the disk itself."
    ),
    ("database", "busy"): Bilingual(
        "请看看是哪个程序占用了它，稍后再试。", "See which program holds it, and try again later."
    ),
    ("database", "damaged"): Bilingual(
        "请恢复备份，或把它移走让机器人新建一个。",
        "Restore a backup, or move it away: the bot then begins a new one.",
    ),
    ("database", "newer"): Bilingual(
        "请升级机器人，或使用另一个数据库。", "Upgrade the bot, or use another database."
    ),
    ("database", "address"): Bilingual(
        "请写成 sqlite:///data/commit-digest.db 或 postgresql://user@host/name。",
        "Write it like sqlite:///data/commit-digest.db or postgresql://user@host/name.",
    ),
    ("here", "unreadable"): Bilingual(
        "请检查目录权限，或运行 git fsck 检查仓库。",
        "Check the folder's permissions, or the repository with git fsck.",
    ),
    ("local", "unreadable"): Bilingual(
        "请检查 LOCAL_REPOS 中的路径是否存在、是否为 git 仓库。",
        "Check that the paths in LOCAL_REPOS exist and are git repositories.",
    ),
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
    ("github", "refused"): Bilingual(
        "请检查 GITHUB_TOKEN（或 GitHub App 的三项配置）是否正确、是否过期。",
        "Check GITHUB_TOKEN, or the App's three settings: it may be mistyped or expired.",
    ),
    **{(topic, verdict): text for topic in _MODELS for verdict, text in _MENDING_MODELS.items()},
    ("github", "unreachable"): Bilingual(
        "请检查网络、代理与 GITHUB_API_URL；本地仓库不受影响。",
        "Check the network, the proxy and GITHUB_API_URL. Local repositories work all the same.",
    ),
}
LATER = Bilingual("稍后再试。", "Try again later.")
