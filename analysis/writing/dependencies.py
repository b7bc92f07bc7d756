"""What a commit does to dependencies and supported versions, told with the size of each step."""

import re
from collections.abc import Iterator, Sequence

from analysis.facts.dependencies import ANY_VERSION
from analysis.facts.models import DependencyChange, FileClass
from analysis.language import Bilingual
from analysis.results import Depth
from analysis.upgrades.packages import RUNTIMES
from analysis.writing.grammar import Sentence
from analysis.writing.material import Material
from analysis.writing.values import Code, Codes, Count, Noun, Value

TOLD_ONE_BY_ONE = 2
"""So many moved dependencies get a sentence each; more are listed in one."""

MOVES = Bilingual(
    "{path} 中 {name} 由 {before} {verb} {after}{step}。",
    "{verb} {name} from {before} to {after}{step} in {path}.",
)
SUPPORT = Bilingual(
    "{path} 要求的 {name} 版本由 {before} 改为 {after}。",
    "The required {name} version goes from {before} to {after} in {path}.",
)
ADDS = Bilingual("{path} 新增依赖 {name}。", "Adds the dependency {name} to {path}.")
DROPS = Bilingual("{path} 去掉依赖 {name}。", "Drops the dependency {name} from {path}.")
HOLDS = Bilingual(
    "{path} 把 {name} 限定在 {after}，此前不限版本。",
    "Holds {name} to {after} in {path}, where any version would do before.",
)
FREES = Bilingual(
    "{path} 不再限定 {name} 的版本，此前是 {before}。",
    "Any version of {name} will do in {path}, which asked for {before}.",
)
SUPPORTS = Bilingual("{path} 加上 {name}。", "Adds {name} to {path}.")
NO_MORE = Bilingual("{path} 去掉 {name}。", "Takes {name} out of {path}.")
MOVES_MANY = Bilingual("更新 {count}：{names}。", "Updates {count}: {names}.")
LOCKED = Bilingual(
    "只有锁文件变动，{path} 中更新 {count}：{names}。", "Only the lock moves: {count} in {path}, {names}."
)
LOCKED_ONE = Bilingual(
    "只有锁文件变动，{path} 中 {name} 由 {before} {verb} {after}{step}。",
    "{verb} {name} from {before} to {after}{step}, in the lock file {path} alone.",
)
LOCKED_NEW = Bilingual("锁文件 {path} 中多了 {name}。", "{name} is new in the lock file {path}.")
LOCKED_GONE = Bilingual("锁文件 {path} 中不再有 {name}。", "{name} is gone from the lock file {path}.")

_UP = Bilingual("升到", "raises")
_DOWN = Bilingual("降到", "lowers")
_SIDEWAYS = Bilingual("改为", "moves")
_NO_STEP = Bilingual("", "")
_STEPS = (
    Bilingual("（主版本）", " (major)"),
    Bilingual("（次版本）", " (minor)"),
    Bilingual("（修订版）", " (patch)"),
)
_MAY_BREAK = Bilingual("（0.x 的次版本，可能不兼容）", " (minor of 0.x, may break)")
_NUMBERS = re.compile(r"\D{0,3}(\d{1,9})(?:\.(\d{1,9}))?(?:\.(\d{1,9}))?")


def runtime(change: DependencyChange) -> str | None:
    """Return the language whose supported versions `change` is about, or `None` for a package."""
    return RUNTIMES.get(change.name.casefold())


def dependencies(material: Material, _: Depth) -> Iterator[Sentence]:
    """Say which dependencies moved, came and went; those that only a lock file names come last."""
    changes = _unique(change for change in material.facts.dependencies if change.before != change.after)
    direct = [change for change in changes if change.direct]
    moved = [change for change in direct if change.before and change.after]
    if len(moved) > TOLD_ONE_BY_ONE:
        yield _listed(MOVES_MANY, moved)
    else:
        yield from map(_move, moved)
    for change in direct:
        if not (change.before and change.after):
            yield _come_or_gone(change)
    if not direct and len(changes) == 1:
        yield _locked(changes[0])
    elif not direct and changes:
        yield _listed(LOCKED, changes)


