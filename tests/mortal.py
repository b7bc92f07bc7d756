"""The program in processes of its own that start at once, and are killed for real at a chosen request.

They are forked from a server that has loaded everything: an installed program takes two seconds for that.
"""

import asyncio
import multiprocessing
import os
import shutil
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy import make_url, text

from adapters.store import make_engine
from adapters.store.database import READONLY
from benchmarks.killing.followed import Followed, followed
from benchmarks.killing.gate import Aim, Call, Moment
from benchmarks.killing.heard import Judged, judged
from benchmarks.killing.places import OPENERS, Platform
from bot.settings.database import normalised_database_url
from bot.stores import EditionState

LOADED = [
    "adapters.discord",
    "adapters.durable",
    "adapters.git",
    "adapters.pictures.drawing",
    "adapters.slack",
    "adapters.store.migrating",
    "adapters.terminal",
    "aiosqlite",
    "bot.bootstrap.care",
    "bot.cli.session",
    "dbos._sys_db_sqlite",
    "matplotlib.figure",
]
PATIENCE = 30.0  # seconds; a busy machine is slow, a hanging program is for ever
AT_ONCE = 6  # programs; they mostly wait until a message that may stand there can be looked for

STATE = text("SELECT state FROM editions WHERE key = :key")

_PROCESSES = multiprocessing.get_context("forkserver")


@dataclass
class Program:
    """`commit-digest run` with a folder and an environment of its own."""

    folder: Path
    environment: Mapping[str, str]

    @asynccontextmanager
    async def running(self) -> AsyncIterator["Running"]:
        """Run it, and kill it at the end unless somebody did already."""
        _PROCESSES.set_forkserver_preload(LOADED)
        process = _PROCESSES.Process(target=_run, args=(self.folder, dict(self.environment)), daemon=True)
        process.start()
        try:
            yield Running(process)
        finally:
            process.kill()
            await asyncio.to_thread(process.join)
            process.close()


@dataclass
class Running:
    """A program that lives."""

    process: multiprocessing.process.BaseProcess

    async def kill(self) -> None:
        """Kill it as nothing can prevent."""
        self.process.kill()
        await asyncio.to_thread(self.process.join)


def _run(folder: Path, environment: dict[str, str]) -> None:
    """Be the program."""
    folder.mkdir(exist_ok=True)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    said = os.open(folder / "program.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for stream in (1, 2):
        os.dup2(said, stream)
    sys.argv = ["commit-digest", "run"]
    from bot.cli import main  # noqa: PLC0415 - in the process that is the program

    main()


@dataclass(frozen=True)
class Digest:
    """A daily digest of a day of `world`, due in `channel`; `database` makes one where that is known."""

    platform: str
    channel: str
    world: Followed
    database: Callable[[], str]

    @property
    def edition(self) -> str:
        """Its key."""
        return f"s0:{self.world.days[0]}:1"


async def due(platform: str, channel: str, database: str, folder: Path) -> Digest:
    """Make a repository where something landed yesterday; have `channel` follow it in a new `database`."""
    world = followed(folder, 1, 1)
    await world.follow(database, {channel: world.repos[0]}, platform)
    return Digest(platform, channel, world, partial(_copy, database, folder, count(1)))


def _copy(database: str, folder: Path, numbers: Iterator[int]) -> str:
    """Return the address of a new database with all that `database` holds."""
    address = make_url(database)
    name = f"copy{next(numbers)}"
    if address.get_backend_name() == "sqlite":
        shutil.copy(str(address.database), folder / name)
        return f"sqlite:///{folder / name}"
    copied = f"{address.database}_{name}"
    words = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
    with psycopg.connect(
        address.set(database="postgres").render_as_string(hide_password=False), autocommit=True
    ) as server:
        server.execute(words.format(sql.Identifier(copied), sql.Identifier(str(address.database))))
    return address.set(database=copied).render_as_string(hide_password=False)


async def posted(digest: Digest, folder: Path, kill: tuple[int, Moment] | None = None) -> Platform:
    """Have the digest posted, by a program that is killed at a request and by the next one."""
    database = digest.database()
    async with OPENERS[digest.platform]((digest.channel,)) as place:
        program = Program(folder, {**digest.world.environment(database), **place.environment})
        if kill:
            async with program.running() as running:
                number, moment = kill
                place.gate.aim = aim = Aim(moment, _the(number), running.kill)
                await asyncio.wait_for(aim.struck.wait(), PATIENCE)
        async with program.running():
            await _until_posted(database, digest.edition)
        return place


def _the(number: int) -> Callable[[Call], bool]:
    """Return what holds for request `number`, from 0."""
    left = iter(range(number, -1, -1))
    return lambda _: next(left) == 0


async def _until_posted(database: str, edition: str) -> None:
    """Wait until the program calls its work done; where it never does, fail."""
    engine = make_engine(normalised_database_url(database)).execution_options(**{READONLY: True})
    end = time.monotonic() + PATIENCE
    try:
        while True:
            async with engine.connect() as connection:
                if await connection.scalar(STATE, {"key": edition}) == EditionState.POSTED:
                    return
            assert time.monotonic() < end, f"{edition} was not posted"
            await asyncio.sleep(0.05)
    finally:
        await engine.dispose()


async def killed_at_every_request(
    digest: Digest, folder: Path, *moments: Moment
) -> tuple[int, Mapping[str, Judged]]:
    """Return how many requests a digest takes, and the kills that did not end as if nobody was killed."""
    calm = await posted(digest, folder / "calm")
    requests, turn = tuple(calm.gate.calls), asyncio.Semaphore(AT_ONCE)

    async def one(number: int, moment: Moment) -> tuple[str, Judged, int]:
        async with turn:
            place = await posted(digest, folder / f"{number}{moment.name}", (number, moment))
            what = f"{requests[number]}, request {number + 1}, {moment}"
            return what, judged(place.heard(), calm.heard()), place.threads_doubled()

    ended = await asyncio.gather(
        *(one(number, moment) for number in range(len(requests)) for moment in moments)
    )
    whole = judged(calm.heard(), calm.heard())
    return len(requests), {what: found for what, found, threads in ended if threads or found != whole}
