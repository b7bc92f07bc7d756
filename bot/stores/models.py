"""What the bot must remember of language models: what they were asked for, and what they can do."""

import datetime as dt
from collections.abc import Mapping
from typing import Protocol

from analysis.results import Usage


class UsageStore(Protocol):
    """What was asked of models, day by day, so that a daily budget outlives the process."""

    async def add(self, date: dt.date, model: str, usage: Usage) -> None:
        """Add `usage` to what `model` was asked for on `date`; a cost that is unknown once stays so."""
        ...

    async def of_day(self, date: dt.date) -> Mapping[str, Usage]:
        """Return what each model was asked for on `date`."""
        ...


class AbilityStore(Protocol):
    """What was learned of a model on a server: its window, the forms of answer that it obeys."""

    async def learn(self, server: str, model: str, name: str, value: object) -> None:
        """Remember `value`, anything that JSON can hold, in place of what `name` was before."""
        ...

    async def known(self, server: str, model: str) -> Mapping[str, object]:
        """Return everything that was learned of `model` on `server`, by name."""
        ...
