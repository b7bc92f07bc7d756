"""What a reader is told where a model did not write everything: one sentence, the gravest one."""

from analysis.language import Bilingual

REFUSED = Bilingual(
    "模型服务拒绝了请求，{count} 个提交的分析根据事实生成，待模型恢复后重写。",
    "The model's service refused our requests. Written from facts until it is back: {count}.",
)
DOWN = Bilingual(
    "模型暂时不可用，{count} 个提交的分析根据事实生成，待模型恢复后重写。",
    "The model could not be reached. Written from facts until it is back: {count}.",
)
BUDGET = Bilingual(
    "今天的模型用量已接近或达到上限，{count} 个提交的分析写得较简略，或根据事实生成。",
    "Today's budget for the model is nearly used up. Written shorter, or from facts: {count}.",
)
WINDOW = Bilingual(
    "模型的上下文窗口容不下 {count} 个提交，分析写得较简略，或根据事实生成。",
    "The model's context window is too small for some commits. Written shorter, or from facts: {count}.",
)
UNUSABLE = Bilingual(
    "模型对 {count} 个提交没有给出可用的回答，分析根据事实生成。",
    "The model gave no usable answer on some commits. Written from facts: {count}.",
)
UNASKED = Bilingual(
    "{count} 个提交的提问已写入文件，没有询问模型，分析根据事实生成。",
    "The questions for the model were written to files. Written from facts: {count}.",
)
