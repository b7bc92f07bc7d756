"""Conditions under which a change takes effect: what the facts know of them, the model may not leave out."""

import re

from analysis.facts.models import Facts
from analysis.results import Analysis, Claims

_GROUPS = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        (
            r"(?:off|disabled|not (?:yet )?enabled) by default|opt(?:s|ing|ed)?[- ]in"
            r"|默认[^。]{0,6}(?:关闭|禁用|不启用|不开启|未启用|不生效)|(?:手动|显式|主动)[^。]{0,4}(?:开启|启用|打开)"
        ),
        r"\b(?:flag|gate|gated|flagged|toggle|cfg)s?\b|开关|标志|特性门|编译选项",
        r"experimental|实验",
        r"only (?:enabled|active|available|takes effect)|(?:仅|只)(?:有|在|当)",
    )
)


def unmentioned(mine: Analysis, known: Claims, facts: Facts) -> Claims:
    """Return those `known` claims that tell a condition of `facts` which no claim of `mine` mentions."""
    told = " ".join(claim.text for claim in (*mine.summary, *mine.scope, *mine.risks))
    missing = {condition.evidence for condition in facts.conditions if not _is_told(condition.words, told)}
    shown = {claim.text for claim in mine.summary}
    return tuple(claim for claim in known if missing.intersection(claim.evidence) and claim.text not in shown)


def _is_told(words: str, told: str) -> bool:
    if words.lower() in told.lower():
        return True
    groups = [group for group in _GROUPS if group.search(words)]
    return any(group.search(told) for group in groups)
