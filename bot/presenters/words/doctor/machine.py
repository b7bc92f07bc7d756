"""Words of `doctor` about the machine, the settings, the database, and where commits are read."""

from collections.abc import Mapping

from analysis.language import Bilingual

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
}

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
    ("github", "refused"): Bilingual(
        "请检查 GITHUB_TOKEN（或 GitHub App 的三项配置）是否正确、是否过期。",
        "Check GITHUB_TOKEN, or the App's three settings: it may be mistyped or expired.",
    ),
    ("github", "unreachable"): Bilingual(
        "请检查网络、代理与 GITHUB_API_URL；本地仓库不受影响。",
        "Check the network, the proxy and GITHUB_API_URL. Local repositories work all the same.",
    ),
}