def step_between(before: str, after: str) -> tuple[Bilingual, Bilingual]:
    """Return the verb and the size of the step between two versions, as far as they can be compared."""
    old, new = _NUMBERS.match(before), _NUMBERS.match(after)
    if not old or not new or before[:1] in "<>~^=!" or "," in before + after:
        return _SIDEWAYS, _NO_STEP
    numbers = [
        (int(one or 0), int(other or 0)) for one, other in zip(old.groups(), new.groups(), strict=True)
    ]
    different = next(
        ((size, pair) for size, pair in zip(_STEPS, numbers, strict=True) if pair[0] != pair[1]), None
    )
    if different is None:
        return _SIDEWAYS, _NO_STEP
    size, (one, other) = different
    if size is _STEPS[1] and numbers[0] == (0, 0):
        size = _MAY_BREAK
    return (_UP, size) if other > one else (_DOWN, _NO_STEP)


def _unique(changes: Iterator[DependencyChange]) -> list[DependencyChange]:
    return list({(change.name, change.before, change.after): change for change in changes}.values())


def _move(change: DependencyChange) -> Sentence:
    before, after = change.before or "", change.after or ""
    place = {"path": Code(change.evidence.path or "?"), "before": Code(before), "after": Code(after)}
    language = runtime(change)
    if language:
        return Sentence(SUPPORT, {**place, "name": language}, (change.evidence,))
    if ANY_VERSION in (before, after):
        words = HOLDS if before == ANY_VERSION else FREES
        return Sentence(words, {**place, "name": Code(change.name)}, (change.evidence,))
    verb, step = step_between(before, after)
    return Sentence(
        MOVES, {**place, "name": Code(change.name), "verb": verb, "step": step}, (change.evidence,)
    )


def _locked(change: DependencyChange) -> Sentence:
    if change.before and change.after:
        verb, step = step_between(change.before, change.after)
        values: dict[str, Value] = {
            "path": Code(change.evidence.path or "?"),
            "name": Code(change.name),
            "before": Code(change.before),
            "after": Code(change.after),
            "verb": verb,
            "step": step,
        }
        return Sentence(LOCKED_ONE, values, (change.evidence,))
    words = LOCKED_NEW if change.after else LOCKED_GONE
    name = Code(f"{change.name} {change.after or change.before or ''}".strip())
    return Sentence(words, {"path": Code(change.evidence.path or "?"), "name": name}, (change.evidence,))


def _come_or_gone(change: DependencyChange) -> Sentence:
    version = change.after or change.before or ""
    language = runtime(change)
    name = Code(f"{language or change.name} {version}".strip())
    words = (SUPPORTS if change.after else NO_MORE) if language else (ADDS if change.after else DROPS)
    return Sentence(words, {"name": name, "path": Code(change.evidence.path or "?")}, (change.evidence,))


def _listed(words: Bilingual, changes: Sequence[DependencyChange]) -> Sentence:
    names = Codes(tuple(map(_step, changes)), 5)
    return Sentence(
        words,
        {
            "count": Count(len(changes), Noun.DEPENDENCY),
            "names": names,
            "path": Code(changes[0].evidence.path or "?"),
        },
        tuple(change.evidence for change in changes[:5]),
    )


def _step(change: DependencyChange) -> str:
    if change.before and change.after:
        return f"{change.name} {change.before} → {change.after}"
    return f"{'+' if change.after else '−'} {change.name} {change.after or change.before or ''}".strip()


def is_only_dependencies(material: Material) -> bool:
    """Whether nothing but manifests, locks, workflows and the like changed, with a dependency in them."""
    carriers = (FileClass.DEPS, FileClass.LOCK, FileClass.CI, FileClass.BUILD, FileClass.CONFIG)
    return bool(material.facts.dependencies) and len(material.facts.of_class(*carriers)) == len(
        material.facts.files
    )
