"""Upgrade notes of one commit: each kind by a named finder, each true and worth ten seconds."""

import re
from collections.abc import Callable, Iterator

from analysis.facts.models import (
    Alteration,
    DependencyChange,
    Evidence,
    Facts,
    FileClass,
    MarkKind,
    MarkPlace,
    OptionChange,
    OptionKind,
)
from analysis.language import Bilingual
from analysis.results import UpgradeKind, UpgradeNote
from analysis.text import clean, code, prose
from analysis.upgrades.parameters import demand
from analysis.upgrades.reach import Reach, bare

MOST = 12
"""A commit with more notes of a kind is a rewrite; the rest is in its diff."""

REMOVED = Bilingual("`{path}` 移除了 {name}。", "{name} is gone from `{path}`.")
RENAMED = Bilingual("{before} 改名为 {after}。", "{before} is called {after} now.")
OPTION_GONE = Bilingual("{kind} {name} 已移除。", "The {kind} {name} is gone.")
OPTION_RENAMED = Bilingual("{kind} {before} 改名为 {after}。", "The {kind} {before} is called {after} now.")
DEFAULT = Bilingual(
    "{kind} {name} 的默认值由 {before} 变为 {after}。",
    "The {kind} {name} defaults to {after} instead of {before}.",
)
MAJOR = Bilingual(
    "依赖 {name} 升到新的主版本：{before} → {after}。",
    "The dependency {name} moves to a new major version: {before} → {after}.",
)
SUPPORT = Bilingual(
    "支持的 {name} 版本由 {before} 变为 {after}。",
    "The supported {name} version goes from {before} to {after}.",
)
SUPPORT_GONE = Bilingual("不再支持 {name} {before}。", "{name} {before} is no longer supported.")
MIGRATE = Bilingual(
    "升级时要执行数据迁移 {path}{limits}。", "Upgrading runs the data migration {path}{limits}."
)
BREAKING = Bilingual("作者声明了不兼容变更：{quote}", "The author declares a breaking change: {quote}")

_IRREVERSIBLE = Bilingual("（没有回退步骤）", ", which has no way back")
_DESTRUCTIVE = Bilingual("（会删除或改写已有数据）", ", which drops or rewrites stored data")
_KINDS = {
    OptionKind.COMMAND_LINE: Bilingual("命令行选项", "command-line option"),
    OptionKind.ENVIRONMENT: Bilingual("环境变量", "environment variable"),
    OptionKind.SETTING: Bilingual("配置项", "setting"),
    OptionKind.PARAMETER: Bilingual("参数", "parameter"),
}
_RUNTIMES = {"python": "Python", "rust": "Rust", "node": "Node.js", "go": "Go", "ruby": "Ruby", "php": "PHP"}
_DEV_TOOLS = re.compile(
    r"pytest.*|black|ruff|mypy|flake8.*|isort|coverage|codecov|tox|nox|pre-commit|sphinx.*|mkdocs.*|twine"
    r"|build|types-.*|pylint"
    r"|hypothesis|eslint.*|@eslint/.*|prettier.*|jest.*|@types/.*|vitest|@vitest/.*|webpack.*|rollup.*"
    r"|vite|babel.*|@babel/.*"
    r"|typescript|mocha|chai|karma.*|criterion|proptest|quickcheck|trybuild|loom|wiremock|mockall"
    r"|tempfile|setuptools.*|wheel"
    r"|hatch.*|flit.*|cython|towncrier|bump.*|zizmor.*",
    re.IGNORECASE,
)
_DEV_PLACE = re.compile(r"dev|test|docs?\b|lint|ci\b|build|bench|example|fuzz|tools?/", re.IGNORECASE)
_PIN = re.compile(r"requirements[^/]*\.(?:txt|in)$|requirements/", re.IGNORECASE)
_FOOTER = re.compile(
    r"^BREAKING[ -]CHANGES?:\s*(.+?)(?=\n\s*\n|\n[A-Z][\w-]+:\s|\Z)", re.DOTALL | re.MULTILINE
)


def upgrade_notes(sha: str, facts: Facts) -> tuple[UpgradeNote, ...]:
    """Return what of commit `sha` could break or oblige a user, most pressing kinds first.

    Moves within the commit are no removals, a parameter that callers may leave out is no change, and a
    bot's raise of a development tool is nothing for users.
    """
    notes = (UpgradeNote(kind, text, sha, seen) for find in FINDERS for kind, text, seen in find(facts))
    unique = {(note.kind, note.text.en): note for note in notes}
    return tuple(unique.values())


Found = Iterator[tuple[UpgradeKind, Bilingual, Evidence]]


def breaking(facts: Facts) -> Found:
    """Find what the author declares as breaking with a sign of the title or a footer."""
    signs = [mark for mark in facts.marks if mark.kind is MarkKind.BREAKING and mark.place is MarkPlace.SIGN]
    if signs and not facts.automated:
        said = next(
            (mark.word for mark in signs if len(mark.word) > len("BREAKING CHANGE:")), facts.title.text
        )
        yield UpgradeKind.BREAKING, BREAKING.format(quote=f"“{prose(said)}”"), Evidence(said)


