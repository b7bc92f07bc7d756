"""`commit-digest explain`: one commit in depth."""

from analysis.ports import CommitSource
from analysis.results import DigestCommit
from bot.bootstrap import Memory
from bot.cli.arguments import read_commit, read_repo, source_of
from bot.cli.codes import DONE, CommandError
from bot.cli.options import Format
from bot.cli.output import as_json, check_writable, deliver
from bot.cli.session import Choices, Session, conduct
from bot.messages import Thread
from bot.presenters.explanation import explanation
from bot.presenters.words import commandline as words
from bot.reports.data import commit_data
from bot.reports.explained import explained_report
from bot.requests import CommitName, PullRequest


def explain(sha: str, repo: str | None, choices: Choices) -> int:
    """Print the analysis of the commit that `sha` points at, in `repo` or where the process stands."""

    async def command(session: Session) -> int:
        check_writable(choices.output)
        asked = read_commit(sha, session)
        source = await source_of(_repo(repo, asked.repo, session), session)
        prefix = await _prefix(source, asked.commit, session)
        explained = await session.app.services.explain(source, prefix, language=session.language)
        await _deliver(explained, source, session)
        return DONE

    return conduct(command, choices, Memory.FOR_MODEL)


def _repo(named: str | None, mentioned: str | None, session: Session) -> str:
    if named and mentioned and read_repo(named, session).casefold() != mentioned.casefold():
        raise CommandError(words.OF_ANOTHER.format(mentioned=mentioned, named=named))
    repo = named or mentioned or ("." if session.app.here else None)
    if repo is None:
        raise CommandError(words.NOWHERE)
    return repo


async def _prefix(source: CommitSource, name: CommitName, session: Session) -> str:
    if isinstance(name, PullRequest):
        return (await source.pull_request(name.number, session.choices.branch)).sha
    return name.prefix


async def _deliver(explained: DigestCommit, source: CommitSource, session: Session) -> None:
    choices = session.choices
    thread = Thread(explanation(explained, source.repo, session.zone, session.language))
    match choices.form:
        case Format.JSON:
            deliver(as_json(commit_data(explained, session.zone, session.language)), choices.output)
        case Format.MARKDOWN:
            deliver(explained_report(explained, session.language), choices.output)
        case Format.TEXT if choices.output is None:
            await session.screen.show(thread)
        case Format.TEXT:
            deliver(await session.screen.plain(thread), choices.output)
