"""Which dependencies a diff adds, removes or moves to another version, and which runtimes it supports."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import zip_longest

from analysis.diff import Patch
from analysis.facts.classes import is_aside
from analysis.facts.evidence import evidence
from analysis.facts.lock_files import resolved
from analysis.facts.manifests import Requirement, requirements
from analysis.facts.models import DependencyChange, FileClass, FileFacts
from analysis.facts.secret_shapes import redact
from analysis.facts.supported import Supported, bounds, is_workflow, listed
from analysis.facts.versions import is_major, specification, version

_READ = frozenset(
    {FileClass.DEPS, FileClass.CI, FileClass.BUILD, FileClass.LOCK, FileClass.CONFIG, FileClass.OTHER}
)
RUNTIMES = frozenset({"python", "rust", "node", "go"})
"""Names that stand for the supported versions of a language; no package is reported under them."""

ANY_VERSION = "*"
"""What stands for a version where one side of a change names the dependency without any."""


def dependencies(file: FileFacts, patch: Patch) -> tuple[DependencyChange, ...]:
    """Return the dependencies that `patch` alters, old and new paired by name.

    Of workflows only moved versions are told: a step that comes or goes there is no dependency by itself.
    A supported version of a language is reported under the language's name (`RUNTIMES`): one that a list
    of versions gains or loses has only an `after` or only a `before`. What an example supports is not told.
    """
    if file.file_class not in _READ:
        return ()
    direct = file.file_class is not FileClass.LOCK
    found = (*requirements(file.path, patch), *(resolved(file.path, patch) if not direct else ()))
    packages = (one for one in found if one.name.lower() not in RUNTIMES)
    if not direct:
        return _paired(file.path, packages, direct=False)
    moved = tuple(_unbound(change, patch) for change in _paired(file.path, packages, direct=True))
    if is_aside(file.path):
        return moved
    return (
        *moved,
        *_paired(file.path, map(_as_requirement, bounds(file.path, patch)), direct=True),
        *_listed(file.path, listed(file.path, patch)),
    )


def _unbound(change: DependencyChange, patch: Patch) -> DependencyChange:
    """Return `change` as a step from or to `ANY_VERSION` where the other side names the bare dependency."""
    if change.before and change.after:
        return change
    bare = re.compile(
        rf"\s*(?:.*[\"'])?{re.escape(change.name)}(?:\[[^\]]{{0,200}}\])?(?:[\"'].*)?\s*", re.IGNORECASE
    )
    other = patch.removed if change.after else patch.added
    if not any(change.name in line.text and bare.fullmatch(line.text) for line in other):
        return change
    return replace(change, before=change.before or ANY_VERSION, after=change.after or ANY_VERSION)


def merged(changes: Iterable[DependencyChange]) -> tuple[DependencyChange, ...]:
    """Return the changes of a whole commit, each dependency and version step once, the direct one first."""
    kept: dict[tuple[str, str | None, str | None], DependencyChange] = {}
    ordered = sorted(changes, key=lambda change: not change.direct)
    direct = {normalised(change.name) for change in ordered if change.direct}
    for change in ordered:
        name = normalised(change.name)
        if change.direct or name not in direct:
            kept.setdefault((name, change.before, change.after), change)
    return tuple(kept.values())


def normalised(name: str) -> str:
    """Return a package name as names are compared: lower case, `_` as `-`."""
    return name.lower().replace("_", "-")


def _paired(path: str, found: Iterable[Requirement], *, direct: bool) -> tuple[DependencyChange, ...]:
    sides: defaultdict[str, dict[str, list[Requirement]]] = defaultdict(lambda: {"-": [], "+": []})
    for requirement in found:
        side = sides[normalised(requirement.name)][requirement.line.sign]
        if requirement.specification not in (other.specification for other in side):
            side.append(requirement)
    steps = (step for side in sides.values() for step in _steps(side["-"], side["+"]))
    return tuple(
        _change(path, old, new, direct=direct) for old, new in steps if (old and new) or not is_workflow(path)
    )


def _steps(
    old: list[Requirement], new: list[Requirement]
) -> Iterator[tuple[Requirement | None, Requirement | None]]:
    """Pair what differs; a package that stands there in several versions is paired in order."""
    before, after = ({one.specification for one in side} for side in (old, new))
    gone = [one for one in old if one.specification not in after]
    come = [one for one in new if one.specification not in before]
    return zip_longest(gone, come)


def _change(path: str, old: Requirement | None, new: Requirement | None, *, direct: bool) -> DependencyChange:
    shown = new or old
    if shown is None:
        raise ValueError("a change has at least one side")
    before, after = (one and one.version for one in (old, new))
    if old and new and before == after:
        before, after = old.specification, new.specification
    before, after = (redact(text) if text else text for text in (before, after))
    major = is_major(old and old.version, new and new.version)
    return DependencyChange(redact(shown.name), before, after, direct, major, evidence(path, shown.line))


def _as_requirement(bound: Supported) -> Requirement:
    demanded = specification(bound.version)
    return Requirement(bound.name, version(demanded), demanded, bound.line)


def _listed(path: str, found: Iterable[Supported]) -> tuple[DependencyChange, ...]:
    sides: dict[str, dict[tuple[str, str], Supported]] = {"-": {}, "+": {}}
    for one in found:
        sides[one.line.sign].setdefault((one.name, one.version), one)
    gone = [one for key, one in sides["-"].items() if key not in sides["+"]]
    come = [one for key, one in sides["+"].items() if key not in sides["-"]]
    return tuple(
        DependencyChange(
            name=one.name,
            before=one.version if one in gone else None,
            after=None if one in gone else one.version,
            direct=True,
            major=False,
            evidence=evidence(path, one.line),
        )
        for one in (*gone, *come)
    )
