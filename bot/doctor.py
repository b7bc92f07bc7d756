"""What must be right before the bot can work: one list of checks, and what each of them found."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

PATIENCE = 20.0  # seconds for one check; nobody waits longer for a doctor


class Health(StrEnum):
    """How a check ended."""

    WELL = "well"
    ABSENT = "absent"  # not set up, and nothing needs it
    ILL = "ill"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found: `topic` and `verdict` choose the words, `data` fills them.

    `more` is what it found on the way, each with words of its own.
    """

    topic: str
    health: Health
    verdict: str
    data: Mapping[str, object] = field(default_factory=dict)
    more: tuple["Finding", ...] = ()


Check = Callable[[], Awaitable[Finding]]
"""Looks at one thing and never raises what it can tell."""


async def examine(checks: Mapping[str, Check]) -> Sequence[Finding]:
    """Return what every one of `checks` (by topic) found, in their order; all run at once."""
    found = await asyncio.gather(*(_examined(topic, check) for topic, check in checks.items()))
    return [finding for one in found for finding in (one, *one.more)]


async def _examined(topic: str, check: Check) -> Finding:
    try:
        async with asyncio.timeout(PATIENCE):
            return await check()
    except TimeoutError:
        return Finding(topic, Health.ILL, "no_answer", {"seconds": int(PATIENCE)})
