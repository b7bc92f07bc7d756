"""A database that fails, end to end: told without its help, gone on with by itself, and never made worse."""

import asyncio
import hashlib
import resource
import sqlite3
import subprocess
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import psycopg
import pytest
from dailybot import DailyBot, daily_bot
from hurriedbot import at_work, hurried, told
from psycopg import sql
from troubled import OPS, Side, discord_side, slack_side

from bot.causes import Cause
from bot.presenters.words.causes import REASONS

FAILS, MISSING, MADE_UP = "The database fails", "the digest is not there yet", "the digest was made up for"


@pytest.fixture(params=["slack", "discord"])
async def side(request: pytest.FixtureRequest) -> AsyncIterator[Side]:
    """Return a platform, once each of the two."""
    async with slack_side() if request.param == "slack" else discord_side() as opened:
        yield opened


@pytest.fixture
async def slack() -> AsyncIterator[Side]:
    """Return one platform, where it makes no difference which."""
    async with slack_side() as opened:
        yield opened


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """Return a small disk, where this machine lets us mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = _mount("-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder))
    if not mounted:
        pytest.skip("only root may mount a small disk; a limit on the size of files stands in for it")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)  # noqa: S603, S607 - our own folder, the system's tool


def _mount(*words: str) -> bool:
    return subprocess.run(["mount", *words], capture_output=True, check=False).returncode == 0  # noqa: S603, S607 - as above


def bot_of(side: Side, folder: Path, port: int, **more: str) -> DailyBot:
    """Return a bot that is watched, and tells of its failures in a channel."""
    settings = {"HTTP_PORT": str(port), "DIGEST_LANGUAGE": "en", "ALERT_CHANNEL": str(side.channel(OPS))}
    return daily_bot(folder, **{**side.environment, **settings, "POSTING_TIMEOUT": "4", **more})


@dataclass
class Trouble:
    """What is done to a database while the program works, and undone; `seen` is what health calls it."""

    file: Path
    seen: str = ""

    def begin(self, process: int) -> None:
        """Let it fail."""

    def end(self, process: int) -> None:
        """Let it work."""


class Limit(Trouble):
    """No file may grow any more, as with a quota."""

    def begin(self, process: int) -> None:
        """Set the limit."""
        resource.prlimit(process, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))

    def end(self, process: int) -> None:
        """Lift it."""
        resource.prlimit(process, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


class Full(Trouble):
    """Somebody else fills the disk."""

    def begin(self, process: int) -> None:
        """Write until nothing fits."""
        del process
        with suppress(OSError), (self.file.parent / "filler").open("wb", buffering=0) as filler:
            while True:
                filler.write(bytes(4096))

    def end(self, process: int) -> None:
        """Make room."""
        del process
        (self.file.parent / "filler").unlink()


class Hold(Trouble):
    """Another program keeps a transaction open."""

    def begin(self, process: int) -> None:
        """Take the lock."""
        del process
        self.other = sqlite3.connect(self.file, isolation_level=None, timeout=20)
        self.other.execute("BEGIN IMMEDIATE")

    def end(self, process: int) -> None:
        """Let it go."""
        del process
        self.other.execute("ROLLBACK")
        self.other.close()


@dataclass
class ReadOnly(Trouble):
    """A server becomes one that can be read alone."""

    url: str = ""

    def begin(self, process: int) -> None:
        """Let every connection be new, and read alone."""
        del process
        self._set("on")

    def end(self, process: int) -> None:
        """Let them write."""
        del process
        self._set("off")

    def _set(self, value: str) -> None:
        with psycopg.connect(self.url, autocommit=True) as connection:
            name = sql.Identifier(connection.info.dbname)
            words = "ALTER DATABASE {} SET default_transaction_read_only = " + value
            connection.execute("SET default_transaction_read_only = off")
            connection.execute(sql.SQL(words).format(name))
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


UNANSWERED = "no answer within 2 s"
"""What is said where the database is not even refused in time, as on a busy machine."""


async def goes_through(trouble: Trouble, side: Side, bot: DailyBot) -> None:
    """Let `trouble` come in the middle of a digest, and go again; judge by what everybody sees."""
    await bot.follow(side.channel(1))
    async with at_work(bot) as work:
        pid = work.process.pid
        await work.until(lambda: work.said)  # it listens
        side.outages.before_post = lambda: trouble.begin(pid)
        await work.until(lambda: alarms(side) and lines(side, MISSING))
        status, checks, _ = await work.health()
        trouble.end(pid)
        await work.until(lambda: lines(side, "landed") and lines(side, MADE_UP))
        await work.until(lambda: len(alarms(side)) == 2)
        (begun,) = work.events("database_fails")
        over, _, _ = await work.health()
    code, runs = await told(replace(bot, environment={**bot.environment, "COLUMNS": "500"}), "runs")

    assert (status, over) == (503, 200)
    assert checks["database"] in (trouble.seen, UNANSWERED)
    assert str(begun["incident"]) in alarms(side)[0]
    assert "Over: " in alarms(side)[1]
    assert len(lines(side, "landed")) == 1
    assert (code, "✓" in runs) == (0, True)
    assert runs.count("✗") == runs.count(REASONS[Cause.STORE].en)


def alarms(side: Side) -> list[str]:
    """Return what operators were told."""
    return [one for one in side.said(OPS) if FAILS in one]


def lines(side: Side, words: str) -> list[str]:
    """Return what stands in the channel with `words` in it."""
    return [one for one in side.said(1) if words in one]


async def test_a_database_that_may_not_grow_is_told_of_and_the_digest_goes_on(
    side: Side, tmp_path: Path, unused_tcp_port: int
) -> None:
    """A limit is not called damage: nobody shall move the file away."""
    bot = bot_of(side, tmp_path, unused_tcp_port)
    await goes_through(Limit(tmp_path / "bot.db", "its disk refuses"), side, bot)


async def test_a_database_that_somebody_holds_is_told_of_and_the_digest_goes_on(
    side: Side, tmp_path: Path, unused_tcp_port: int
) -> None:
    """For however long they hold it."""
    bot = bot_of(side, tmp_path, unused_tcp_port)
    await goes_through(Hold(tmp_path / "bot.db", "held by somebody else"), side, bot)


async def test_a_full_disk_is_told_of_and_the_digest_goes_on(
    slack: Side, tmp_path: Path, disk: Path, unused_tcp_port: int
) -> None:
    """With a disk that is full for real."""
    bot = bot_of(slack, tmp_path, unused_tcp_port)
    file = disk / "bot.db"
    bot = replace(bot, environment={**bot.environment, "DATABASE_URL": f"sqlite:///{file}"})
    await goes_through(Full(file, "its disk is full"), slack, bot)


def other_words(file: Path) -> None:
    """Put something else in its place."""
    file.write_bytes(b"Dear diary, " * 4000)


def header(file: Path) -> None:
    """Damage its first bytes."""
    overwrite(file, 0, 100)


def pages(file: Path) -> None:
    """Damage everything after its first page."""
    overwrite(file, 4096, file.stat().st_size - 4096)


def overwrite(file: Path, at: int, length: int) -> None:
    """Write nonsense into a file."""
    with file.open("r+b") as opened:
        opened.seek(at)
        opened.write(b"\xff" * length)


@pytest.mark.parametrize("damage", [other_words, header, pages])
async def test_a_damaged_database_ends_a_start_with_a_sentence_and_is_left_as_it_is(
    slack: Side, tmp_path: Path, unused_tcp_port: int, damage: Callable[[Path], None]
) -> None:
    """Whatever was asked for; the doctor says the same, and how to mend it."""
    bot = bot_of(slack, tmp_path, unused_tcp_port)
    await bot.follow(slack.channel(1))
    file = tmp_path / "bot.db"
    damage(file)
    before = digest_of(file)
    asked = (("run",), ("runs",), ("post", "acme/app", "--to", str(slack.channel(1))), ("doctor",))
    *ended, (code, doctor) = await asyncio.gather(*(told(bot, *words) for words in asked))

    for status, said in ended:
        assert (status, said.count("\n")) == (1, 1), said
        assert "damaged" in said
    assert code == 1
    assert "Restore a backup" in " ".join(doctor.split())
    assert digest_of(file) == before


def digest_of(file: Path) -> str:
    """Return what tells whether a file changed."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