def removed_api(facts: Facts) -> Found:
    """Find public definitions that are gone or have another name."""
    reach = Reach(facts)
    for symbol in reach.symbols(Alteration.REMOVED)[:MOST]:
        if reach.is_gone(symbol):
            text = REMOVED.format(name=code(symbol.name), path=clean(symbol.path.replace("`", "")))
            yield UpgradeKind.API_REMOVED, text, symbol.evidence
    for symbol in reach.symbols(Alteration.RENAMED)[:MOST]:
        if symbol.before and symbol.after and bare(symbol.before) != bare(symbol.after):
            text = RENAMED.format(before=code(symbol.before), after=code(symbol.after))
            yield UpgradeKind.API_RENAMED, text, symbol.evidence


def changed_api(facts: Facts) -> Found:
    """Find public functions that must be called in another way."""
    reach = Reach(facts)
    for symbol in reach.symbols(Alteration.SIGNATURE)[:MOST]:
        asks = demand(symbol.before or "", symbol.after or "", symbol.name, reach.language(symbol.path))
        if asks:
            values = {
                key: Bilingual(*(mark.join(map(code, words)) for mark in ("、", ", ")))
                for key, words in asks.values.items()
            }
            yield (
                UpgradeKind.API_CHANGED,
                _filled(asks.words, {"name": code(symbol.name), **values}),
                symbol.evidence,
            )


def options(facts: Facts) -> Found:
    """Find options and environment variables that are gone, renamed, or start from another value."""
    stays = {option.name for option in facts.options if option.alteration is Alteration.ADDED}
    for option in facts.options:
        if option.kind is OptionKind.PARAMETER and option.alteration is not Alteration.CHANGED:
            continue  # told by its function's signature
        if option.alteration is Alteration.REMOVED and option.name not in stays:
            kind = (
                UpgradeKind.ENVIRONMENT_REMOVED
                if option.kind is OptionKind.ENVIRONMENT
                else UpgradeKind.OPTION_REMOVED
            )
            yield kind, _option(OPTION_GONE, option), option.evidence
        elif option.alteration is Alteration.RENAMED and option.before and option.after:
            yield UpgradeKind.OPTION_RENAMED, _option(OPTION_RENAMED, option), option.evidence
        elif option.alteration is Alteration.CHANGED and option.before and option.after:
            yield UpgradeKind.DEFAULT_CHANGED, _option(DEFAULT, option), option.evidence


def dependencies(facts: Facts) -> Found:
    """Find dependencies of users that moved to a new major version, and runtimes no longer supported."""
    for change in facts.dependencies:
        language = _RUNTIMES.get(change.name.casefold())
        if language and change.before and change.direct:
            words = SUPPORT if change.after else SUPPORT_GONE
            values = {"before": code(change.before), "after": code(change.after or ""), "name": language}
            yield UpgradeKind.SUPPORT_DROPPED, words.format(**values), change.evidence
        elif change.major and change.before and change.after and _reaches_users(change, facts):
            text = MAJOR.format(name=code(change.name), before=code(change.before), after=code(change.after))
            yield UpgradeKind.DEPENDENCY_MAJOR, text, change.evidence


def migrations(facts: Facts) -> Found:
    """Find what must be done to stored data."""
    for migration in facts.migrations:
        limits = (
            _DESTRUCTIVE
            if migration.destructive
            else _IRREVERSIBLE
            if migration.reversible is False
            else Bilingual("", "")
        )
        yield (
            UpgradeKind.MIGRATION,
            _filled(MIGRATE, {"path": code(migration.path), "limits": limits}),
            migration.evidence,
        )


FINDERS: tuple[Callable[[Facts], Found], ...] = (
    breaking,
    removed_api,
    changed_api,
    options,
    dependencies,
    migrations,
)
"""Every kind of note, most pressing first."""


def _filled(words: Bilingual, values: dict[str, Bilingual | str]) -> Bilingual:
    zh = {key: value if isinstance(value, str) else value.zh for key, value in values.items()}
    en = {key: value if isinstance(value, str) else value.en for key, value in values.items()}
    return Bilingual(words.zh.format(**zh), words.en.format(**en))


def _option(words: Bilingual, option: OptionChange) -> Bilingual:
    values = {
        "name": code(option.name),
        "before": code(option.before or ""),
        "after": code(option.after or ""),
    }
    return _filled(words, {"kind": _KINDS[option.kind], **values})


def _reaches_users(change: DependencyChange, facts: Facts) -> bool:
    """Whether a package manifest asks users for `change`; pins and tools of the developers do not."""
    path = change.evidence.path or ""
    manifests = {file.path for file in facts.of_class(FileClass.DEPS)}
    pinned = bool(_PIN.search(path)) and "==" in change.evidence.quote
    is_tool = bool(_DEV_TOOLS.fullmatch(change.name)) or bool(_DEV_PLACE.search(path))
    return change.direct and path in manifests and not pinned and not is_tool
