"""Which versions of a language or runtime a project says that it supports."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from analysis.diff import Line, Patch


class Supported(NamedTuple):
    """A runtime with a bound that one line sets, or, where `listed`, one of several versions."""

    name: str
    version: str
    line: Line
    listed: bool = False


class _Bound(NamedTuple):
    name: str
    path: re.Pattern[str]
    pattern: re.Pattern[str]


_BOUNDS = (
    _Bound(
        "python",
        re.compile(r"(?:.*/)?(?:pyproject\.toml|setup\.py|setup\.cfg|Pipfile)"),
        re.compile(
            r"\n[+-][ \t]*(?:requires-python|python_requires|python_version|python)[ ]*=[ ]*[\"']?"
            r"(?P<version>[\^~>=<!]*[ ]*\d[^\"'\n]*)"
        ),
    ),
    _Bound(
        "rust",
        re.compile(
            r"(?:.*/)?(?:Cargo|clippy|rust-toolchain)\.toml|(?:.*/)?\.clippy\.toml|\.github/.*\.ya?ml"
        ),
        re.compile(
            r"\n[+-][ \t]*(?:rust-version|rust_min|rust_msrv|msrv|MSRV)[ ]*[:=][ ]*[\"']?"
            r"(?P<version>\d[\d.]*)"
        ),
    ),
    _Bound(
        "node",
        re.compile(r"(?:.*/)?package\.json"),
        re.compile(r"\n[+-][ \t]*\"node\":[ ]*\"(?P<version>[\^~>=< ]*v?\d[^\"\n]*)"),
    ),
    _Bound("go", re.compile(r"(?:.*/)?go\.mod"), re.compile(r"\n[+-]go[ ]+(?P<version>\d[\d.]*)")),
)
_CLASSIFIER = re.compile(r"\n[+-][^\n]*?Programming Language :: (?P<name>Python) :: (?P<version>\d+\.\d+)")
_MATRIX = re.compile(
    r"\n[+-][ -]*(?P<name>python|py|node|go|rust)[-_]?(?:ver|version|versions)?:[ ]*"
    r"\[(?P<versions>[^\]\n]*)\]"
)
_LISTED = re.compile(r"[\"']?(\d+(?:\.\d+)?)(?:\.\d+)*(?:-dev)?[\"']?")  # 3.12.4 tests 3.12
_METADATA = re.compile(r"(?:.*/)?(?:pyproject\.toml|setup\.py|setup\.cfg)")
_WORKFLOW = re.compile(r"\.github/workflows/.*\.ya?ml|\.travis\.yml|(?:.*/)?\.gitlab-ci\.yml")
_LANGUAGES = {"py": "python"}


def bounds(path: str, patch: Patch) -> Iterator[Supported]:
    """Yield the lowest supported versions that changed lines set: `requires-python = ">=3.9"`."""
    for bound in _BOUNDS:
        if bound.path.fullmatch(path):
            for line, match in patch.search(bound.pattern):
                yield Supported(bound.name, match["version"], line)


def listed(path: str, patch: Patch) -> Iterator[Supported]:
    """Yield the versions that classifiers and test matrices list one by one."""
    if _METADATA.fullmatch(path):
        for line, match in patch.search(_CLASSIFIER):
            yield Supported(match["name"].lower(), match["version"], line, listed=True)
    if is_workflow(path):
        for line, match in patch.search(_MATRIX):
            for item in match["versions"].split(","):
                found = _LISTED.fullmatch(item.strip())
                if found:
                    name = _LANGUAGES.get(match["name"], match["name"])
                    yield Supported(name, found[1], line, listed=True)


def is_workflow(path: str) -> bool:
    """Whether the file at `path` describes what continuous integration runs."""
    return _WORKFLOW.fullmatch(path) is not None
