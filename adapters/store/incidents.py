"""Incidents in the database."""

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import RowMapping, and_, select, update

from adapters.store.database import Database
from adapters.store.tables import incidents
from bot.stores import Incident


class Incidents:
    """An `IncidentStore` in the database, which lets one of a cause and subject go on."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def begin(self, incident: Incident) -> Incident:
        """Store `incident` unless one of its cause and subject goes on, and return the one that does."""
        new = self._database.insert(incidents).values(_row(incident)).on_conflict_do_nothing()
        same = and_(
            incidents.c.cause == incident.cause,
            incidents.c.subject == incident.subject,
            incidents.c.ended_at.is_(None),
        )
        async with self._database.writing() as connection:
            await connection.execute(new)
            row = (await connection.execute(select(incidents).where(same))).mappings().first()
        return _incident(row) if row else incident

    async def active(self) -> Sequence[Incident]:
        """Return those that go on, oldest first."""
        going = select(incidents).where(incidents.c.ended_at.is_(None))
        async with self._database.reading() as connection:
            rows = await connection.execute(going.order_by(incidents.c.since, incidents.c.id))
            return [_incident(row) for row in rows.mappings()]

    async def newest(self, cause: str) -> Incident | None:
        """Return the one of `cause` that began last, whether it goes on or not."""
        theirs = select(incidents).where(incidents.c.cause == cause)
        newest = theirs.order_by(incidents.c.since.desc(), incidents.c.id.desc()).limit(1)
        async with self._database.reading() as connection:
            row = (await connection.execute(newest)).mappings().first()
        return _incident(row) if row else None

    async def told(self, incident_id: str, times: int, at: dt.datetime) -> None:
        """Note that the alarm number `times` was raised; a lower number than stored changes nothing."""
        one = update(incidents).where(incidents.c.id == incident_id, incidents.c.told < times)
        async with self._database.writing() as connection:
            await connection.execute(one.values(told=times, told_at=at))

    async def end(self, incident_id: str, at: dt.datetime) -> None:
        """Note that it is over; the first end stays."""
        one = update(incidents).where(incidents.c.id == incident_id, incidents.c.ended_at.is_(None))
        async with self._database.writing() as connection:
            await connection.execute(one.values(ended_at=at))


def _row(incident: Incident) -> dict[str, object]:
    return {
        "id": incident.id,
        "cause": incident.cause,
        "subject": incident.subject,
        "since": incident.since,
        "told": incident.told,
        "told_at": incident.told_at,
        "ended_at": incident.ended_at,
    }


def _incident(row: RowMapping) -> Incident:
    return Incident(**row)
