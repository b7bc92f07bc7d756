"""What is suggested to somebody who types: nothing that they may not see, and not without end."""

import datetime as dt
from dataclasses import replace

import pytest
from fakes import NOON, FakeClock, FakeDigests, FakeLog, FakeReply, FakeSource, FakeSources, commit_
from saying import said

from analysis.errors import SourceUnreadableError
from analysis.language import Language
from bot.access import AccessRule
from bot.conversation import Asker
from bot.dispatch import Dispatcher
from bot.errors import NoSuchRepositoryError, TooManyRequestsError
from bot.limits import RequestLimit
from bot.memory import MemorySubscriptions
from bot.recent import Recent
from bot.services import Services
from bot.subscriptions import Channel, Subscription
from bot.suggestions import Suggestions

HERE = Channel("slack", "C1")
ADA = Asker(HERE, "U1", Language.EN, "Asia/Shanghai")


class Bench:
    """Suggestions among fakes; `followed` is what the channel of `ADA` follows."""

    def __init__(
        self,
        *sources: FakeSource,
        known: tuple[str, ...] = (),
        local: tuple[str, ...] = (),
        allowed: tuple[str, ...] = (),
    ) -> None:
        self.clock, self.store = FakeClock(), MemorySubscriptions()
        digests = FakeDigests()
        self.services = Services(
            FakeSources(*sources, known=known),
            self.clock,
            FakeLog(),
            digests.build,
            digests.explain,
            access=AccessRule(allowed, local),
            subscriptions=self.store,
        )
        self.suggestions = Suggestions(self.services, Recent(self.clock))

    async def follow(self, repo: str, channel: Channel = HERE) -> None:
        """Let a channel follow a repository."""
        one = Subscription(f"{channel}{repo}", channel, repo, dt.time(9), "UTC", Language.EN)
        await self.store.follow(one)

    async def repositories(self, typed: str = "", asker: Asker = ADA) -> list[str]:
        """Return the names that are suggested."""
        return [one.value for one in await self.suggestions.repositories(asker, typed)]

    async def refusal(self, text: str) -> str:
        """Return what somebody reads who typed something wrong."""
        reply = FakeReply()
        await Dispatcher(self.services).handle(text, ADA, reply)
        return said(reply.refusals[0])


def private(repo: str) -> FakeSource:
    return FakeSource(repo, (commit_("feed123", "Hide it", repo=repo),), private=True)


async def test_what_this_channel_follows_is_suggested_and_what_another_follows_is_not() -> None:
    bench = Bench(FakeSource("acme/api"), FakeSource("acme/app"))
    await bench.follow("acme/api")
    await bench.follow("acme/app", Channel("slack", "C2"))

    assert await bench.repositories() == ["acme/api"]


async def test_what_became_private_is_neither_suggested_nor_meant() -> None:
    """Also not as the nearest name to a mistake."""
    bench = Bench(private("acme/secret"), FakeSource("acme/api"))
    await bench.follow("acme/secret")
    await bench.follow("acme/api")

    assert await bench.repositories("acme") == ["acme/api"]
    assert "acme/secret" not in await bench.refusal("/digest acme/secred yesterday")


async def test_what_is_private_and_allowed_is_suggested() -> None:
    bench = Bench(private("acme/secret"), allowed=("acme/*",))
    await bench.follow("acme/secret")

    assert await bench.repositories() == ["acme/secret"]


async def test_a_repository_of_this_machine_that_is_not_for_chats_is_named_to_nobody_there() -> None:
    """Its terminal sees it."""
    bench = Bench(
        private("acme/tool"), private("acme/local"), known=("acme/tool", "acme/local"), local=("acme/local",)
    )

    assert await bench.repositories() == ["acme/local"]
    assert await bench.repositories(asker=replace(ADA, at_terminal=True)) == ["acme/tool", "acme/local"]
    assert "acme/tool" not in await bench.refusal("/digest acme/toll yesterday")


async def test_what_cannot_be_looked_at_just_now_is_still_suggested() -> None:
    """The channel follows it."""
    bench = Bench()
    bench.services = replace(bench.services, sources=Unreadable())
    bench.suggestions = Suggestions(bench.services, Recent(bench.clock))
    await bench.follow("acme/api")

    assert await bench.repositories() == ["acme/api"]


class Unreadable(FakeSources):
    """Sources that nobody can reach."""

    async def find(self, repo: str) -> FakeSource:
        """Raise."""
        raise SourceUnreadableError(repo)


async def test_no_more_is_suggested_than_a_menu_holds() -> None:
    names = [f"acme/r{number:03}" for number in range(40)]
    bench = Bench(*map(FakeSource, names))
    for name in names:
        await bench.follow(name)

    assert len(await bench.repositories()) == 25


@pytest.mark.parametrize("what", ["dates", "commits"])
async def test_days_and_commits_of_what_one_may_not_see_look_as_if_there_were_none(what: str) -> None:
    bench = Bench(private("acme/secret"))
    suggest = getattr(bench.suggestions, what)
    with pytest.raises(NoSuchRepositoryError) as hidden:
        await suggest(ADA, "acme/secret", "")
    with pytest.raises(NoSuchRepositoryError) as absent:
        await suggest(ADA, "acme/nowhere", "")

    assert hidden.value.nearest == absent.value.nearest == ()


async def test_who_types_without_end_is_suggested_nothing_for_a_while() -> None:
    """Others are, and so are they a little later."""
    bench = Bench(FakeSource("acme/api", (commit_(landed_at=NOON),)))
    bench.suggestions = replace(bench.suggestions, limit=RequestLimit(3, dt.timedelta(minutes=1)))
    for _ in range(3):
        await bench.suggestions.dates(ADA, "acme/api", "")
    for again in (bench.repositories(), bench.suggestions.commits(ADA, "acme/api", "")):
        with pytest.raises(TooManyRequestsError):
            await again
    assert await bench.suggestions.dates(replace(ADA, user="U2"), "acme/api", "")
    bench.clock.move(61)
    assert await bench.suggestions.dates(ADA, "acme/api", "")
