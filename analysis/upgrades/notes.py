"""Upgrade notes of one commit: each kind by a named finder, each true and worth ten seconds."""

from collections.abc import Callable

from analysis.facts.models import (
    Alteration,
    Evidence,
    Facts,
    MarkKind,
    MarkPlace,
    OptionChange,
    OptionKind,
)
from analysis.language import Bilingual
from analysis.results import UpgradeKind, UpgradeNote
from analysis.text import code, joined, prose
from analysis.upgrades.packages import Found, dependencies
from analysis.upgrades.parameters import demand
from analysis.upgrades.reach import Reach, bare, is_for_users

MOST = 12
"""A commit with more notes of a kind is a rewrite; the rest is in its diff."""

REMOVED = Bilingual("{path} 移除了 {name}。", "{name} is gone from {path}.")
RENAMED = Bilingual("{before} 改名为 {after}。", "{before} is called {after} now.")
OPTION_GONE = Bilingual("{kind} {name} 已移除。", "The {kind} {name} is gone.")
OPTION_RENAMED = Bilingual("{kind} {before} 改名为 {after}。", "The {kind} {before} is called {after} now.")
DEFAULT = Bilingual(
    "{kind} {name} 的默认值由 {before} 变为 {after}。",
    "The {kind} {name} defaults to {after} instead of {before}.",
)
MIGRATE = Bilingual(
    "升级时要执行数据迁移 {path}{limits}。", "Upgrading runs the data migration {path}{limits}."
)
BREAKING = Bilingual("作者声明了不兼容变更：{quote}", "The author declares a breaking change: {quote}")

TYPE_KINDS = frozenset({"class", "struct", "enum", "trait", "interface", "protocol", "type", "union", "impl"})
"""Definitions that are not called by their parameters."""

_IRREVERSIBLE = Bilingual("（没有回退步骤）", ", which has no way back")
_DESTRUCTIVE = Bilingual("（会删除或改写已有数据）", ", which drops or rewrites stored data")
_KINDS = {
    OptionKind.COMMAND_LINE: Bilingual("命令行选项", "command-line option"),
    OptionKind.ENVIRONMENT: Bilingual("环境变量", "environment variable"),
    OptionKind.SETTING: Bilingual("配置项", "setting"),
    OptionKind.PARAMETER: Bilingual("参数", "parameter"),
}


def upgrade_notes(sha: str, facts: Facts) -> tuple[UpgradeNote, ...]:
    """Return what of commit `sha` could break or oblige a user, most pressing kinds first.

    Moves within the commit are no removals, a parameter that callers may leave out is no change, and a
    bot's raise of a development tool is nothing for users.
    """
    notes = (UpgradeNote(kind, text, sha, seen) for find in FINDERS for kind, text, seen in find(facts))
    unique = {(note.kind, note.text.en): note for note in notes}
    return tuple(unique.values())


def breaking(facts: Facts) -> Found:
    """Find what the author declares as breaking with a sign of the title or a footer."""
    if facts.has_mark(MarkKind.BREAKING, [MarkPlace.SIGN]) and not facts.automated:
        said = prose(facts.title.text)
        yield UpgradeKind.BREAKING, BREAKING.format(quote=f"“{said}”"), Evidence(said)


def removed_api(facts: Facts) -> Found:
    """Find public definitions that are gone or have another name."""
    reach = Reach(facts)
    for symbol in reach.symbols(Alteration.REMOVED)[:MOST]:
        if reach.is_gone(symbol.name):
            text = REMOVED.format(name=code(symbol.name), path=code(symbol.path))
            yield UpgradeKind.API_REMOVED, text, symbol.evidence
    for symbol in reach.symbols(Alteration.RENAMED)[:MOST]:
        before, after = symbol.before or "", symbol.after or ""
        if before and after and bare(before) != bare(after) and reach.is_gone(before):
            text = RENAMED.format(before=code(before), after=code(after))
            yield UpgradeKind.API_RENAMED, text, symbol.evidence


def changed_api(facts: Facts) -> Found:
    """Find public functions that must be called in another way."""
    reach = Reach(facts)
    for symbol in reach.symbols(Alteration.SIGNATURE)[:MOST]:
        if symbol.kind in TYPE_KINDS:
            continue  # what stands in its brackets are its bases
        asks = demand(symbol.before or "", symbol.after or "", symbol.name, reach.language(symbol.path))
        if asks:
            values = {
                key: Bilingual("、".join(map(code, words)), joined([*map(code, words)]))
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
    for option in filter(is_for_users, facts.options):
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
        "before": code(_value(option.before)),
        "after": code(_value(option.after)),
    }
    return _filled(words, {"kind": _KINDS[option.kind], **values})


def _value(default: str | None) -> str:
    """Return a default without the mark that ends its line."""
    return (default or "").rstrip(" ,;")
