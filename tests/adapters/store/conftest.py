"""Databases for the tests of the store: a real SQLite file, and PostgreSQL where it can be had."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from postgres import new_database
from psycopg import sql


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Address of a database without rows; PostgreSQL's keeps its tables from test to test."""
    if request.param == "sqlite":
        return sqlite_url(tmp_path)
    shared: str = request.getfixturevalue("_shared_database")
    _empty(shared)
    return shared


@pytest.fixture(params=["sqlite", "postgresql"])
def new_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Address of a database without tables."""
    if request.param == "sqlite":
        return sqlite_url(tmp_path)
    fresh: str = request.getfixturevalue("postgres_url")
    return fresh


def sqlite_url(folder: Path) -> str:
    """Return the address of a file that is not there yet."""
    return f"sqlite:///{folder / 'digest.sqlite'}"


@pytest.fixture(scope="session")
def _shared_database(postgres_server: str) -> Iterator[str]:
    with new_database(postgres_server) as address:
        yield address


def _empty(address: str) -> None:
    with psycopg.connect(address, autocommit=True) as connection:
        rows = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        tables = [sql.Identifier(name) for (name,) in rows if name != "alembic_version"]
        if tables:
            connection.execute(sql.SQL("TRUNCATE {}").format(sql.SQL(", ").join(tables)))
