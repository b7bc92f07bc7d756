"""`commit-digest rate`: ratings of commits that are named on standard input, a JSON line each."""

import asyncio
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing

import typer

from analysis.errors import AnalysisError, CommitNotShownError, UnknownCommitError
from analysis.models import Commit
from analysis.ports import CommitSource
from analysis.rated import RatedCommit, rate_commit
from bot import bootstrap
from bot.cli.arguments import source_of
from bot.cli.codes import DONE, FAILED
from bot.cli.complaints import complain
from bot.cli.output import one_line
from bot.cli.session import Choices, Session, conduct
from bot.reports.data import rating_data
from bot.requests.references import sha

MOST_AT_ONCE = 100  # commits that are read in one go, where so many names are there already
AT_THE_SAME_TIME = 4  # names that are looked up

Outcome = RatedCommit | AnalysisError


def rate(repo: str, *, verbose: bool) -> int:
    """Rate the commits of `repo` that standard input names, in its order; 1 if one of them could not be."""

    async def command(session: Session) -> int:
        source = await source_of(repo, session)
        code = DONE
        async with aclosing(bootstrap.input_lines(sys.stdin.fileno())) as lines:
            async for batch in _batches(lines):
                for outcome in await _outcomes(source, batch):
                    if not _told(outcome, source, session):
                        code = FAILED
        return code

    return conduct(command, Choices(verbose=verbose))


async def _batches(lines: AsyncIterator[str]) -> AsyncIterator[list[str]]:
    """Yield the lines that are there, without waiting for more: whoever types one gets its answer."""
    queue = asyncio.Queue[str | None]()

    async def fill() -> None:
        try:
            async for line in lines:
                if line.strip():
                    queue.put_nowait(line.strip())
        finally:
            queue.put_nowait(None)

    filling = asyncio.create_task(fill())
    try:
        while (line := await queue.get()) is not None:
            batch = [line]
            while len(batch) < MOST_AT_ONCE and not queue.empty() and (line := queue.get_nowait()):
                batch.append(line)
            yield batch
            if line is None:
                return
    finally:
        filling.cancel()


async def _outcomes(source: CommitSource, names: Sequence[str]) -> list[Outcome]:
    """Return a rating, or why there is none, for each of `names`."""
    turn = asyncio.Semaphore(AT_THE_SAME_TIME)

    async def find(name: str) -> Commit | AnalysisError:
        async with turn:
            return await _commit(source, name)

    found = await asyncio.gather(*map(find, names))
    commits = {one.sha: one for one in found if isinstance(one, Commit)}
    rated = await _rated(source, list(commits.values()))
    return [rated[one.sha] if isinstance(one, Commit) else one for one in found]


async def _commit(source: CommitSource, name: str) -> Commit | AnalysisError:
    prefix = sha(name)
    if prefix is None:
        return UnknownCommitError(source.repo, name)
    try:
        return await source.commit(prefix.prefix)
    except AnalysisError as error:
        return error


async def _rated(source: CommitSource, commits: list[Commit]) -> dict[str, Outcome]:
    """Rate `commits`; one whose change cannot be seen does not keep the others from it."""
    rated = dict[str, Outcome]()
    while commits:
        try:
            async for commit, diff in source.diffs(tuple(commits)):
                rated[commit.sha] = await asyncio.to_thread(rate_commit, commit, diff)
                commits = commits[1:]
        except CommitNotShownError as error:
            rated[commits[0].sha] = error
            commits = commits[1:]
    return rated


def _told(outcome: Outcome, source: CommitSource, session: Session) -> bool:
    if isinstance(outcome, RatedCommit):
        typer.echo(one_line(rating_data(outcome, source.repo, session.language)))
        return True
    complain(outcome, session.language)
    return False
