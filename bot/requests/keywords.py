"""The keywords of requests, in both languages, and how the value after each is read."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from analysis.language import Language
from analysis.results import Level
from bot.errors import BadRequestError, MissingValueError, UnreadableTimeError, UnreadableValueError
from bot.requests.models import ParseContext, PullRequest
from bot.requests.references import branch_name, read_repo, sha
from bot.requests.times import LONGEST_TIME, read_time
from bot.requests.words import Word, folded
from bot.requests.zones import LONGEST_ZONE, read_zone, unknown_zone
from bot.subscriptions import Layout, Quiet

Value = TypeVar("Value", bound=StrEnum)

LANGUAGES: Mapping[str, Language] = {
    **dict.fromkeys(("zh", "zh-cn", "zh_cn", "cn", "chinese", "中文", "汉语", "简体中文"), Language.ZH),
    **dict.fromkeys(("en", "en-us", "en-gb", "en_us", "english", "英文", "英语"), Language.EN),
}
LAYOUTS: Mapping[str, Layout] = {
    **dict.fromkeys(("thread", "threads", "threaded", "消息列", "话题", "线程"), Layout.THREAD),
    **dict.fromkeys(("flat", "平铺"), Layout.FLAT),
    **dict.fromkeys(("file", "文件"), Layout.FILE),
}
QUIETS: Mapping[str, Quiet] = {
    **dict.fromkeys(("post", "yes", "on", "发", "发布"), Quiet.POST),
    **dict.fromkeys(("skip", "no", "off", "不发", "跳过"), Quiet.SKIP),
}
LEVELS: Mapping[str, Level] = {
    **dict.fromkeys(("high", "高"), Level.HIGH),
    **dict.fromkeys(("medium", "mid", "中"), Level.MEDIUM),
    **dict.fromkeys(("low", "all", "低", "全部"), Level.LOW),
}

BAD_IN_PATH = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Keyword:
    """A word that says what the next ones mean; `slot` is where their value goes.

    `read` returns `None` for what is no value; `mistake` then says so. A value takes up to `longest` words,
    none at all for a flag.
    """

    slot: str
    aliases: frozenset[str]
    read: Callable[[Word, ParseContext], object | None]
    mistake: Callable[[str], BadRequestError]
    longest: int = 1
    choices: tuple[str, ...] = ()


def take_value(
    keyword: Keyword, name: str, words: Sequence[Word], context: ParseContext
) -> tuple[object, int]:
    """Return the value of `keyword`, which was written as `name`, and how many of `words` it took."""
    if keyword.longest == 0:
        return True, 0
    if not words:
        raise MissingValueError(name, keyword.choices)
    for count in range(min(keyword.longest, len(words)), 0, -1):
        value = keyword.read(joined(words[:count]), context)
        if value is not None:
            return value, count
    raise keyword.mistake(words[0].text)


def joined(words: Sequence[Word]) -> Word:
    """Return several words as one."""
    if len(words) == 1:
        return words[0]
    return Word(" ".join(word.raw for word in words), " ".join(word.text for word in words))


def _choice(slot: str, aliases: str, table: Mapping[str, Value]) -> Keyword:
    choices = tuple(dict.fromkeys(str(value) for value in table.values()))
    return Keyword(
        slot,
        frozenset(aliases.split()),
        lambda word, _: table.get(word.key),
        lambda text: UnreadableValueError(slot, text, choices),
        choices=choices,
    )


def _branch(word: Word, _: ParseContext) -> str | None:
    return branch_name(word.raw if word.quoted else word.text)


def _glob(word: Word, _: ParseContext) -> str | None:
    glob = word.raw if word.quoted else folded(word.raw).rstrip(",;")
    return glob if glob.strip() and not BAD_IN_PATH.search(glob) else None


def _number(word: Word, _: ParseContext) -> PullRequest | None:
    number = re.fullmatch(r"#?([1-9][0-9]{0,8})", word.text)
    return PullRequest(int(number[1])) if number else None


KEYWORDS: tuple[Keyword, ...] = (
    Keyword(
        "at",
        frozenset({"at", "time", "时间", "每天"}),
        lambda word, _: read_time(word.text),
        UnreadableTimeError,
        LONGEST_TIME,
    ),
    Keyword(
        "zone",
        frozenset({"zone", "timezone", "tz", "时区"}),
        lambda word, _: read_zone(word.text),
        unknown_zone,
        LONGEST_ZONE,
    ),
    _choice("language", "language lang 语言", LANGUAGES),
    _choice("layout", "layout 布局 排版", LAYOUTS),
    _choice("quiet", "quiet 安静", QUIETS),
    _choice("level", "level 级别 等级", LEVELS),
    Keyword(
        "branch", frozenset({"branch", "分支"}), _branch, lambda text: UnreadableValueError("branch", text)
    ),
    Keyword(
        "path", frozenset({"path", "paths", "路径"}), _glob, lambda text: UnreadableValueError("path", text)
    ),
    Keyword(
        "repo",
        frozenset({"repo", "repository", "仓库"}),
        read_repo,
        lambda text: UnreadableValueError("repo", text),
    ),
    Keyword(
        "commit",
        frozenset({"commit", "sha", "提交"}),
        lambda word, _: sha(word.text),
        lambda text: UnreadableValueError("commit", text),
    ),
    Keyword(
        "commit",
        frozenset({"pr", "pull", "pull-request", "pullrequest"}),
        _number,
        lambda text: UnreadableValueError("pr", text),
    ),
    Keyword(
        "private",
        frozenset({"private", "privately", "only-me", "私密", "仅自己"}),
        lambda *_: True,
        lambda text: UnreadableValueError("private", text),
        longest=0,
    ),
)
