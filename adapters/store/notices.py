"""Notices of missing digests in the database."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import RowMapping, Select, select, update

from adapters.store.codec import known
from adapters.store.database import Database
from adapters.store.keys import batches
from adapters.store.tables import notices
from analysis.language import Language
from bot.stores import Notice, NoticeState
from bot.subscriptions import Channel


class Notices:
    """A `NoticeStore` in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, notices_: Sequence[Notice]) -> None:
        """Store those whose editions have none yet, all at once."""
        if not notices_:
            return
        new = self._database.insert(notices).on_conflict_do_nothing()
        async with self._database.writing() as connection:
            await connection.execute(new, [_row(one) for one in notices_])

    async def of(self, editions: Sequence[str]) -> Sequence[Notice]:
        """Return the notices of `editions` that are stored."""
        found = list[Notice]()
        for batch in batches(editions):
            found.extend(await self._found(select(notices).where(notices.c.edition.in_(batch))))
        return found

    async def of_message(self, message: str) -> Sequence[Notice]:
        """Return what one line tells of, by repository and date."""
        theirs = select(notices).where(notices.c.message == message)
        return await self._found(theirs.order_by(notices.c.repo, notices.c.date, notices.c.edition))

    async def owed(self) -> Sequence[Notice]:
        """Return those whose editions are still missing, oldest first."""
        waiting = select(notices).where(notices.c.state == NoticeState.OWED.value)
        return await self._found(waiting.order_by(notices.c.made_at, notices.c.edition))

    async def settle(self, edition: str, state: NoticeState) -> None:
        """Note what became of an edition."""
        one = update(notices).where(notices.c.edition == edition)
        async with self._database.writing() as connection:
            await connection.execute(one.values(state=state.value))

    async def _found(self, wanted: Select[*tuple[Any, ...]]) -> list[Notice]:  # a table has no typed row
        async with self._database.reading() as connection:
            return [_notice(row) for row in (await connection.execute(wanted)).mappings()]


def _row(notice: Notice) -> dict[str, object]:
    return {
        "edition": notice.edition,
        "message": notice.message,
        "platform": notice.channel.platform,
        "channel": notice.channel.id,
        "repo": notice.repo,
        "date": notice.date,
        "language": notice.language.value,
        "cause": notice.cause,
        "incident": notice.incident,
        "made_at": notice.made_at,
        "state": notice.state.value,
    }


def _notice(row: RowMapping) -> Notice:
    return Notice(
        edition=row["edition"],
        message=row["message"],
        channel=Channel(row["platform"], row["channel"]),
        repo=row["repo"],
        date=row["date"],
        language=known(Language, row["language"]),
        cause=row["cause"],
        incident=row["incident"],
        made_at=row["made_at"],
        state=known(NoticeState, row["state"]),
    )
