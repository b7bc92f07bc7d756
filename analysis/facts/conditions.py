"""Words that limit when a change takes effect: "off by default", "behind a flag", "experimental"."""

import re
from collections.abc import Iterator, Sequence

from analysis.diff import Patch
from analysis.facts.evidence import MAX_QUOTE, evidence
from analysis.facts.message import Wording
from analysis.facts.models import Condition, Evidence, FileClass, FileFacts
from analysis.facts.secret_shapes import redact

MOST = 5
"""How many conditions of one commit are kept."""

_MAX_LINE = 500  # a longer line is data, not a sentence

_CONDITION = re.compile(
    r"\b(?i:(?:(?:turned|switched) )?off by default|disabled by default|not (?:yet )?enabled by default"
    r"|behind (?:an? |the )?(?:[`\"']?[\w./-]{1,40}[`\"']? ){0,2}(?:feature[- ])?(?:flag|gate|toggle|cfg)s?"
    r"|feature[- ](?:gated|flagged)|gated (?:behind|by|on)\b|opt-in(?! (?:to|for) (?:ci|tests?)\b)|opt in to"
    r"|experimental(?:ly)?|only (?:enabled|active|available|takes effect) (?:if|when|with|behind))"
    r"|默认(?:是|为)?(?:关闭|禁用|不启用|不开启)|实验性|需(?:要)?(?:手动|显式)(?:开启|启用)|特性开关|功能开关"
)
# One of them, in lower case, stands in every condition, and is far quicker to look for.
_STEMS = (
    *("off by default", "abled by default", "behind ", "gated by", "gated on", "ure-gated", "ure gated"),
    *("ure-flagged", "ure flagged", "opt-in", "opt in to", "experimental", "only enabled", "only active"),
    *("only available", "only takes effect", "默认", "实验性", "需", "特性开关", "功能开关"),
)
_COMMENT = re.compile(r"\s*(?:#|//|/\*|\*|--|;|\"\"\"|''')|[^\"'\n]*(?:\s#\s|\s//[/!]?\s)")
_NEGATED = re.compile(
    r"\b(?:no longer|not|isn't|never|without|graduate\w*|stabili[sz]e\w*|remove\w*)\s[^.\n]{0,40}$",
    re.IGNORECASE,
)
_READ = frozenset({FileClass.SOURCE, FileClass.DOCS, FileClass.CONFIG})


def conditions_of(said: Wording, files: Sequence[tuple[FileFacts, Patch]]) -> tuple[Condition, ...]:
    """Return the conditions that the message or added documentation and comments name, each once."""
    found: dict[str, Condition] = {}
    for condition in (*_in_message(said), *(one for file, patch in files for one in _in_patch(file, patch))):
        found.setdefault(condition.words.lower(), condition)
        if len(found) == MOST:
            break
    return tuple(found.values())


def _in_message(said: Wording) -> Iterator[Condition]:
    for line in (said.subject, *said.body.split("\n")):
        words = _words_of(line)
        if words:
            yield Condition(words, Evidence(redact(line.strip())[:MAX_QUOTE]))


def _in_patch(file: FileFacts, patch: Patch) -> Iterator[Condition]:
    if file.file_class not in _READ or not _may_hold_condition(patch.text):
        return
    for line, match in patch.search(_CONDITION):
        is_prose = file.file_class is FileClass.DOCS or _COMMENT.match(line.text)
        if line.sign == "+" and is_prose and _words_of(line.text):
            yield Condition(match[0], evidence(file.path, line))


def _may_hold_condition(text: str) -> bool:
    lower = text.lower()
    return any(stem in lower for stem in _STEMS)


def _words_of(line: str) -> str | None:
    """Return the words of a condition in `line`, unless the sentence says that it holds no longer."""
    found = _CONDITION.search(line) if len(line) <= _MAX_LINE else None
    return None if found is None or _NEGATED.search(line[: found.start()]) else found[0]
