"""Following, changing how, listing and stopping: every answer repeats how things stand."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import FakeClock, FakeDigests, FakeLog, FakeReply, FakeSource, FakeSources
from saying import said

from analysis.errors import EmptyRepositoryError
from analysis.language import Language
from analysis.results import Level
from bot.conversation import Asker
from bot.dispatch import Dispatcher
from bot.memory import MemorySubscriptions
from bot.services import Services
from bot.subscriptions import Channel, Layout, Quiet, Subscription

HERE = Channel("slack", "C1")
ADA = Asker(HERE, "U1", Language.EN, "Asia/Shanghai")


class Bench:
    """A dispatcher with subscriptions, among fakes."""

    def __init__(self, *sources: FakeSource, **changes: object) -> None:
        self.store = MemorySubscriptions()
        digests = FakeDigests()
        services = Services(
            FakeSources(*(sources or (FakeSource(),))),
            FakeClock(),
            FakeLog(),
            digests.build,
            digests.explain,
            subscriptions=self.store,
        )
        self.dispatcher = Dispatcher(replace(services, **changes))  # type: ignore[arg-type] # each test names fields of its own

    async def ask(self, text: str, asker: Asker = ADA) -> FakeReply:
        """Return what `asker` saw after typing `text`."""
        reply = FakeReply()
        await self.dispatcher.handle(text, asker, reply)
        return reply

    async def followed(self) -> list[Subscription]:
        """Return what the channel follows."""
        return list(await self.store.of_channel(HERE))


def words(reply: FakeReply) -> str:
    """Return what was answered, or why not."""
    return said(reply.answers[0].parent if reply.answers else reply.refusals[0])


async def test_a_repository_is_followed_as_is_usual_here() -> None:
    bench = Bench()
    reply = await bench.ask("/follow acme/api")
    (one,) = await bench.followed()
    assert (one.repo, one.at, one.zone, one.language) == (
        "acme/api",
        dt.time(9),
        "Asia/Shanghai",
        Language.EN,
    )
    assert one.created_by == "U1"
    assert "Following acme/api" in words(reply)
    assert "09:00 (Asia/Shanghai)" in words(reply)
    assert not reply.private


async def test_all_that_can_be_said_is_kept_and_repeated() -> None:
    bench = Bench()
    line = "/follow acme/api at 10:30 zone Europe/Berlin language zh branch main layout flat quiet skip "
    reply = await bench.ask(line + "level high path src/** path docs/**")
    (one,) = await bench.followed()
    assert (one.at, one.zone, one.language, one.branch) == (
        dt.time(10, 30),
        "Europe/Berlin",
        Language.ZH,
        "main",
    )
    assert (one.layout, one.quiet, one.level) == (Layout.FLAT, Quiet.SKIP, Level.HIGH)
    assert one.paths == ("src/**", "docs/**")
    for word in ("10:30 (Europe/Berlin)", "main", "Chinese", "high importance only", "src/**", "docs/**"):
        assert word in words(reply)


async def test_followed_again_only_what_is_said_changes() -> None:
    bench = Bench()
    await bench.ask("/follow acme/api at 10:30 level high")
    (before,) = await bench.followed()
    reply = await bench.ask("/follow ACME/api quiet skip")
    (after,) = await bench.followed()
    assert after == replace(before, quiet=Quiet.SKIP)
    assert "Changed how acme/api is followed" in words(reply)


async def test_another_branch_is_followed_beside_the_default_one() -> None:
    bench = Bench()
    await bench.ask("/follow acme/api")
    await bench.ask("/follow acme/api branch main")
    assert [one.branch for one in await bench.followed()] == [None, "main"]


async def test_a_branch_that_is_not_there_is_said_at_once() -> None:
    bench = Bench()
    reply = await bench.ask("/follow acme/api branch nonsense")
    assert reply.refusals
    assert not await bench.followed()


async def test_an_empty_repository_can_be_followed_until_something_lands() -> None:
    bench = Bench(FakeSource(commits=(), failure=EmptyRepositoryError("acme/api")))
    await bench.ask("/follow acme/api")
    assert len(await bench.followed()) == 1


async def test_an_unknown_repository_is_not_followed() -> None:
    bench = Bench()
    reply = await bench.ask("/follow acme/nothing")
    assert reply.refusals
    assert not await bench.followed()


async def test_a_private_repository_is_not_followed_by_those_who_may_not_see_it() -> None:
    bench = Bench(FakeSource(private=True))
    assert (await bench.ask("/follow acme/api")).refusals
    assert not await bench.followed()


async def test_following_lists_what_is_followed_to_the_asker_alone() -> None:
    bench = Bench(FakeSource(), FakeSource("acme/web"))
    await bench.ask("/follow acme/api at 10:30")
    await bench.ask("/follow acme/web branch main")
    reply = await bench.ask("/following")
    assert "2 repositories are followed here" in words(reply)
    assert "acme/web, branch main" in words(reply)
    assert reply.private


async def test_where_nothing_is_followed_it_says_how_to_begin() -> None:
    assert "/follow owner/name at 09:00" in words(await Bench().ask("/following"))


async def test_unfollowing_takes_all_branches_and_says_what_is_left() -> None:
    bench = Bench(FakeSource(), FakeSource("acme/web"))
    for line in ("/follow acme/api", "/follow acme/api branch main", "/follow acme/web"):
        await bench.ask(line)
    reply = await bench.ask("/unfollow acme/API")
    assert [one.repo for one in await bench.followed()] == ["acme/web"]
    assert "No longer following acme/api" in words(reply)
    assert "acme/web" in words(reply)


async def test_unfollowing_a_branch_leaves_the_others() -> None:
    bench = Bench()
    await bench.ask("/follow acme/api")
    await bench.ask("/follow acme/api branch main")
    await bench.ask("/unfollow acme/api branch main")
    assert [one.branch for one in await bench.followed()] == [None]


async def test_what_is_not_followed_cannot_be_left() -> None:
    bench = Bench(FakeSource(), FakeSource("acme/web"))
    await bench.ask("/follow acme/web")
    reply = await bench.ask("/unfollow acme/api")
    assert "acme/api is not followed here" in words(reply)
    assert "acme/web" in words(reply)


@pytest.mark.parametrize("line", ["/follow acme/api", "/unfollow acme/api", "/following"])
async def test_without_a_store_nothing_can_be_followed(line: str) -> None:
    assert "not available here" in words(await Bench(subscriptions=None).ask(line))


async def test_commands_are_named_in_the_form_that_works_there() -> None:
    on_slack = replace(ADA, umbrella="digest")
    bench = Bench()
    assert "/digest unfollow acme/api" in words(await bench.ask("/digest follow acme/api", on_slack))


async def test_a_terminal_is_told_that_nothing_comes_by_itself() -> None:
    at_terminal = replace(ADA, channel=Channel("terminal", "main"), at_terminal=True)
    answer = words(await Bench().ask("/follow acme/api", at_terminal))
    assert "commit-digest post acme/api --to terminal:main" in answer


async def test_a_path_is_followed_by_where_it_is_and_left_by_the_same_word(tmp_path: Path) -> None:
    sources = FakeSources()
    sources.sources[str(tmp_path).casefold()] = FakeSource("folder")
    here = Channel("terminal", "main")
    at_terminal = replace(ADA, channel=here, at_terminal=True)
    bench = Bench(sources=sources)
    await bench.ask(f"/follow {tmp_path}", at_terminal)
    assert [one.repo for one in await bench.store.of_channel(here)] == [str(tmp_path)]
    await bench.ask(f"/unfollow {tmp_path}", at_terminal)
    assert not await bench.store.of_channel(here)
