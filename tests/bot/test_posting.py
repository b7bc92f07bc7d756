"""Posting: each part once, in order, whatever the service and the processes do."""

import asyncio
import datetime as dt
from collections import deque
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from chat import ChatClient, ChatService, Fault, FilingClient
from fakes import FakeClock
from meters import risen
from posted import post_edition
from postgres import sqlite_url

from adapters.metrics import PrometheusMeter
from adapters.store import open_stores
from bot.clock import SystemClock
from bot.errors import CannotLookError, OutcomeUnknownError, RefusedError
from bot.memory import memory_stores
from bot.ports import Part, Target
from bot.posting import Patience, Poster
from bot.stores import Edition, EditionState, FrozenPart, Stores
from bot.subscriptions import Channel

NOW = dt.datetime(2026, 1, 5, 9, tzinfo=dt.UTC)
HERE = Target("C1")
PART = Part({"title": "hello"})
QUICK = Patience(dt.timedelta(milliseconds=400), dt.timedelta(milliseconds=100))


@pytest.fixture(name="stores", params=["memory", "sqlite", "postgresql"])
async def _stores(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Stores]:
    """Return the rows in memory, in a file, on a server: what holds must hold on each."""
    if request.param == "memory":
        yield memory_stores()
        return
    url = sqlite_url(tmp_path) if request.param == "sqlite" else request.getfixturevalue("emptied_postgres")
    async with open_stores(url) as opened:
        yield opened


@pytest.fixture
def service() -> ChatService:
    return ChatService()


def poster(client: ChatClient, stores: Stores) -> Poster:
    return Poster(client, stores.postings, SystemClock(), QUICK)


def client(service: ChatService, *faults: Fault) -> ChatClient:
    return ChatClient(service, faults=deque(faults))


async def test_a_part_is_posted_without_asking_the_service_anything(
    service: ChatService, stores: Stores
) -> None:
    await poster(client(service), stores).post("k", HERE, PART)
    assert service.keys("C1") == ["k"]
    assert service.searches == 0


async def test_a_part_that_stands_already_is_not_posted_again(service: ChatService, stores: Stores) -> None:
    first = await poster(client(service), stores).post("k", HERE, PART)
    again = await poster(client(service), stores).post("k", HERE, PART)
    assert (again, service.keys("C1")) == (first, ["k"])


async def test_after_a_lost_answer_the_next_call_finds_what_stands(
    service: ChatService, stores: Stores
) -> None:
    posting = poster(client(service, Fault(lose_answer=True)), stores)
    with pytest.raises(OutcomeUnknownError):
        await posting.post("k", HERE, PART)
    assert await posting.post("k", HERE, PART) == "1"
    assert service.keys("C1") == ["k"]


async def test_a_service_that_never_answers_is_left_after_the_timeout(
    service: ChatService, stores: Stores
) -> None:
    posting = poster(client(service, Fault(silent=True)), stores)
    with pytest.raises(OutcomeUnknownError):
        await posting.post("k", HERE, PART)
    assert await posting.post("k", HERE, PART) == "1"


async def test_a_killed_process_is_followed_by_one_that_looks_before_it_posts(
    service: ChatService, stores: Stores
) -> None:
    killed = asyncio.create_task(poster(client(service, Fault(silent=True)), stores).post("k", HERE, PART))
    await service.arrived.wait()
    killed.cancel()
    assert await poster(client(service), stores).post("k", HERE, PART) == "1"
    assert service.keys("C1") == ["k"]


async def test_a_refusal_that_says_when_to_come_back_is_waited_for(
    service: ChatService, stores: Stores
) -> None:
    limited = client(service, Fault(refuse="ratelimited", retry_after=0.01))
    assert await poster(limited, stores).post("k", HERE, PART) == "1"
    assert (service.keys("C1"), service.searches) == (["k"], 0)


async def test_a_refusal_for_good_is_raised_and_leaves_nothing_to_search_for(
    service: ChatService, stores: Stores
) -> None:
    refusing = client(service, Fault(refuse="channel_not_found"))
    with pytest.raises(RefusedError):
        await poster(refusing, stores).post("k", HERE, PART)
    assert (await stores.postings.read("k")).sent_at is None


async def test_a_refusal_that_asks_for_too_much_patience_is_raised(
    service: ChatService, stores: Stores
) -> None:
    with pytest.raises(RefusedError):
        await poster(client(service, Fault(refuse="limited", retry_after=3600)), stores).post("k", HERE, PART)


async def test_nothing_is_posted_blind_where_the_service_cannot_be_searched(
    service: ChatService, stores: Stores
) -> None:
    posting = poster(client(service, Fault(lose_answer=True)), stores)
    with pytest.raises(OutcomeUnknownError):
        await posting.post("k", HERE, PART)
    deaf = ChatClient(service, deaf=True)
    with pytest.raises(CannotLookError):
        await poster(deaf, stores).post("k", HERE, PART)
    assert service.keys("C1") == ["k"]


async def test_a_second_attempt_that_is_accepted_late_is_found_by_the_third(
    service: ChatService, stores: Stores
) -> None:
    """Waiting from the first attempt instead of the last would double it here."""
    lossy = client(service, Fault(late=10), Fault(late=0.25))
    posting = poster(lossy, stores)
    for _ in range(2):
        with pytest.raises(OutcomeUnknownError):
            await posting.post("k", HERE, PART)
    await posting.post("k", HERE, PART)
    for task in lossy.late:
        task.cancel()
    assert service.keys("C1") == ["k"]


