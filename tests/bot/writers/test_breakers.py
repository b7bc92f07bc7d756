"""Breakers: when a model is left alone, for how long, and who stands in for it."""

import asyncio
import datetime as dt

import pytest
from fakes import FakeClock, FakeLog
from oblige import ObligingModel

from analysis.errors import ModelError, ModelUnavailableError, PromptTooLongError, UnusableAnswerError
from analysis.ports import Question
from bot.writers.breakers import DOWN_FOR, FAILURES, REFUSED_FOR, Guarded, Switch

QUESTION = Question("deep-1", "Do it.", "data", {"properties": {"types": {}}}, 10)


class Down:
    """A model behind its breaker that fails as long as `error` is set."""

    def __init__(self, error: ModelError | None = None, name: str = "first", window: int = 32_000) -> None:
        self.error = error
        self.clock = FakeClock()
        self.model = ObligingModel(name, window=window, fail=lambda _: self.error)
        self.guarded = Guarded(self.model, self.clock, FakeLog())

    async def ask(self, times: int = 1) -> int:
        """Ask, and return how often the model itself was asked then."""
        before = len(self.model.asked)
        for _ in range(times):
            try:
                await self.guarded.ask(QUESTION)
            except ModelError:
                continue
        return len(self.model.asked) - before


async def test_a_refusal_opens_at_once_and_for_long() -> None:
    down = Down(ModelUnavailableError("refused"))

    assert await down.ask(5) == 1
    down.clock.move(REFUSED_FOR.total_seconds() - 1)
    assert await down.ask() == 0
    down.clock.move(2)
    assert await down.ask(5) == 1


async def test_failures_in_a_row_open_and_one_question_probes_after_a_minute() -> None:
    down = Down(ModelUnavailableError("unreachable"))

    assert await down.ask(10) == FAILURES
    down.clock.move(DOWN_FOR.total_seconds() + 1)
    assert await down.ask(10) == 1
    down.error = None
    down.clock.move(DOWN_FOR.total_seconds() + 1)
    assert await down.ask(10) == 10


async def test_only_one_question_probes_at_a_time() -> None:
    down = Down(ModelUnavailableError("refused"))
    await down.ask()
    down.error = None
    down.clock.move(REFUSED_FOR.total_seconds() + 1)
    down.model.going_on.clear()
    probe = asyncio.create_task(down.guarded.ask(QUESTION))
    await asyncio.sleep(0)

    with pytest.raises(ModelUnavailableError):
        await down.guarded.ask(QUESTION)

    down.model.going_on.set()
    await probe
    assert not down.guarded.is_open


async def test_a_probe_that_is_cancelled_leaves_room_for_the_next() -> None:
    down = Down(ModelUnavailableError("refused"))
    await down.ask()
    down.error = None
    down.clock.move(REFUSED_FOR.total_seconds() + 1)
    down.model.going_on.clear()
    probe = asyncio.create_task(down.guarded.ask(QUESTION))
    await asyncio.sleep(0)
    probe.cancel()
    await asyncio.gather(probe, return_exceptions=True)
    down.model.going_on.set()

    assert await down.ask() == 1


async def test_answers_between_failures_keep_it_closed() -> None:
    down = Down()
    for _ in range(5):
        down.error = ModelUnavailableError("unreachable")
        assert await down.ask(FAILURES - 1) == FAILURES - 1
        down.error = UnusableAnswerError()
        assert await down.ask() == 1


async def test_a_server_that_names_a_time_is_left_alone_until_then() -> None:
    down = Down(ModelUnavailableError("limited", 300.0))
    await down.ask()
    down.clock.move(299)

    assert await down.ask() == 0
    down.clock.move(2)
    assert await down.ask() == 1


async def test_what_was_asked_before_it_opened_does_not_close_it() -> None:
    down = Down()
    down.model.going_on.clear()
    early = asyncio.create_task(down.guarded.ask(QUESTION))
    await asyncio.sleep(0)
    down.model.going_on.set()
    down.guarded._open(dt.timedelta(minutes=1), "refused")

    await early

    assert down.guarded.is_open


async def test_a_second_model_stands_in_while_the_first_is_down() -> None:
    first, second = Down(ModelUnavailableError("refused")), Down(name="second", window=8_000)
    switch = Switch([first.guarded, second.guarded])

    await switch.ask(QUESTION)
    await switch.ask(QUESTION)

    assert (len(first.model.asked), len(second.model.asked)) == (1, 2)
    assert (switch.name, switch.window) == ("first", 8_000)


async def test_a_prompt_made_for_the_first_model_is_not_forced_upon_the_second() -> None:
    first, second = Down(ModelUnavailableError("unreachable")), Down(name="second", window=50)

    with pytest.raises(PromptTooLongError) as caught:
        await Switch([first.guarded, second.guarded]).ask(QUESTION)

    assert caught.value.window == 50
    assert second.model.asked == []


async def test_both_down_is_down() -> None:
    first, second = Down(ModelUnavailableError("unreachable")), Down(ModelUnavailableError("refused"))

    with pytest.raises(ModelUnavailableError):
        await Switch([first.guarded, second.guarded]).ask(QUESTION)
