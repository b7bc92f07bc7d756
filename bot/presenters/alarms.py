"""Alarms: what goes wrong, whom it concerns and what to do, for those who run the bot."""

from collections.abc import Sequence

from analysis.language import Language
from bot.alarms.troubles import Concern
from bot.causes import Cause, known_cause
from bot.messages import Bullets, Code, Message, Paragraph, Spans, Text, Tone
from bot.presenters import shown
from bot.presenters.spans import filled
from bot.presenters.words import alarms as words
from bot.stores import Incident

MOST_SHOWN = 20  # digests in one alarm; the log lists all


def alarm(incident: Incident, concerns: Sequence[Concern], language: Language) -> Message:
    """Return the alarm of `incident`."""
    said = words.ALARMS[known_cause(incident.cause)]
    listed = tuple(_line(one) for one in concerns[:MOST_SHOWN])
    if left := len(concerns) - len(listed):
        listed = (*listed, filled(words.MORE, language, count=left))
    how_many = words.ONE_CONCERNED if len(concerns) == 1 else words.CONCERNED
    return Message(
        said.what.to(language).format(subject=shown.line(incident.subject)),
        (
            Paragraph(filled(how_many, language, count=len(concerns), since=_since(incident))),
            Bullets(listed),
            Paragraph(filled(said.next, language, subject=shown.line(incident.subject))),
        ),
        footer=filled(words.INCIDENT, language, incident=Code(incident.id)),
        tone=Tone.ERROR,
    )


def all_clear(incident: Incident, language: Language) -> Message:
    """Return that `incident` is over."""
    cause = known_cause(incident.cause)
    what = words.ALARMS[cause].what.to(language).format(subject=shown.line(incident.subject))
    lasted = words.MODEL_OVER if cause is Cause.MODEL else words.LASTED
    return Message(
        words.OVER.to(language).format(what=what),
        (Paragraph(filled(lasted, language, since=_since(incident))),),
        footer=filled(words.INCIDENT, language, incident=Code(incident.id)),
        tone=Tone.SUCCESS,
    )


def _line(one: Concern) -> Spans:
    return Code(shown.line(one.repo)), Text(f" {one.date} → {shown.line(str(one.channel))}")


def _since(incident: Incident) -> str:
    return f"{incident.since:%Y-%m-%d %H:%M} UTC"
