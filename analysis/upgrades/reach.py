"""Whether a definition is within users' reach: public, in a public place, and really gone."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from analysis.diff import Patch, parse
from analysis.facts.models import Alteration, Facts, FileClass, OptionChange, OptionKind, SymbolChange

_PRIVATE_PLACE = re.compile(
    r"(?:^|/)(?:_(?!_init__)[^/]*|\.[^/]*|internals?|private|impl|detail|vendor|vendored|third_party"
    r"|examples?|samples?|gallery"
    r"|scripts?|tools?|bench\w*|testing|tests?|fuzz|integration|ci|cmd|demo|website|docs?)(?=/)",
    re.IGNORECASE,
)
_PRIVATE_FILE = re.compile(r"(?:^|/)_(?!_init__)[^/]*$|(?:^|/)(?:setup|conftest|noxfile|tasks|build)\.\w+$")
_BUILD_SCRIPT = re.compile(r"(?:^|/)(?:setup|conftest|noxfile|tasks|build)\.\w+$")
_INWARD = re.compile(r"\b(?:dead code|internals?|private)\b", re.IGNORECASE)
_HEADER = re.compile(r"(?:^|/)include/")
_SPOKEN_FOR = frozenset({"C", "C++", "CUDA"})  # languages whose public definitions are in headers


class Reach:
    """What of one commit's facts users can reach; reads the diff only where a doubt needs it."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._languages = {file.path: file.language for file in facts.files}
        self._patches: Mapping[str, Patch] = {file.path: parse(file.change) for file in facts.files}

    def language(self, path: str) -> str | None:
        """Return the language of the changed file at `path`."""
        return self._languages.get(path)

    def symbols(self, alteration: Alteration) -> Sequence[SymbolChange]:
        """Return the definitions so altered that users can reach, without the members of each other."""
        if _INWARD.search(self._facts.title.text):
            return ()
        found = [
            symbol
            for symbol in self._facts.symbols_with(alteration)
            if symbol.public and self._is_reachable(symbol) and not symbol.name.startswith(("_", "test"))
        ]
        names = {symbol.name for symbol in found}
        unique = {symbol.name: symbol for symbol in found if names.isdisjoint(_around(symbol.name))}
        return tuple(unique.values())

    def is_gone(self, name: str) -> bool:
        """Whether a removed name is nowhere defined, assigned or imported again in the same commit.

        A method that called its parent's of the same name is inherited from now on.
        """
        return bare(name) not in self._kept and bare(name) not in self._inherited

    @cached_property
    def _inherited(self) -> frozenset[str]:
        return frozenset(
            name
            for file in self._facts.of_class(FileClass.SOURCE)
            for line in self._patches[file.path].removed
            for name in _PARENTS.findall(line.text)
        )

    def _is_reachable(self, symbol: SymbolChange) -> bool:
        if self.language(symbol.path) in _SPOKEN_FOR:
            return bool(_HEADER.search(symbol.path))
        if _PRIVATE_PLACE.search(symbol.path) or _PRIVATE_FILE.search(symbol.path):
            return self._is_spoken_of(bare(symbol.name))
        return True

    def _is_spoken_of(self, name: str) -> bool:
        """Whether a text for users, or a list of exports, loses or gains `name` in this commit."""
        word = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
        return any(
            word.search(line.text)
            for file in self._facts.files
            if file.file_class is FileClass.DOCS
            or file.path.endswith(("__init__.py", "/lib.rs", "/index.ts"))
            for line in (*self._patches[file.path].removed, *self._patches[file.path].added)
        )

    @cached_property
    def _kept(self) -> frozenset[str]:
        stays = {Alteration.ADDED, Alteration.CHANGED, Alteration.SIGNATURE}
        defined = {bare(symbol.name) for symbol in self._facts.symbols if symbol.alteration in stays}
        named = {
            word
            for file in self._facts.of_class(FileClass.SOURCE)
            for line in self._patches[file.path].added
            if _NAMES_AGAIN.match(line.text)
            for word in (_WORD if _IMPORTS.match(line.text) else _OWN_WORD).findall(line.text)
        }
        return frozenset(defined | named)


_DEEPEST = 8  # names in a row that are told apart
_NAMES_AGAIN = re.compile(
    r"\s*(?:from\s.*\bimport\b|import\b|(?:pub\s+)?use\s|export\b|\w+\s*(?::[^=]{1,80})?=(?!=)|\w+,?\s*$"
    r"|def\s|class\s|if\s+\w+\s*(?:==|in)\s*[\[({]?[\"']"
    r"|(?:pub\s+)?(?:async\s+)?(?:fn|struct|enum|trait|type|const)\s|func\s|\"\w+\",?\s*$|'\w+',?\s*$)"
)
_PARENTS = re.compile(r"\bsuper(?:\([\w, ]*\))?\.(\w+)\(")
_IMPORTS = re.compile(r"\s*(?:from|import|export|(?:pub\s+)?use)\b")
_WORD = re.compile(r"\w+")
_OWN_WORD = re.compile(r"(?<![\w.])\w+")  # `ssl.Context` is a name of somebody else


def _around(name: str) -> Iterator[str]:
    """Yield what a dotted name may be a member of: `a`, `a.b` and `b` of `a.b.c`."""
    parts = name.split(".")[:-1][:_DEEPEST]
    return (".".join(parts[start:end]) for end in range(len(parts), 0, -1) for start in range(end))


def bare(name: str) -> str:
    """Return the last part of a dotted name."""
    return re.split(r"\.|::", name)[-1].removesuffix("()")


def is_for_users(option: OptionChange) -> bool:
    """Whether an option is declared where users meet it: not in a build script, example or private module."""
    path = option.evidence.path or ""
    if option.kind in (OptionKind.SETTING, OptionKind.PARAMETER) and _PRIVATE_FILE.search(path):
        return False
    return not (_PRIVATE_PLACE.search(path) or _BUILD_SCRIPT.search(path))
