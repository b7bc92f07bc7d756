"""`commit-digest rate`: ratings of commits that are named on standard input, a JSON line each."""

import asyncio
import sys
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import aclosing

import typer

from analysis.errors import AnalysisError, CommitNotShownError, UnknownCommitError
from analysis.models import Commit, Diff
from analysis.ports import CommitSource
from analysis.rated import RatedCommit
from bot import bootstrap
from bot.cli.arguments import source_of
from bot.cli.codes import DONE, FAILED
from bot.cli.complaints import complain
from bot.cli.output import one_line
from bot.cli.session import Choices, Session, conduct
from bot.crew import RatingCrew, rating_crew
from bot.ports import Lookup
from bot.reports.data import rating_data
from bot.requests.references import sha

MOST_AT_ONCE = 1000  # names that are looked up in one go, where so many are there already
AT_THE_SAME_TIME = 4  # names that are looked up, where each has to be asked for by itself

Outcome = RatedCommit | AnalysisError


def rate(repo: str, *, verbose: bool) -> int:
    """Rate the commits of `repo` that standard input names, in its order; 1 if one of them could not be."""

    async def command(session: Session) -> int:
        source = await source_of(repo, session)
        code = DONE
        async with rating_crew() as crew, aclosing(bootstrap.input_lines(sys.stdin.fileno())) as lines:
            async for names in _batches(lines):
                found = await _found(source, names)
                async with aclosing(_outcomes(crew, source, found)) as outcomes:
                    async for outcome in outcomes:
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


async def _found(source: CommitSource, names: Sequence[str]) -> list[Commit | AnalysisError]:
    """Return the commit that each of `names` means, or why it means none."""
    prefixes = {name: read.prefix for name in names if (read := sha(name))}
    wanted = list(dict.fromkeys(prefixes.values()))
    known = dict(zip(wanted, await _looked_up(source, wanted), strict=True))
    return [
        known[prefixes[name]] if name in prefixes else UnknownCommitError(source.repo, name) for name in names
    ]


async def _looked_up(source: CommitSource, prefixes: Sequence[str]) -> Sequence[Commit | AnalysisError]:
    if isinstance(source, Lookup):
        return await source.look_up(prefixes)
    turn = asyncio.Semaphore(AT_THE_SAME_TIME)

    async def ask(prefix: str) -> Commit | AnalysisError:
        async with turn:
            try:
                return await source.commit(prefix)
            except AnalysisError as error:
                return error

    return await asyncio.gather(*map(ask, prefixes))


async def _outcomes(
    crew: RatingCrew, source: CommitSource, found: Sequence[Commit | AnalysisError]
) -> AsyncGenerator[Outcome, None]:
    """Yield a rating, or why there is none, for each of `found`, in order and as soon as it is known."""
    unseen = dict[str, AnalysisError]()
    commits = [one for one in found if isinstance(one, Commit)]
    async with (
        aclosing(_diffs(source, commits, unseen)) as diffs,
        aclosing(crew.rated(diffs)) as ratings,
    ):
        following: RatedCommit | None = None
        for one in found:
            if not isinstance(one, Commit):
                yield one
                continue
            following = following or await anext(ratings, None)
            if following and following.commit.sha == one.sha:
                yield following
                following = None
            else:
                yield unseen[one.sha]


async def _diffs(
    source: CommitSource, commits: Sequence[Commit], unseen: dict[str, AnalysisError]
) -> AsyncGenerator[tuple[Commit, Diff], None]:
    """Yield `commits` with their diffs; why one cannot be seen goes to `unseen`, the others do not suffer."""
    done = 0
    while done < len(commits):
        try:
            async for commit, diff in source.diffs(commits[done:]):
                done += 1
                yield commit, diff
        except CommitNotShownError as error:
            unseen[commits[done].sha] = error
            done += 1
        else:
            return


def _told(outcome: Outcome, source: CommitSource, session: Session) -> bool:
    if isinstance(outcome, RatedCommit):
        typer.echo(one_line(rating_data(outcome, source.repo, session.language)))
        return True
    complain(outcome, session.language)
    return False
