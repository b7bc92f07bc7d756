"""What a changed signature asks of its callers: parameters gone, newly required, reordered, awaited."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from analysis.language import Bilingual

BY_KEYWORD = frozenset({"Python"})
"""Languages in which callers name parameters, so that a new name is a change."""

WITH_DEFAULTS = frozenset({"Python", "JavaScript", "TypeScript"})
"""Languages whose parameter lists say which parameters may be left out."""

GONE = Bilingual("{name} 不再接受参数 {parameters}。", "{name} no longer takes {parameters}.")
RENAMED = Bilingual("{name} 的参数 {old} 改名为 {new}。", "{name} renames its parameter {old} to {new}.")
REQUIRED = Bilingual("{name} 现在必须传入 {parameters}。", "{name} now requires {parameters}.")
REORDERED = Bilingual(
    "{name} 的参数顺序变了：{before} → {after}。",
    "{name} takes its parameters in another order: {before} → {after}.",
)
KEYWORD_ONLY = Bilingual(
    "{name} 的 {parameters} 现在只能以关键字传入。", "{name} takes {parameters} by keyword only now."
)
AWAITED = Bilingual(
    "{name} 现在是异步的，调用处需要 await。", "{name} is asynchronous now: callers must await it."
)
TAKES_OTHERS = Bilingual(
    "{name} 的参数变了：{before} → {after}。", "{name} takes other parameters: {before} → {after}."
)

_ASYNC = re.compile(r"\basync\b")
_OPENERS, _CLOSERS = "([{", ")]}"
_PARAMETER = re.compile(
    r"(?:(?:public|private|protected|readonly|mut|final|const)\s+)*(?P<stars>\*{0,2}|\.{3})(?P<name>[\w$]*)"
)
_TYPE_FIRST = frozenset({"C", "C++", "CUDA", "Java", "C#"})
_WORD = re.compile(r"\w+")
_RECEIVERS = frozenset({"self", "cls", "&self", "&mut self", "mut self", "this"})


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter as its definition writes it."""

    name: str
    text: str
    optional: bool = False
    keyword_only: bool = False
    gathers: bool = False  # *args, **kwargs, ...rest


@dataclass(frozen=True, slots=True)
class Demand:
    """What callers must heed, with the values of its words, all of them code."""

    words: Bilingual
    values: dict[str, tuple[str, ...]]


def parameters(definition: str, name: str, language: str) -> tuple[Parameter, ...] | None:
    """Return the parameters of `definition`, or `None` where it is not whole."""
    bare = re.split(r"\.|::", name)[-1].removesuffix("()")
    head = (
        re.search(rf"(?<!\w){re.escape(bare)}\s*(?:<[^()]*>|\[[^()]*\])?\s*\(", definition) if bare else None
    )
    inside = _balanced(definition, head.end()) if head else None
    if inside is None:
        return None
    found = _split(inside, angles=language not in BY_KEYWORD)
    return _typed(found) if language in _TYPE_FIRST else _read(found)


def demand(before: str, after: str, name: str, language: str | None) -> Demand | None:
    """Return what the step from `before` to `after` asks of callers, or `None` when it asks nothing."""
    if language is None:
        return None
    old, new = parameters(before, name, language), parameters(after, name, language)
    if old is None or new is None:
        return None
    if _ASYNC.search(after.partition("(")[0]) and not _ASYNC.search(before.partition("(")[0]):
        return Demand(AWAITED, {})
    return _named_demand(old, new, language) if language in WITH_DEFAULTS else _typed_demand(old, new)


