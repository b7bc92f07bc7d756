"""Models that are down are left alone for a while, and another one may stand in for them."""

import datetime as dt
from collections.abc import Sequence

from analysis.analyst.questions import size
from analysis.errors import ModelError, ModelUnavailableError, PromptTooLongError
from analysis.ports import Answer, LanguageModel, Question
from bot.meter import UNMETERED, Meter
from bot.ports import Clock, Log
from bot.throttling import Sign

FAILURES = 3
"""Failures in a row after which a server counts as down."""

DOWN_FOR = dt.timedelta(seconds=60)
"""How long a server that is down is left alone before one question may try it."""

REFUSED_FOR = dt.timedelta(minutes=15)
"""As above where it refused us: longer than a run takes, and no restart is needed once it is mended."""


SLACK = dt.timedelta(seconds=2)
"""By how much two clocks, and two looks at one sign, may differ before it says something new."""


class Guarded:
    """A model behind a breaker: while it is open, questions fail at once.

    Whoever opens it puts up a `sign` for other processes; when it is over, each lets one question through.
    """

    def __init__(
        self,
        model: LanguageModel,
        clock: Clock,
        log: Log,
        meter: Meter = UNMETERED,
        sign: Sign | None = None,
    ) -> None:
        self._model = model
        self._clock = clock
        self._log = log
        self._meter = meter
        self._sign = sign
        self._failures = 0
        self._open_until: dt.datetime | None = None
        self._reason = ""
        self._probing = False

    @property
    def name(self) -> str:
        """The model's name."""
        return self._model.name

    @property
    def window(self) -> int:
        """The model's window."""
        return self._model.window

    @property
    def is_open(self) -> bool:
        """Whether a question would fail at once."""
        return self._open_until is not None and (self._clock.now() < self._open_until or self._probing)

    def tokens(self, text: str) -> int:
        """Estimate as the model does."""
        return self._model.tokens(text)

    async def ask(self, question: Question) -> Answer:
        """Ask, or raise `ModelUnavailableError` at once; after a while one question is let through."""
        await self._heed()
        if self.is_open:
            raise ModelUnavailableError(self._reason)
        self._probing = probe = self._open_until is not None
        try:
            answer = await self._model.ask(question)
        except ModelUnavailableError as error:
            self._failed(error)
            raise
        except ModelError:  # it is there, whatever it said
            self._close(probe=probe)
            raise
        finally:
            if probe:
                self._probing = False
        self._close(probe=probe)
        return answer

    def _failed(self, error: ModelUnavailableError) -> None:
        self._failures += 1
        pause = dt.timedelta(seconds=error.retry_after) if error.retry_after else DOWN_FOR
        if error.reason == "refused":
            pause = REFUSED_FOR
        elif error.reason != "limited" and self._failures < FAILURES:
            return
        self._open(pause, error.reason)
        if self._sign:
            self._sign.put_up(pause.total_seconds(), error.reason)

    async def _heed(self) -> None:
        """Open the breaker where another process did."""
        said = await self._sign.read() if self._sign else None
        pause = dt.timedelta(seconds=said.seconds if said else 0)
        until = self._clock.now() + pause - SLACK
        if said and not self._probing and until > (self._open_until or self._clock.now()):
            self._open(pause, said.reason)

    def _open(self, pause: dt.timedelta, reason: str) -> None:
        self._open_until, self._reason = self._clock.now() + pause, reason
        self._meter.model_left_alone(self.name, alone=True)
        self._log.warning("model_left_alone", model=self.name, reason=reason, seconds=pause.total_seconds())

    def _close(self, *, probe: bool) -> None:
        """Count from the beginning; what was asked before the breaker opened does not close it again."""
        if probe or self._open_until is None:
            self._failures, self._open_until = 0, None
            self._meter.model_left_alone(self.name, alone=False)


class Switch:
    """The first of several models that can be asked; what the others write counts as the first one's."""

    def __init__(self, models: Sequence[Guarded]) -> None:
        self._models = models

    @property
    def name(self) -> str:
        """The first model's name: a stand-in's work is kept under it, so that it is not paid for again."""
        return self._models[0].name

    @property
    def window(self) -> int:
        """The window of the model that would be asked now."""
        return self._present.window

    def tokens(self, text: str) -> int:
        """Estimate as the model does that would be asked now."""
        return self._present.tokens(text)

    async def ask(self, question: Question) -> Answer:
        """Ask one model after the other until one can be asked; raises what the last of them did."""
        *others, last = self._models
        for model in others:
            try:
                return await model.ask(question)
            except ModelUnavailableError:
                continue
        if others and size(question, last) > last.window:
            raise PromptTooLongError(last.window)
        return await last.ask(question)

    @property
    def _present(self) -> Guarded:
        return next((model for model in self._models if not model.is_open), self._models[0])
