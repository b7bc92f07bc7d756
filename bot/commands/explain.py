"""`/explain`: the deep analysis of one commit, wherever the asker may look for it."""

from collections.abc import Iterable

from analysis.errors import AmbiguousCommitError, SourceError, UnknownCommitError
from analysis.models import Commit
from analysis.ports import CommitSource
from analysis.results import DigestCommit
from bot.conversation import Asker, Conversation
from bot.errors import (
    Candidate,
    MissingRepositoryError,
    NoSuchCommitError,
    NoSuchRepositoryError,
    SeveralCommitsError,
)
from bot.messages import Thread
from bot.ports import Progress
from bot.presenters.explanation import explanation
from bot.repositories import Surroundings, reach, surroundings
from bot.requests import CommitName, ExplainRequest, PullRequest
from bot.services import Services
from bot.showing import ShownProgress

Found = tuple[CommitSource, Commit]


async def explain(services: Services, request: ExplainRequest, conversation: Conversation) -> None:
    """Answer with the analysis of the asked commit; the same commit asked for twice is analysed once."""
    asker, reply = conversation.asker, conversation.reply
    language = request.language or asker.language
    shown = ShownProgress(services, reply, request.repo or "", str(request.commit), language)
    await shown.begin(private=request.private)
    try:
        source, commit = await _find(services, asker, request)
    except SeveralCommitsError as error:
        error.private = request.private
        raise

    async def analyse(_: Progress) -> DigestCommit:
        return await services.explain(source, commit.sha, language=language)

    explained = await services.coalescer.share(("explain", source.repo, commit.sha, language), analyse, shown)
    await reply.answer(
        Thread(explanation(explained, source.repo, asker.zone, language)), private=request.private
    )


async def _find(services: Services, asker: Asker, request: ExplainRequest) -> Found:
    """Return the commit and its source; without a repository, the place's own is asked first."""
    if request.repo:
        return await _in(services, asker, request.repo, request.commit)
    around = await surroundings(services, asker)
    if isinstance(request.commit, PullRequest):
        return await _in(services, asker, _only(around), request.commit)
    if around.default:
        try:
            return await _in(services, asker, around.default, request.commit)
        except UnknownCommitError:
            if len(around.known) == 1:
                raise
    return await _search(services, asker, around, request.commit)


def _only(around: Surroundings) -> str:
    """Return the repository that a bare number is about: numbers are the same everywhere."""
    if around.default:
        return around.default
    if len(around.known) == 1:
        return around.known[0]
    raise MissingRepositoryError(around.known)


async def _search(services: Services, asker: Asker, around: Surroundings, name: CommitName) -> Found:
    """Look through the known repositories; several hits are the asker's choice.

    A repository that cannot be read is passed over where another has the commit, but never taken for one
    that has it not.
    """
    if not around.known:
        raise MissingRepositoryError
    found, candidates, failures = list[Found](), list[Candidate](), list[Exception]()
    for repo in around.known:
        try:
            found.append(await _in(services, asker, repo, name))
        except SeveralCommitsError as error:
            candidates += error.candidates
        except UnknownCommitError:
            continue
        except (SourceError, NoSuchRepositoryError) as error:
            failures.append(error)
    candidates += _candidates(found)
    if len(candidates) == 1 and found:
        return found[0]
    raise _not_one(name, around.known, candidates, failures)


def _not_one(
    name: CommitName, searched: tuple[str, ...], candidates: list[Candidate], failures: list[Exception]
) -> Exception:
    if candidates:
        return SeveralCommitsError(str(name), tuple(candidates))
    return failures[0] if failures else NoSuchCommitError(str(name), searched)


def _candidates(found: Iterable[Found]) -> list[Candidate]:
    return [Candidate(source.repo, commit.sha, commit.subject) for source, commit in found]


async def _in(services: Services, asker: Asker, repo: str, name: CommitName) -> Found:
    source = await reach(services, asker, repo)
    if isinstance(name, PullRequest):
        return source, await source.pull_request(name.number)
    try:
        return source, await source.commit(name.prefix)
    except AmbiguousCommitError as error:
        candidates = tuple(Candidate(source.repo, sha, subject) for sha, subject in error.candidates)
        raise SeveralCommitsError(name.prefix, candidates) from error
