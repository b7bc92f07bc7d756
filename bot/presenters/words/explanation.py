"""Words of explanations: reasons with their weights, evidence, what was left out."""

from analysis.language import Bilingual

ABOUT = Bilingual("{repo} 的提交 {sha}", "commit {sha} of {repo}")
SCORE = Bilingual("得分 {score}，为以上各项之和。", "Score {score}, the sum of these.")
NO_REASON = Bilingual("没有命中任何规则。", "No rule applies.")
REASON = Bilingual("{points} · {text}", "{points} · {text}")
RULING = Bilingual("定级 · {text}", "ruling · {text}")
EVIDENCE = Bilingual("（依据：{evidence}）", " (seen: {evidence})")
LINE = Bilingual("第 {line} 行", "line {line}")
INFERRED = Bilingual("（推断）", " (inferred)")
NOTIFICATION = Bilingual("{repo} {sha}：{subject}", "{repo} {sha}: {subject}")
BY_MODEL = Bilingual(
    "由模型撰写，逐句与改动核对过", "written by a model, each sentence checked against the change"
)
BY_FACTS = Bilingual(
    "根据改动中的事实生成，没有使用模型", "written from facts of the change, without a model"
)
