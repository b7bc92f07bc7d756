"""Words for everybody in a channel about an answer that one of them alone may read."""

from analysis.language import Bilingual

READY = Bilingual("一份仅提问者可见的回答已经准备好", "A private answer is ready")
ASK_AGAIN = Bilingual(
    "准备的时间较长，已无法在这里单独显示，也不能发私信。再问一次即可立即看到。",
    "It took too long to be shown here to its asker alone, who takes no direct messages. "
    "Ask again, and it comes at once.",
)
NOT_ANSWERED = Bilingual("一个提问没有得到回答", "A request could not be answered")
ASK_WHY = Bilingual(
    "原因只能告诉提问者，而现在已无法送达。再问一次即可看到。",
    "The reason is for its asker alone, who cannot be reached any more. Ask again to see it.",
)
