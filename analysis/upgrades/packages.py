"""Which moves of dependencies and runtimes reach the users of a package, not only its developers."""

import re
from collections.abc import Callable, Iterator

from analysis.diff import parse
from analysis.facts.classes import is_aside
from analysis.facts.models import DependencyChange, Evidence, Facts, FileClass
from analysis.language import Bilingual
from analysis.models import FileStatus
from analysis.results import UpgradeKind
from analysis.text import code

MAJOR = Bilingual(
    "依赖 {name} 升到新的主版本：{before} → {after}。",
    "The dependency {name} moves to a new major version: {before} → {after}.",
)
MAY_BREAK = Bilingual(
    "依赖 {name} 升到可能不兼容的 0.x 版本：{before} → {after}。",
    "The dependency {name} moves to a 0.x version that may break: {before} → {after}.",
)
SUPPORT = Bilingual(
    "{name} 最低版本由 {before} 提高到 {after}。",
    "The lowest supported {name} version rises from {before} to {after}.",
)
SUPPORT_GONE = Bilingual("不再支持 {name} {before}。", "{name} {before} is no longer supported.")

RUNTIMES = {
    "python": "Python",
    "rust": "Rust",
    "node": "Node.js",
    "go": "Go",
    "java": "Java",
    "ruby": "Ruby",
    "php": "PHP",
}
"""The languages whose supported versions a manifest states, by the name it gives them."""

_DEV_TOOLS = re.compile(
    r"pytest.*|black|ruff|mypy|flake8.*|isort|coverage|codecov|tox|nox|pre-commit|sphinx.*|docutils|myst.*"
    r"|mkdocs.*|twine|build|types-.*|pylint"
    r"|hypothesis|eslint.*|@eslint/.*|prettier.*|jest.*|@types/.*|vitest|@vitest/.*|webpack.*|rollup.*"
    r"|vite|babel.*|@babel/.*"
    r"|typescript|mocha|chai|karma.*|criterion|proptest|quickcheck|trybuild|loom|wiremock|mockall"
    r"|tempfile|setuptools.*|wheel"
    r"|hatch.*|flit.*|cython|towncrier|bump.*|zizmor.*",
    re.IGNORECASE,
)
_DEV_WORD = re.compile(r"dev|test|docs?\b|lint|ci\b|build|bench|example|fuzz|tools?/", re.IGNORECASE)
_PIN = re.compile(r"requirements[^/]*\.(?:txt|in)$|requirements/", re.IGNORECASE)
_SECTION = re.compile(r"\s*(?:\[+(?P<toml>[^\]\"']+)\]+\s*$|\"?(?P<list>[\w-]+)\"?\s*[:=]\s*[\[{]\s*$)")
_NUMBER = re.compile(r"\d+")

Found = Iterator[tuple[UpgradeKind, Bilingual, Evidence]]


def dependencies(facts: Facts) -> Found:
    """Find dependencies of users that moved to a new major version, and runtimes no longer supported."""
    manifests = {
        file.path
        for file in facts.of_class(FileClass.DEPS)
        if file.change.status is not FileStatus.DELETED and not is_aside(file.path)
    }
    asked = [change for change in facts.dependencies if change.direct and change.evidence.path in manifests]
    stays = {(change.name.casefold(), change.after) for change in facts.dependencies}
    for change in asked:
        if change.name.casefold() in RUNTIMES:
            if (change.name.casefold(), change.before) not in stays:
                yield from _support(change)
        elif change.major and change.before and change.after and _reaches_users(change, facts):
            words = MAJOR if leads(change.before) or leads(change.after) else MAY_BREAK
            text = words.format(name=code(change.name), before=code(change.before), after=code(change.after))
            yield UpgradeKind.DEPENDENCY_MAJOR, text, change.evidence


def leads(version: str) -> bool:
    """Whether the first number of a version is not zero."""
    found = _NUMBER.search(version[:40])
    return found is not None and int(found[0]) > 0


def raises(before: str, after: str) -> bool:
    """Whether the first numbers in two versions rise; versions without numbers do not."""
    old, new = ([int(number) for number in _NUMBER.findall(side[:40])] for side in (before, after))
    return bool(old) and old < new


def _support(change: DependencyChange) -> Found:
    language = RUNTIMES[change.name.casefold()]
    if change.before and not change.after:
        text = SUPPORT_GONE.format(name=language, before=code(change.before))
        yield UpgradeKind.SUPPORT_DROPPED, text, change.evidence
    elif change.before and change.after and raises(change.before, change.after):
        text = SUPPORT.format(name=language, before=code(change.before), after=code(change.after))
        yield UpgradeKind.SUPPORT_DROPPED, text, change.evidence


def _reaches_users(change: DependencyChange, facts: Facts) -> bool:
    """Whether `change` is asked of users; pins and the developers' own tools are not."""
    path = change.evidence.path or ""
    pinned = bool(_PIN.search(path)) and "==" in change.evidence.quote
    signs: tuple[Callable[[], object], ...] = (
        lambda: _DEV_TOOLS.fullmatch(change.name),
        lambda: _DEV_WORD.search(path),
        lambda: _DEV_WORD.search(_section(change, facts)),
    )
    return not pinned and not any(sign() for sign in signs)


def _section(change: DependencyChange, facts: Facts) -> str:
    """Return the heading above a requirement (`dev-dependencies`), as far as the hunk shows it."""
    for file in facts.of_class(FileClass.DEPS):
        for hunk in parse(file.change).hunks if file.path == change.evidence.path else ():
            heading = hunk.heading
            for line in hunk.lines:
                found = _SECTION.match(line.text[:200])
                heading = (found["toml"] or found["list"]) if found else heading
                if line.number == change.evidence.line and line.sign == (
                    "-" if change.evidence.removed else "+"
                ):
                    return heading
    return ""
