"""Whatever is wrong with the database, the operator is told which of a few things it is."""

import asyncio
import os
import resource
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from contracts.records import run

from adapters.store import open_stores
from bot.errors import (
    StoreAddressError,
    StoreBusyError,
    StoreDamagedError,
    StoreDiskError,
    StoreError,
    StoreFullError,
    StoreNewerError,
    StoreNotWritableError,
    StoreUnreachableError,
)

SECRET = "hunter2"


async def opened(url: str) -> None:
    """Open the stores, ask something, close them."""
    async with open_stores(url) as stores:
        await stores.runs.latest(1)


def write(folder: Path, content: bytes) -> Path:
    """Put `content` where the database is looked for."""
    file = folder / "digest.sqlite"
    file.write_bytes(content)
    return file


async def test_the_folder_of_a_new_file_is_made(tmp_path: Path) -> None:
    await opened(f"sqlite:///{tmp_path / 'a' / 'b' / 'digest.sqlite'}")
    assert (tmp_path / "a" / "b" / "digest.sqlite").exists()


async def test_a_relative_path_starts_where_the_bot_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    await opened("sqlite:///data/digest.sqlite")
    assert (tmp_path / "data" / "digest.sqlite").exists()


async def test_what_was_stored_is_there_after_reopening(database_url: str) -> None:
    async with open_stores(database_url) as stores:
        await stores.runs.begin(run())
    async with open_stores(database_url) as stores:
        assert await stores.runs.get("r1") == run()


async def test_several_may_open_a_new_database_at_once(new_url: str) -> None:
    await asyncio.gather(*(opened(new_url) for _ in range(6)))


@pytest.mark.parametrize(
    "url",
    [
        "",
        "digest.sqlite",
        "mysql://u:hunter2@h/d",
        "sqlite://",
        "sqlite:///:memory:",
        "postgresql://h:port/d",
    ],
)
async def test_an_address_that_names_no_database_is_refused(url: str) -> None:
    with pytest.raises(StoreAddressError) as caught:
        await opened(url)
    assert SECRET not in repr(caught.value)


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreNotWritableError) as caught:
        asyncio.run(opened(f"sqlite:///{tmp_path / 'file' / 'digest.sqlite'}"))
    assert caught.value.where == str(tmp_path / "file" / "digest.sqlite")


async def test_a_file_that_cannot_be_opened_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreNotWritableError):
        await opened(f"sqlite:///{tmp_path}")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_is_read_only_is_said(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(StoreNotWritableError):
        asyncio.run(opened(f"sqlite:///{tmp_path / 'digest.sqlite'}"))
    tmp_path.chmod(0o700)


def test_a_file_that_is_no_database_is_said_and_left_alone(tmp_path: Path) -> None:
    file = write(tmp_path, b"Dear diary, " * 1000)
    with pytest.raises(StoreDamagedError):
        asyncio.run(opened(f"sqlite:///{file}"))
    assert file.read_bytes() == b"Dear diary, " * 1000


def test_a_damaged_file_is_said(tmp_path: Path) -> None:
    file = tmp_path / "digest.sqlite"
    asyncio.run(opened(f"sqlite:///{file}"))
    whole = file.read_bytes()
    write(tmp_path, whole[:4096] + b"\xff" * (len(whole) - 4096))
    with pytest.raises(StoreDamagedError):
        asyncio.run(opened(f"sqlite:///{file}"))


async def test_a_newer_database_is_said(tmp_path: Path) -> None:
    file = tmp_path / "digest.sqlite"
    await opened(f"sqlite:///{file}")
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(StoreNewerError) as caught:
        await opened(f"sqlite:///{file}")
    assert (caught.value.where, caught.value.revision) == (str(file), "9999")


async def test_a_lock_that_somebody_keeps_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.store.database.PRAGMAS", ("busy_timeout = 50", "journal_mode = WAL"))
    file = tmp_path / "digest.sqlite"
    async with open_stores(f"sqlite:///{file}") as stores:
        other = sqlite3.connect(file, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusyError):
            await stores.runs.begin(run())
        other.close()
        await stores.runs.begin(run())


async def test_a_full_disk_is_said_and_what_was_stored_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{tmp_path / 'digest.sqlite'}"
    async with open_stores(url) as stores:
        await stores.runs.begin(run())
    monkeypatch.setattr("adapters.store.database.PRAGMAS", ("journal_mode = WAL", "max_page_count = 1"))
    async with open_stores(url) as stores:
        with pytest.raises(StoreFullError):
            await stores.runs.begin(run("x" * 100_000))
        assert await stores.runs.get("r1") == run()


async def test_a_disk_that_takes_no_more_for_a_limit_is_not_called_damaged(tmp_path: Path) -> None:
    """A quota is no reason to move the database away: nothing is wrong with the file."""
    url = f"sqlite:///{tmp_path / 'digest.sqlite'}"
    async with open_stores(url) as stores:
        await stores.runs.begin(run())
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
        try:
            with pytest.raises(StoreDiskError):
                await stores.runs.begin(run("x" * 100_000))
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
        await stores.runs.begin(run("r2"))
        assert await stores.runs.get("r1") == run()


async def test_a_server_that_nobody_runs_is_said_without_its_password() -> None:
    with pytest.raises(StoreUnreachableError) as caught:
        await opened(f"postgresql://bot:{SECRET}@127.0.0.1:1/digest")
    assert caught.value.where == "127.0.0.1:1/digest"


async def test_a_database_that_is_not_there_is_said(postgres_server: str) -> None:
    with pytest.raises(StoreUnreachableError):
        await opened(postgres_server.replace("/postgres?", "/nowhere?"))


async def test_a_server_that_goes_away_is_found_again(postgres_url: str) -> None:
    import psycopg  # noqa: PLC0415 - for this test alone

    others = (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    async with open_stores(postgres_url) as stores:
        await stores.runs.begin(run())
        with psycopg.connect(postgres_url) as connection:
            connection.execute(others)
        assert await stores.runs.get("r1") == run()


def test_every_store_error_is_one_kind() -> None:
    kinds = (StoreAddressError, StoreBusyError, StoreDamagedError, StoreFullError, StoreNewerError)
    assert all(issubclass(kind, StoreError) for kind in kinds)


PROGRAM = """
import asyncio, sys
from adapters.store import open_stores

async def main():
    async with open_stores(sys.argv[1]) as stores:
        await asyncio.gather(*(stores.runs.latest(1) for _ in range(20)))
        if sys.argv[2] == "raise":
            raise SystemExit(3)
        if sys.argv[2] == "cancel":
            asyncio.get_running_loop().call_soon(asyncio.current_task().cancel)
            await stores.runs.latest(1)

try:
    asyncio.run(main())
except asyncio.CancelledError:
    sys.exit(4)
"""


@pytest.mark.parametrize(("end", "status"), [("return", 0), ("raise", 3), ("cancel", 4)])
def test_a_process_ends_cleanly_however_it_ends(database_url: str, end: str, status: int) -> None:
    ended = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-W", "error", "-c", PROGRAM, database_url, end],
        timeout=30,
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[3],
    )
    assert (ended.returncode, ended.stderr) == (status, "")