async def test_of_two_that_resume_at_once_only_one_posts(service: ChatService, stores: Stores) -> None:
    await stores.postings.begin("k", Channel("chat", "C1"), None, SystemClock().now())
    resumers = [poster(client(service), stores) for _ in range(2)]
    ids = await asyncio.gather(*(one.post("k", HERE, PART) for one in resumers))
    assert service.keys("C1") == ["k"]
    assert ids == ["1", "1"]


async def test_of_two_that_resume_after_a_refusal_only_one_posts(
    service: ChatService, stores: Stores
) -> None:
    with pytest.raises(RefusedError):
        await poster(client(service, Fault(refuse="no")), stores).post("k", HERE, PART)
    resumers = [poster(client(service), stores) for _ in range(2)]
    await asyncio.gather(*(one.post("k", HERE, PART) for one in resumers))
    assert service.keys("C1") == ["k"]


async def test_a_process_that_was_frozen_after_its_claim_looks_again(
    service: ChatService, stores: Stores
) -> None:
    ticks = deque([0.0, 0.25])  # the claim, then already past half of the timeout

    class Frozen:
        def now(self) -> dt.datetime:
            seconds = ticks.popleft() if len(ticks) > 1 else ticks[0]
            return NOW + dt.timedelta(seconds=seconds)

    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        ticks[0] = 0.6

    posting = Poster(ChatClient(service), stores.postings, Frozen(), QUICK, sleep)
    await posting.post("k", HERE, PART)
    assert (len(slept), service.searches, service.keys("C1")) == (1, 1, ["k"])


async def test_a_file_is_stored_once_and_shown_once_across_attempts(
    service: ChatService, stores: Stores
) -> None:
    filing = FilingClient(service, faults=deque([Fault(refuse="limited", retry_after=0.01)]))
    await poster(filing, stores).post("k", HERE, Part({"file": "report.md"}))
    assert filing.uploads == ["F1"]
    assert [message.part.file_id for message in service.log] == ["F1"]


async def test_a_part_without_a_file_is_sent_as_it_is(service: ChatService, stores: Stores) -> None:
    await poster(FilingClient(service), stores).post("k", HERE, PART)
    assert [message.part for message in service.log] == [PART]


def edition(parts: int, *, in_thread: bool = True) -> Edition:
    frozen = tuple(
        FrozenPart(f"e:1:{number}", Part({"n": number}), in_thread and number > 0) for number in range(parts)
    )
    return Edition("e:1", Channel("chat", "C1"), "acme/api", NOW.date(), frozen, NOW)


async def test_an_edition_hangs_its_replies_on_its_parent(service: ChatService, stores: Stores) -> None:
    frozen = await stores.editions.freeze(edition(3))
    await post_edition(poster(client(service), stores), stores.editions, frozen)
    assert [message.target for message in service.log] == [HERE, Target("C1", "1"), Target("C1", "1")]


async def test_a_flat_edition_stands_in_the_channel_itself(service: ChatService, stores: Stores) -> None:
    frozen = await stores.editions.freeze(edition(2, in_thread=False))
    await post_edition(poster(client(service), stores), stores.editions, frozen)
    assert [message.target for message in service.log] == [HERE, HERE]


async def test_a_thread_goes_on_at_its_missing_part(service: ChatService, stores: Stores) -> None:
    frozen = await stores.editions.freeze(edition(4))
    with pytest.raises(OutcomeUnknownError):
        await post_edition(
            poster(client(service, Fault(), Fault(), Fault(lose_answer=True)), stores),
            stores.editions,
            frozen,
        )
    ids = await post_edition(poster(client(service), stores), stores.editions, frozen)
    assert service.keys("C1") == ["e:1:0", "e:1:1", "e:1:2", "e:1:3"]
    assert ids == ("1", "2", "3", "4")


async def test_an_edition_is_marked_as_posted_only_when_all_of_it_stands(
    service: ChatService, stores: Stores
) -> None:
    frozen = await stores.editions.freeze(edition(2))
    with pytest.raises(RefusedError):
        await post_edition(
            poster(client(service, Fault(), Fault(refuse="archived")), stores), stores.editions, frozen
        )
    half = await stores.editions.get("e:1")
    await post_edition(poster(client(service), stores), stores.editions, frozen)
    whole = await stores.editions.get("e:1")
    assert half
    assert whole
    assert (half.state, whole.state) == (EditionState.FROZEN, EditionState.POSTED)


async def test_what_stands_and_what_was_refused_is_counted(service: ChatService) -> None:
    """A limit that was waited for is no refusal."""
    meter = PrometheusMeter(["chat"])
    faults = (Fault(refuse="limited", retry_after=0.01), Fault(), Fault(refuse="gone"))
    stores = memory_stores()
    counting = Poster(client(service, *faults), stores.postings, SystemClock(), QUICK, meter=meter)
    await counting.post("k", HERE, PART)
    with pytest.raises(RefusedError):
        await counting.post("other", HERE, PART)
    assert risen(meter) == {
        "parts_posted_total['chat']": 1,
        "platform_errors_total['chat', 'limited']": 1,
        "platform_errors_total['chat', 'refused']": 1,
    }


async def test_a_platform_that_is_out_of_reach_for_long_is_left_to_the_next_run() -> None:
    clock, service = FakeClock(), ChatService()
    client = ChatClient(service, faults=deque([Fault(refuse="unreachable", retry_after=10)] * 999))

    async def sleep(seconds: float) -> None:
        clock.move(seconds)

    poster = Poster(client, memory_stores().postings, clock, Patience(), sleep)
    with pytest.raises(RefusedError, match="unreachable"):
        await poster.post("k", Target("C1"), Part({"text": "x"}))
    assert dt.timedelta(minutes=10) < clock.now() - FakeClock().now() < dt.timedelta(minutes=11)
