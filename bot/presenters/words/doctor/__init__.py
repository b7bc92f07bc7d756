"""Words of `doctor`: what each check found, and how to mend it; keyed by topic and verdict."""

from collections.abc import Mapping

from analysis.language import Bilingual
from bot.presenters.words.doctor import chats, machine, models

ALL_WELL = Bilingual("一切正常", "All is well")
NOT_WELL = Bilingual("有 {count} 项需要处理", "To mend: {count}")
NO_ANSWER = Bilingual("{seconds} 秒内没有结果", "no answer within {seconds} seconds")
LATER = Bilingual("稍后再试。", "Try again later.")

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

FOUND: Mapping[tuple[str, str], Bilingual] = {**machine.FOUND, **chats.FOUND, **models.FOUND}
MENDING: Mapping[tuple[str, str], Bilingual] = {**machine.MENDING, **chats.MENDING, **models.MENDING}
