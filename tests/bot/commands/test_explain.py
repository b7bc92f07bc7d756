"""`/explain`: the commit that is meant, wherever the asker may look for it."""

from dataclasses import replace

import pytest
from fakes import FakeClock, FakeDigests, FakeLog, FakeReply, FakeSource, FakeSources, commit_

from analysis.errors import SourceUnreadableError, UnknownCommitError
from analysis.language import Language
from bot.commands.explain import explain
from bot.conversation import Asker, Conversation
from bot.errors import (
    MissingRepositoryError,
    NoSuchCommitError,
    NoSuchRepositoryError,
    SeveralCommitsError,
)
from bot.requests import ExplainRequest, PullRequest, Sha
from bot.services import Services
from bot.subscriptions import Channel

ADA = Asker(Channel("slack", "C1"), "U1", Language.EN, "Asia/Shanghai")
API = FakeSource("acme/api", (commit_("abc1234", pull_request=12), commit_("abc1299")))
WEB = FakeSource("acme/web", (commit_("def5678", repo="acme/web"), commit_("abc12ff", repo="acme/web")))
BROKEN = FakeSource("acme/broken", failure=SourceUnreadableError("acme/broken"))


async def asked(request: ExplainRequest, *sources: FakeSource, asker: Asker = ADA) -> str:
    """Return the SHA that was explained."""
    digests = FakeDigests()
    known = tuple(source.repo for source in sources)
    services = Services(
        FakeSources(*sources, known=known), FakeClock(), FakeLog(), digests.build, digests.explain
    )
    reply = FakeReply()
    await explain(services, request, Conversation(asker, reply))
    assert len(reply.answers) == 1
    return digests.explained[0][:7]


async def test_a_commit_of_a_named_repository_is_explained() -> None:
    """Nobody else is asked."""
    assert await asked(ExplainRequest(Sha("def5"), "acme/web"), API, WEB) == "def5678"


async def test_the_places_own_repository_is_asked_first() -> None:
    """It wins over another one that has such a commit too."""
    here = replace(ADA, repo="acme/web")

    assert await asked(ExplainRequest(Sha("abc12f")), API, WEB, asker=here) == "abc12ff"


async def test_a_commit_is_found_in_whichever_known_repository_has_it() -> None:
    """Without a repository of the place."""
    assert await asked(ExplainRequest(Sha("def5")), API, WEB) == "def5678"


async def test_a_repository_that_cannot_be_read_does_not_stop_the_search() -> None:
    """Where another one has the commit."""
    assert await asked(ExplainRequest(Sha("def5")), BROKEN, WEB) == "def5678"


async def test_a_repository_that_cannot_be_read_is_not_taken_for_one_without_the_commit() -> None:
    """Nobody knows."""
    with pytest.raises(SourceUnreadableError):
        await asked(ExplainRequest(Sha("9999")), BROKEN, WEB)


async def test_several_commits_are_the_askers_choice() -> None:
    """Of one repository or of several, each is named."""
    with pytest.raises(SeveralCommitsError) as caught:
        await asked(ExplainRequest(Sha("abc1")), API, WEB)

    assert {(it.repo, it.sha[:7]) for it in caught.value.candidates} == {
        ("acme/api", "abc1234"),
        ("acme/api", "abc1299"),
        ("acme/web", "abc12ff"),
    }


async def test_a_commit_that_nobody_has_is_said_so() -> None:
    """With the repositories that were searched."""
    with pytest.raises(NoSuchCommitError) as caught:
        await asked(ExplainRequest(Sha("9999")), API, WEB)

    assert caught.value.searched == ("acme/api", "acme/web")


async def test_the_only_known_repository_says_it_itself() -> None:
    """There is nothing else to search."""
    with pytest.raises(UnknownCommitError):
        await asked(ExplainRequest(Sha("9999")), API, asker=replace(ADA, repo="acme/api"))


async def test_a_number_is_of_the_places_repository() -> None:
    """Numbers are the same everywhere."""
    assert await asked(ExplainRequest(PullRequest(12)), API) == "abc1234"
    with pytest.raises(MissingRepositoryError):
        await asked(ExplainRequest(PullRequest(12)), API, WEB)


async def test_where_nothing_is_known_a_repository_must_be_named() -> None:
    """A SHA alone says nothing."""
    with pytest.raises(MissingRepositoryError):
        await asked(ExplainRequest(Sha("abc1")))


async def test_a_private_repository_is_not_searched_for_who_may_not_see_it() -> None:
    """Not even to say that it has such a commit."""
    vault = FakeSource("acme/vault", (commit_("def5678"),), private=True)

    with pytest.raises(NoSuchRepositoryError):
        await asked(ExplainRequest(Sha("def5")), API, vault)
