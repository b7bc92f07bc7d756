"""The honest line about digests that are missing: which, why, and what becomes of them."""

from collections.abc import Sequence

from analysis.language import Language
from bot.causes import known_cause
from bot.messages import Bullets, Code, Message, Paragraph, Section, Spans, Text, Tone
from bot.presenters import shown
from bot.presenters.spans import filled, inline
from bot.presenters.words import alarms as words
from bot.stores import Notice, NoticeState


def missing(notices: Sequence[Notice], language: Language) -> Message:
    """Return one line about `notices`, which are of one channel; there is at least one."""
    owed = any(one.state is NoticeState.OWED for one in notices)
    return Message(
        _title(notices, language, owed=owed),
        (*_list(notices, language), *_why(notices, language, owed=owed)),
        footer=filled(words.INCIDENT, language, incident=Code(notices[0].incident)) if owed else (),
        tone=Tone.WARNING if owed else Tone.INFO,
    )


def merged(language: Language) -> Message:
    """Return what stands in place of a message whose words moved when its digest was put right."""
    return Message("", (Paragraph(filled(words.MERGED, language)),))


def _title(notices: Sequence[Notice], language: Language, *, owed: bool) -> str:
    first = notices[0]
    if len(notices) > 1:
        several = words.SEVERAL_MISSING if owed else words.SEVERAL_SETTLED
        return several.to(language).format(count=len(notices))
    said = words.TITLES[first.state]
    return said.to(language).format(repo=shown.line(first.repo), date=first.date)


def _list(notices: Sequence[Notice], language: Language) -> Sequence[Section]:
    settled = all(one.state is not NoticeState.OWED for one in notices)
    if len(notices) == 1 and not settled:
        return ()
    return (Bullets(tuple(_line(one, language) for one in notices)),)


def _line(one: Notice, language: Language) -> Spans:
    repo = shown.line(one.repo)
    state = inline(words.STATES[one.state].to(language).format(repo=repo, date=one.date))
    return filled(words.LINE, language, what=(Code(repo), Text(f" {one.date}")), state=state)


def _why(notices: Sequence[Notice], language: Language, *, owed: bool) -> Sequence[Section]:
    if not owed:
        return ()
    why = words.WHY.get(known_cause(notices[0].cause), words.WHY_OURS)
    return (Paragraph(filled(why, language)),)
