"""How far a long piece of work is, on one line."""

from analysis.language import Language
from bot.messages import Message
from bot.presenters import shown
from bot.presenters.words import progress as words
from bot.requests import LATEST


def progress_message(repo: str, subject: str, done: int, total: int | None, language: Language) -> Message:
    """Return how far the work on `subject` (a date or a commit) of `repo` is; `total` may be unknown."""
    what = " ".join(filter(None, (shown.line(repo), _named(subject, language))))
    if not total:
        said = words.BEGUN
    elif done < total:
        said = words.GOING_ON
    else:
        said = words.FINISHING
    return Message(said.to(language).format(what=what, done=done, total=total))


def _named(subject: str, language: Language) -> str:
    return words.LATEST.to(language) if subject == LATEST else shown.line(subject)
