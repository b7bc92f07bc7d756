"""Whose call is next, who said wait, and what is held back of a budget, in the database."""

import datetime as dt
from collections.abc import Collection
from contextlib import AbstractAsyncContextManager
from typing import Any

from sqlalchemy import ColumnElement, case, delete, func, literal, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.store.database import Database
from adapters.store.tables import leases, pauses, usage
from bot.stores import Line, Pause

LIMITS = 0x6C696D69
"""The first key of PostgreSQL's advisory locks for lines, which the subject's hash follows."""

JOIN = text(
    """WITH alone AS MATERIALIZED (
        SELECT pg_advisory_xact_lock(CAST(:limits AS int), hashtext(CAST(:subject AS text))),
            set_config('synchronous_commit', 'off', true)
    )
    INSERT INTO leases (subject, holder, tokens, until)
    SELECT CAST(:subject AS text), CAST(:holder AS text), 0, clock_timestamp() + CAST(:lasting AS interval)
    FROM alone RETURNING ticket"""
)
"""One statement on PostgreSQL, which holds the lock for no longer than the server needs: who waits for the
lock waits for nobody's network. When it has ended all lower tickets can be seen. It does not wait for the
disk: after a crash of the server nobody calls any more."""


class Limits:
    """A `LimitStore` in the database.

    Who joins a line waits for who joins it at the same moment: tickets are seen in the order of their
    numbers, or two could stand in one place.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def join(self, subject: str, holder: str, lasting: dt.timedelta) -> Line:
        """Stand at the end of the line of `subject`; the answer has the new ticket alone in `ahead`."""
        async with self._database.at_once() as connection:
            if connection.dialect.name == "sqlite":
                ticket = await self._add(connection, subject, 0, holder, lasting)
            else:
                given = {"limits": LIMITS, "subject": subject, "holder": holder, "lasting": lasting}
                ticket = int((await connection.execute(JOIN, given)).scalar_one())
            return await self._line(connection, subject, [ticket])

    async def line(self, subject: str, tickets: Collection[int]) -> Line:
        """Return how `tickets` stand in the line of `subject`."""
        async with self._reading() as connection:
            return await self._line(connection, subject, tickets)

    async def reserve(
        self, date: dt.date, tokens: int, most: int, holder: str, lasting: dt.timedelta
    ) -> int | None:
        """Hold `tokens` of a day's budget back and return a ticket for them, or `None`."""
        subject = f"budget {date}"
        used = select(func.coalesce(func.sum(usage.c.prompt_tokens + usage.c.completion_tokens), 0))
        held = select(func.coalesce(func.sum(leases.c.tokens), 0)).where(
            leases.c.subject == subject, self._good()
        )
        taken = used.where(usage.c.date == date).scalar_subquery() + held.scalar_subquery()
        async with self._database.writing() as connection:
            await self._alone(connection, subject)
            if int((await connection.execute(select(taken))).scalar_one()) + tokens > most:
                return None
            return await self._add(connection, subject, tokens, holder, lasting)

    async def renew(self, tickets: Collection[int], lasting: dt.timedelta) -> None:
        """Let those of `tickets` that are still good last so long from now; the others stay lost."""
        ours = update(leases).where(leases.c.ticket.in_(tuple(tickets)), self._good())
        async with self._database.at_once() as connection:
            await connection.execute(ours.values(until=self._database.now(lasting)))

    async def leave(self, tickets: Collection[int]) -> None:
        """Give `tickets` back, and clear away those of the dead."""
        gone = leases.c.ticket.in_(tuple(tickets)) | (leases.c.until <= self._database.now())
        async with self._database.at_once() as connection:
            await connection.execute(delete(leases).where(gone))

    async def pause(self, subject: str, pause: Pause) -> None:
        """Let nobody ask `subject` until `pause` is over; one that ends later stays as it is."""
        until = self._database.now(dt.timedelta(seconds=pause.seconds))
        insert = self._database.insert(pauses).values(subject=subject, until=until, reason=pause.reason)
        new, later = insert.excluded, insert.excluded.until > pauses.c.until
        changes = {name: case((later, new[name]), else_=pauses.c[name]) for name in ("until", "reason")}
        async with self._database.writing() as connection:
            await connection.execute(insert.on_conflict_do_update(index_elements=["subject"], set_=changes))

    async def paused(self, subject: str) -> Pause | None:
        """Return what is left of the pause of `subject`."""
        async with self._reading() as connection:
            return await self._paused(connection, subject)

    def _reading(self) -> AbstractAsyncContextManager[AsyncConnection]:
        """Open what reads with the fewest questions: on PostgreSQL, one statement is one look."""
        on_sqlite = self._database.engine.dialect.name == "sqlite"
        return self._database.reading() if on_sqlite else self._database.at_once()

    async def _line(self, connection: AsyncConnection, subject: str, tickets: Collection[int]) -> Line:
        others = leases.alias()
        before = (
            select(func.count())
            .select_from(others)
            .where(others.c.subject == subject, others.c.ticket < leases.c.ticket, self._good(others.c.until))
        )
        mine = select(leases.c.ticket, before.scalar_subquery(), *self._pause())
        mine = mine.join_from(leases, pauses, pauses.c.subject == leases.c.subject, isouter=True).where(
            leases.c.subject == subject, leases.c.ticket.in_(tuple(tickets)), self._good()
        )
        ahead, pause = dict[int, int](), None
        for ticket, places, *told in await connection.execute(mine):
            ahead[ticket], pause = int(places), _pause(*told)
        return Line(ahead, pause if ahead else await self._paused(connection, subject))

    async def _paused(self, connection: AsyncConnection, subject: str) -> Pause | None:
        theirs = select(*self._pause()).where(pauses.c.subject == subject)
        row = (await connection.execute(theirs)).first()
        return None if row is None else _pause(*row)

    def _pause(self) -> tuple[ColumnElement[Any], ...]:
        return pauses.c.until, self._database.now(), pauses.c.reason

    async def _add(
        self, connection: AsyncConnection, subject: str, tokens: int, holder: str, lasting: dt.timedelta
    ) -> int:
        until = self._database.now(lasting)
        new = leases.insert().values(subject=subject, tokens=tokens, holder=holder, until=until)
        return int((await connection.execute(new.returning(leases.c.ticket))).scalar_one())

    async def _alone(self, connection: AsyncConnection, subject: str) -> None:
        """Keep others out of the line until the transaction ends; SQLite lets one write at a time anyway."""
        if connection.dialect.name != "sqlite":
            lock = func.pg_advisory_xact_lock(literal(LIMITS), func.hashtext(subject))
            await connection.execute(select(lock))

    def _good(self, until: ColumnElement[dt.datetime] = leases.c.until) -> ColumnElement[bool]:
        return until > self._database.now()


def _pause(until: dt.datetime | None, now: dt.datetime, reason: str) -> Pause | None:
    left = (until - now).total_seconds() if until else 0
    return Pause(left, reason) if left > 0 else None
