"""Gates that several processes share: one limit, one line, one pause; no database, no waiting for it."""

import asyncio
import datetime as dt
import time
from typing import NoReturn

import pytest
from fakes import FakeClock, FakeLog
from oblige import ObligingModel
from throttles import CALLER, Process, Server, processes

from analysis.errors import BudgetSpentError, ModelUnavailableError
from analysis.ports import Question
from analysis.results import Usage
from bot.errors import StoreUnreachableError
from bot.memory import MemoryLimits, MemoryUsages
from bot.stores import Line, Pause
from bot.throttling import Caller, Gates, PausedError, shared
from bot.writers.breakers import REFUSED_FOR, Guarded
from bot.writers.ledger import Ledger

QUESTION = Question("deep-1", "Do it.", "data", {"properties": {"types": {}}}, 10)


def limits() -> MemoryLimits:
    """Return a store in which nobody stands."""
    return MemoryLimits(MemoryUsages())


async def test_processes_together_keep_to_one_limit() -> None:
    server = Server()
    async with processes(limits(), 3) as three:
        await asyncio.gather(*(server.ask(one.gate(2)) for one in three for _ in range(6)))

    assert server.most_at_once == 2
    assert len(server.served) == 18


async def test_nobody_starves_beside_a_process_that_asks_for_ever() -> None:
    """The one has fifty to ask and the other three: those are not the last."""
    server = Server(takes=0.01)
    async with processes(limits()) as (busy, quiet):
        many = [asyncio.create_task(server.ask(busy.gate(2), "busy")) for _ in range(50)]
        await asyncio.sleep(0.02)
        await asyncio.gather(*(server.ask(quiet.gate(2), "quiet") for _ in range(3)))
        before = server.served.count("busy")
        await asyncio.gather(*many)

    assert before < 30


async def test_a_pause_that_one_is_told_of_holds_the_others() -> None:
    server = Server()
    async with processes(limits()) as (one, other):
        one.gate().slower(0.3)
        told = time.monotonic()
        await asyncio.sleep(0.01)  # it is written down beside what goes on
        await server.ask(other.gate())

    assert server.began[0] - told >= 0.29


async def test_who_waits_for_the_end_of_a_pause_waits_for_the_end_of_a_longer_one_too() -> None:
    server = Server()
    async with processes(limits()) as (one, other):
        mine, theirs = one.gate(), other.gate()
        mine.slower(0.4)
        await asyncio.sleep(0.01)
        waiting = asyncio.create_task(server.ask(theirs))
        await asyncio.sleep(0.05)
        mine.slower(0.8)
        told = time.monotonic()
        await waiting

    assert server.began[0] - told >= 0.79


async def test_a_pause_over_the_callers_patience_is_told_instead() -> None:
    async with processes(limits()) as (one, other):
        one.gate().pause(90)
        await asyncio.sleep(0.01)
        with pytest.raises(PausedError) as raised:
            async with other.gate().turn(patience=20):
                pass

    assert 85 < raised.value.seconds <= 90


async def test_the_turn_of_a_dead_process_is_free_when_its_ticket_runs_out() -> None:
    store, server = limits(), Server()
    await store.join(CALLER.subject, "dead", dt.timedelta(seconds=0.3))
    died = time.monotonic()
    async with processes(store, 1) as (living,):
        await server.ask(living.gate(1))

    assert 0.25 < server.began[0] - died < 5


async def test_a_call_that_lasts_longer_than_a_ticket_keeps_its_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.throttling.lines.LASTS", dt.timedelta(seconds=0.4))
    monkeypatch.setattr(shared, "LASTS", dt.timedelta(seconds=0.4))
    monkeypatch.setattr(shared, "RENEWED_EVERY", 0.1)
    server = Server(takes=1.0)
    async with processes(limits()) as (one, other):
        await asyncio.gather(server.ask(one.gate(1)), server.ask(other.gate(1)))

    assert server.most_at_once == 1


async def test_who_stood_still_for_too_long_goes_to_the_end_of_the_line() -> None:
    store, server = limits(), Server(takes=0.2)
    async with processes(store) as (one, other):
        first = asyncio.create_task(server.ask(one.gate(1), "first"))
        await asyncio.sleep(0.05)
        stopped = asyncio.create_task(server.ask(other.gate(1), "stopped"))
        await asyncio.sleep(0.05)
        await store.leave([2])  # as the others do with what has run out
        await asyncio.gather(first, stopped)

    assert server.served == ["first", "stopped"]


async def test_who_goes_away_leaves_the_line() -> None:
    store, server = limits(), Server(takes=0.2)
    async with processes(store) as (one, other):
        first = asyncio.create_task(server.ask(one.gate(1)))
        await asyncio.sleep(0.05)
        waiting = asyncio.create_task(server.ask(other.gate(1)))
        await asyncio.sleep(0.05)
        waiting.cancel()
        await asyncio.gather(first, waiting, return_exceptions=True)
        await asyncio.sleep(0.05)
        assert list((await store.join(CALLER.subject, "p3", dt.timedelta(1))).ahead.values()) == [0]


async def test_a_process_that_ends_gives_everything_back() -> None:
    store = limits()
    one = Process(store)
    holding = asyncio.create_task(Server(takes=9).ask(one.gate()))
    await asyncio.sleep(0.05)
    await one.shared.close()
    assert list((await store.join(CALLER.subject, "p2", dt.timedelta(1))).ahead.values()) == [0]
    holding.cancel()
    await asyncio.gather(holding, return_exceptions=True)


