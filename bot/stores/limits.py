"""What processes on one database must know of each other's calls, so that all of them keep to one limit."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Pause:
    """Nothing is asked of a subject for `seconds` more, for the `reason` that whoever was told so gave."""

    seconds: float
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line: how many stand before each ticket that is still good, and the pause of its subject."""

    ahead: Mapping[int, int]
    pause: Pause | None = None


class LimitStore(Protocol):
    """Tickets, pauses and reservations, by the database's own clock: the clocks of machines differ.

    A `subject` is what is limited, e.g. one server and one key, and never tells a secret. Whoever holds a
    ticket renews it; that of a process that died is good no longer when `lasting` has passed. A place in the
    line is the turn itself: with a limit of eight, the first eight tickets of a line may call.
    """

    async def join(self, subject: str, holder: str, lasting: dt.timedelta) -> Line:
        """Stand at the end of the line of `subject`; the answer has the new ticket alone in `ahead`."""
        ...

    async def line(self, subject: str, tickets: Collection[int]) -> Line:
        """Return how `tickets` stand in the line of `subject`."""
        ...

    async def reserve(
        self, date: dt.date, tokens: int, most: int, holder: str, lasting: dt.timedelta
    ) -> int | None:
        """Hold `tokens` of a day's budget back and return a ticket for them.

        `None` where they, what is held back already and what the day used come to more than `most`.
        """
        ...

    async def renew(self, tickets: Collection[int], lasting: dt.timedelta) -> None:
        """Let those of `tickets` that are still good last so long from now; the others stay lost."""
        ...

    async def leave(self, tickets: Collection[int]) -> None:
        """Give `tickets` back."""
        ...

    async def pause(self, subject: str, pause: Pause) -> None:
        """Let nobody ask `subject` until `pause` is over; one that ends later stays as it is."""
        ...

    async def paused(self, subject: str) -> Pause | None:
        """Return what is left of the pause of `subject`."""
        ...
