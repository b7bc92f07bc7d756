"""The write-ahead rows of posting in the database; each method is one statement, so exactly one wins."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import RowMapping, Update, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.dml import ReturningInsert, ReturningUpdate

from adapters.store.database import Database
from adapters.store.tables import edition_parts, postings
from bot.stores import Posting
from bot.subscriptions import Channel


class Postings:
    """A `PostingStore` in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def begin(self, key: str, channel: Channel, thread: str | None, now: dt.datetime) -> bool:
        """Insert the row with attempts=1 and both times `now`; false when somebody did already."""
        new = self._database.insert(postings).values(
            key=key,
            platform=channel.platform,
            channel=channel.id,
            thread=thread,
            attempts=1,
            first_at=now,
            sent_at=now,
        )
        return await self._any(new.on_conflict_do_nothing().returning(postings.c.key))

    async def read(self, key: str) -> Posting:
        """Return the row; `KeyError` when there is none."""
        async with self._database.reading() as connection:
            row = (await connection.execute(select(postings).where(postings.c.key == key))).mappings().first()
        if row is None:
            raise KeyError(key)
        return _posting(row)

    async def claim(self, key: str, attempts: int, now: dt.datetime) -> bool:
        """Take the next attempt if nothing was confirmed and `attempts` still stands."""
        return await self._changed(_open(key, attempts).values(attempts=attempts + 1, sent_at=now))

    async def refused(self, key: str, attempts: int) -> None:
        """Clear `sent_at` where this attempt is still the last: it certainly had no effect."""
        await self._changed(_open(key, attempts).values(sent_at=None))

    async def confirm(self, key: str, message_id: str) -> None:
        """Note the id of the message that stands on the platform; the first stays. `KeyError`: no row."""
        first = func.coalesce(postings.c.message_id, message_id)
        if not await self._changed(update(postings).where(postings.c.key == key).values(message_id=first)):
            raise KeyError(key)

    async def uploaded(self, key: str, file_id: str) -> None:
        """Note the id of a file before it is shared, so that a resume finds it again. `KeyError`: no row."""
        if not await self._changed(update(postings).where(postings.c.key == key).values(file_id=file_id)):
            raise KeyError(key)

    async def of_edition(self, edition_key: str) -> Sequence[Posting]:
        """Return the postings of an edition's parts, in order of part."""
        theirs = (
            select(postings)
            .join(edition_parts, edition_parts.c.key == postings.c.key)
            .where(edition_parts.c.edition == edition_key)
            .order_by(edition_parts.c.number)
        )
        async with self._database.reading() as connection:
            return [_posting(row) for row in (await connection.execute(theirs)).mappings()]

    async def _changed(self, statement: Update) -> bool:
        return await self._any(statement.returning(postings.c.key))

    async def _any(self, statement: ReturningInsert[Any] | ReturningUpdate[Any]) -> bool:
        """Execute it and say whether it returned a row."""

        async def write(connection: AsyncConnection) -> bool:
            return (await connection.execute(statement)).first() is not None

        return await self._database.write(write)


def _open(key: str, attempts: int) -> Update:
    """Update the row while nothing was confirmed and attempt number `attempts` is the last."""
    return update(postings).where(
        postings.c.key == key, postings.c.message_id.is_(None), postings.c.attempts == attempts
    )


def _posting(row: RowMapping) -> Posting:
    return Posting(
        key=row["key"],
        channel=Channel(row["platform"], row["channel"]),
        thread=row["thread"],
        attempts=row["attempts"],
        first_at=row["first_at"],
        sent_at=row["sent_at"],
        message_id=row["message_id"],
        file_id=row["file_id"],
    )
