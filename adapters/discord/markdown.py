"""Spans as Discord's markdown, in which only our own marks have a meaning.

Discord takes a backslash before any sign that is no letter, digit or blank for that sign itself. What means
something at the beginning of a line only is escaped there only: text stays short and readable.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import groupby
from typing import assert_never
from urllib.parse import quote

from bot.messages import Code, Link, Span, Spans, Strong, Text
from bot.safety import safe
from bot.typography import kept_together

LONGEST_URL = 1_000  # a longer address would take the room of its message; its words stay
SIGN = "↗"  # leads to the page of the words before it

# A round bracket after a square one would end the link before it: Discord's reader looks that far ahead.
_MARKS = re.compile(r"[\\`*_~|<>\[\]@]|(?<=\])\(")
_ADDRESS = re.compile(r"(?<=:)//")  # Discord makes a link of any address it sees
_LINE_START = re.compile(r"\A(\d*)((?<=\d)[.)](?=\s|$)|(?<!\d)(?:#(?=#{0,2}(?:\s|$))|-(?=#)|[+-](?=\s|$)))")
_UNLINKABLE = re.compile(r"[\[\]]|://")
_WEB = re.compile(r"https?://\S", re.IGNORECASE)


class Style(Enum):
    """How a run of text looks."""

    PLAIN = auto()
    STRONG = auto()
    CODE = auto()
    LINK = auto()


@dataclass(frozen=True, slots=True)
class Run:
    """Safe text on one line in one style; `url` where it is a link."""

    text: str
    style: Style = Style.PLAIN
    url: str = ""


Runs = tuple[Run, ...]


def runs_of(spans: Spans) -> Runs:
    """Return `spans` made safe; neighbours of one style are one run, for their marks would melt together."""
    runs = (_run(span) for span in spans)
    groups = groupby((run for run in runs if run.text), key=lambda run: (run.style, run.url))
    return tuple(Run("".join(run.text for run in group), style, url) for (style, url), group in groups)


def plain_of(runs: Iterable[Run]) -> str:
    """Return the words of `runs`."""
    return "".join(run.text for run in runs)


def divided(runs: Runs, at: int) -> tuple[Runs, Runs]:
    """Return what stands before and after the offset `at` of the plain text."""
    head, tail = list[Run](), list[Run]()
    for run in runs:
        before, after = run.text[:at], run.text[at:]
        head += [replace(run, text=before)] if before else []
        tail += [replace(run, text=after)] if after else []
        at = max(at - len(run.text), 0)
    return tuple(head), tuple(tail)


def line(runs: Runs) -> str:
    """Return `runs` as one line of markdown that begins no heading, list or small print of its own."""
    return _started("".join(map(written_run, runs)).strip())


def fenced(text: str, language: str) -> str:
    """Return several lines of code between fences that nothing in `text` can close."""
    name = language if re.fullmatch(r"[a-z0-9_+.#-]{1,20}", language, re.IGNORECASE) else ""
    inner = text.replace("``", "`\u200b`\u200b")
    return f"```{name}\n{inner}\n```"


def _run(span: Span) -> Run:
    text = safe(span.text).replace("\n", " ").replace("\t", " ")
    match span:
        case Text():
            return Run(kept_together(text))
        case Strong():
            return Run(text, Style.STRONG)
        case Code():
            return Run(text, Style.CODE)
        case Link():
            url = _address(span.url)
            return Run(text, Style.LINK, url) if url else Run(text)
        case _:
            assert_never(span)


def _address(url: str) -> str:
    """Return `url` so that it ends where we say, or nothing if it leads to no page."""
    url = quote(safe(url), safe=";/?:@&=+$,#%!*'~-._[]")
    return url if _WEB.match(url) and len(url) <= LONGEST_URL else ""


def written_run(run: Run) -> str:
    """Return `run` in its marks, which no blank at its edges stands within."""
    bare = run.text.strip()
    if not bare:
        return run.text
    before, _, after = run.text.partition(bare)
    return f"{before}{_marked(bare, run)}{after}"


def _marked(text: str, run: Run) -> str:
    match run.style:
        case Style.PLAIN:
            return _escaped(text)
        case Style.STRONG:
            return f"**{_started(_escaped(text))}**"
        case Style.CODE:
            return _code(text)
        case Style.LINK:
            return _linked(text, run.url)
        case _:
            assert_never(run.style)


def _escaped(text: str) -> str:
    return _ADDRESS.sub(r"\\//", _MARKS.sub(r"\\\g<0>", text))


def _started(text: str) -> str:
    """Return `text` so that it begins a heading or list neither on a line nor within marks."""
    return _LINE_START.sub(r"\1\\\2", text, count=1)


def _linked(text: str, url: str) -> str:
    """Return `text` as a link; brackets or an address in it would break that, so that a sign is the link."""
    if _UNLINKABLE.search(text):
        return f"{_escaped(text)} [{SIGN}](<{url}>)"
    return f"[{_started(_escaped(text))}](<{url}>)"


def _code(text: str) -> str:
    """Return `text` as code; two backticks in a row cannot be shown so and stay plain."""
    if "`" not in text:
        return f"`{text}`"
    return _escaped(text) if "``" in text else f"`` {text} ``"
