"""The subject line taken apart: type, areas, breaking sign and what is left to say."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from analysis.facts.models import Title

_WORDS_OF_TYPES: Mapping[str, str] = {
    "feat": "feat feature features enh enhancement 新增 新功能 功能 特性",
    "fix": "fix fixes fixed bugfix hotfix bug bugs fixup 修复 缺陷",
    "perf": "perf performance 性能",
    "refactor": "refactor refactoring refac ref cln cleanup 重构",
    "docs": "docs doc documentation 文档",
    "test": "test tests tst testing 测试",
    "ci": "ci",
    "build": "build bld 构建",
    "chore": "chore maint misc 杂项",
    "style": "style sty lint fmt",
    "revert": "revert reverts rev 回滚",
    "deps": "deps dep dependencies 依赖",
    "security": "security sec 安全",
}
TYPES: Mapping[str, str] = {word: name for name, words in _WORDS_OF_TYPES.items() for word in words.split()}
"""Each word that projects put before a title to say what kind of change it is, with our name for it."""

_TYPES_OF_EMOJI: Mapping[str, str] = {
    **dict.fromkeys(("✨", ":sparkles:", "🚀", ":rocket:"), "feat"),
    **dict.fromkeys(("🐛", ":bug:", "🚑", ":ambulance:"), "fix"),
    **dict.fromkeys(("⚡", ":zap:"), "perf"),
    **dict.fromkeys(("♻", ":recycle:", "🎨", ":art:"), "refactor"),
    **dict.fromkeys(("📝", ":memo:", "📚", "✏", "🌐"), "docs"),
    **dict.fromkeys(("✅", ":white_check_mark:"), "test"),
    **dict.fromkeys(("👷", ":construction_worker:", "💚", ":green_heart:"), "ci"),
    **dict.fromkeys(("🔧", ":wrench:", "🔨"), "chore"),
    **dict.fromkeys(("⬆", "⬇", "📌", ":arrow_up:", ":arrow_down:"), "deps"),
    **dict.fromkeys(("⏪", ":rewind:"), "revert"),
    **dict.fromkeys(("🔒", ":lock:"), "security"),
}
_BREAKING_EMOJI = frozenset(("💥", ":boom:"))

_MAX_PREFIXES = 4
_NUMBER = re.compile(r"\s*\((?:#|!|[\w.-]{1,60}/[\w.-]{1,60}#|GH-)\d{1,9}\)$")
_EMOJI = re.compile(r"(:[a-z_]{2,30}:|[\u2190-\u2bff\U0001f300-\U0001faff])\ufe0f?\s*")
_TAG = re.compile(r"[\[【]([^\[\]【】]{1,40})[\]】][:：]?\s*")
_BREAKING_WORDS = frozenset({"breaking", "breaking change", "breaking-change"})
_PREFIX = re.compile(
    r"(?P<word>[A-Za-z0-9_@*.+/{}-]{1,60}(?:::\w{1,40}|, ?[\w@*.+/-]{1,60}){0,5}|[\u4e00-\u9fff]{2,4})"
    r"\s?(?:[(（](?P<scope>[^()（）]{0,80})[)）])?(?P<bang>!)?(?::\s+|：\s*|(?<=[\u4e00-\u9fff]):)(?=\S)"
)
_PART = re.compile(r"\s*\d{1,3}\s?/\s?\d{1,3}\s*")
_SEPARATOR = re.compile(r"[,/|]\s*")


class _Prefix(NamedTuple):
    type: str | None
    areas: tuple[str, ...]
    breaking: bool
    end: int


def title_of(subject: str) -> Title:
    """Return `subject` taken apart; a word before a colon that is no known type is an area."""
    text = _without_number(subject.strip())
    kind: str | None = None
    areas: list[str] = []
    breaking = False
    for _ in range(_MAX_PREFIXES):
        found = _emoji(text) or _tag(text) or _prefix(text)
        if found is None or not text[found.end :].strip():
            break
        kind = kind or found.type
        areas += found.areas
        breaking |= found.breaking
        text = text[found.end :].lstrip()
    return Title(text, kind, tuple(dict.fromkeys(areas)), breaking)


def _without_number(text: str) -> str:
    for _ in range(_MAX_PREFIXES):
        shorter = _NUMBER.sub("", text[-200:])
        if not (text[:-200] + shorter).strip() or len(shorter) == len(text[-200:]):
            break
        text = text[:-200] + shorter
    return text


def _emoji(text: str) -> _Prefix | None:
    found = _EMOJI.match(text)
    if not found:
        return None
    return _Prefix(_TYPES_OF_EMOJI.get(found[1]), (), found[1] in _BREAKING_EMOJI, found.end())


def _tag(text: str) -> _Prefix | None:
    """Read `[Bugfix]`, `[CI/Build]`, `[Core]`: every word that is no type is an area; `[1/3]` is a part."""
    found = _TAG.match(text)
    if not found:
        return None
    if _PART.fullmatch(found[1]):
        return _Prefix(None, (), breaking=False, end=found.end())
    words = [word.strip() for word in _SEPARATOR.split(found[1]) if word.strip()]
    kinds = [TYPES[word.lower()] for word in words if word.lower() in TYPES]
    areas = tuple(word for word in words if word.lower() not in TYPES)
    breaking = found[1].strip().lower() in _BREAKING_WORDS
    return _Prefix(kinds[0] if kinds else None, areas, breaking, found.end())


def _prefix(text: str) -> _Prefix | None:
    """Read `fix(cache)!: `, `net: `, `net, sync: `, `cmd/go: `, `修复：`."""
    found = _PREFIX.match(text)
    if not found:
        return None
    kind = TYPES.get(found["word"].lower())
    scope = tuple(part.strip() for part in re.split(r",\s*", found["scope"] or "") if part.strip())
    areas = () if kind else tuple(re.split(r",\s*", found["word"]))
    breaking = bool(found["bang"]) or found["word"].lower() in _BREAKING_WORDS
    return _Prefix(kind, (*areas, *scope), breaking, found.end())
