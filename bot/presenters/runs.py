"""Runs as operators see them: a list, and one in detail."""

import datetime as dt
from collections.abc import Iterator, Sequence

from analysis.language import Language
from bot.causes import Cause, known_cause
from bot.messages import Bullets, Code, Fields, Message, Spans, Text, Tone
from bot.presenters import shown
from bot.presenters.spans import filled
from bot.presenters.words import causes
from bot.presenters.words import posting as words
from bot.presenters.words.alarms import ALARMS, PLATFORMS
from bot.stores import Edition, Posting, Run, RunState

SIGNS = {
    RunState.RUNNING: "…",
    RunState.DONE: "✓",
    RunState.FAILED: "✗",
    RunState.CANCELLED: "–",
}


def runs_message(runs: Sequence[Run], zone: str, language: Language) -> Message:
    """List runs, newest first, each with its id."""
    if not runs:
        return Message(words.NO_RUNS.to(language))
    return Message(words.RUNS.to(language), (Bullets(tuple(_line(run, zone, language) for run in runs)),))


def run_message(
    run: Run, edition: Edition | None, postings: Sequence[Posting], zone: str, language: Language
) -> Message:
    """Show one run, with how many of its messages stand."""
    fields = tuple(_fields(run, zone, language)) + tuple(_parts(edition, postings, language))
    tone = Tone.ERROR if run.state is RunState.FAILED else Tone.INFO
    title = words.RUN.to(language).format(run=shown.line(run.id))
    return Message(title, (Fields(fields),), tone=tone)


def _line(run: Run, zone: str, language: Language) -> Spans:
    started = shown.moment(run.started_at, zone)
    what = f"{SIGNS[run.state]} {started}  {_kind(run, language)}  {shown.line(run.repo)} {run.subject}"
    why = f"  {causes.REASONS[known_cause(run.cause)].to(language)}" if _failed(run) else ""
    incident = f"  {words.INCIDENT.to(language)} {run.incident}" if run.incident else ""
    return Text(f"{what} → {shown.line(run.channel)}{why}{incident}  "), Code(shown.line(run.id))


def _fields(run: Run, zone: str, language: Language) -> Iterator[tuple[str, Spans]]:
    yield words.STATE.to(language), (Text(words.STATES[run.state].to(language)),)
    what = f"{_kind(run, language)}  {shown.line(run.repo)} {run.subject}"
    yield words.WHAT.to(language), (Text(what),)
    yield words.CHANNEL.to(language), (Text(shown.line(run.channel)),)
    yield from _moment(words.STARTED.to(language), run.started_at, zone)
    yield from _moment(words.ENDED.to(language), run.ended_at, zone)
    if _failed(run):
        cause = known_cause(run.cause)
        yield words.CAUSE.to(language), (Text(causes.REASONS[cause].to(language)),)
        yield words.TO_DO.to(language), filled(ALARMS[cause].next, language, subject=_subject(run, cause))
    if run.incident:
        yield words.INCIDENT.to(language), (Code(run.incident),)


def _failed(run: Run) -> bool:
    return run.state is RunState.FAILED


def _subject(run: Run, cause: Cause) -> str:
    """Return what an alarm of `cause` would be about."""
    channel = shown.line(run.channel)
    if cause in (Cause.PLATFORM, Cause.ACCOUNT):
        platform = channel.partition(":")[0]
        return PLATFORMS.get(platform, platform)
    return shown.line(run.repo) if cause is Cause.REPOSITORY else channel


def _moment(label: str, at: dt.datetime | None, zone: str) -> Iterator[tuple[str, Spans]]:
    if at is not None:
        yield label, (Text(shown.moment(at, zone)),)


def _parts(
    edition: Edition | None, postings: Sequence[Posting], language: Language
) -> Iterator[tuple[str, Spans]]:
    if edition is not None:
        posted = sum(posting.message_id is not None for posting in postings)
        said = words.PARTS_POSTED.to(language).format(posted=posted, count=len(edition.parts))
        yield words.PARTS.to(language), (Text(said),)


def _kind(run: Run, language: Language) -> str:
    known = words.KINDS.get(run.kind)
    return known.to(language) if known else shown.line(run.kind)