def test_a_caller_is_named_without_its_key_and_alike_everywhere() -> None:
    same, other = Caller("model", CALLER.address, CALLER.secret), Caller("model", CALLER.address, "another")

    assert same.subject == CALLER.subject != other.subject
    assert "secret" not in CALLER.subject + repr(CALLER)


def test_two_models_on_one_server_share_its_gate() -> None:
    gates = Gates()

    assert gates.of(Caller("model", "a", "k"), 2) is gates.of(Caller("model", "a", "k"), 2)
    assert gates.of(Caller("model", "a", "k"), 2) is not gates.of(Caller("model", "b", "k"), 2)


# A database that is away


class Away(MemoryLimits):
    """A store whose database can be taken away: it fails, or says nothing at all."""

    def __init__(self) -> None:
        super().__init__(MemoryUsages())
        self.away = True
        self.silent = False
        self.asked = 0

    async def join(self, subject: str, holder: str, lasting: dt.timedelta) -> Line:
        """Fail, or stand in the line."""
        self.asked += 1
        if self.silent:
            await asyncio.Event().wait()
        if self.away:
            self._fail()
        return await super().join(subject, holder, lasting)

    def _fail(self) -> NoReturn:
        raise StoreUnreachableError("db:5432/digest")


async def test_without_the_database_each_process_keeps_its_own_limit_and_says_so_once() -> None:
    store, server = Away(), Server()
    async with processes(store, 1) as (one,):
        await asyncio.gather(*(server.ask(one.gate(2)) for _ in range(8)))

    assert server.most_at_once == 2
    assert [event for _, event, _ in one.log.lines] == ["limits_not_shared"]
    assert store.asked == 2  # both of the first; then it is left alone for a while


async def test_a_silent_database_holds_nobody_up_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared, "PATIENCE", 0.05)
    store, server = Away(), Server()
    store.silent = True
    began = time.monotonic()
    async with processes(store, 1) as (one,):
        await asyncio.gather(*(server.ask(one.gate(1)) for _ in range(5)))

    assert time.monotonic() - began < 5


async def test_limits_are_shared_again_when_the_database_is_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared, "AWAY_FOR", 0.0)
    store, server = Away(), Server()
    async with processes(store) as (one, other):
        await server.ask(one.gate(1))
        store.away = False
        await asyncio.gather(*(server.ask(it.gate(1)) for it in (one, other) for _ in range(3)))

    assert [event for _, event, _ in one.log.lines] == ["limits_not_shared", "limits_shared_again"]
    assert server.most_at_once == 1


# Breakers and budgets


async def test_a_breaker_that_opens_in_one_process_opens_in_all() -> None:
    clock = FakeClock()
    refused = ObligingModel(fail=lambda _: ModelUnavailableError("refused"))
    fine = ObligingModel()
    async with processes(limits()) as (one, other):
        first = Guarded(refused, clock, FakeLog(), sign=one.gates.sign(CALLER))
        second = Guarded(fine, clock, FakeLog(), sign=other.gates.sign(CALLER))
        with pytest.raises(ModelUnavailableError):
            await first.ask(QUESTION)
        await asyncio.sleep(0.01)
        with pytest.raises(ModelUnavailableError) as raised:
            await second.ask(QUESTION)
        clock.move(REFUSED_FOR.total_seconds() + 1)

        assert raised.value.reason == "refused"
        assert fine.asked == []
        await second.ask(QUESTION)


def books(process: Process, usages: MemoryUsages, budget: int) -> Ledger:
    """Return the books of a process."""
    zone = "Asia/Shanghai"
    return Ledger(usages, FakeClock(), process.log, zone=zone, budget=budget, shared=process.shared)


async def spend(ledger: Ledger, tokens: int) -> bool:
    """Spend tokens, if there is room for them."""
    try:
        async with ledger.reserved(tokens, 1.0):
            await asyncio.sleep(0.01)
            await ledger.add("m", Usage(1, tokens, 0))
    except BudgetSpentError:
        return False
    return True


async def test_processes_together_spend_no_more_than_the_budget() -> None:
    usages = MemoryUsages()
    async with processes(MemoryLimits(usages), 3) as three:
        ledgers = [books(one, usages, 1000) for one in three]
        spent = await asyncio.gather(*(spend(ledger, 90) for ledger in ledgers for _ in range(10)))

    assert spent.count(True) == 11


async def test_what_a_dead_process_held_back_can_be_spent_when_it_runs_out() -> None:
    usages = MemoryUsages()
    store = MemoryLimits(usages)
    await store.reserve(dt.date(2026, 2, 4), 1000, 1000, "dead", dt.timedelta(seconds=0.2))
    async with processes(store, 1) as (one,):
        ledger = books(one, usages, 1000)
        assert not await spend(ledger, 100)
        await asyncio.sleep(0.25)
        assert await spend(ledger, 100)


async def test_a_sign_is_read_from_the_database_once_in_a_while() -> None:
    store = limits()
    await store.pause(CALLER.subject, Pause(30, "refused"))
    async with processes(store, 1) as (one,):
        sign = one.gates.sign(CALLER)
        said = await sign.read()
        assert said
        assert said.reason == "refused"
        assert await sign.read() is None
