"""Words of `doctor` about the models that write; the second one has the same."""

from collections.abc import Mapping

from analysis.language import Bilingual

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

FOUND: Mapping[tuple[str, str], Bilingual] = {
    ("model", "unset"): Bilingual(
        "未配置：分析由代码事实写成", "not configured: analyses are written from facts"
    ),
    **{(topic, verdict): text for topic in _MODELS for verdict, text in _OF_MODELS.items()},
}

MENDING: Mapping[tuple[str, str], Bilingual] = {
    **{(topic, verdict): text for topic in _MODELS for verdict, text in _MENDING_MODELS.items()},
}
