"""What stands below a digest's parent: high commits in full, medium ones shorter, low ones a line each."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from analysis.results import Digest, DigestCommit, Level
from bot.messages import Attachment, Bullets, Message, Section, Text
from bot.presenters import commits as one_commit
from bot.presenters import shown
from bot.presenters.commits import TONES
from bot.presenters.filtering import Filter
from bot.presenters.notices import written_by
from bot.presenters.parent import NOTES_SHOWN
from bot.presenters.sequel import late_replies
from bot.presenters.spans import inline
from bot.presenters.upgrades import grouped, upgrade_list
from bot.presenters.words import common
from bot.presenters.words import digest as words
from bot.reports.markdown import report
from bot.reports.names import report_name

MEDIUM_IN_ONE = 4  # medium commits in one reply: some 1,000 characters each, and a message holds few thousand


def replies(
    digest: Digest, commits: Sequence[DigestCommit], wanted: Filter, *, alone: bool
) -> Iterator[Message]:
    """Yield the replies in order; the last one carries the report and says who wrote it all.

    With `alone`, each says what it belongs to: it may stand far from its parent.
    """
    for message in _replies(digest, commits, wanted):
        yield _standing_alone(message, digest) if alone else message


def _standing_alone(message: Message, digest: Digest) -> Message:
    about = words.ALONE.to(digest.language).format(repo=shown.line(digest.repo), date=digest.day)
    return replace(message, footer=(*message.footer, Text(f" · {about}" if message.footer else about)))


def _replies(digest: Digest, commits: Sequence[DigestCommit], wanted: Filter) -> Iterator[Message]:
    language = digest.language
    yield from _more_notes(digest, wanted)
    for one in _of(Level.HIGH, commits):
        yield one_commit.in_full(one, language)
    yield from _mediums(digest, _of(Level.MEDIUM, commits))
    yield from _lows(digest, _of(Level.LOW, commits))
    yield from late_replies(digest, wanted)
    yield Message(
        words.REPORT.to(language),
        footer=inline(written_by(digest)),
        attachment=report_file(digest),
    )


def report_file(digest: Digest) -> Attachment:
    """Return the whole report as a file."""
    title = words.REPORT_TITLE.to(digest.language).format(repo=shown.line(digest.repo), date=digest.day)
    content = report((digest,), digest.language, digest.day.date)
    return Attachment(report_name(digest), content, title)


def _of(level: Level, commits: Sequence[DigestCommit]) -> list[DigestCommit]:
    return [one for one in commits if one.rating.level is level]


def _more_notes(digest: Digest, wanted: Filter) -> Iterator[Message]:
    if groups := grouped(wanted.notes(digest))[NOTES_SHOWN:]:
        known = {one.commit.sha: one.commit for one in digest.everything}
        title = common.UPGRADE_NOTES.to(digest.language)
        yield Message(title, (upgrade_list(groups, known, digest.language),))


def _mediums(digest: Digest, commits: Sequence[DigestCommit]) -> Iterator[Message]:
    batches = [commits[at : at + MEDIUM_IN_ONE] for at in range(0, len(commits), MEDIUM_IN_ONE)]
    group = common.GROUPS[Level.MEDIUM].to(digest.language)
    for part, batch in enumerate(batches, 1):
        numbered = words.NUMBERED.to(digest.language).format(what=group, part=part, parts=len(batches))
        sections = tuple(_shorter(batch, digest))
        title = numbered if len(batches) > 1 else group
        yield Message(title, sections, tone=TONES[Level.MEDIUM])


def _shorter(batch: Sequence[DigestCommit], digest: Digest) -> Iterator[Section]:
    for one in batch:
        yield from one_commit.in_short(one, digest.language)


def _lows(digest: Digest, commits: Sequence[DigestCommit]) -> Iterator[Message]:
    if commits:
        title = common.GROUPS[Level.LOW].to(digest.language)
        items = tuple(one_commit.on_a_line(one, digest.language) for one in commits)
        yield Message(title, (Bullets(items),), tone=TONES[Level.LOW])
