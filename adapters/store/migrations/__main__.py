"""Writes the next step from what changed in `tables.py`: `python -m adapters.store.migrations "words"`."""

import asyncio
import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from adapters.store.database import make_engine
from adapters.store.migrating import config_of, migrate


async def write_next(words: str) -> None:
    """Compare an empty database, brought up to date, with `tables.py` and write down the difference."""
    with tempfile.TemporaryDirectory() as folder:
        engine = make_engine(f"sqlite+aiosqlite:///{Path(folder) / 'scratch.sqlite'}")
        await migrate(engine)
        async with engine.begin() as connection:
            await connection.run_sync(_write, words)
        await engine.dispose()


def _write(connection: Connection, words: str) -> None:
    config = config_of(connection)
    steps = len(list(ScriptDirectory.from_config(config).walk_revisions()))
    command.revision(config, words, autogenerate=True, rev_id=f"{steps + 1:04}")


if __name__ == "__main__":
    asyncio.run(write_next(" ".join(sys.argv[1:])))
