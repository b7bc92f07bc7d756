"""The words with which each language defines a thing, and whether others may rely on it."""

import re
from collections.abc import Mapping
from typing import NamedTuple

MEASURED_LANGUAGES = frozenset({"Python", "Rust", "Go", "JavaScript", "TypeScript"})
"""The languages whose definitions the rating's figures were measured with."""

MAX_WIDTH = 400
"""A longer line defines nothing that a person wrote; the limit also keeps hostile lines cheap."""

_CONTAINERS = frozenset(
    ["class", "struct", "enum", "union", "trait", "interface", "impl", "object", "protocol", "mod", "module"]
)
_OPEN_BY_WORD = frozenset({"Rust", "JavaScript", "TypeScript", "Java", "C#", "Swift"})


class Definition(NamedTuple):
    """What one line defines; `scope` is the type it belongs to where the line itself says so."""

    name: str
    kind: str
    public: bool
    indent: int
    scope: str | None = None

    @property
    def is_container(self) -> bool:
        """Whether other definitions can be members of it."""
        return self.kind in _CONTAINERS


_SCRIPT_BEGINS = ("export", "async", "function", "abstract", "class")
_JAVA_BEGINS = ("public", "protected", "private", "internal")

BEGINNINGS: Mapping[str, tuple[str, ...]] = {
    "Python": ("def", "class", "async"),
    "Rust": (
        *("pub", "fn", "struct", "enum", "trait", "union", "mod", "impl"),
        *("default", "async", "unsafe", "const", "extern"),
    ),
    "Go": ("func", "type"),
    "JavaScript": _SCRIPT_BEGINS,
    "TypeScript": _SCRIPT_BEGINS,
    "Java": _JAVA_BEGINS,
    "C#": _JAVA_BEGINS,
    "Ruby": ("def", "class", "module"),
}
"""With what a defining line can begin: a look at it spares most lines the pattern; others begin with any."""


def definition_in(text: str, language: str) -> Definition | None:
    """Return what the line `text` defines in `language`, or `None`."""
    found = _WORDS[language].match(text) if len(text) <= MAX_WIDTH and language in _WORDS else None
    if not found:
        return None
    parts = {group.rstrip("0123456789"): part for group, part in found.groupdict().items() if part}
    name = parts["name"]
    public = not name.startswith(("_", "test")) and _is_open(language, name, parts)
    return Definition(
        name, parts.get("kind", "function"), public, len(parts.get("indent", "")), parts.get("scope")
    )


def defines(language: str) -> bool:
    """Whether the words of `language` are known."""
    return language in _WORDS


def _is_open(language: str, name: str, parts: Mapping[str, str]) -> bool:
    if language == "Go":
        return name[:1].isupper()
    if language in _OPEN_BY_WORD:
        return "open" in parts
    return "closed" not in parts


def _words(*alternatives: str) -> re.Pattern[str]:
    """Join alternatives; Python allows a group name once, so further ones are numbered: `name2`."""
    return re.compile(r"(?P<indent>[ \t]*)(?:" + "|".join(alternatives) + ")")


