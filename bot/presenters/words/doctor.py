"""Words of `doctor`: what each check found, and how to mend it; keyed by topic and verdict."""

from collections.abc import Mapping

from analysis.language import Bilingual

ALL_WELL = Bilingual("一切正常", "All is well")
NOT_WELL = Bilingual("有 {count} 项需要处理", "To mend: {count}")

TOPICS: Mapping[str, Bilingual] = {
    "settings": Bilingual("配置", "Settings"),
    "git": Bilingual("git", "git"),
    "zones": Bilingual("时区数据", "Time zones"),
    "folder": Bilingual("数据目录", "Data folder"),
    "here": Bilingual("当前目录", "This folder"),
    "terminal": Bilingual("终端", "Terminal"),
    "local": Bilingual("本地仓库", "Local repositories"),
    "github": Bilingual("GitHub", "GitHub"),
    "model": Bilingual("模型", "Model"),
}

FOUND: Mapping[tuple[str, str], Bilingual] = {
    ("settings", "file"): Bilingual("已读取 {file} 与环境变量", "read from {file} and the environment"),
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
    ("model", "unset"): Bilingual(
        "未配置：分析由代码事实写成", "not configured: analyses are written from facts"
    ),
}
NO_ANSWER = Bilingual("{seconds} 秒内没有结果", "no answer within {seconds} seconds")

MENDING: Mapping[tuple[str, str], Bilingual] = {
    ("git", "old"): Bilingual("请升级到 {oldest} 或更新的版本。", "Install {oldest} or newer."),
    ("git", "missing"): Bilingual(
        "请安装 git {oldest} 或更新的版本，并确保它在 PATH 中。",
        "Install git {oldest} or newer, and have it on the PATH.",
    ),
    ("folder", "closed"): Bilingual(
        "请让当前用户可以写入该目录，或把 DATABASE_URL 指向别处。",
        "Let this user write there, or point DATABASE_URL elsewhere.",
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
LATER = Bilingual("稍后再试。", "Try again later.")
