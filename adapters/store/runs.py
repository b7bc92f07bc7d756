"""The history of runs in the database."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import RowMapping, Select, select, update

from adapters.store.codec import known
from adapters.store.database import Database
from adapters.store.keys import batches
from adapters.store.tables import runs
from bot.stores import Run, RunState


class Runs:
    """A `RunStore` in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def begin(self, run: Run) -> None:
        """Note that a run started; starting again keeps the first start, and it has not ended then."""
        again = {
            "state": run.state.value,
            "ended_at": run.ended_at,
            "incident": run.incident,
            "cause": run.cause,
        }
        new = self._database.insert(runs).values(
            id=run.id,
            kind=run.kind,
            repo=run.repo,
            subject=run.subject,
            channel=run.channel,
            started_at=run.started_at,
            **again,
        )
        statement = new.on_conflict_do_update(index_elements=["id"], set_=again)
        await self._database.write(lambda connection: connection.execute(statement))

    async def end(
        self,
        run_id: str,
        state: RunState,
        at: dt.datetime,
        incident: str | None = None,
        cause: str | None = None,
    ) -> None:
        """Note how a run ended, and why where it failed; nothing happens when it never began."""
        values = {"state": state.value, "ended_at": at, "incident": incident, "cause": cause}
        ended = update(runs).where(runs.c.id == run_id).values(values)
        await self._database.write(lambda connection: connection.execute(ended))

    async def latest(self, limit: int) -> Sequence[Run]:
        """Return the newest runs first."""
        return await self._found(_newest().limit(limit))

    async def of_channels(self, channels: Collection[str], since: dt.datetime) -> Sequence[Run]:
        """Return the runs for any of `channels` that started at `since` or later, newest first."""
        wanted = runs.c.channel.in_(tuple(channels)), runs.c.started_at >= since
        return await self._found(_newest().where(*wanted))

    async def get(self, run_id: str) -> Run | None:
        """Return one run."""
        async with self._database.reading() as connection:
            row = (await connection.execute(select(runs).where(runs.c.id == run_id))).mappings().first()
            return None if row is None else _run(row)

    async def some(self, run_ids: Sequence[str]) -> Mapping[str, Run]:
        """Return those of `run_ids` that have begun, by id."""
        found = dict[str, Run]()
        async with self._database.reading() as connection:
            for batch in batches(run_ids):
                rows = await connection.execute(select(runs).where(runs.c.id.in_(batch)))
                found.update((row["id"], _run(row)) for row in rows.mappings())
        return found

    async def _found(self, wanted: Select[*tuple[Any, ...]]) -> list[Run]:
        async with self._database.reading() as connection:
            return [_run(row) for row in (await connection.execute(wanted)).mappings()]


def _newest() -> Select[*tuple[Any, ...]]:  # a whole table has no typed row
    return select(runs).order_by(runs.c.started_at.desc(), runs.c.id.desc())


def _run(row: RowMapping) -> Run:
    return Run(
        id=row["id"],
        kind=row["kind"],
        repo=row["repo"],
        subject=row["subject"],
        channel=row["channel"],
        state=known(RunState, row["state"]),
        started_at=row["started_at"],
        ended_at=row["ended_at"],
        incident=row["incident"],
        cause=row["cause"],
    )
