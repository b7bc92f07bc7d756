"""A language model on any server that speaks OpenAI's chat completions."""

import math
from dataclasses import dataclass, field, replace

from adapters.openai.abilities import Abilities
from adapters.openai.answers import parsed
from adapters.openai.faults import DEFAULT_PAUSE, Fault, Kind
from adapters.openai.ladder import Limit, Rung, messages, request
from adapters.openai.reading import Reply, read
from adapters.openai.server import FailedError, Server
from analysis.analyst.asking import added
from analysis.analyst.schema import properties
from analysis.analyst.tokens import estimate
from analysis.errors import ModelError, ModelUnavailableError, PromptTooLongError, UnusableAnswerError
from analysis.ports import Answer, Question
from analysis.results import Usage

MOST_REQUESTS = 8
"""Requests that one question may take, whatever goes wrong with them."""

LONGEST_PAUSE = 60.0
"""Seconds that we wait when asked to; a longer wait is the caller's affair."""

_TRIES_LIMITED, _TRIES_DOWN, _TRIES_UNREADABLE = 4, 2, 2
_MOST_UNREADABLE = 6  # three rungs; each of these answers is paid for
_BACK_OFF = 0.5  # seconds before a server that was down is asked once more
_SHORTENED = 0.6  # of the estimate: four tokenizers took at least 0.75 of it
_CHECK_FROM = 800  # estimated tokens below which no server shortens a prompt
_LEAST_BELIEVED = 256  # prompt tokens below which a server's count is a mistake


class OpenAIModel:
    """Implements `LanguageModel` on `server`, with what `abilities` know and learn."""

    def __init__(self, server: Server, abilities: Abilities) -> None:
        self._server = server
        self.abilities = abilities

    @property
    def name(self) -> str:
        """The model's name."""
        return self._server.access.model

    @property
    def window(self) -> int:
        """How many tokens prompt and answer may take together, as far as that is known."""
        return self.abilities.window

    def tokens(self, text: str) -> int:
        """Estimate the tokens of `text` with the factor that was learned."""
        return math.ceil(estimate(text) * self.abilities.factor)

    async def ask(self, question: Question) -> Answer:
        """Return the answer, or raise a `ModelError` that tells what was spent all the same."""
        await self.abilities.load()
        return await _Asking(self._server, self.abilities, question).answer()


@dataclass
class _Asking:
    """One question on its way down the ladder."""

    server: Server
    abilities: Abilities
    question: Question
    spent: Usage = field(default_factory=Usage)
    limited: int = 0
    down: int = 0
    unreadable: int = 0
    rung: Rung = field(init=False)
    known: Rung = field(init=False)

    def __post_init__(self) -> None:
        self.rung = self.known = self.abilities.rung

    async def answer(self) -> Answer:
        try:
            for _ in range(MOST_REQUESTS):
                if answer := await self._asked_once():
                    return answer
        except ModelError as error:
            error.usage = self.spent
            raise
        raise self._unusable()

    async def _asked_once(self) -> Answer | None:
        """Return the answer, or `None` where the next request may do better."""
        if self.abilities.rung is not self.known:  # another question has found the way meanwhile
            self.rung = self.known = self.abilities.rung
        spare = self.abilities.spare
        asked = replace(self.question, answer_tokens=self.question.answer_tokens + spare)
        try:
            completion = await self.server.complete(request(asked, self.rung, self.abilities.limit))
        except FailedError as error:
            await self._survive(error.fault)
            return None
        return await self._read(read(completion))

    async def _read(self, reply: Reply) -> Answer | None:
        estimated = self._estimated()
        self.spent = added(self.spent, reply.usage(math.ceil(estimated * self.abilities.factor)))
        if reply.refused:
            raise UnusableAnswerError
        await self._check_length(reply, estimated)
        found = parsed(reply.text, properties(self.question.schema))
        if found is None:
            await self._unread(reply)
            return None
        await self.abilities.learn_rung(self.rung)
        return Answer(found.fields, self.spent, found.cut)

    async def _check_length(self, reply: Reply, estimated: int) -> None:
        """Notice a prompt that was shortened on the quiet: what the model did not see, it would make up."""
        counted = reply.prompt_tokens
        if counted < _LEAST_BELIEVED:
            return
        if estimated >= _CHECK_FROM and counted < estimated * self.abilities.factor * _SHORTENED:
            await self.abilities.learn_window(counted)
            raise PromptTooLongError(counted)
        await self.abilities.learn_tokens(estimated, counted)

    async def _unread(self, reply: Reply) -> None:
        if reply.full and reply.thought:
            await self.abilities.learn_to_spare()
        self.unreadable += 1
        if self.unreadable >= (_TRIES_UNREADABLE if self.abilities.rung_works else _MOST_UNREADABLE):
            raise self._unusable()  # where the form is known to work, it is the question
        if self.unreadable % _TRIES_UNREADABLE == 0:
            self._step_down()

    async def _survive(self, fault: Fault) -> None:
        """Do what helps against `fault`, or raise what it means."""
        match fault.kind:
            case Kind.REFUSED:
                raise ModelUnavailableError("refused")
            case Kind.TOO_LONG:
                await self._learn_window(fault.window)
                raise PromptTooLongError(fault.window)
            case Kind.LIMITED:
                self._pause(fault.pause)
            case Kind.OTHER_LIMIT if self.abilities.limit is Limit.OLD:
                await self.abilities.learn_limit(Limit.NEW)
            case Kind.OTHER_LIMIT | Kind.FORM:
                self._step_down()
            case Kind.BROKEN if self.rung is Rung.SCHEMA and not self.abilities.rung_works:
                self._step_down()
            case Kind.DOWN | Kind.BROKEN:
                await self._again_if_up(fault.pause or 0.0)

    async def _learn_window(self, window: int | None) -> None:
        if window and window < self.abilities.window:
            await self.abilities.learn_window(window)

    def _pause(self, wished: float | None) -> None:
        pause = DEFAULT_PAUSE * 2**self.limited if wished is None else wished
        self.limited += 1
        if pause > LONGEST_PAUSE or self.limited >= _TRIES_LIMITED:
            raise ModelUnavailableError("limited", pause)
        self.server.gate.slower(pause)

    async def _again_if_up(self, wished: float) -> None:
        self.down += 1
        if self.down >= _TRIES_DOWN or wished > LONGEST_PAUSE:
            raise ModelUnavailableError("unreachable")
        if wished:
            self.server.gate.pause(wished, "down")
        await self.server.sleep(max(_BACK_OFF, wished))

    def _step_down(self) -> None:
        lower = self.rung.next
        if lower is None:
            raise self._unusable()
        self.rung = lower

    def _estimated(self) -> int:
        """Estimate the prompt without what was learned; a schema beside it may or may not count."""
        return sum(estimate(one["content"]) for one in messages(self.question, self.rung))

    def _unusable(self) -> UnusableAnswerError:
        self.server.log.warning("model_unusable", model=self.server.access.model, question=self.question.name)
        return UnusableAnswerError()
