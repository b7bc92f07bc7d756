"""Words about arguments of the command line that cannot be meant, and files that cannot be written."""

from analysis.language import Bilingual

NO_SUCH_PLACE = Bilingual(
    "{text} 既不是 owner/name，也不是 GitHub 网址，也不是存在的路径。",
    "{text} is neither owner/name, nor a GitHub URL, nor a path that exists.",
)
NO_REPOSITORY_AT = Bilingual("{text} 处没有 git 仓库。", "There is no git repository at {text}.")
NAME_A_REPOSITORY = Bilingual(
    "请写上仓库：路径、owner/name 或 GitHub 网址。",
    "Name a repository: a path, owner/name or a GitHub URL.",
)
OF_ANOTHER = Bilingual(
    "--repo：这个提交属于 {mentioned}，不属于 {named}。",
    "--repo: the commit is of {mentioned}, not of {named}.",
)
NOWHERE = Bilingual(
    "当前目录不在 git 仓库中，请用 --repo 指定一个。",
    "This folder is no git repository; name one with --repo.",
)
ONE_REPOSITORY = Bilingual("preview 一次只看一个仓库的一天。", "Preview takes one repository and a date.")
UNWRITABLE = Bilingual("不能写入 {path}：{reason}。", "{path} cannot be written: {reason}.")
A_FOLDER = Bilingual("它是一个目录", "it is a folder")
NO_FOLDER = Bilingual("目录 {folder} 不存在", "there is no folder {folder}")
FORBIDDEN = Bilingual("没有权限", "permission denied")
FAILED = Bilingual("写入失败（{reason}）", "writing failed ({reason})")
CHATS_ONLY = Bilingual(
    "--format json 显示聊天平台收到的内容，请加上 --platform slack 或 --platform discord。",
    "--format json shows what a chat receives: add --platform slack or --platform discord.",
)
