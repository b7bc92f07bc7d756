"""What lock files say was resolved: names and versions, from hunks that show both."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from analysis.diff import Patch
from analysis.facts.manifests import Requirement


class _Lock(NamedTuple):
    """How a lock file names a package and, on the same line or below it, its version."""

    path: re.Pattern[str]
    name: re.Pattern[str]
    version: re.Pattern[str] | None = None


_LOCKS = (
    _Lock(
        re.compile(r"(?:.*/)?(?:Cargo|poetry|uv|pdm)\.lock"),
        re.compile(r'name = "(?P<name>[\w.-]+)"'),
        re.compile(r'version = "(?P<version>[^"]+)"'),
    ),
    _Lock(
        re.compile(r"(?:.*/)?(?:package-lock|npm-shrinkwrap)\.json"),
        re.compile(r'\s*"(?:node_modules/|[^"]*/node_modules/)?(?P<name>@?[\w.-]+(?:/[\w.-]+)?)": \{'),
        re.compile(r'\s*"version": "(?P<version>[^"]+)",?'),
    ),
    _Lock(
        re.compile(r"(?:.*/)?yarn\.lock"),
        re.compile(r'"?(?P<name>@?[\w./-]+)@[^\n]*:'),
        re.compile(r'\s+version:? "?(?P<version>[^"\s]+)"?'),
    ),
    _Lock(
        re.compile(r"(?:.*/)?composer\.lock"),
        re.compile(r'\s*"name": "(?P<name>[\w./-]+)",?'),
        re.compile(r'\s*"version": "(?P<version>[^"]+)",?'),
    ),
    _Lock(re.compile(r"(?:.*/)?go\.sum"), re.compile(r"(?P<name>[\w./~-]+) (?P<version>v[^\s/]+) h1:.*")),
    _Lock(re.compile(r"(?:.*/)?Gemfile\.lock"), re.compile(r" {4}(?P<name>[\w-]+) \((?P<version>\d[^)]*)\)")),
    _Lock(
        re.compile(r"(?:.*/)?pnpm-lock\.yaml"),
        re.compile(r"\s+'?/?(?P<name>@?[\w.-]+(?:/[\w.-]+)?)[@/](?P<version>\d[\w.-]*)[^\s:]*:.*"),
    ),
)


def resolved(path: str, patch: Patch) -> Iterator[Requirement]:
    """Yield the versions that the changed lines of a lock file name."""
    for lock in _LOCKS:
        if not lock.path.fullmatch(path):
            continue
        for hunk in patch.hunks:
            current = {"+": "", "-": ""}
            for line in hunk.lines:
                named = lock.name.fullmatch(line.text)
                for side in current:
                    if named and line.sign in (side, " "):
                        current[side] = named["name"]
                found = (lock.version or lock.name).fullmatch(line.text) if line.sign != " " else None
                name = current.get(line.sign)
                if found and name:
                    yield Requirement(name, found["version"], found["version"], line)
