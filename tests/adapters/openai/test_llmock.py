"""The model against a server that we did not write: it meets faults without storms and unasked repeats."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from fakes import FakeLog
from llmock.pytest_plugin import LLMock

from adapters.openai import open_model
from adapters.openai.model import OpenAIModel
from analysis.analyst.schema import headline_schema
from analysis.errors import ModelUnavailableError, PromptTooLongError
from analysis.ports import Question
from bot.memory import MemoryAbilities
from bot.writers import ModelAccess

QUESTION = Question("headline-1", "Say it as JSON.", "the day", headline_schema(), 300)


@asynccontextmanager
async def model_at(llmock: LLMock, seconds: float = 5.0) -> AsyncIterator[OpenAIModel]:
    """Yield a model there, with the machine's own clock."""
    access = ModelAccess("gpt-4o-mini", llmock.base_url(), "key", seconds)
    async with open_model(access, MemoryAbilities(), FakeLog()) as model:
        yield model


async def test_an_answer_fits_the_schema(llmock: LLMock) -> None:
    async with model_at(llmock) as model:
        answer = await model.ask(QUESTION)

    assert list(answer.fields) == ["headline"]


async def test_retry_after_is_obeyed(llmock: LLMock) -> None:
    llmock.rate_limit(times=2, retry_after=0.1)

    async with model_at(llmock) as model:
        await model.ask(QUESTION)

    llmock.assert_resilient()


async def test_an_outage_ends_soon(llmock: LLMock) -> None:
    llmock.outage()

    async with model_at(llmock) as model:
        with pytest.raises(ModelUnavailableError):
            await model.ask(QUESTION)

    llmock.assert_resilient()


async def test_a_prompt_that_is_too_long_is_the_caller_s_affair(llmock: LLMock) -> None:
    llmock.context_overflow()

    async with model_at(llmock) as model:
        with pytest.raises(PromptTooLongError):
            await model.ask(QUESTION)

    llmock.assert_resilient()


async def test_a_late_answer_is_not_waited_for(llmock: LLMock) -> None:
    llmock.delay(1.0, times=2)

    async with model_at(llmock, seconds=0.1) as model:
        with pytest.raises(ModelUnavailableError):
            await model.ask(QUESTION)


@pytest.mark.parametrize("status", [401, 402, 403])
async def test_a_refusal_is_final(status: int, llmock: LLMock) -> None:
    llmock.fail(status, times=None)

    async with model_at(llmock) as model:
        with pytest.raises(ModelUnavailableError):
            await model.ask(QUESTION)

    llmock.assert_resilient()
