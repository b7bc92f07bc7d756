"""The calls of several users of one limit, in memory: there is one process, but the rules are the same."""

import datetime as dt
from collections.abc import Callable, Collection
from dataclasses import dataclass
from itertools import count

from bot.memory.workers import utc_now
from bot.stores import Line, Pause, UsageStore


@dataclass(frozen=True, slots=True)
class _Lease:
    subject: str
    tokens: int
    until: dt.datetime


class MemoryLimits:
    """A `LimitStore` in memory."""

    def __init__(self, usage: UsageStore, now: Callable[[], dt.datetime] = utc_now) -> None:
        self._usage = usage
        self._now = now
        self._tickets = count(1)
        self._leases: dict[int, _Lease] = {}
        self._pauses: dict[str, tuple[dt.datetime, str]] = {}

    async def join(self, subject: str, holder: str, lasting: dt.timedelta) -> Line:
        """Stand at the end of the line of `subject`; the answer has the new ticket alone in `ahead`."""
        del holder
        return await self.line(subject, [self._add(subject, 0, lasting)])

    async def line(self, subject: str, tickets: Collection[int]) -> Line:
        """Return how `tickets` stand in the line of `subject`."""
        good = [ticket for ticket, lease in self._good().items() if lease.subject == subject]
        ahead = {ticket: good.index(ticket) for ticket in good if ticket in tickets}
        return Line(ahead, await self.paused(subject))

    async def reserve(
        self, date: dt.date, tokens: int, most: int, holder: str, lasting: dt.timedelta
    ) -> int | None:
        """Hold `tokens` of a day's budget back and return a ticket for them, or `None`."""
        del holder
        used = await self._usage.of_day(date)
        spent = sum(one.prompt_tokens + one.completion_tokens for one in used.values())
        subject = f"budget {date}"
        held = sum(lease.tokens for lease in self._good().values() if lease.subject == subject)
        return None if spent + held + tokens > most else self._add(subject, tokens, lasting)

    async def renew(self, tickets: Collection[int], lasting: dt.timedelta) -> None:
        """Let those of `tickets` that are still good last so long from now; the others stay lost."""
        for ticket, lease in self._good().items():
            if ticket in tickets:
                self._leases[ticket] = _Lease(lease.subject, lease.tokens, self._now() + lasting)

    async def leave(self, tickets: Collection[int]) -> None:
        """Give `tickets` back."""
        for ticket in tickets:
            self._leases.pop(ticket, None)

    async def pause(self, subject: str, pause: Pause) -> None:
        """Let nobody ask `subject` until `pause` is over; one that ends later stays as it is."""
        until = self._now() + dt.timedelta(seconds=pause.seconds)
        known = self._pauses.get(subject)
        if known is None or known[0] < until:
            self._pauses[subject] = until, pause.reason

    async def paused(self, subject: str) -> Pause | None:
        """Return what is left of the pause of `subject`."""
        until, reason = self._pauses.get(subject, (self._now(), ""))
        left = (until - self._now()).total_seconds()
        return Pause(left, reason) if left > 0 else None

    def _add(self, subject: str, tokens: int, lasting: dt.timedelta) -> int:
        ticket = next(self._tickets)
        self._leases[ticket] = _Lease(subject, tokens, self._now() + lasting)
        return ticket

    def _good(self) -> dict[int, _Lease]:
        now = self._now()
        return {ticket: lease for ticket, lease in self._leases.items() if lease.until > now}
