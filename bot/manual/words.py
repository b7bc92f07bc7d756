"""Words of the generated pages. What a setting means in English stands in `bot/settings/model.py`."""

from collections.abc import Mapping

from analysis.language import Bilingual

CONFIGURATION = Bilingual("配置", "Configuration")
HOW = Bilingual(
    "所有设置都从环境变量读取；工作目录下的 `.env` 文件也会读（环境变量优先）。把 `.env.example` 复制为"
    " `.env` 再填即可。"
    "每一项都有默认值，留空等于没有设置。写错的设置会在启动时用一句话指出，并以退出码 2 结束；密钥不会出"
    "现在日志里。",
    "Every setting is read from the environment, and from a file `.env` in the working directory (the "
    "environment wins). "
    "Copy `.env.example` to `.env` and fill in what you need. Everything has a default; empty means not "
    "set. A setting that "
    "cannot be used is named in a sentence at the start, which ends with exit code 2. Secrets never "
    "reach a log.",
)
SECTIONS: Mapping[str, Bilingual] = {
    "digest_language": Bilingual("摘要", "Digests"),
    "github_token": Bilingual("仓库", "Repositories"),
    "openai_api_key": Bilingual("语言模型", "Language model"),
    "slack_bot_token": Bilingual("Slack", "Slack"),
    "discord_token": Bilingual("Discord", "Discord"),
    "posting_timeout": Bilingual("运行", "Operation"),
}
SETTING_COLUMNS = (
    Bilingual("设置", "Setting"),
    Bilingual("含义", "Meaning"),
    Bilingual("默认值", "Default"),
    Bilingual("取值", "Value"),
)
NONE = Bilingual("无", "none")
WHOLE = Bilingual("整数", "a whole number")
NUMBER = Bilingual("数字", "a number")
SECRET = Bilingual("文本（保密）", "text, secret")
PATH = Bilingual("路径", "a path")
TEXT = Bilingual("文本", "text")
BOUNDS: Mapping[str, Bilingual] = {
    "ge": Bilingual("至少 {value}", "at least {value}"),
    "gt": Bilingual("大于 {value}", "more than {value}"),
    "le": Bilingual("最多 {value}", "at most {value}"),
}
SETTINGS: Mapping[str, str] = {
    "digest_language": "摘要与回答的语言：zh 或 en。",
    "digest_timezone": "IANA 时区，决定一天从几点算起。",
    "database_url": (
        "机器人的记忆存放处，也包括它读过的私有仓库内容：sqlite:///文件 或 postgresql://用户:密码@主机/库名。"
    ),
    "reports_dir": "每天的报告另存到这个目录。留空则不存。",
    "catch_up_days": "机器人停机后要补发多少天，从最早的一天补起。",
    "github_token": "有了它，每小时可请求 GitHub 5,000 次而不是 60 次；需要内容的读取权限。",
    "github_app_id": "也可以使用 GitHub App，连同下面两项一起填。",
    "github_app_private_key": "App 的私钥（PEM）；换行可写成 \\n。",
    "github_app_installation_id": "App 的安装编号。",
    "github_api_url": "Enterprise Server 填 https://主机/api/v3。",
    "allowed_repos": "聊天用户可以查询的私有仓库：acme/* 这样的模式，用逗号分隔。",
    "local_repos": "聊天用户可以查询的本地仓库：owner/name=路径，用逗号分隔。",
    "operators": "可以在聊天中管理机器人的人：slack:U0123 或 discord:4567，用逗号分隔。",
    "openai_api_key": "模型服务的密钥。",
    "openai_base_url": "任何支持 OpenAI chat completions 协议的服务。",
    "openai_model": "撰写分析的模型。留空则由事实写成。",
    "openai_fallback_api_key": "第一个模型不可用时使用的第二个模型。",
    "openai_fallback_base_url": "第二个模型的服务地址。",
    "openai_fallback_model": "第二个模型的名称。",
    "llm_concurrency": "同时向模型发出的请求数。",
    "llm_timeout": "一次模型请求最多用多少秒。",
    "llm_daily_token_budget": "每天的 token 上限；超出后模型写得更少。留空则不限。",
    "llm_prices": "模型价格文件。留空则使用我们已知的价格。",
    "slack_bot_token": "机器人令牌（xoxb-…）。",
    "slack_app_token": "Socket Mode 用的应用级令牌（xapp-…）……",
    "slack_signing_secret": "……或 HTTP 模式用的签名密钥。",
    "slack_api_url": "测试时指向别的服务器。",
    "discord_token": "机器人令牌。",
    "discord_api_url": "测试时指向别的服务器。",
    "discord_gateway_url": "测试时指向别的网关。留空则用 API 给出的网关。",
    "discord_guild_ids": "命令立即出现的服务器，用逗号分隔。留空则所有服务器一小时内出现。",
    "posting_timeout": "发送一条消息最多用多少秒。",
    "posting_settle": "没收到回执的消息，过多少秒再去查找。",
    "alert_channel": "警报发往哪里：slack:C0123 或 discord:4567。留空则只写日志。",
    "http_host": "健康检查与指标服务的地址。",
    "http_port": "它的端口。留空则不启动这个服务。",
}