async def test_a_database_that_somebody_holds_ends_a_start_with_a_sentence(
    slack: Side, tmp_path: Path, unused_tcp_port: int
) -> None:
    """And the next start works."""
    bot = bot_of(slack, tmp_path, unused_tcp_port)
    await bot.follow(slack.channel(1))
    hold = Hold(tmp_path / "bot.db")
    hold.begin(0)
    code, said = await hurried(bot, "run")
    hold.end(0)

    assert (code, said.count("\n")) == (1, 1), said
    assert "is busy" in said
    async with at_work(bot) as work:
        await work.until(lambda: lines(slack, "landed"))


async def test_a_full_disk_ends_a_start_with_a_sentence(
    slack: Side, tmp_path: Path, disk: Path, unused_tcp_port: int
) -> None:
    """Nothing can be made of it, and nothing was lost."""
    bot = bot_of(slack, tmp_path, unused_tcp_port)
    file = disk / "bot.db"
    bot = replace(bot, environment={**bot.environment, "DATABASE_URL": f"sqlite:///{file}"})
    full = Full(file)
    full.begin(0)
    code, said = await told(bot, "run")
    full.end(0)

    assert (code, said.count("\n")) == (1, 1), said
    assert "disk" in said
    await bot.follow(slack.channel(1))
    async with at_work(bot) as work:
        await work.until(lambda: lines(slack, "landed"))


async def test_a_file_that_may_only_be_read_ends_a_start_with_a_sentence(
    slack: Side, tmp_path: Path, disk: Path, unused_tcp_port: int
) -> None:
    """On a disk that was mounted so; root may write everywhere else."""
    bot = bot_of(slack, tmp_path, unused_tcp_port)
    file = disk / "bot.db"
    bot = replace(bot, environment={**bot.environment, "DATABASE_URL": f"sqlite:///{file}"})
    await bot.follow(slack.channel(1))
    assert _mount("-o", "remount,ro", str(disk))
    code, said = await told(bot, "run")
    assert _mount("-o", "remount,rw", str(disk))

    assert (code, said.count("\n")) == (1, 1), said
    assert "cannot be written" in said


async def test_a_server_that_lets_us_read_alone_is_told_of_and_gone_on_with(
    slack: Side, postgres_url: str, tmp_path: Path, unused_tcp_port: int
) -> None:
    """PostgreSQL does so when its disk is full, or when another one took over."""
    bot = bot_of(slack, tmp_path, unused_tcp_port, DATABASE_URL=postgres_url)
    await bot.follow(slack.channel(1))
    await goes_through(ReadOnly(tmp_path, "cannot be written", postgres_url), slack, bot)