def _named_demand(old: Sequence[Parameter], new: Sequence[Parameter], language: str) -> Demand | None:
    stays = {parameter.name: parameter for parameter in new}
    known = {parameter.name: parameter for parameter in old}
    gone = [one for one in old if one.name not in stays and not one.gathers]
    came = [one for one in new if one.name not in known and not one.gathers]
    swallows = any(parameter.gathers for parameter in new)
    if len(gone) == len(came) == 1 and old.index(gone[0]) == new.index(came[0]):
        renamed = Demand(RENAMED, {"old": (gone[0].name,), "new": (came[0].name,)})
        return renamed if language in BY_KEYWORD and not swallows else None
    required = [one for one in came if not one.optional]
    required += [
        one
        for one in new
        if one.name in known and known[one.name].optional and not one.optional and not one.gathers
    ]
    if gone and not swallows:
        return Demand(GONE, {"parameters": _names(gone)})
    if required:
        return Demand(REQUIRED, {"parameters": _names(required)})
    return _moved(known, new)


def _moved(known: dict[str, Parameter], new: Sequence[Parameter]) -> Demand | None:
    hidden = [
        one for one in new if one.keyword_only and one.name in known and not known[one.name].keyword_only
    ]
    if hidden:
        return Demand(KEYWORD_ONLY, {"parameters": _names(hidden)})
    order = [name for name, one in known.items() if not one.keyword_only and not one.gathers]
    now = [one.name for one in new if one.name in order]
    ranks = [order.index(name) for name in now]
    if any(one > other for one, other in pairwise(ranks)):
        return Demand(REORDERED, {"before": (", ".join(order),), "after": (", ".join(now),)})
    return None


def _typed_demand(old: Sequence[Parameter], new: Sequence[Parameter]) -> Demand | None:
    """Compare lists without defaults: another number of parameters needs another call."""
    if len(old) == len(new):
        return None
    shown = [", ".join(parameter.text for parameter in side) or "()" for side in (old, new)]
    return Demand(TAKES_OTHERS, {"before": (shown[0],), "after": (shown[1],)})


def _names(found: Sequence[Parameter]) -> tuple[str, ...]:
    return tuple(parameter.name for parameter in found)


def _typed(texts: Sequence[str]) -> tuple[Parameter, ...]:
    """Read parameters whose type comes first; one without a name is known by its type."""
    heads = ((text, _WORD.findall(text.partition("=")[0])) for text in texts if text != "void")
    return tuple(
        Parameter(words[-1] if words else text, text, "=" in text, gathers=text == "...")
        for text, words in heads
    )


def _read(texts: Sequence[str]) -> tuple[Parameter, ...]:
    found = list[Parameter]()
    keyword_only = False
    for text in texts:
        if text == "/" or text in _RECEIVERS or text.partition(":")[0].strip() in _RECEIVERS:
            continue
        match = _PARAMETER.match(text)
        stars, name = (match["stars"], match["name"]) if match else ("", text)
        if text == "*" or stars in ("*", "..."):
            keyword_only = True
        if text != "*":
            bare = _unbracketed(text).replace("=>", "").replace("==", "")
            optional = "=" in bare or text.startswith(f"{name}?")
            found.append(Parameter(stars + name, text, optional, keyword_only and not stars, bool(stars)))
    return tuple(found)


def _unbracketed(text: str) -> str:
    """Return `text` without what stands in square brackets: an annotation may hold defaults of its own."""
    kept, depth = "", 0
    for character in text:
        depth += (character == "[") - (character == "]")
        kept += character if depth == 0 else ""
    return kept


def _balanced(text: str, start: int) -> str | None:
    """Return what stands between the bracket before `start` and the one that closes it."""
    depth = 1
    for position in range(start, len(text)):
        depth += (text[position] in _OPENERS) - (text[position] in _CLOSERS)
        if depth == 0:
            return text[start:position]
    return None


def _split(text: str, *, angles: bool) -> list[str]:
    """Split at the commas that stand in no brackets; `angles` counts `<` and `>` as brackets."""
    parts, depth = [""], 0
    for before, character in zip(" " + text, text, strict=False):
        opens = character in _OPENERS or (angles and character == "<")
        closes = character in _CLOSERS or (angles and character == ">" and before not in "-=")
        depth += opens - closes
        if character == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += character
    return [part.strip() for part in parts if part.strip()]
