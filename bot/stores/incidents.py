"""What the bot must remember of what goes wrong for a while, so that each is told once, and its end too."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Incident:
    """Something that keeps going wrong: `cause` as `bot.causes` names it, `subject` what it is about.

    `told` counts the alarms that were raised for it, the last one at `told_at`.
    """

    id: str
    cause: str
    subject: str
    since: dt.datetime
    told: int = 0
    told_at: dt.datetime | None = None
    ended_at: dt.datetime | None = None


class IncidentStore(Protocol):
    """Incidents; of one cause and subject, one at a time goes on."""

    async def begin(self, incident: Incident) -> Incident:
        """Store `incident` unless one of its cause and subject goes on, and return the one that does."""
        ...

    async def active(self) -> Sequence[Incident]:
        """Return those that go on, oldest first."""
        ...

    async def newest(self, cause: str) -> Incident | None:
        """Return the one of `cause` that began last, whether it goes on or not."""
        ...

    async def told(self, incident_id: str, times: int, at: dt.datetime) -> None:
        """Note that the alarm number `times` was raised; a lower number than stored changes nothing."""
        ...

    async def end(self, incident_id: str, at: dt.datetime) -> None:
        """Note that it is over; the first end stays."""
        ...
