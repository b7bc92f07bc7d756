"""How much a commit matters: a rubric of visible rules that add up, with hard rules on top."""

from analysis.rating.levels import THRESHOLDS, Thresholds, bounded, rate
from analysis.rating.rubric import HARD_RULES, REVERTS_REPORTED, RULES, VERSION

__all__ = [
    "HARD_RULES",
    "REVERTS_REPORTED",
    "RULES",
    "THRESHOLDS",
    "VERSION",
    "Thresholds",
    "bounded",
    "rate",
]
