"""What can keep a model from writing about a commit, and the one sentence that readers get for all of it."""

from collections.abc import Iterable, Mapping
from enum import Enum, auto

from analysis.errors import BudgetSpentError, ModelUnavailableError, PromptTooLongError
from analysis.language import Bilingual, Language
from bot.presenters.words import model as words


class Trouble(Enum):
    """Why facts wrote, or less was written; gravest first."""

    REFUSED = auto()
    DOWN = auto()
    BUDGET = auto()
    WINDOW = auto()
    UNUSABLE = auto()
    UNASKED = auto()


PASSING = frozenset({Trouble.REFUSED, Trouble.DOWN, Trouble.BUDGET})
"""What a later attempt at the same commit may well be spared; the others are about the commit itself."""

_WORDS: Mapping[Trouble, Bilingual] = {
    Trouble.REFUSED: words.REFUSED,
    Trouble.DOWN: words.DOWN,
    Trouble.BUDGET: words.BUDGET,
    Trouble.WINDOW: words.WINDOW,
    Trouble.UNUSABLE: words.UNUSABLE,
    Trouble.UNASKED: words.UNASKED,
}
_OF_KIND = ((BudgetSpentError, Trouble.BUDGET), (PromptTooLongError, Trouble.WINDOW))
_OF_REASON = {"refused": Trouble.REFUSED, "unasked": Trouble.UNASKED}


def trouble_of(error: Exception) -> Trouble:
    """Return what `error` means for readers."""
    if isinstance(error, ModelUnavailableError):
        return _OF_REASON.get(error.reason, Trouble.DOWN)
    return next((trouble for kind, trouble in _OF_KIND if isinstance(error, kind)), Trouble.UNUSABLE)


def notes_on(troubles: Iterable[Trouble], language: Language) -> tuple[str, ...]:
    """Return one sentence on `troubles`, one of each commit concerned; none where there were none."""
    found = list(troubles)
    if not found:
        return ()
    gravest = min(found, key=lambda trouble: trouble.value)
    return (_WORDS[gravest].to(language).format(count=len(found)),)
