"""The model through the real client against a local server: the ladder, and what is learned on it."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

import pytest
from aiohttp import web
from fakes import FakeLog

from adapters.openai import open_model
from adapters.openai.model import OpenAIModel
from analysis.analyst.schema import headline_schema
from analysis.errors import ModelUnavailableError, PromptTooLongError, UnusableAnswerError
from analysis.ports import Question
from benchmarks.faults import FAULTS
from benchmarks.modelday import KEY, Time
from benchmarks.modelserver import Asked, ModelServer, completion, failing
from bot.memory import MemoryAbilities
from bot.throttling import Gates
from bot.writers import ModelAccess

QUESTION = Question("headline-1", "Rules: say it as JSON.", "the day " * 400, headline_schema(), 300)
ANSWER = {"headline": "The changes of the day are about the pool."}


class Place:
    """A server, what is known of it, and a clock that sleepers move."""

    def __init__(self, server: ModelServer) -> None:
        self.server = server
        self.store = MemoryAbilities()
        self.log = FakeLog()
        self.time = Time()

    @asynccontextmanager
    async def model(self, concurrency: int = 8) -> AsyncIterator[OpenAIModel]:
        """Yield the model as a new process has it."""
        wanted = ModelAccess("stub", self.server.base_url, KEY, 5.0, concurrency)
        gates = Gates(now=self.time.monotonic, sleep=self.time.sleep)
        async with open_model(wanted, self.store, self.log, gates=gates, sleep=self.time.sleep) as model:
            yield model

    async def ask(self) -> Mapping[str, object]:
        """Ask in a new process."""
        async with self.model() as model:
            return (await model.ask(QUESTION)).fields


@pytest.fixture
async def place() -> AsyncIterator[Place]:
    """Yield a place where all is well."""
    async with ModelServer() as server:
        yield Place(server)


def forms(server: ModelServer) -> list[str]:
    """Return in which forms answers were asked for."""
    return [form_of(asked) for asked in server.asked]


def form_of(asked: Asked) -> str:
    """Return in which form an answer was asked for."""
    form = asked.body.get("response_format") or {}
    kind = str(form.get("type") or ("tool" if "tools" in asked.body else "text"))
    return f"{kind}+schema" if "schema" in form else kind


async def test_the_best_form_is_asked_for_first(place: Place) -> None:
    assert await place.ask() == ANSWER
    assert forms(place.server) == ["json_schema"]


async def test_the_whole_ladder_is_climbed_down_in_order(place: Place) -> None:
    place.server.misbehave(FAULTS["plain text only"].behaviour)

    assert await place.ask() == ANSWER
    assert forms(place.server) == ["json_schema", "json_object+schema", "json_object", "tool", "text"]


@pytest.mark.parametrize(
    "fault", ["tools only", "plain text only", "json_schema unknown: 500", "max_tokens unknown"]
)
async def test_what_was_learned_holds_in_the_next_process(fault: str, place: Place) -> None:
    place.server.misbehave(FAULTS[fault].behaviour)
    await place.ask()
    asked = len(place.server.asked)

    await place.ask()

    assert len(place.server.asked) == asked + 1


async def test_the_schema_stands_in_the_prompt_where_the_server_does_not_take_it(place: Place) -> None:
    place.server.misbehave(FAULTS["json_schema unknown: 400"].behaviour)

    await place.ask()

    said = place.server.asked[-1].body["messages"][0]["content"]
    assert said.startswith(QUESTION.instructions)
    assert '"headline"' in said


async def test_a_window_that_the_server_names_is_learned(place: Place) -> None:
    place.server.misbehave(FAULTS["400 context, with the window"].behaviour)

    async with place.model() as model:
        with pytest.raises(PromptTooLongError) as caught:
            await model.ask(QUESTION)
        assert (caught.value.window, model.window) == (20_000, 20_000)
    async with place.model() as later:
        assert later.window == 20_000


@pytest.mark.parametrize(
    ("message", "window"),
    [
        ("This model's maximum context length is 8192 tokens. However, you requested 9000", 8_192),
        ("Requested tokens (5000) exceed context window of 4096", 4_096),
        ("request (9000 tokens) exceeds the available context size (4096 tokens), try increasing it", 4_096),
        ("'max_tokens' is too large: 1500. This model's maximum context length is 2048 tokens", 2_048),
        ("the prompt is too long", None),
    ],
)
async def test_servers_say_in_many_ways_that_a_prompt_is_too_long(
    message: str, window: int | None, place: Place
) -> None:
    place.server.misbehave(failing(400, message))

    async with place.model() as model:
        with pytest.raises(PromptTooLongError) as caught:
            await model.ask(QUESTION)

    assert caught.value.window == window
    assert len(place.server.asked) == 1


async def test_a_prompt_that_was_shortened_on_the_quiet_is_noticed(place: Place) -> None:
    """And what it took is in the books."""

    async def shortening(asked: Asked) -> web.StreamResponse:
        return completion(asked, asked.text, usage={"prompt_tokens": 300, "completion_tokens": 9})

    place.server.misbehave(shortening)

    async with place.model() as model:
        with pytest.raises(PromptTooLongError) as caught:
            await model.ask(QUESTION)

    assert caught.value.window == 300
    assert caught.value.usage is not None
    assert caught.value.usage.prompt_tokens == 300


async def test_tokens_are_estimated_by_what_prompts_really_took(place: Place) -> None:
    async def dear(asked: Asked) -> web.StreamResponse:
        counted = {"prompt_tokens": 2 * len(asked.prompt) // 5, "completion_tokens": 9}
        return completion(asked, asked.text, usage=counted)

    place.server.misbehave(dear)
    async with place.model() as model:
        before = model.tokens("some words of a diff")
        for _ in range(10):
            await model.ask(QUESTION)
        after = model.tokens("some words of a diff")
    async with place.model() as later:
        assert before < after == pytest.approx(later.tokens("some words of a diff"), abs=1)


async def test_usage_is_summed_over_all_that_one_question_took(place: Place) -> None:
    place.server.misbehave(FAULTS["empty"].behaviour, times=1)

    async with place.model() as model:
        answer = await model.ask(QUESTION)

    assert answer.usage.calls == 2
    assert answer.usage.cached_tokens == 10


async def test_an_answer_that_cannot_be_used_tells_what_it_took(place: Place) -> None:
    place.server.misbehave(FAULTS["empty"].behaviour)

    async with place.model() as model:
        with pytest.raises(UnusableAnswerError) as caught:
            await model.ask(QUESTION)

    assert caught.value.usage is not None
    assert caught.value.usage.calls == len(place.server.asked) == 6


async def test_where_a_form_is_known_to_work_two_useless_answers_are_enough(place: Place) -> None:
    await place.ask()
    place.server.misbehave(FAULTS["refusal in prose"].behaviour)

    with pytest.raises(UnusableAnswerError):
        await place.ask()

    assert len(place.server.asked) == 3


async def test_a_server_that_asks_for_patience_gets_it(place: Place) -> None:
    place.server.misbehave(failing(429, **{"Retry-After": "7"}), times=1)

    assert await place.ask() == ANSWER
    assert place.time.seconds == pytest.approx(7)


@pytest.mark.parametrize("status", [401, 402, 403, 404])
async def test_a_refusal_is_not_repeated(status: int, place: Place) -> None:
    place.server.misbehave(failing(status))

    with pytest.raises(ModelUnavailableError) as caught:
        await place.ask()

    assert caught.value.reason == "refused"
    assert len(place.server.asked) == 1


async def test_a_model_that_thinks_aloud_gets_room_for_it(place: Place) -> None:
    place.server.misbehave(FAULTS["thinks to the end"].behaviour, times=1)

    assert await place.ask() == ANSWER
    await place.ask()

    assert [asked.body["max_tokens"] for asked in place.server.asked] == [300, 4_300, 4_300]


async def test_the_log_has_the_server_s_words_but_not_our_key(place: Place) -> None:
    place.server.misbehave(failing(401, f"bad key {KEY}"))

    with pytest.raises(ModelUnavailableError) as caught:
        await place.ask()

    logged = str(place.log.lines)
    assert "secret-words" in logged
    assert KEY not in logged
    assert "secret-words" not in repr(caught.value)


async def test_no_more_requests_than_allowed_are_out_at_a_time(place: Place) -> None:
    place.server.delay = 0.02
    async with place.model(concurrency=3) as model:
        await together(model, 12)

    assert place.server.most_at_once == 3


async def together(model: OpenAIModel, times: int) -> None:
    """Ask many times at once."""
    await asyncio.gather(*(model.ask(QUESTION) for _ in range(times)))
