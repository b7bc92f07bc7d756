"""Names of code that a sentence mentions, and how names are compared: any case, any way of joining words."""

import builtins
import keyword
import re
import sys
from collections.abc import Iterator

_SPAN = re.compile(r"`([^`]+)`")
_BARE = re.compile(
    r"(?<![\w-])--[A-Za-z][\w-]*"  # --option
    r"|(?<![\w.:/-])(?:[A-Za-z_]\w*(?:\.|::))+[A-Za-z_]\w*"  # dotted.name, path::name
    r"|(?<![\w.-])[A-Za-z_]\w*\(\)"  # call()
    r"|(?<![\w-])(?=\w{4})[A-Za-z]*[a-z0-9][A-Z]\w*"  # camelCase, CamelCase
    r"|(?<![\w:-])_*[A-Za-z][A-Za-z0-9]*(?:_+[A-Za-z0-9]+)+_*(?![\w-])",  # snake_case, CONSTANT_CASE
    re.ASCII,
)
_WORD = re.compile(r"[A-Za-z_][\w]*(?:-[A-Za-z]\w*)*", re.ASCII)
_DOTTED = re.compile(r"\w+(?:\.\w+)+(?:\(.*\))?", re.ASCII)
_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[0-9]+")
_MEMBER = re.compile(r"[\w:.]*?(?:\.|::)(\w+)(?:\(\))?|(\w+)\(\)", re.ASCII)
_PLAIN = re.compile(r"[A-Z]?[a-z]+")
_ABBREVIATION = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]?\.?|etc\.?", re.ASCII)

_PRODUCTS = """
    GitHub GitLab PyPI JavaScript TypeScript CPython PyPy OpenSSL LibreSSL BoringSSL NodeJS
    PostgreSQL MySQL SQLite MongoDB RabbitMQ GraphQL WebSocket WebSockets OAuth OAuth2 macOS iOS
    FreeBSD NetBSD OpenBSD WebAssembly VSCode PyCharm IPython PowerShell NumPy PyTorch TensorFlow
    OpenAI LangChain OpenTelemetry DevOps DNSSEC IPv4 IPv6 YouTube LinkedIn StackOverflow
    ReadTheDocs MkDocs AppVeyor CircleCI TravisCI CodeQL README LICENSE openSUSE
"""
_RUST = """
    Option Some None Result Ok Err Vec String str Box Rc Arc Mutex RwLock Cell RefCell Send Sync
    Future Pin Copy Clone Debug Default Drop Iterator async await unsafe panic unwrap usize u8 u16
    u32 u64 i8 i16 i32 i64 f32 f64 bool char
"""
_WORDS = """
    null undefined nil void const let var self this super true false yes no impl fn mut pub use mod
    trait struct enum match where loop move ref dyn crate func type package interface map chan go
    defer select switch case default do function export new typeof instanceof extends implements
    public private protected static final abstract throws throw catch cargo pip npm yarn git main
    master docker make bash curl python python2 python3 node x86_64 aarch64 arm64 amd64 i686 win32
"""
_ALLOWED = frozenset(
    word.lower()
    for word in (*dir(builtins), *keyword.kwlist, *_PRODUCTS.split(), *_RUST.split(), *_WORDS.split())
)
_ENOUGH = 0.5  # share of a longer piece of code that must occur: quoted commands have words of their own


def names_in(text: str, project: frozenset[str] = frozenset()) -> list[str]:
    """Return the names of code in `text`, without built-ins, products and the `project`."""
    spans = (span.strip() for span in _SPAN.findall(text))
    bare = (found for found in _BARE.findall(_SPAN.sub(" ", text)) if not _ABBREVIATION.fullmatch(found))
    found = dict.fromkeys((*spans, *bare))
    return [name for name in found if not _is_common(name, project)]


def words_of(text: str) -> frozenset[str]:
    """Return the folded words of `text`, whole and without the parts before their last dot."""
    return frozenset(_folded(text))


def parts_of(text: str) -> frozenset[str]:
    """Return the plain words that names are joined from: `readTimeout` gives `read` and `timeout`."""
    return frozenset(part.lower() for part in _PART.findall(text))


def exact_part(name: str) -> str | None:
    """Return the part of `name` that must stand as it is written, capitals included.

    An ordinary word proves little in other capitals, and so does the last part of a dotted name or a call.
    """
    if _PLAIN.fullmatch(name):
        return name
    dotted = _MEMBER.fullmatch(name)
    return (dotted[1] or dotted[2]) if dotted else None


def occurs(name: str, words: frozenset[str], text: str) -> bool:
    """Whether all words of `name` are among `words`, or it stands as it is in `text` (lower case)."""
    if not name.isidentifier() and name.lower() in text:
        return True
    parts = [part for part in _folded(name) if part not in _ALLOWED]
    known = sum(part in words for part in parts)
    return bool(parts) and known >= (_ENOUGH if " " in name else 1) * len(parts)


def _folded(text: str) -> Iterator[str]:
    for word in _WORD.findall(text):
        yield fold(word)
        if "-" in word:
            yield from map(fold, word.split("-"))


def fold(word: str) -> str:
    """Return `word` as it is compared: `readTimeout`, `read_timeout` and `--read-timeout` are one name."""
    return word.replace("_", "").replace("-", "").lower()


def _is_common(name: str, project: frozenset[str]) -> bool:
    words = _WORD.findall(name)
    if words and words[0] in sys.stdlib_module_names and _DOTTED.fullmatch(name):
        return True
    return all(word.lower() in _ALLOWED or word.lower() in project for word in words)