_NAME = r"[ \t]+(?P<name>\w+)"
_NAME2 = r"[ \t]+(?P<name2>\w+)"
_NOT_A_TYPE = (
    r"(?!(?:if|for|while|switch|return|else|do|case|typedef|using|goto|new|throw|await|delete|package|import)"
    r"\b)"
)
_TYPED_METHOD = _NOT_A_TYPE + r"(?:[\w:<>\[\],.?]++[ \t*&]++)++(?<=[ \t*&])(?P<name2>[\w:~]++)[ \t]*\([^;=]*$"
_NAMED_BELOW_ITS_TYPE = (  # as BSD and GNU write it; macros are written in capitals
    r"(?P<name3>(?=\w*[a-z])[A-Za-z_]\w*+)[ \t]?\((?=void\)|\w[^;=\"]*[ *])[^;=\"]*[,)][ \t]*$"
)
_C = _words(
    # An enum alone on its line is what the function below it returns.
    r"(?P<kind>class|struct|enum(?![ \t]+\w+[ \t]*$)|union)"
    + _NAME
    + r"[ \t]*(?:final\b|:(?!:)|\{|$)[^;=]*$",
    r"(?<![ \t])(?P<closed>static[ \t]++)?" + _TYPED_METHOD,
    r"(?<![ \t])" + _NOT_A_TYPE + _NAMED_BELOW_ITS_TYPE,
)
_SCRIPT = _words(
    r"(?P<open>export[ \t]+(?:default[ \t]+)?)(?:declare[ \t]+)?(?:abstract[ \t]+|async[ \t]+)?"
    r"(?P<kind>function|class|const|interface|type|enum)\b\*?[ \t]*(?P<name>[\w$]+)",
    r"(?:async[ \t]+)?(?P<kind2>function)\b\*?[ \t]*(?P<name2>[\w$]+)",
    r"(?:abstract[ \t]+)?(?P<kind3>class)[ \t]+(?P<name3>[\w$]+)",
)
_JAVA = _words(
    r"(?:(?P<open>public|protected)|private|internal)[ \t]+(?:[a-z]+[ \t]+)*?"
    r"(?:(?P<kind>class|interface|enum|record|struct)" + _NAME + "|" + _TYPED_METHOD + ")"
)
_RUST = _words(
    r"(?:(?P<open>pub)[ \t]+|pub[ \t]*\([^)]*\)[ \t]*)?"
    r'(?:(?:default|async|unsafe|const|extern(?:[ \t]+"[^"]*")?)[ \t]+)*'
    r"(?P<kind>fn|struct|enum|trait|union|mod)" + _NAME,
    r"(?P<open2>pub)[ \t]+(?P<kind2>type|const|static)[ \t]+(?:mut[ \t]+)?(?P<name2>\w+)",
    r"(?:unsafe[ \t]+)?(?P<kind3>impl)(?:<(?:[^<>]|<[^<>]*>)*>)?[ \t]+"
    r"(?:[^{;]*?[ \t]for[ \t]+)?[&*]?(?:\w+::)*(?P<name3>\w+)",
)

_WORDS: Mapping[str, re.Pattern[str]] = {
    "Python": _words(r"(?:async[ \t]+)?(?P<kind>def|class)" + _NAME),
    "Rust": _RUST,
    "Go": _words(
        r"(?P<kind>func)[ \t]+(?:\((?:\w+[ \t]+)?\*?(?P<scope>\w+)[^)]*\)[ \t]*)?(?P<name>\w+)[ \t]*[(\[]",
        r"(?P<kind2>type)" + _NAME2 + r"(?=[ \t]+[^=\s]|\[)",
    ),
    "JavaScript": _SCRIPT,
    "TypeScript": _SCRIPT,
    "C": _C,
    "C++": _C,
    "CUDA": _C,
    "Java": _JAVA,
    "C#": _JAVA,
    "Kotlin": _words(
        r"(?P<closed>(?:private|internal|protected)[ \t]+)?(?:[a-z]+[ \t]+)*?"
        r"(?P<kind>fun|class|interface|object)[ \t]+(?:<[^>]*>[ \t]*)?(?:\w+\.)?(?P<name>\w+)"
    ),
    "Swift": _words(
        r"(?P<open>(?:public|open)[ \t]+)?(?:[a-z]+[ \t]+)*?(?P<kind>func|class|struct|protocol|enum)" + _NAME
    ),
    "Ruby": _words(r"(?P<kind>def|class|module)[ \t]+(?:self\.)?(?P<name>\w+[?!]?)"),
    "PHP": _words(
        r"(?P<closed>(?:private|protected)[ \t]+)?(?:(?:abstract|final|public|static)[ \t]+)*"
        r"(?P<kind>function|class|interface|trait|enum)" + _NAME
    ),
    "Protocol Buffers": _words(r"(?P<kind>message|service|enum|rpc)" + _NAME),
}
