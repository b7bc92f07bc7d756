"""`commit-digest digest`: the digest of a day, built now."""

from collections.abc import Sequence

from analysis.days import Day
from analysis.ports import CommitSource
from analysis.results import Digest
from bot.bootstrap import Memory
from bot.cli.arguments import source_of, split_date, yesterday
from bot.cli.codes import DONE, CommandError
from bot.cli.options import Format
from bot.cli.output import as_json, check_writable, deliver
from bot.cli.session import Choices, Session, conduct
from bot.presenters.digest import digest_thread
from bot.presenters.words import commandline as words
from bot.reports.data import digest_data
from bot.reports.markdown import report
from bot.requests import LATEST, Date


def digest(typed: Sequence[str], choices: Choices) -> int:
    """Print the digests that `typed` (`REPO... [DATE]`) ask for."""

    async def command(session: Session) -> int:
        check_writable(choices.output)
        repos, date = split_date(typed, session)
        if not repos:
            raise CommandError(words.NAME_A_REPOSITORY)
        sources = [await source_of(repo, session) for repo in dict.fromkeys(repos)]
        digests = [await built(source, date or yesterday(session), session) for source in sources]
        await _deliver(digests, session)
        return DONE

    return conduct(command, choices, Memory.FOR_MODEL)


async def built(source: CommitSource, date: Date, session: Session) -> Digest:
    """Build the digest of `date`, showing how far it is."""
    choices, services = session.choices, session.app.services
    if date == LATEST:
        day = await source.newest_day(session.zone, choices.branch, now=services.clock.now())
    else:
        day = Day(date, session.zone)
    with session.screen.progress(f"{source.repo} {day}") as progress:
        return await services.build_digest(
            source,
            day,
            language=session.language,
            branch=choices.branch,
            now=services.clock.now(),
            progress=progress,
        )


async def _deliver(digests: Sequence[Digest], session: Session) -> None:
    form, output = session.choices.form, session.choices.output
    if form is Format.TEXT and output is None:
        for each in digests:
            await session.screen.show(digest_thread(each))
        return
    deliver(await _text(digests, form, session), output)


async def _text(digests: Sequence[Digest], form: Format, session: Session) -> str:
    match form:
        case Format.JSON:
            data = [digest_data(each) for each in digests]
            return as_json(data if len(data) > 1 else data[0])
        case Format.MARKDOWN:
            return report(digests, session.language, max(each.day.date for each in digests))
        case Format.TEXT:
            return "".join([await session.screen.plain(digest_thread(each)) for each in digests])
