"""What workers know of each other, in the database."""

import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import func, literal, select

from adapters.store.database import Database
from adapters.store.tables import take_overs, workers

SWEEP = 0x73776565_70657273
"""The key of PostgreSQL's advisory lock for sweeping; any number that nobody else uses."""


class Workers:
    """A `WorkerStore` in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._swept = False

    async def beat(self, worker: str) -> None:
        """Note that `worker` lives now."""
        insert = self._database.insert(workers).values(id=worker, seen=self._database.now())
        statement = insert.on_conflict_do_update(index_elements=["id"], set_={"seen": self._database.now()})
        async with self._database.writing() as connection:
            await connection.execute(statement)

    async def living(self, within: dt.timedelta) -> frozenset[str]:
        """Return the workers that were seen alive less than `within` ago."""
        async with self._database.reading() as connection:
            rows = await connection.execute(select(workers.c.id, workers.c.seen, self._database.now()))
            return frozenset(worker for worker, seen, now in rows if seen > now - within)

    @asynccontextmanager
    async def sweeping(self) -> AsyncIterator[bool]:
        """Hold the right to take over runs, one worker at a time; false while another holds it.

        PostgreSQL's lock is held by a transaction that does nothing else; an SQLite file has one process.
        """
        if self._swept:
            yield False
            return
        self._swept = True
        try:
            async with self._database.reading() as connection:
                one_process = self._database.engine.dialect.name == "sqlite"
                lock = literal(1) if one_process else func.pg_try_advisory_xact_lock(SWEEP)
                yield bool(await connection.scalar(select(lock)))
        finally:
            self._swept = False

    async def took_over(self, run_id: str) -> int:
        """Count one more take-over of a run and return how many there were."""
        insert = self._database.insert(take_overs).values(run=run_id, times=1)
        statement = insert.on_conflict_do_update(
            index_elements=["run"], set_={"times": take_overs.c.times + 1}
        ).returning(take_overs.c.times)
        async with self._database.writing() as connection:
            times: int = (await connection.execute(statement)).scalar_one()
            return times
