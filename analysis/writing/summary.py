"""The plan of a summary: which named rules may speak, in which order, and how much at each depth."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from analysis.results import Depth
from analysis.writing import deeds, edits, opening, whereabouts
from analysis.writing.dependencies import dependencies
from analysis.writing.grammar import Sentence
from analysis.writing.keylines import key_lines
from analysis.writing.material import Material
from analysis.writing.signatures import signatures

SENTENCES = {Depth.BRIEF: 2, Depth.STANDARD: 4, Depth.DEEP: 6}
"""How many sentences a summary has at most, conditions not counted."""


@dataclass(frozen=True, slots=True)
class SummaryRule:
    """A named thing to say, and how many sentences it may take."""

    id: str
    say: Callable[[Material, Depth], Iterator[Sentence]]
    most: int = 1


OPENING = (
    SummaryRule("reverted", opening.reverted),
    SummaryRule("picked", opening.picked),
    SummaryRule("declared_breaking", opening.declared_breaking),
    SummaryRule("advised", opening.advised),
    SummaryRule("merged", opening.merged),
    SummaryRule("in_own_words", opening.in_own_words, 2),
    SummaryRule("part_of", opening.part_of),
    SummaryRule("linked", opening.linked, 2),
)
"""What the commit stands for."""

DEEDS = (
    SummaryRule("dependencies", dependencies, 3),
    SummaryRule("migrations", deeds.migrations),
    SummaryRule("moved_files", deeds.moved_files),
    SummaryRule("submodules", deeds.submodules, 2),
    SummaryRule("modes", deeds.modes, 2),
    SummaryRule("commented", edits.commented),
    SummaryRule("edited", edits.edited),
    SummaryRule("named", deeds.named, 4),
    SummaryRule("placed", deeds.placed),
    SummaryRule("constants", edits.constants, 2),
    SummaryRule("signatures", signatures, 2),
    SummaryRule("defaults", deeds.defaults, 2),
    SummaryRule("sections", whereabouts.sections),
    SummaryRule("tests", deeds.tests),
)
"""What its diff does, most telling first."""

FALLBACK = (SummaryRule("only", whereabouts.only), SummaryRule("touched", whereabouts.touched))
"""Where it works, when nothing more telling was found."""

KEY_LINES = SummaryRule("key_lines", key_lines)
"""Said where little else is."""

THIN = 1
"""Up to so many sentences leave the reader wondering what really changed."""

WORDLESS = 3
"""Where the author explains nothing, up to so many sentences of an important commit still do."""

CONDITIONS = SummaryRule("conditions", deeds.conditions, 2)
"""Always said, for it changes what the rest means."""


def summary(material: Material, depth: Depth) -> Sequence[Sentence]:
    """Return the sentences of a summary in order; there is always one."""
    if material.commit.boundary:
        return _said(FALLBACK[-1:], material, depth)
    opened = _said(OPENING, material, depth)
    done = _said(DEEDS, material, depth) or _said(FALLBACK, material, depth)[:1]
    is_wordless = depth is Depth.DEEP and not opened and len(done) <= WORDLESS
    if len(opened) + len(done) <= THIN or is_wordless:
        done += _said((KEY_LINES,), material, depth)
    limits = _said((CONDITIONS,), material, depth)
    room = SENTENCES[depth] - 1
    opened = opened[:room]
    return [*opened, *done[: SENTENCES[depth] - len(opened)], *limits]


def _said(rules: Sequence[SummaryRule], material: Material, depth: Depth) -> list[Sentence]:
    return [sentence for rule in rules for sentence in list(rule.say(material, depth))[: rule.most]]
