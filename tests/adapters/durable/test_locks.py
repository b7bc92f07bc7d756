"""One engine on a file, one of a name on a server: a second is refused, and a dead one no hindrance."""

import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from adapters.durable.addresses import address_of, keep_a_log, place_of
from adapters.durable.locks import engine_is_running, engine_lock
from bot.errors import EngineTakenError, StoreAddressError, StoreNotWritableError, StoreUnreachableError

ROOT = Path(__file__).parents[3]
HOLDS = """
import asyncio, sys
from adapters.durable.addresses import address_of
from adapters.durable.locks import engine_lock

async def main():
    async with engine_lock(address_of(sys.argv[1]), "main"):
        print("held", flush=True)
        await asyncio.Event().wait()

asyncio.run(main())
"""


async def test_a_second_engine_is_refused(new_url: str) -> None:
    async with engine_lock(address_of(new_url), "main"):
        with pytest.raises(EngineTakenError) as caught:
            async with engine_lock(address_of(new_url), "main", patience=0):
                pytest.fail("two engines at once")
    assert "@" not in caught.value.where


async def test_an_engine_that_stopped_leaves_room_for_the_next(new_url: str) -> None:
    for _ in range(2):
        async with engine_lock(address_of(new_url), "main", patience=0):
            pass


async def test_a_killed_process_holds_no_lock(new_url: str) -> None:
    with subprocess.Popen(  # noqa: S603, ASYNC220 - our own program
        [sys.executable, "-c", HOLDS, new_url], stdout=subprocess.PIPE, cwd=ROOT
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == b"held\n"
        process.kill()
        process.wait()
    async with engine_lock(address_of(new_url), "main"):
        pass


async def test_a_file_serves_one_engine_whatever_its_name(tmp_path: Path) -> None:
    address = address_of(f"sqlite:///{tmp_path / 'x.db'}")
    async with engine_lock(address, "one"):
        with pytest.raises(EngineTakenError):
            async with engine_lock(address, "other"):
                pytest.fail("two engines on one file")


async def test_a_server_has_room_for_many_names(postgres_url: str) -> None:
    address = address_of(postgres_url)
    async with engine_lock(address, "one") as one, engine_lock(address, "other") as other:
        await one()
        await other()


async def test_a_lost_connection_is_made_again(postgres_url: str) -> None:
    async with engine_lock(address_of(postgres_url), "one") as held:
        _end_sessions(postgres_url)
        await held()
        with pytest.raises(EngineTakenError):
            async with engine_lock(address_of(postgres_url), "one", patience=0):
                pytest.fail("the lock was not taken again")


async def test_a_name_that_somebody_else_took_meanwhile_is_lost(postgres_url: str) -> None:
    address = address_of(postgres_url)
    async with engine_lock(address, "one") as held:
        _end_sessions(postgres_url)
        async with engine_lock(address, "one"):
            with pytest.raises(EngineTakenError):
                await held()


async def test_a_server_that_is_not_there_is_said_so() -> None:
    with pytest.raises(StoreUnreachableError):
        async with engine_lock(address_of("postgresql://u:secret@127.0.0.1:9/x"), "one"):
            pytest.fail("nobody is there")


async def test_a_folder_that_cannot_be_made_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreNotWritableError):
        async with engine_lock(address_of(f"sqlite:///{tmp_path / 'file' / 'x.db'}"), "main"):
            pytest.fail("there is no such folder")


async def test_whether_a_bot_is_at_work_can_be_told(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'x.db'}"
    async with engine_lock(address_of(url), "main"):
        assert engine_is_running(url)
    assert not engine_is_running(url)


def test_looking_for_a_bot_leaves_no_file_behind(tmp_path: Path) -> None:
    assert not engine_is_running(f"sqlite:///{tmp_path / 'x.db'}")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("url", "driver"),
    [
        ("sqlite:///a.db", "sqlite"),
        ("sqlite+aiosqlite:///a.db", "sqlite"),
        ("postgresql://u:p@h/d", "postgresql"),
        ("postgresql+psycopg://u:p@h/d", "postgresql"),
    ],
)
def test_every_form_of_an_address_is_taken(url: str, driver: str) -> None:
    assert address_of(url).drivername == driver


def test_what_is_no_address_is_refused_without_its_password() -> None:
    with pytest.raises(StoreAddressError) as caught:
        address_of("mysql://u:secret@h/d")
    assert "secret" not in repr(caught.value)


def test_a_place_is_named_without_user_and_password() -> None:
    assert place_of(address_of("postgresql://u:secret@db.example/d")) == "db.example/d"


def test_a_file_keeps_a_write_ahead_log(tmp_path: Path) -> None:
    """Trap 6: the engine does not ask for one, and would be nine times slower."""
    address = address_of(f"sqlite:///{tmp_path / 'x.db'}")
    keep_a_log(address)
    assert (tmp_path / "x.db").read_bytes()[18:20] == b"\x02\x02"  # https://www.sqlite.org/fileformat2.html


def _end_sessions(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
