"""The plan of a summary: which named rules may speak, in which order, and how much at each depth."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from analysis.results import Depth
from analysis.writing import deeds, opening
from analysis.writing.dependencies import dependencies
from analysis.writing.grammar import Sentence
from analysis.writing.material import Material

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
    SummaryRule("merged", opening.merged),
    SummaryRule("in_own_words", opening.in_own_words, 2),
    SummaryRule("part_of", opening.part_of),
)
"""What the commit stands for."""

DEEDS = (
    SummaryRule("dependencies", dependencies, 3),
    SummaryRule("submodules", deeds.submodules),
    SummaryRule("commented", deeds.commented),
    SummaryRule("edited", deeds.edited),
    SummaryRule("named", deeds.named),
    SummaryRule("signatures", deeds.signatures, 2),
    SummaryRule("defaults", deeds.defaults, 2),
    SummaryRule("migrations", deeds.migrations),
    SummaryRule("tests", deeds.tests),
)
"""What its diff does, most telling first."""

FALLBACK = (SummaryRule("only", deeds.only), SummaryRule("touched", deeds.touched))
"""Where it works, when nothing more telling was found."""

CONDITIONS = SummaryRule("conditions", deeds.conditions, 2)
"""Always said, for it changes what the rest means."""


def summary(material: Material, depth: Depth) -> Sequence[Sentence]:
    """Return the sentences of a summary in order; there is always one."""
    opened = _said(OPENING, material, depth)
    done = _said(DEEDS, material, depth) or _said(FALLBACK, material, depth)[:1]
    limits = _said((CONDITIONS,), material, depth)
    room = SENTENCES[depth] - 1
    opened = opened[:room]
    return [*opened, *done[: SENTENCES[depth] - len(opened)], *limits]


def _said(rules: Sequence[SummaryRule], material: Material, depth: Depth) -> list[Sentence]:
    return [sentence for rule in rules for sentence in list(rule.say(material, depth))[: rule.most]]
