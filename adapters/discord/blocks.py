"""Sections as blocks of lines that can be cut anywhere and stay whole in form."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import assert_never

from adapters.discord.limits import units
from adapters.discord.markdown import Run, Runs, divided, fenced, line, plain_of, runs_of, written_run
from bot.messages import Bullets, CodeBlock, Fields, Heading, Paragraph, Section, Spans, Strong, Text
from bot.safety import safe, safe_line

HEADING = "### "
SMALL = "-# "
GAP = "\u2002"  # an en space, between a label and its value: no word
MARKS = 8  # units that the marks of a shorter piece of code may take more than those of a longer one

_SENTENCE_END = re.compile(r"[.!?](?=\s)|[。！？；]")
_GAP = re.compile(r"\s|(?<=[\u3001-\u9fff\uff00-\uffef])")


@dataclass(frozen=True, slots=True)
class Block:
    """One line of thought: `lead` stands before it, `hanging` before what is cut off it.

    `fence` is the language of a block of code (maybe empty), `None` for words. `binds` keeps a heading with
    what follows, `air` sets the block off from the one before.
    """

    runs: Runs
    lead: str = ""
    hanging: str = ""
    fence: str | None = None
    binds: bool = False
    air: bool = False

    @property
    def text(self) -> str:
        """The block's words."""
        return plain_of(self.runs)

    def written(self) -> str:
        """Return the block as markdown; empty where it says nothing."""
        if not self.text.strip():
            return ""
        if self.fence is not None:
            return fenced(self.text, self.fence)
        return self.lead + line(self.runs)

    def cut(self, room: int) -> "tuple[Block, Block] | None":
        """Return as much as fits into `room` units, and the rest; `None` if nothing does.

        It is cut after a sentence, else at a gap, else anywhere: whatever comes last in the second half.
        """
        fitting = self._fitting(room)
        if not fitting:
            return None
        at = _best_end(self.text, fitting, code=self.fence is not None)
        head, tail = divided(self.runs, at)
        return (
            replace(self, runs=head, binds=False),
            replace(self, runs=tail, lead=self.hanging, binds=False, air=False),
        )

    def _fitting(self, room: int) -> int:
        """Return how many characters of the text fit; never too many, for each run is written for itself."""
        if self.fence is not None:
            return _most(self.text, room, lambda text: fenced(text, self.fence or ""))
        count, room = 0, room - units(self.lead)
        for run in self.runs:
            size = units(written_run(run)) if len(run.text) <= room else room
            if size + MARKS > room:
                return count + _most(run.text, room, partial(_rewritten, run))
            count, room = count + len(run.text), room - size
        return count


def _rewritten(run: Run, text: str) -> str:
    return written_run(replace(run, text=text))


def _most(text: str, room: int, write: Callable[[str], str]) -> int:
    """Return how many of the first characters of `text` fit into `room` once written, found by halving."""
    low, high = 0, min(len(text), max(room, 0))  # marks only add to the text
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if units(write(text[:middle])) + MARKS <= room else (low, middle - 1)
    return low


def _best_end(text: str, most: int, *, code: bool) -> int:
    if most >= len(text):
        return len(text)
    patterns = (re.compile("\n"),) if code else (_SENTENCE_END, _GAP)
    for pattern in patterns:
        ends = [match.end() for match in pattern.finditer(text, most // 2, most)]
        if ends and ends[-1] > 0:
            return ends[-1]
    return most


def title_block(title: str, sign: str) -> Block:
    """Return a message's title; `sign` says without colours how it feels."""
    return Block((Run(safe_line(title)),), lead=f"## {sign}", hanging="")


def footer_block(footer: Spans) -> Block:
    """Return the small print."""
    return Block(runs_of(footer), lead=SMALL, hanging=SMALL)


def blocks_of(before: Section | None, section: Section) -> Iterator[Block]:
    """Yield the blocks of `section`; `before` is the section in front of it."""
    for number, block in enumerate(_blocks(section)):
        yield replace(block, air=number == 0 and _needs_air(before, section))


def _needs_air(before: Section | None, section: Section) -> bool:
    """Whether a blank line must end the list before, or tells labels and code from what follows."""
    return isinstance(before, Bullets | Fields | CodeBlock) and not isinstance(section, Heading)


def _blocks(section: Section) -> Iterator[Block]:
    match section:
        case Heading(text):
            yield Block((Run(safe_line(text)),), lead=HEADING, binds=True)
        case Paragraph(spans):
            yield Block(runs_of(spans))
        case Bullets(items, ordered):
            for number, item in enumerate(items, 1):
                yield Block(runs_of(item), lead=f"{number}. " if ordered else "- ", hanging="  ")
        case Fields(pairs):  # one below the other: side by side a phone would break them anywhere
            for label, value in pairs:
                yield Block(runs_of((Strong(safe_line(label)), Text(GAP), *value)))
        case CodeBlock(text, language):
            yield Block((Run(safe(text).expandtabs(4)),), fence=language)
        case _:
            assert_never(section)
