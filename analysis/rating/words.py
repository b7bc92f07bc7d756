"""The words of a title that tell what a commit is about, in English and Chinese."""

import re

_BUMP = (
    r"bump\w*|pin(?:s|ned|ning)?|MSRV",
    r"upgrade\b.{0,80}?\bto",
    r"update\b.{0,80}?\b(?:to|requirements?|actions?|dependenc\w*)",
)
_DOCS = (
    r"typos?|spelling\w*|grammar\w*|comments?|(?:broken|dead) links?",
    r"docs?|document\w*|docstrings?|readme\w*|examples?|tutorials?",
)
_TESTS = (
    r"flak(?:y|es|iness)|benchmark\w*",
    r"(?:add|fix|remove|skip)\w*\b.{0,80}?\btests?",
    r"tests?\b.{0,80}?\b(?:add|fix|remove|skip)\w*",
)
_AUTOMATION = (r"CI|workflows?|pre-commit|releas\w*|code ?owners|maintainers?",)
_TIDYING = (
    r"whitespaces?|reformat\w*|lint\w*|clean-?ups?|clean(?:s|ed|ing)? up|renamed?|chore|refactor\w*",
    r"style|unused|clippy\w*|mypy|ruff|typing|type[- ]hints?|annotations?|nits?|minor",
)
_RESTRUCTURING = (
    r"simplif\w*|moved?|moving|split\w*|extract\w*|prepar\w*|prep|separat\w*|consolidat\w*|restructur\w*",
    r"re-?organi[sz]\w*|re-?architect\w*|tweak\w*|internal\w*|helpers?|unif(?:y|ies|ied)|reworks?|deduplicat\w*",
)
_ZH_BUMP = r"升级依赖|依赖升级|更新依赖|升级.{0,40}?到"
_ZH_DOCS = r"文档|注释|错别字|拼写|示例|教程"
_ZH_TESTS = r"(?:单元)?测试|单测|用例"
_ZH_AUTOMATION = r"流水线|持续集成|发布|发版"
_ZH_TIDYING = r"重构|格式化|清理|重命名|改名|整理|代码风格|规范|日常维护"
_ZH_RESTRUCTURING = r"简化|拆分|抽取|提取|迁移到|移动|合并重复|内部"


def _words(*alternatives: str, zh: str) -> re.Pattern[str]:
    """Match whole words in any case, or Chinese words, which have no bounds."""
    return re.compile(r"\b(?:" + "|".join(alternatives) + r")\b|" + zh, re.IGNORECASE)


BUMP = _words(*_BUMP, zh=_ZH_BUMP)
DOCS = _words(*_DOCS, zh=_ZH_DOCS)
TESTS = _words(*_TESTS, zh=_ZH_TESTS)
AUTOMATION = _words(*_AUTOMATION, zh=_ZH_AUTOMATION)
TIDYING = _words(*_TIDYING, zh=_ZH_TIDYING)
RESTRUCTURING = _words(*_RESTRUCTURING, zh=_ZH_RESTRUCTURING)
MAINTENANCE = _words(
    *(*_BUMP, *_DOCS, *_TESTS, *_AUTOMATION, *_TIDYING),
    zh=f"{_ZH_BUMP}|{_ZH_DOCS}|{_ZH_TESTS}|{_ZH_AUTOMATION}|{_ZH_TIDYING}",
)
LAYOUT = _words(
    r"re-?architect\w*|restructur\w*|re-?organi[sz]\w*",
    r"split\b.{0,80}?\b(?:into|from|out)|extract\b.{0,80}?\binto",
    zh=r"架构|拆分",
)
ADDS = re.compile(
    r"\W*(?:feat\w*|add(?:s|ed|ing)?|implement\w*|introduc\w*|support\w*|allow\w*|enabl\w*|expos\w*|new|stabili[sz]\w*"
    r")\b|[^:]{0,60}:\s(?:add|implement|support|allow|introduce|expose|enable|stabili[sz]e)\w*"
    r"|\W*(?:新增|增加|添加|支持|引入|实现|允许|提供)",
    re.IGNORECASE,
)
"""To be matched at the beginning of a title."""

FIX = _words(
    r"fix(?:es|ed|ing)?|bugs?|incorrect\w*|wrong\w*|handle|ensure|avoid|prevent\w*",
    r"do(?:es)? not|don't|doesn't|issue|broken",
    zh=r"修复|修正|解决|避免|防止|处理",
)
PERFORMANCE = re.compile(
    r"\b(?:perf|performance|speed(?:s|ing)?[- ]?ups?|faster|optimi[sz]\w*"
    r"|reduces? (?:memory|alloc\w*|overhead)|quadratic\w*|latency|throughput)\b"
    r"|cache|alloc|性能|提速|加速|缓存|内存占用",
    re.IGNORECASE,
)
