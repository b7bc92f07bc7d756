"""What was asked of language models and learned of them, in memory."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping

from analysis.results import Usage


class MemoryUsages:
    """A `UsageStore` in memory."""

    def __init__(self) -> None:
        self._days: dict[dt.date, dict[str, Usage]] = defaultdict(dict)

    async def add(self, date: dt.date, model: str, usage: Usage) -> None:
        """Add `usage` to what `model` was asked for on `date`; a cost that is unknown once stays so."""
        day = self._days[date]
        day[model] = _sum(day[model], usage) if model in day else usage

    async def of_day(self, date: dt.date) -> Mapping[str, Usage]:
        """Return what each model was asked for on `date`."""
        return dict(self._days.get(date, {}))


class MemoryAbilities:
    """An `AbilityStore` in memory."""

    def __init__(self) -> None:
        self._stored: dict[tuple[str, str], dict[str, object]] = defaultdict(dict)

    async def learn(self, server: str, model: str, name: str, value: object) -> None:
        """Remember `value`, anything that JSON can hold, in place of what `name` was before."""
        self._stored[server, model][name] = value

    async def known(self, server: str, model: str) -> Mapping[str, object]:
        """Return everything that was learned of `model` on `server`, by name."""
        return dict(self._stored.get((server, model), {}))


def _sum(one: Usage, other: Usage) -> Usage:
    return Usage(
        calls=one.calls + other.calls,
        prompt_tokens=one.prompt_tokens + other.prompt_tokens,
        completion_tokens=one.completion_tokens + other.completion_tokens,
        cached_tokens=one.cached_tokens + other.cached_tokens,
        cost=None if one.cost is None or other.cost is None else one.cost + other.cost,
    )
