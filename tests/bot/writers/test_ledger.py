"""The books: what a day took, over processes, and what is left of its budget."""

import datetime as dt

import pytest
from fakes import FakeClock, FakeLog
from oblige import ObligingModel

from analysis.errors import BudgetSpentError, UnusableAnswerError
from analysis.ports import Question
from analysis.results import Usage
from bot.errors import StoreBusyError
from bot.memory import MemoryUsages
from bot.prices import Price
from bot.stores import UsageStore
from bot.writers.ledger import Budgeted, Ledger, Metered

QUESTION = Question("deep-1", "Do it.", "data", {"properties": {"types": {}}}, 10)


def ledger(store: UsageStore, budget: int | None = None, clock: FakeClock | None = None) -> Ledger:
    """Return books over `store`."""
    return Ledger(store, clock or FakeClock(), FakeLog(), zone="Asia/Shanghai", budget=budget)


async def has_room(books: Ledger, tokens: int) -> bool:
    """Say whether so much may be spent now."""
    try:
        async with books.reserved(tokens, 1.0):
            return True
    except BudgetSpentError:
        return False


async def test_an_answer_is_priced_and_noted() -> None:
    store = MemoryUsages()
    metered = Metered(ObligingModel(), ledger(store), Price(10.0, 20.0, 5.0))

    answer = await metered.ask(QUESTION)

    assert answer.usage == Usage(1, 100, 10, 5, (95 * 10.0 + 5 * 5.0 + 10 * 20.0) / 1_000_000)
    assert await store.of_day(dt.date(2026, 2, 4)) == {"obliging": answer.usage}


async def test_a_useless_answer_is_noted_too() -> None:
    store, error = MemoryUsages(), UnusableAnswerError()
    error.usage = Usage(2, 30, 3)
    metered = Metered(ObligingModel(fail=lambda _: error), ledger(store))

    with pytest.raises(UnusableAnswerError):
        await metered.ask(QUESTION)

    assert (await store.of_day(dt.date(2026, 2, 4)))["obliging"].prompt_tokens == 30


async def test_what_other_processes_spent_counts() -> None:
    store = MemoryUsages()
    await ledger(store).add("other", Usage(1, 900, 50))
    mine = ledger(store, budget=1_000)
    await mine.refresh()

    assert not await has_room(mine, 51)
    assert await has_room(mine, 50)


async def test_what_is_being_spent_is_held_back() -> None:
    books = ledger(MemoryUsages(), budget=100)

    async with books.reserved(60, 1.0):
        assert not await has_room(books, 60)
    assert await has_room(books, 60)


async def test_a_new_day_has_a_new_budget() -> None:
    """The day of the operator's zone."""
    clock = FakeClock()
    books = ledger(MemoryUsages(), 100, clock)
    await books.add("m", Usage(1, 100, 0))
    clock.move(12 * 3600)

    assert await has_room(books, 100)


async def test_no_question_is_asked_beyond_the_budget() -> None:
    model = ObligingModel()

    with pytest.raises(BudgetSpentError):
        await Budgeted(model, ledger(MemoryUsages(), budget=10), 1.0).ask(QUESTION)

    assert model.asked == []


class Busy(MemoryUsages):
    """A store that nothing can be read from or written to."""

    async def add(self, date: dt.date, model: str, usage: Usage) -> None:
        """Fail."""
        raise StoreBusyError(f"{date} {model} {usage}")

    async def of_day(self, date: dt.date) -> dict[str, Usage]:
        """Fail."""
        raise StoreBusyError(str(date))


async def test_a_store_that_is_busy_costs_no_answer() -> None:
    books = ledger(Busy(), budget=1_000)

    await books.refresh()

    assert (await Metered(ObligingModel(), books).ask(QUESTION)).usage.calls == 1
