"""Errors as sentences that say what to do next; nothing of an exception's own text is shown."""

import datetime as dt
import math
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from analysis.errors import AmbiguousCommitError, SourceLimitedError
from analysis.language import Language
from bot.errors import BadRequestError, Candidate, SeveralCommitsError, TooManyRequestsError, UnknownZoneError
from bot.messages import Code, Message, Paragraph, Section, Tone
from bot.presenters import shown
from bot.presenters.actions import whispered
from bot.presenters.candidates import candidates
from bot.presenters.spans import Filling, codes, filled, inline
from bot.presenters.words import problems as words

_UNITS = (
    (3600, words.ONE_HOUR, words.HOURS),
    (60, words.ONE_MINUTE, words.MINUTES),
    (1, words.ONE_SECOND, words.SECONDS),
)
LONGEST_WORD = 200  # characters of what the asker wrote that are worth giving back


def problem(error: Exception, language: Language, incident: str | None) -> Message:
    """Return what went wrong and what to do next; `incident` ties it to the log where an operator must help.

    Any exception will do: one that nobody foresaw is our fault, and says nothing of itself.
    """
    if isinstance(error, SeveralCommitsError):
        choice = candidates(error.prefix, error.candidates, language)
        return whispered(choice) if error.private else choice
    if isinstance(error, AmbiguousCommitError):
        found = tuple(Candidate(error.repo, sha, subject) for sha, subject in error.candidates)
        return candidates(error.prefix, found, language)
    known = _known(error)
    values = _values(error, language)
    return Message(
        known.title.to(language),
        (
            Paragraph(filled(known.what, language, **values)),
            *_hints(error, language),
            Paragraph(filled(known.next, language, **values)),
            *_instead(error, language),
            *_tell(incident, language),
        ),
        tone=_tone(error),
    )


def _known(error: Exception) -> words.Problem:
    kinds = (words.PROBLEMS[kind] for kind in type(error).__mro__ if kind in words.PROBLEMS)
    return next(kinds, words.UNFORESEEN)


def _tell(incident: str | None, language: Language) -> Iterator[Section]:
    if incident:
        yield Paragraph(filled(words.TELL, language, incident=Code(incident)))


def _tone(error: Exception) -> Tone:
    expected = isinstance(error, BadRequestError | TooManyRequestsError | SourceLimitedError)
    return Tone.WARNING if expected else Tone.ERROR


def _values(error: Exception, language: Language) -> dict[str, Filling]:
    if not is_dataclass(error):
        return {}
    return {field.name: _shown(field.name, getattr(error, field.name), language) for field in fields(error)}


def _shown(name: str, value: object, language: Language) -> Filling:
    match value:
        case str() if name == "what" and value in words.KEYWORDS:
            return words.KEYWORDS[value].to(language)
        case str():
            return Code(_short(value))
        case dt.date() | int():
            return str(value)
        case float():
            return duration(value, language)
        case tuple() if all(isinstance(each, str) for each in value):
            return codes(map(_short, value), language)
        case _:
            return ""


def _short(text: str) -> str:
    safe = shown.line(text).replace("`", "'")
    return safe if len(safe) <= LONGEST_WORD else f"{safe[: LONGEST_WORD - 1]}…"


def duration(seconds: float, language: Language) -> str:
    """Return how long to wait, rounded up so that waiting so long is enough."""
    unit, one, many = next((row for row in _UNITS if seconds >= row[0]), _UNITS[-1])
    count = max(1, math.ceil(seconds / unit))
    return (one if count == 1 else many).to(language).format(n=count)


def _hints(error: Exception, language: Language) -> Iterator[Section]:
    """Yield what the error knows besides: near names, possible values, known repositories."""
    if isinstance(error, UnknownZoneError) and error.offset:
        yield Paragraph(inline(words.NO_OFFSET.to(language)))
    for name, said in (("nearest", words.NEAREST), ("choices", words.CHOICES), ("known", words.KNOWN)):
        if names := getattr(error, name, ()):
            yield Paragraph(filled(said, language, names=codes(map(_short, names), language)))


def _instead(error: Exception, language: Language) -> Iterator[Section]:
    if isinstance(error, BadRequestError) and error.instead:
        yield Paragraph(filled(words.INSTEAD, language, line=Code(_short(error.instead))))
