"""Incidents in memory."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from bot.memory.instants import aware
from bot.stores import Incident


class MemoryIncidents:
    """An `IncidentStore` in memory."""

    def __init__(self) -> None:
        self._stored: dict[str, Incident] = {}

    async def begin(self, incident: Incident) -> Incident:
        """Store `incident` unless one of its cause and subject goes on, and return the one that does."""
        name = (incident.cause, incident.subject)
        for one in self._stored.values():
            if one.ended_at is None and (one.cause, one.subject) == name:
                return one
        self._stored[incident.id] = replace(incident, since=aware(incident.since))
        return self._stored[incident.id]

    async def active(self) -> Sequence[Incident]:
        """Return those that go on, oldest first."""
        return sorted((one for one in self._stored.values() if one.ended_at is None), key=_age)

    async def newest(self, cause: str) -> Incident | None:
        """Return the one of `cause` that began last, whether it goes on or not."""
        return max((one for one in self._stored.values() if one.cause == cause), key=_age, default=None)

    async def told(self, incident_id: str, times: int, at: dt.datetime) -> None:
        """Note that the alarm number `times` was raised; a lower number than stored changes nothing."""
        one = self._stored.get(incident_id)
        if one and one.told < times:
            self._stored[incident_id] = replace(one, told=times, told_at=aware(at))

    async def end(self, incident_id: str, at: dt.datetime) -> None:
        """Note that it is over; the first end stays."""
        one = self._stored.get(incident_id)
        if one and one.ended_at is None:
            self._stored[incident_id] = replace(one, ended_at=aware(at))


def _age(incident: Incident) -> tuple[dt.datetime, str]:
    return incident.since, incident.id