RATINGS = Bilingual("评级规则", "How ratings work")
SUM = Bilingual(
    "每个提交的评级都是看得见的加法：下面每条规则看事实（从差异和提交说明中测得），命中就加减分，并作为"
    "理由展示给读者，附上它所依据的内容。"
    "总分达到 **{high}** 为高，达到 **{medium}** 为中，其余为低。带范围的规则，数量越多权重越大（按对数"
    "增长）。"
    "最后由硬性规则收口，无论总分是多少。",
    "A commit's rating is a sum that everybody can see: each rule below looks at the facts (what was "
    "measured in the diff "
    "and the message), adds or takes away when it finds something, and is shown to the reader as a "
    "reason, with what it "
    "found. From **{high}** on a commit is high, from **{medium}** on medium, else low. Rules with a "
    "range weigh more the "
    "more there is, by its logarithm. Hard rules have the last word, whatever the sum.",
)
DIFF_GROUP = Bilingual("差异本身", "What the diff is")
OBLIGATION_GROUP = Bilingual("对使用者的影响", "What it asks of users")
MESSAGE_GROUP = Bilingual("作者怎么说", "What its author says")
HARD_GROUP = Bilingual("硬性规则", "Hard rules")
HARD = Bilingual(
    "互相矛盾时以“至少”为准：漏掉一次警告，比多发一次代价更高。",
    "Where they contradict each other, “at least” wins: a warning missed costs more than one too many.",
)
MODEL_GROUP = Bilingual("模型能改动多少", "What a model may change")
MODEL = Bilingual(
    "配置了模型时，它可以主张上调或下调一级，但必须引用差异中的一处原文；引用核对不上就不算数。主张会作"
    "为理由之一展示，且不能越过硬性规则。"
    "评级不依赖分析：规则变了，历史提交可以不花一次模型调用就重新评级。",
    "With a model configured it may argue for one level more or less, and must quote a place of the "
    "diff; a quote that is not "
    "there does not count. The argument is shown as one of the reasons and stays within the hard rules. "
    "Ratings do not depend on "
    "analyses: when the rules change, history is rated anew without a single call of a model.",
)
ASK_GROUP = Bilingual("自己查看", "See for yourself")
ASK = Bilingual(
    "`echo SHA | commit-digest rate 仓库` 会用 JSON 打印一个提交的分数、级别和全部理由。在聊天中用"
    " `/explain <sha>`。",
    "`echo SHA | commit-digest rate REPO` prints the score, the level and every reason of a commit as "
    "JSON. In a chat, "
    "`/explain <sha>` shows them.",
)
RULE_COLUMNS = (
    Bilingual("规则", "Rule"),
    Bilingual("权重", "Weight"),
    Bilingual("命中时显示", "Shown when it fires"),
)
HARD_COLUMNS = (
    Bilingual("规则", "Rule"),
    Bilingual("级别", "Level"),
    Bilingual("命中时显示", "Shown when it fires"),
)
AT_LEAST = Bilingual("至少为{level}", "at least {level}")
AT_MOST = Bilingual("最高为{level}", "at most {level}")
