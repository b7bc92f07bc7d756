"""The line forms in which manifests, workflows and images name a dependency with its version."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from analysis.diff import Line, Patch
from analysis.facts.versions import revision, specification, version


class Requirement(NamedTuple):
    """A dependency as one line of one side names it; `specification` is what the line demands in full."""

    name: str
    version: str
    specification: str
    line: Line


class _Form(NamedTuple):
    path: re.Pattern[str]
    pattern: re.Pattern[str]
    besides: frozenset[str] = frozenset()


def _in(expression: str) -> re.Pattern[str]:
    return re.compile(rf"(?:.*/)?(?:{expression})", re.DOTALL)


_OPERATORS = r"(?:===?|~=|>=|<=|!=|<|>|\^)"
_PINNED = r"(?P<version>[\w.-]+)[\"']?(?:[ \t]*#[ \t]*(?P<comment>[^\n]*))?"
_YAML = _in(r"[^/]*\.ya?ml")
_ABOUT_THE_PACKAGE = frozenset(
    (
        *("version", "edition", "rust-version", "name", "description", "license", "readme", "python"),
        *("resolver", "requires-python", "node", "npm", "yarn", "pnpm", "target-version", "minversion"),
        *("line-length", "fail_under", "python_version", "schema", "type", "main", "packageManager"),
        *("engines", "private", "lockfileVersion"),
    )
)
_FORMS = (
    _Form(  # PEP 508 in quotes, several in a line
        _in(r"pyproject\.toml|setup\.py|noxfile\.py|Pipfile|[^/]*\.ya?ml"),
        re.compile(
            r"[\"'](?P<name>[A-Za-z0-9][\w.-]*+)(?:\[[^\]\n]{0,200}\])?[ ]*+\(?(?P<version>"
            + _OPERATORS
            + r"[^\"'\d\n]*+\d[^\"'\n]*+)[\"']"
        ),
    ),
    _Form(  # PEP 508 at the start of a line
        _in(r"requirements[^/]*\.(?:txt|in)|requirements/[^/]*\.(?:txt|in)|constraints[^/]*\.txt|setup\.cfg"),
        re.compile(
            r"\n[+-][ \t]*(?P<name>[A-Za-z0-9][\w.-]*)(?:\[[^\]\n]*\])?[ ]*(?P<version>"
            + _OPERATORS
            + r"[^\n]*)"
        ),
    ),
    _Form(
        _in(r"go\.mod"),
        re.compile(
            r"\n[+-][ \t]*(?:require[ ]+)?(?P<name>[\w~-]+(?:\.[\w~-]+)+[\w./~-]*)[ ]+(?P<version>v\d\S*)"
        ),
    ),
    _Form(  # name = "1.2", name = { version = "1.2" }
        _in(r"[^/]*\.toml|Pipfile"),
        re.compile(
            r"\n[+-]\"?(?P<name>[A-Za-z0-9][\w.-]*)\"?[ ]*=[ ]*(?:\{[^\n]*?\bversion[ ]*=[ ]*)?"
            r"\"(?P<version>[\^~>=<! ]*v?\d[^\"\n]*)\""
        ),
        _ABOUT_THE_PACKAGE,
    ),
    _Form(
        _in(r"package\.json|composer\.json"),
        re.compile(r"\n[+-][ \t]*\"(?P<name>@?[\w./-]+)\":[ ]*\"(?P<version>[\^~>=< ]*v?\d[^\"\n]*)\""),
        _ABOUT_THE_PACKAGE,
    ),
    _Form(
        _in(r"Gemfile"),
        re.compile(
            r"\n[+-][ \t]*gem[ ]+[\"'](?P<name>[\w-]+)[\"'],[ ]*[\"'](?P<version>[^\"'\d\n]*+\d[^\"'\n]*)"
        ),
    ),
    _Form(_YAML, re.compile(r"\n[+-][ \t-]*uses:[ ]*[\"']?(?P<name>[\w./-]+)@" + _PINNED)),
    _Form(_YAML, re.compile(r"\n[+-][ \t-]*image:[ ]*[\"']?(?P<name>[\w./-]+(?::\d+/[\w./-]+)?):" + _PINNED)),
    _Form(
        _in(r"[^/]*Dockerfile[^/]*"),
        re.compile(r"\n[+-]FROM[ ]+(?:--\S+[ ]+)?(?P<name>[\w./-]+(?::\d+/[\w./-]+)?):" + _PINNED),
    ),
)
_HOOK = re.compile(r"\n[+-][ \t]*rev:[ ]*[\"']?" + _PINNED)
_HOOKS_FILE = _in(r"\.pre-commit-config\.ya?ml")
_REPOSITORY = re.compile(r"\s*-\s*repo:\s*\S*?([\w.-]+/[\w.-]+?)(?:\.git)?[\"']?\s*")


def requirements(path: str, patch: Patch) -> Iterator[Requirement]:
    """Yield what the changed lines of a manifest, workflow or image require."""
    for form in _FORMS:
        if not form.path.fullmatch(path):
            continue
        for line, match in patch.search(form.pattern):
            if match["name"] not in form.besides:
                yield _requirement(match["name"], match, line)
    if _HOOKS_FILE.fullmatch(path):
        for line, match in patch.search(_HOOK):
            yield _requirement(_repository(patch, line), match, line)


def _requirement(name: str, match: re.Match[str], line: Line) -> Requirement:
    parts = match.groupdict()
    if "comment" in parts:
        pinned = revision(match["version"], parts["comment"])
        return Requirement(name, pinned, pinned, line)
    demanded = specification(match["version"])
    return Requirement(name, version(demanded), demanded, line)


def _repository(patch: Patch, line: Line) -> str:
    """Return the repository whose hook `line` pins: the nearest `repo:` above it in its hunk."""
    name = "pre-commit hook"
    for hunk in patch.hunks:
        if line not in hunk.lines:
            continue
        for other in hunk.lines[: hunk.lines.index(line)]:
            found = _REPOSITORY.fullmatch(other.text)
            name = found[1] if found and other.sign in (line.sign, " ") else name
    return name
