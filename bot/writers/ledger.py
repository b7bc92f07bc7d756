"""What models took today, and how much of the day's budget is left for what."""

import datetime as dt
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

from analysis.analyst.questions import size
from analysis.days import Day
from analysis.errors import BudgetSpentError, ModelError
from analysis.ports import Answer, LanguageModel, Question
from analysis.results import Depth, Usage
from bot.errors import StoreError
from bot.ports import Clock, Log
from bot.prices import Price, cost
from bot.stores import UsageStore
from bot.throttling import AwayError, NoRoomError, Shared

SHARES: Mapping[Depth, float] = {Depth.DEEP: 0.7, Depth.STANDARD: 0.9, Depth.BRIEF: 1.0}
"""The part of the day's budget up to which a depth is written: near its end, texts get shorter first."""


class Ledger:
    """Counts the tokens of a day in `zone`, over all models and processes; without `budget` nothing more.

    Without `shared`, or while it is away, what other processes hold back does not count, but what they spent.
    """

    def __init__(
        self,
        store: UsageStore,
        clock: Clock,
        log: Log,
        *,
        zone: str,
        budget: int | None = None,
        shared: Shared | None = None,
    ) -> None:
        self._store = store
        self._clock = clock
        self._log = log
        self._zone = zone
        self.budget = budget
        self._shared = shared
        self._reserved = 0
        self._spent = 0
        self._date: dt.date | None = None

    async def refresh(self) -> None:
        """Read what was spent today, by other processes too."""
        date = self._today()
        try:
            used = (await self._store.of_day(date)).values()
        except StoreError as error:
            self._log.warning("usage_unreadable", error=repr(error))
            return
        self._date, self._spent = date, sum(one.prompt_tokens + one.completion_tokens for one in used)

    async def add(self, model: str, usage: Usage) -> None:
        """Note what `model` took; that this cannot be stored must not cost the answer."""
        date = self._today()
        if date != self._date:
            self._date, self._spent = date, 0
        self._spent += usage.prompt_tokens + usage.completion_tokens
        try:
            await self._store.add(date, model, usage)
        except StoreError as error:
            self._log.warning("usage_not_stored", error=repr(error))

    @asynccontextmanager
    async def reserved(self, tokens: int, share: float) -> AsyncIterator[None]:
        """Hold `tokens` back while they are being spent; `BudgetSpentError` where the share has no room."""
        if self._date != self._today():
            self._date, self._spent = self._today(), 0
        if self.budget is None:
            yield
            return
        most = int(self.budget * share)
        if self._spent + self._reserved + tokens > most:
            raise BudgetSpentError
        self._reserved += tokens
        try:
            async with self._reserved_for_all(tokens, most):
                yield
        finally:
            self._reserved -= tokens

    @asynccontextmanager
    async def _reserved_for_all(self, tokens: int, most: int) -> AsyncIterator[None]:
        """Hold `tokens` back from other processes too, as far as the database is there."""
        try:
            ticket = await self._shared.reserve(self._today(), tokens, most) if self._shared else None
        except AwayError:
            ticket = None
        except NoRoomError:
            raise BudgetSpentError from None
        try:
            yield
        finally:
            if self._shared and ticket:
                self._shared.leave(ticket)

    def _today(self) -> dt.date:
        return Day.of(self._clock.now(), self._zone).date


@dataclass(frozen=True, slots=True)
class Metered:
    """A model whose every answer is priced and noted in the ledger, also one that could not be used."""

    model: LanguageModel
    ledger: Ledger
    price: Price | None = None

    @property
    def name(self) -> str:
        """The model's name."""
        return self.model.name

    @property
    def window(self) -> int:
        """The model's window."""
        return self.model.window

    def tokens(self, text: str) -> int:
        """Estimate as the model does."""
        return self.model.tokens(text)

    async def ask(self, question: Question) -> Answer:
        """Ask, and note what it took."""
        try:
            answer = await self.model.ask(question)
        except ModelError as error:
            if error.usage:
                error.usage = await self._noted(error.usage)
            raise
        return replace(answer, usage=await self._noted(answer.usage))

    async def _noted(self, usage: Usage) -> Usage:
        priced = replace(usage, cost=cost(usage, self.price))
        if usage.calls:
            await self.ledger.add(self.name, priced)
        return priced


@dataclass(frozen=True, slots=True)
class Budgeted:
    """A model that may spend up to `share` of the day's budget."""

    model: LanguageModel
    ledger: Ledger
    share: float

    @property
    def name(self) -> str:
        """The model's name."""
        return self.model.name

    @property
    def window(self) -> int:
        """The model's window."""
        return self.model.window

    def tokens(self, text: str) -> int:
        """Estimate as the model does."""
        return self.model.tokens(text)

    async def ask(self, question: Question) -> Answer:
        """Ask, or raise `BudgetSpentError` before anything is spent."""
        async with self.ledger.reserved(size(question, self.model), self.share):
            return await self.model.ask(question)
