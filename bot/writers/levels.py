"""The level that a model argued, settled once for every language, on top of whatever the rubric says now."""

from analysis.analyst.levels import stepped
from analysis.facts.models import Evidence
from analysis.results import DEPTH_OF_LEVEL, Depth, Level, Rating
from bot.stores import ArguedLevel

_LEVELS, _DEPTHS = tuple(Level), tuple(Depth)  # most first, both


def argued(rubric: Rating, model: Rating) -> ArguedLevel:
    """Return what the model argued, as it is stored."""
    return ArguedLevel(model.level, None if model.level is rubric.level else model.reasons[0])


def settled(rubric: Rating, level: ArguedLevel | None) -> Rating:
    """Return `rubric` with the argued level: one step towards it, never past a hard rule."""
    if level is None or level.reason is None:
        return rubric
    by = _LEVELS.index(rubric.level) - _LEVELS.index(level.level)
    step = "raise" if by > 0 else "lower" if by < 0 else "keep"
    return stepped(rubric, step, Evidence(level.reason.evidence))


def depth_of(rubric: Rating, final: Rating) -> Depth:
    """Return how much is written: a commit that was raised gets more, one that was lowered keeps its text."""
    return deeper(DEPTH_OF_LEVEL[rubric.level], DEPTH_OF_LEVEL[final.level])


def deeper(one: Depth, other: Depth) -> Depth:
    """Return the one that says more."""
    return min(one, other, key=_DEPTHS.index)


def down_from(depth: Depth) -> tuple[Depth, ...]:
    """Return `depth` and those that say less."""
    return _DEPTHS[_DEPTHS.index(depth) :]
