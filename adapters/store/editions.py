"""Frozen editions and their parts in the database."""

import asyncio
import json
from collections.abc import Mapping, Sequence

from sqlalchemy import RowMapping, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.store.codec import PART, known
from adapters.store.database import Database
from adapters.store.keys import batches
from adapters.store.tables import edition_parts, editions
from bot.stores import Edition, EditionState, FrozenPart
from bot.subscriptions import Channel


class Editions:
    """An `EditionStore` in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def freeze(self, edition: Edition) -> Edition:
        """Store `edition` unless its key is there, and return the one that is stored now."""
        parts = await asyncio.to_thread(_part_rows, edition)  # a huge day has hundreds
        new = self._database.insert(editions).values(_row(edition)).on_conflict_do_nothing()

        async def write(connection: AsyncConnection) -> Edition:
            inserted = await connection.execute(new.returning(editions.c.key))
            if inserted.first() is None:
                return await _read(connection, edition.key) or edition
            if parts:
                await connection.execute(edition_parts.insert(), parts)
            return edition

        return await self._database.write(write)

    async def get(self, key: str) -> Edition | None:
        """Return the edition stored under `key`."""
        async with self._database.reading() as connection:
            return await _read(connection, key)

    async def states(self, keys: Sequence[str]) -> Mapping[str, EditionState]:
        """Return how far those of `keys` have come that are stored; their parts are not read."""
        found = dict[str, EditionState]()
        wanted = select(editions.c.key, editions.c.state)
        async with self._database.reading() as connection:
            for batch in batches(keys):
                rows = await connection.execute(wanted.where(editions.c.key.in_(batch)))
                found.update((key, EditionState(state)) for key, state in rows)
        return found

    async def part(self, key: str, number: int) -> tuple[Channel, FrozenPart] | None:
        """Return part `number` (from 0) of the edition stored under `key`, and where it belongs."""
        wanted = (
            select(editions.c.platform, editions.c.channel, edition_parts)
            .join(edition_parts, edition_parts.c.edition == editions.c.key)
            .where(editions.c.key == key, edition_parts.c.number == number)
        )
        async with self._database.reading() as connection:
            row = (await connection.execute(wanted)).mappings().first()
        return None if row is None else (Channel(row["platform"], row["channel"]), _part(row))

    async def retell(self, edition: Edition) -> None:
        """Put the first part of `edition`, and what it tells, in place of what is stored under its key."""
        first = (edition_parts.c.edition == edition.key, edition_parts.c.number == 0)
        told = _row(edition)["told"]
        async with self._database.writing() as connection:
            for row in _part_rows(edition)[:1]:
                await connection.execute(update(edition_parts).where(*first).values(part=row["part"]))
            await connection.execute(update(editions).where(editions.c.key == edition.key).values(told=told))

    async def set_state(self, key: str, state: EditionState) -> None:
        """Note how far the edition has come; nothing happens when there is none."""
        statement = update(editions).where(editions.c.key == key).values(state=state.value)
        await self._database.write(lambda connection: connection.execute(statement))


async def _read(connection: AsyncConnection, key: str) -> Edition | None:
    row = (await connection.execute(select(editions).where(editions.c.key == key))).mappings().first()
    if row is None:
        return None
    parts = select(edition_parts).where(edition_parts.c.edition == key).order_by(edition_parts.c.number)
    return _edition(row, tuple(_part(part) for part in (await connection.execute(parts)).mappings()))


def _row(edition: Edition) -> dict[str, object]:
    return {
        "key": edition.key,
        "platform": edition.channel.platform,
        "channel": edition.channel.id,
        "repo": edition.repo,
        "date": edition.date,
        "frozen_at": edition.frozen_at,
        "state": edition.state.value,
        "told": None if edition.told is None else json.dumps(edition.told),
    }


def _part_rows(edition: Edition) -> list[dict[str, object]]:
    return [
        {
            "edition": edition.key,
            "number": number,
            "key": frozen.key,
            "part": PART.encode(frozen.part),
            "in_thread": frozen.in_thread,
        }
        for number, frozen in enumerate(edition.parts)
    ]


def _part(row: RowMapping) -> FrozenPart:
    return FrozenPart(key=row["key"], part=PART.decode(row["part"]), in_thread=row["in_thread"])


def _edition(row: RowMapping, parts: tuple[FrozenPart, ...]) -> Edition:
    return Edition(
        key=row["key"],
        channel=Channel(row["platform"], row["channel"]),
        repo=row["repo"],
        date=row["date"],
        parts=parts,
        frozen_at=row["frozen_at"],
        state=known(EditionState, row["state"]),
        told=json.loads(row["told"]) if row["told"] else None,
    )
