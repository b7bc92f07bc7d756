"""Brings a database up to this release's shape, all of it or nothing."""

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.store.database import make_engine, place_of
from adapters.store.errors import translated
from bot.errors import StoreNewerError

SCRIPTS = "adapters.store:migrations"
"""A place inside the package, so that an installed wheel finds them without any file beside it."""

LOCK = 0x636F6D6D_64696765
"""The key of PostgreSQL's advisory lock for migrations; any number that nobody else uses."""


async def migrate(engine: AsyncEngine, revision: str = "head") -> None:
    """Bring the database of `engine` to `revision`; raise `StoreNewerError` if it is ahead of the code.

    Everything happens in one transaction that nobody else can enter: processes that start together
    migrate once, and a migration that fails leaves the database as it was.
    """
    own = make_engine(engine.url, foreign_keys=False)
    try:
        with translated(place_of(engine.url)):
            async with own.begin() as connection:
                await connection.run_sync(_upgrade, revision)
    finally:
        await own.dispose()


def config_of(connection: Connection) -> Config:
    """Return Alembic's configuration for this open connection."""
    config = Config()
    config.set_main_option("script_location", SCRIPTS)
    config.set_main_option("file_template", "r%%(rev)s_%%(slug)s")
    config.attributes["connection"] = connection
    return config


def _upgrade(connection: Connection, revision: str) -> None:
    on_sqlite = connection.dialect.name == "sqlite"
    if not on_sqlite:  # there BEGIN IMMEDIATE is the lock
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
    config = config_of(connection)
    _refuse_newer(connection, ScriptDirectory.from_config(config))
    command.upgrade(config, revision)
    if on_sqlite:
        _check_references(connection)


def _refuse_newer(connection: Connection, scripts: ScriptDirectory) -> None:
    known = {script.revision for script in scripts.walk_revisions()}
    for found in MigrationContext.configure(connection).get_current_heads():
        if found not in known:
            raise StoreNewerError(place_of(connection.engine.url), found)


def _check_references(connection: Connection) -> None:
    """Look once for what foreign keys would have refused; they were off while tables were rebuilt."""
    broken = connection.execute(text("PRAGMA foreign_key_check")).first()
    if broken is not None:
        raise RuntimeError(f"a migration left table {broken[0]} with rows that refer to nothing")
