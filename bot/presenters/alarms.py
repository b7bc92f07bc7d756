"""Alarms: what goes wrong, whom it concerns and what to do, for those who run the bot."""

from collections.abc import Iterator, Sequence

from analysis.language import Language
from bot.alarms.troubles import Concern
from bot.causes import Cause, known_cause
from bot.messages import Bullets, Code, Message, Paragraph, Section, Spans, Text, Tone
from bot.presenters import shown
from bot.presenters.problems import problem
from bot.presenters.spans import filled
from bot.presenters.words import alarms as words
from bot.stores import Incident

MOST_SHOWN = 20  # digests in one alarm; the log lists all


def alarm(
    incident: Incident, concerns: Sequence[Concern], language: Language, why: Exception | None = None
) -> Message:
    """Return the alarm of `incident`; `why`, where it is known, says more exactly what fails."""
    said = words.ALARMS[known_cause(incident.cause)]
    subject = _subject(incident)
    next_ = Paragraph(filled(said.next, language, subject=subject))
    return Message(
        said.what.to(language).format(subject=subject),
        (
            *_concerned(incident, concerns, language),
            *(problem(why, language, None).sections if why else ()),
            next_,
        ),
        footer=filled(words.INCIDENT, language, incident=Code(incident.id)),
        tone=Tone.ERROR,
    )


def _concerned(incident: Incident, concerns: Sequence[Concern], language: Language) -> Iterator[Section]:
    """Yield since when it goes on, and the digests that wait, where some do."""
    if not concerns:
        yield Paragraph(filled(words.SINCE, language, since=_since(incident)))
        return
    how_many = words.ONE_CONCERNED if len(concerns) == 1 else words.CONCERNED
    yield Paragraph(filled(how_many, language, count=len(concerns), since=_since(incident)))
    listed = tuple(_line(one) for one in concerns[:MOST_SHOWN])
    if left := len(concerns) - len(listed):
        listed = (*listed, filled(words.MORE, language, count=left))
    yield Bullets(listed)


def all_clear(incident: Incident, language: Language) -> Message:
    """Return that `incident` is over."""
    cause = known_cause(incident.cause)
    what = words.ALARMS[cause].what.to(language).format(subject=_subject(incident))
    lasted = {Cause.MODEL: words.MODEL_OVER, Cause.ARCHIVE: words.ARCHIVE_OVER}.get(cause, words.LASTED)
    return Message(
        words.OVER.to(language).format(what=what),
        (Paragraph(filled(lasted, language, since=_since(incident))),),
        footer=filled(words.INCIDENT, language, incident=Code(incident.id)),
        tone=Tone.SUCCESS,
    )


def _line(one: Concern) -> Spans:
    return Code(shown.line(one.repo)), Text(f" {one.date} → {shown.line(str(one.channel))}")


def _subject(incident: Incident) -> str:
    return words.PLATFORMS.get(incident.subject, shown.line(incident.subject))


def _since(incident: Incident) -> str:
    return f"{incident.since:%Y-%m-%d %H:%M} UTC"
