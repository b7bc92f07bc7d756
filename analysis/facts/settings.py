"""Settings that a diff declares: fields of settings classes, keys of schemas and values, features."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from analysis.diff import Patch
from analysis.facts.models import FileFacts, OptionKind
from analysis.facts.option_shapes import Declared
from analysis.facts.scopes import walk

MAX_FIELD = 200
"""A longer line is no declaration of one field."""

_SETTINGS_CLASS = re.compile(r"(?!_)\w*(?:Settings|Config|Configuration|Options)")
_DEFINES_ONE = re.compile(
    r"\b(?:class|struct|interface)[ \t]+\w{0,80}(?:Settings|Config|Configuration|Options)\b"
)
_STEMS = ("Settings", "Config", "Options")  # far quicker to look for
_FIELDS: Mapping[str, re.Pattern[str]] = {
    "Python": re.compile(r"\s+(?P<name>[a-z]\w*)\s*:[^=#(]+(?:=\s*(?P<default>[^#]+?))?\s*(?:#.*)?"),
    "Rust": re.compile(r"\s+pub (?P<name>[a-z]\w*):\s*[\w<>&:,' \[\]()]+,?(?:\s*//.*)?"),
    "TypeScript": re.compile(r"\s+(?:readonly )?(?P<name>[a-zA-Z]\w*)\??:[^=(]+;?"),
}


class _Keys(NamedTuple):
    """The keys that a kind of configuration file declares, and the words that are none."""

    path: re.Pattern[str]
    key: re.Pattern[str]
    kind: OptionKind = OptionKind.SETTING
    besides: frozenset[str] = frozenset()


_LISTS_OF_CARGO = frozenset(
    (
        *("members", "exclude", "include", "default-members", "authors", "keywords", "categories"),
        *("crate-type", "targets", "features", "rustdoc-args", "rustc-args", "required-features"),
        *(
            "cargo-args",
            "check-cfg",
            "cargo-features",
            "allowed_external_types",
            "unexpected_cfgs",
            "default",
        ),
    )
)
_KEYS = (
    _Keys(  # chart values and default configurations
        re.compile(r"(?:.*/)?(?:values[^/]*|default_config|defaults?)\.ya?ml"),
        re.compile(
            r"\n[+-] *(?P<name>[A-Za-z][\w.-]*):(?: +(?P<default>[^#\s][^#\n]*?))?[ \t]*(?:#[^\n]*)?(?=\n)"
        ),
    ),
    _Keys(  # JSON schemas
        re.compile(r"(?:.*[/.])?schema\.json"),
        re.compile(r"\n[+-] +\"(?P<name>[A-Za-z][\w.-]*)\": \{"),
        besides=frozenset(
            ["properties", "items", "definitions", "$defs", "patternProperties", "additionalProperties"]
        ),
    ),
    _Keys(
        re.compile(r"(?:.*/)?(?:\.env(?:\.[\w.]+)?|[\w.]+\.env)"),
        re.compile(r"\n[+-](?:# ?)?(?P<name>[A-Z][A-Z0-9_]+)=(?P<default>[^\n]*)"),
        OptionKind.ENVIRONMENT,
    ),
    _Keys(  # a list at the left edge of a Cargo manifest is a feature, with the exceptions named
        re.compile(r"(?!(?:.*/)?(?:tests?-[^/]*|[^/]*-tests|examples?|benches|fuzz)/)(?:.*/)?Cargo\.toml"),
        re.compile(r"\n[+-](?P<name>[\w-]+) *= *\["),
        besides=_LISTS_OF_CARGO,
    ),
)


def keys(file: FileFacts, patch: Patch) -> Iterator[Declared]:
    """Yield the keys that changed lines declare, in files whose name says that they hold our settings."""
    for known in _KEYS:
        if not known.path.fullmatch(file.path):
            continue
        for line, match in patch.search(known.key):
            if match["name"] not in known.besides:
                yield Declared(known.kind, match["name"], match.groupdict().get("default"), line)


def fields(file: FileFacts, patch: Patch) -> Iterator[Declared]:
    """Yield the fields of settings classes that changed lines declare."""
    language = file.language or ""
    field = _FIELDS.get(language)
    if field is None or not any(stem in patch.text for stem in _STEMS):
        return
    if not _DEFINES_ONE.search(patch.text):
        return
    for hunk in patch.hunks:
        for _, line, scope, defined in walk(hunk, language):
            if defined or not scope.definition.is_container:
                continue
            found = field.fullmatch(line.text) if len(line.text) <= MAX_FIELD else None
            if found and scope.definition.kind != "impl" and _SETTINGS_CLASS.fullmatch(scope.definition.name):
                name = f"{scope.definition.name}.{found['name']}"
                yield Declared(OptionKind.SETTING, name, _whole(found.groupdict().get("default")), line)


def _whole(default: str | None) -> str | None:
    """Return a default that ends on its line; of one that goes on in the next nothing is known."""
    if default is None or any(
        default.count(opened) != default.count(closed) for opened, closed in ("()", "[]", "{}")
    ):
        return None
    return default
