"""The model's step: one level up or down, argued with a checked quote and never past a hard rule."""

from collections.abc import Mapping

from analysis.facts.models import Evidence
from analysis.language import Bilingual
from analysis.rating import bounded
from analysis.results import Level, Rating, Reason

RULE = "model_step"
"""The name of the reason; its text is the same for every reader, so the step is stored once."""

_ORDER = (Level.LOW, Level.MEDIUM, Level.HIGH)
_STEPS: Mapping[str, tuple[int, Bilingual]] = {
    "raise": (1, Bilingual("模型据此建议上调一级", "the model argues for one level up")),
    "lower": (-1, Bilingual("模型据此建议下调一级", "the model argues for one level down")),
}


def stepped(rating: Rating, step: str, evidence: Evidence | None) -> Rating:
    """Return `rating` moved by `step` ("raise" or "lower"), or as it is where that is not borne out."""
    if step not in _STEPS or evidence is None or any(reason.rule == RULE for reason in rating.reasons):
        return rating
    by, text = _STEPS[step]
    place = _ORDER.index(rating.level) + by
    wanted = _ORDER[max(0, min(place, len(_ORDER) - 1))]
    level = bounded(wanted, rating.reasons)
    if level is rating.level:
        return rating
    return Rating(level, rating.score, (Reason(RULE, 0, text, evidence.quote), *rating.reasons))
