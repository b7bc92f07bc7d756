"""The words of headlines, in both languages, with the plurals and measure words that they need."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.language import Bilingual, Language
from analysis.results import ChangeType, Level, UpgradeKind
from analysis.text import joined
from analysis.writing import chinese, english
from analysis.writing.values import Noun


@dataclass(frozen=True, slots=True)
class Counted:
    """A thing that is counted, with `{n}` for the number; English tells one from many."""

    zh: str
    one: str
    many: str

    def of(self, number: int, language: Language) -> str:
        """Return the words for `number` of it."""
        if language is Language.ZH:
            return self.zh.format(n=number)
        return (self.one if number == 1 else self.many).format(n=_english(number))


NOTHING = Bilingual("这一天没有提交合入。", "Nothing landed that day.")
NOTHING_YET = Bilingual("这一天到目前为止还没有提交合入。", "Nothing has landed so far that day.")

QUOTED = Bilingual("“{text}”", "“{text}”")
DEED = Bilingual("（{text}）", " ({text})")
ONLY_ONE = Bilingual("只有一个提交：{titles}", "One commit landed: {titles}")
LEADS: Mapping[Level, Bilingual] = {
    Level.HIGH: Bilingual("最要紧的是{titles}", "What matters most: {titles}"),
    Level.MEDIUM: Bilingual(
        "没有高重要度的提交，最值得一看的是{titles}",
        "No high-importance commit; most worth a look: {titles}",
    ),
    Level.LOW: Bilingual("都是小改动，例如{titles}", "Small changes only, such as {titles}"),
}
LEADS_MANY = Bilingual(
    "{count} 个高重要度提交，为首的是{titles}", "{count} commits of high importance, {titles} foremost"
)
REST = Bilingual("此外还有 {kinds}", "the rest is {kinds}")
BETWEEN = Bilingual("；", "; ")
STOP = Bilingual("。", ".")
PAUSE = Bilingual("、", ", ")
IN_BRACKETS = Bilingual("（{text}）", " ({text})")
MORE = Bilingual(" 等", ", …")

BUMPS = Bilingual("只有依赖升级，共 {commits}：{names}。", "Only dependencies moved, in {commits}: {names}.")
BUMPS_MORE = Bilingual("另外 {count} 个", "{count} more")
MAINTENANCE = Bilingual("只有日常维护：{kinds}，例如{title}。", "Maintenance only: {kinds}, such as {title}.")

TYPE_WORDS: Mapping[ChangeType, Counted] = {
    ChangeType.FEATURE: Counted("{n} 个新功能", "{n} feature", "{n} features"),
    ChangeType.FIX: Counted("{n} 个修复", "{n} fix", "{n} fixes"),
    ChangeType.PERFORMANCE: Counted("{n} 个性能优化", "{n} performance change", "{n} performance changes"),
    ChangeType.SECURITY: Counted("{n} 个安全修复", "{n} security fix", "{n} security fixes"),
    ChangeType.ARCHITECTURE: Counted(
        "{n} 个架构变更", "{n} architectural change", "{n} architectural changes"
    ),
    ChangeType.REFACTORING: Counted("{n} 个重构", "{n} refactoring", "{n} refactorings"),
    ChangeType.DEPENDENCIES: Counted("{n} 个依赖更新", "{n} dependency update", "{n} dependency updates"),
    ChangeType.CONFIGURATION: Counted(
        "{n} 个配置调整", "{n} configuration change", "{n} configuration changes"
    ),
    ChangeType.BUILD: Counted("{n} 个构建与 CI 改动", "{n} build or CI change", "{n} build and CI changes"),
    ChangeType.TESTS: Counted("{n} 个测试改动", "{n} test change", "{n} test changes"),
    ChangeType.DOCUMENTATION: Counted(
        "{n} 个文档更新", "{n} documentation change", "{n} documentation changes"
    ),
    ChangeType.REVERT: Counted("{n} 个回退", "{n} revert", "{n} reverts"),
    ChangeType.OTHER: Counted("{n} 个其他改动", "{n} other change", "{n} other changes"),
}

KIND_WORDS: Mapping[UpgradeKind, Counted] = {
    UpgradeKind.BREAKING: Counted(
        "作者声明了 {n} 处不兼容变更",
        "the author declares {n} breaking change",
        "authors declare {n} breaking changes",
    ),
    UpgradeKind.MIGRATION: Counted(
        "升级要执行 {n} 个数据迁移", "upgrading runs {n} migration", "upgrading runs {n} migrations"
    ),
    UpgradeKind.API_REMOVED: Counted(
        "移除 {n} 个公开名称", "{n} public name is gone", "{n} public names are gone"
    ),
    UpgradeKind.OPTION_REMOVED: Counted("移除 {n} 个选项", "{n} option is gone", "{n} options are gone"),
    UpgradeKind.ENVIRONMENT_REMOVED: Counted(
        "移除 {n} 个环境变量", "{n} environment variable is gone", "{n} environment variables are gone"
    ),
    UpgradeKind.SUPPORT_DROPPED: Counted(
        "{n} 处运行环境的版本要求变了",
        "{n} supported runtime version changes",
        "{n} supported runtime versions change",
    ),
    UpgradeKind.API_RENAMED: Counted(
        "{n} 个公开名称改名", "{n} public name changes", "{n} public names change"
    ),
    UpgradeKind.OPTION_RENAMED: Counted("{n} 个选项改名", "{n} option is renamed", "{n} options are renamed"),
    UpgradeKind.API_CHANGED: Counted(
        "{n} 个接口的调用方式变了",
        "{n} interface must be called differently",
        "{n} interfaces must be called differently",
    ),
    UpgradeKind.DEFAULT_CHANGED: Counted("{n} 个默认值变了", "{n} default changes", "{n} defaults change"),
    UpgradeKind.DEPENDENCY_MAJOR: Counted(
        "{n} 个依赖升到新的主版本",
        "{n} dependency moves to a new major version",
        "{n} dependencies move to a new major version",
    ),
}


def _english(number: int) -> str:
    return english.counted(number, Noun.NAME).partition(" ")[0]


def listed(texts: Sequence[str], language: Language) -> str:
    """Return texts as a list inside a sentence: "a、b 和 c" or "a, b and c"."""
    if language is Language.EN or len(texts) < 2:  # noqa: PLR2004 - one text needs no "and"
        return joined(texts)
    before, after = "、".join(texts[:-1]), texts[-1]
    return f"{before}{_gap(before[-1:])}和{_gap(after[:1])}{after}"


def _gap(beside: str) -> str:
    """Return the blank that parts a Han character from a Latin one."""
    return " " if beside.isascii() else ""


def commits(number: int, language: Language) -> str:
    """Return "3 个提交" or "three commits"."""
    counted = chinese.counted if language is Language.ZH else english.counted
    return counted(number, Noun.COMMIT)
