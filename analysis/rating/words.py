"""The words of a title that tell what a commit is about, in English and Chinese."""

import re

_BUMP = (
    r"bump\w*",
    r"upgrade\b.{0,80}?\bto",
    r"update\b.{0,80}?\b(?:to|requirements?|actions?|dependenc\w*)",
    r"MSRV",
)
_DOCS = (
    r"typos?|spelling\w*|grammar\w*|comments?|(?:broken|dead) links?",
    r"docs?|document\w*|docstrings?|readme\w*",
)
_TESTS = (
    r"flak(?:y|es|iness)|benchmark\w*",
    r"(?:add|fix|remove|skip)\w*\b.{0,80}?\btests?",
    r"tests?\b.{0,80}?\b(?:add|fix|remove|skip)\w*",
)
_AUTOMATION = (r"CI|workflows?|pre-commit|releas\w*|code ?owners|maintainers?",)
_TIDYING = (
    r"whitespaces?|reformat\w*|lint\w*|clean-?ups?|clean(?:s|ed|ing)? up|renamed?|chore|refactor\w*",
    r"style|unused|clippy\w*|mypy|ruff|typing|type[- ]hints?|annotations?",
)


def _words(*alternatives: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(alternatives) + r")\b", re.IGNORECASE)


BUMP = _words(*_BUMP)
DOCS = _words(*_DOCS)
TESTS = _words(*_TESTS)
AUTOMATION = _words(*_AUTOMATION)
TIDYING = _words(*_TIDYING)
MAINTENANCE = _words(*_BUMP, *_DOCS, *_TESTS, *_AUTOMATION, *_TIDYING)
ADDS = re.compile(
    r"\W*(?:feat\w*|add(?:s|ed|ing)?|implement\w*|introduc\w*|support\w*|allow\w*|enabl\w*|expos\w*|new)\b"
    r"|.*:\s(?:add|implement|support|allow|introduce|expose|enable)\w*",
    re.IGNORECASE,
)
FIX = _words(
    r"fix(?:es|ed|ing)?|bugs?|incorrect\w*|wrong\w*|handle|ensure|avoid|prevent\w*",
    r"do(?:es)? not|don't|doesn't|issue|broken",
)
PERFORMANCE = re.compile(
    r"\b(?:perf|performance|speed(?:s|ing)? ?up|speedup|faster|optimi[sz]\w*"
    r"|reduces? (?:memory|alloc)\w*|quadratic\w*)\b|cache|alloc",
    re.IGNORECASE,
)
LAYOUT = _words(
    r"re-?architect\w*|restructur\w*|reorgani[sz]\w*|split\b.{0,80}?\b(?:into|from|out)|extract\b.{0,80}?\binto"
)
