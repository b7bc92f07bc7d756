"""The positional arguments of commands: which repository, which day, which commit."""

import re
from collections.abc import Sequence
from pathlib import Path

from analysis.days import ONE_DAY
from analysis.errors import UnknownRepositoryError
from analysis.facts.secrets import redact
from analysis.ports import CommitSource
from bot.cli.codes import CommandError
from bot.cli.session import Session
from bot.errors import BadRequestError, DateInFutureError, NotAShaError
from bot.presenters.words import commandline as words
from bot.requests import LATEST, Date, ExplainRequest, ParseContext, parse
from bot.requests.dates import read_date
from bot.requests.references import Reference, is_path, read_reference
from bot.requests.words import Word, folded, visible
from bot.safety import safe_line

_LOGIN = re.compile(r"(?<=://)[^/@\s]*@")
LONGEST_SHOWN = 200  # characters of an argument that are worth giving back


def split_date(typed: Sequence[str], session: Session) -> tuple[list[str], Date | None]:
    """Return the repositories among `typed`, and the date if the last word reads as one.

    Raises a `BadRequestError` for a day that does not exist or has not begun.
    """
    if not typed:
        return [], None
    today = session.today.date
    date = read_date(typed[-1], today)
    if date is None:
        return list(typed), None
    if date != LATEST and date > today:
        raise DateInFutureError(date, today, session.zone)
    return list(typed[:-1]), date


def yesterday(session: Session) -> Date:
    """Return the day that is meant when nobody says."""
    return session.today.date - ONE_DAY


async def source_of(repo: str, session: Session) -> CommitSource:
    """Return the source of the repository that `repo` names; `CommandError` where it can name none."""
    return await _found(read_repo(repo, session), repo, session)


def read_repo(text: str, session: Session) -> str:
    """Return `text` as the name or path of a repository: one that is known, a folder, `owner/name`, a URL."""
    context = _context(session)
    if text.casefold() in {name.casefold() for name in context.known_repos}:
        return text
    if _exists(text):
        return text if is_path(text) else f"./{text}"
    reference = _reference(text, context)
    if reference is None or reference.repo is None:
        raise CommandError(words.NO_SUCH_PLACE.format(text=quoted(text)))
    return reference.repo


def read_commit(text: str, session: Session) -> ExplainRequest:
    """Return the commit that `text` points at, and its repository where it says so, as in a chat."""
    try:
        request = parse(text, _context(session), "explain")
    except BadRequestError as error:
        error.instead = ""  # a chat's command line is no help here
        raise
    if not isinstance(request, ExplainRequest):
        raise NotAShaError(text)
    return request


def quoted(text: str) -> str:
    """Return `text` as it can be shown: quoted, on one line, no login in it, its end cut off if long."""
    shown = safe_line(_LOGIN.sub("", redact(text)))
    return f"'{shown if len(shown) <= LONGEST_SHOWN else shown[: LONGEST_SHOWN - 1] + '…'}'"


def _exists(path: str) -> bool:
    try:
        return Path(path).exists()
    except (OSError, ValueError):  # a name that no file can have
        return False


def _reference(text: str, context: ParseContext) -> Reference | None:
    return read_reference(Word(text, folded(visible(text)).strip(), quoted=True), context)


def _context(session: Session) -> ParseContext:
    services = session.app.services
    return ParseContext(
        services.clock.now(),
        session.zone,
        session.language,
        services.sources.known(),
        session.app.here,
        hosts=services.hosts,
        paths=True,
    )


async def _found(repo: str, said: str, session: Session) -> CommitSource:
    try:
        return await session.app.services.sources.find(repo)
    except UnknownRepositoryError as error:
        if is_path(repo):
            raise CommandError(words.NO_REPOSITORY_AT.format(text=quoted(said))) from error
        raise
