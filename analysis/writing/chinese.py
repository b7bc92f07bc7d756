"""Chinese: measure words, the pause mark, full-width punctuation, blanks around Latin words."""

import re
from collections.abc import Callable, Mapping, Sequence

from analysis.language import Bilingual, Language
from analysis.models import FileChange, FileStatus, Withheld
from analysis.text import code, prose, renamed_or_code
from analysis.writing.values import (
    Clause,
    Clauses,
    Code,
    Codes,
    Count,
    Counts,
    Inside,
    Named,
    Noun,
    Place,
    Places,
    Quoted,
    Quotes,
    Value,
    Verb,
    split_off,
)

_COUNTED: Mapping[Noun, str] = {
    Noun.FILE: "个文件",
    Noun.LINE: "行",
    Noun.COMMIT: "个提交",
    Noun.TEST: "个测试",
    Noun.NAME: "个名称",
    Noun.PLACE: "处",
    Noun.PUBLIC_NAME: "个公开名称",
    Noun.DEPENDENCY: "个依赖",
    Noun.GONE: "个公开名称被移除",
    Noun.RENAMED: "个名称改了",
    Noun.CALL: "处调用要调整",
    Noun.SWITCH: "个选项被移除或改名",
    Noun.DEFAULT: "个默认值变了",
    Noun.MAJOR: "个依赖升了主版本",
    Noun.DROPPED: "个版本不再支持",
    Noun.DECLARED: "项声明的不兼容变更",
    Noun.MIGRATION: "个数据迁移",
}
_KINDS: Mapping[Noun, str] = {
    Noun.FUNCTION: "函数",
    Noun.METHOD: "方法",
    Noun.CLASS: "类",
    Noun.STRUCT: "结构体",
    Noun.ENUM: "枚举",
    Noun.TRAIT: "trait",
    Noun.INTERFACE: "接口",
    Noun.TYPE: "类型",
    Noun.CONSTANT: "常量",
    Noun.MODULE: "模块",
    Noun.TEST: "测试",
    Noun.OPTION: "命令行选项",
    Noun.VARIABLE: "环境变量",
    Noun.SETTING: "配置项",
    Noun.PARAMETER: "参数",
}
_VERBS: Mapping[Verb, str] = {
    Verb.ADD: "新增",
    Verb.EXPOSE: "公开",
    Verb.REMOVE: "移除",
    Verb.RENAME: "重命名",
    Verb.MOVE: "移动",
    Verb.CHANGE: "修改",
    Verb.ADJUST: "微调",
    Verb.REWORK: "大幅修改",
    Verb.EXTEND: "扩充",
    Verb.TRIM: "精简",
}


_AFTER_COUNT = re.compile(r"((?:等|另外) [\d,]+ 个(?:文件)?) (?=[\u4e00-\u9fff])")
_BEFORE_QUOTE = re.compile(r"(?<=[\u4e00-\u9fff]) (?=“)")


class Chinese:
    """How Chinese shows values."""

    language = Language.ZH
    stop = "。"

    def show(self, value: Value) -> str:  # noqa: PLR0911 - one case for each kind of value
        """Return `value` as it stands inside a Chinese sentence."""
        match value:
            case Code(text):
                return code(text)
            case Inside(path, name):
                return f"{code(path)} 的 {code(name)}" if name else code(path)
            case Codes(texts, shown):
                return _some(texts, shown, code)
            case Quoted(text):
                return quoted(text)
            case Quotes(texts, shown):
                return _some(texts, shown, quoted)
            case Count(number, noun):
                return counted(number, noun)
            case Place() | Places() | Clauses() | Counts():
                return _composed(value)
            case Bilingual():
                return value.zh
            case _:
                return str(value)

    def tidy(self, text: str) -> str:
        """Take away the blank between a counted rest or a quotation and the Han character beside it."""
        return _BEFORE_QUOTE.sub("", _AFTER_COUNT.sub(r"\1", text))


def _composed(value: Place | Places | Clauses | Counts) -> str:
    match value:
        case Place():
            return place(value)
        case Places(places, more):
            rest = f"和另外 {more} 个文件" if more else ""
            return "、".join(map(place, places)) + rest
        case Clauses(clauses, where):
            inside = f"在 {code(where)} 中" if where else ""
            return inside + "，".join(_clause(clause) for clause in clauses)
        case Counts(counts):
            return "、".join(counted(one.number, one.noun) for one in counts)


def counted(number: int, noun: Noun) -> str:
    """Return "3 个文件"."""
    return f"{number:,} {_COUNTED.get(noun, '个')}"


def quoted(text: str) -> str:
    """Return `text` between Chinese quotation marks."""
    return f"“{prose(text)}”"


def place(value: Place) -> str:
    """Return a file or folder with the size of its change."""
    size = _size(value)
    return f"{code(value.path)}（{size}）" if size else code(value.path)


def _size(value: Place) -> str:
    changed = f"+{value.additions:,} −{value.deletions:,}"
    if len(value.files) != 1:
        return f"{len(value.files):,} 个文件，{changed}"
    change = value.files[0].change
    if change.submodule or change.withheld is Withheld.BINARY:
        return _opaque(change)
    match change.status:
        case FileStatus.ADDED:
            return f"新文件，{counted(change.additions, Noun.LINE)}"
        case FileStatus.DELETED:
            return f"已删除，{counted(change.deletions, Noun.LINE)}"
        case FileStatus.RENAMED if change.old_path:
            return f"由 {code(change.old_path)} 改名" + (f"，{changed}" if value.additions else "")
    return changed if value.additions or value.deletions else ""


def _opaque(change: FileChange) -> str:
    if change.submodule:
        return "子模块"
    return "二进制，已删除" if change.status is FileStatus.DELETED else "二进制"


def _some(texts: Sequence[str], shown: int, write: Callable[[str], str]) -> str:
    first, more = split_off(texts, shown)
    named = [*map(write, first)]
    shown_text = "、".join(named)
    gap = "" if shown_text.endswith("”") else " "
    return shown_text + (f"{gap}等 {len(texts)} 个" if more else "")


def _clause(clause: Clause) -> str:
    several = any(len(named.names) > 1 for named in clause.things)
    between = "，" if several else "、"
    return f"{_VERBS[clause.verb]}{_gap(clause)}{between.join(_named(named) for named in clause.things)}"


def _gap(clause: Clause) -> str:
    noun = clause.things[0].noun if clause.things else None
    return "" if noun and not _KINDS.get(noun, "").isascii() else " "


def _named(named: Named) -> str:
    names = _some(named.names, named.shown, renamed_or_code)
    return f"{_KINDS.get(named.noun, '')} {names}" if named.noun else names
